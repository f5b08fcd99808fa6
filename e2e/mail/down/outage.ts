/**
 * The server is down while mail comes in, in threads, and the gateway is killed meanwhile; then the server comes back.
 * Sends and measures. What became of the mails is looked at by outage-check.
 */
import { lookAtSpool } from '../../../sync-server/operator/spool-check.ts'
import type { Stage } from '../../stage.ts'
import { openSmtpSender, type SmtpSender } from '../../stage/smtp-sender.ts'
import { pause, until } from '../../stage/wait.ts'
import { makeLetter } from '../letters.ts'

export const QUEUE = { slug: 'support', name: 'Support', address: 'support@desk.test' }
const DRAIN_MS_MAX = 15 * 60_000
const AGAIN_MS = 50

export type Outage = {
  threads: number
  perThread: number
  connections: number
  /** Of the gateway, spread over the sending. */
  kills: number
  /** Between the last mail and the server's return. */
  gapMs: number
}

/** One mail: when it was first offered, and when it was taken for certain. Epoch ms. */
export type Sent = { thread: number; part: number; offeredAt: number; takenAt: number }

export type OutageRun = {
  sent: Sent[]
  /** Offered once more, as the line broke before the answer. */
  resentCount: number
  killCount: number
  takingMs: number
  /** From the start of the server's process until the last mail was committed. */
  drainMs: number
  /** Of that, until the server was ready. */
  startMs: number
  spooledMiB: number
}

export async function runOutage(
  stage: Stage,
  outage: Outage,
  say: (line: string) => void,
): Promise<OutageRun> {
  const { threads, perThread, connections, kills } = outage
  const all = threads * perThread
  const rows = await stage.openRows()
  const before = await rows.number(`SELECT count(*) FROM received_mail`)
  await stage.server.kill()
  say(`the server is down; ${all} mails in ${threads} threads over ${connections} connections`)

  const sent: Sent[] = []
  let resentCount = 0
  let killCount = 0
  const refusals: string[] = []
  const startedAt = Date.now()

  async function killAtShares(): Promise<void> {
    for (let at = 1; at <= kills; at++) {
      const share = Math.floor((all * at) / (kills + 1))
      await until(`${share} mails are taken`, () => refusals.length > 0 || sent.length >= share, {
        waitMsMax: DRAIN_MS_MAX,
      })
      await stage.gateway.kill()
      killCount++
      await stage.gateway.start()
      say(`the gateway was killed at ${share} mails, and is back`)
    }
  }

  function fail(words: string): void {
    refusals.push(words)
  }

  /** A thread has one line, and waits for each answer: its order is the order in which it was taken. */
  async function sendThreadsOf(connection: number): Promise<void> {
    let line: SmtpSender | null = null
    const mine = Array.from({ length: threads }, (_, at) => at).filter(
      (thread) => thread % connections === connection,
    )
    for (let part = 0; part < perThread; part++)
      for (const thread of mine) {
        const offeredAt = Date.now()
        const raw = makePart(thread, part)
        for (let isTaken = false, isOffered = false; !isTaken;)
          try {
            line ??= await openSmtpSender(stage.smtpPort)
            if (isOffered) resentCount++
            isOffered = true
            const envelope = { from: addressOf(thread), to: [QUEUE.address] }
            const reply = await line.send(envelope, raw)
            isTaken = reply.code === 250
            if (reply.code >= 500) return fail(`${reply.code} ${reply.words}`)
            if (!isTaken) await pause(AGAIN_MS)
          } catch {
            line?.close()
            line = null
            await pause(AGAIN_MS)
          }
        sent.push({ thread, part, offeredAt, takenAt: Date.now() })
      }
    line?.close()
  }

  await Promise.all([
    killAtShares(),
    ...Array.from({ length: connections }, (_, at) => sendThreadsOf(at)),
  ])
  if (refusals.length > 0) throw new Error(`a mail was refused: ${refusals[0]}`)
  const takingMs = Date.now() - startedAt
  const spooledMiB = await spoolSize(stage)
  await pause(outage.gapMs)

  const backAt = Date.now()
  const startMs = await stage.server.start()
  say(`all are taken in ${(takingMs / 1000).toFixed(1)} s; the server is back`)
  try {
    await until(
      'every mail is in',
      async () => (await rows.number(`SELECT count(*) FROM received_mail`)) - before >= all,
      { waitMsMax: DRAIN_MS_MAX, everyMs: 100 },
    )
  } finally {
    await rows.close()
  }
  const drainMs = Date.now() - backAt
  return { sent, resentCount, killCount, takingMs, drainMs, startMs, spooledMiB }
}

export const subjectOf = (thread: number) => `Thread ${thread}`
export const textOf = (thread: number, part: number) => `Part ${part} of thread ${thread}.`
const addressOf = (thread: number) => `writer-${thread}@home.test`
const idOf = (thread: number, part: number) => `down-${thread}-${part}`

function makePart(thread: number, part: number): Buffer {
  const answered = `<${idOf(thread, part - 1)}@home.test>`
  return makeLetter({
    from: addressOf(thread),
    to: QUEUE.address,
    subject: part === 0 ? subjectOf(thread) : `Re: ${subjectOf(thread)}`,
    id: idOf(thread, part),
    text: textOf(thread, part),
    head: part === 0 ? [] : [`In-Reply-To: ${answered}`, `References: ${answered}`],
  })
}

async function spoolSize(stage: Stage): Promise<number> {
  return (await lookAtSpool(stage.dataDir)).bytes / 1024 / 1024
}
