/**
 * The mail gateway of a simulation: the real spool, intake and delivery between a simulated SMTP door, relay and line to
 * the server. A crash keeps what was synced, may lose the marks of what is done, and may leave a torn end.
 */
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../shared/kit/clock.ts'
import { FAULTS, fail, ok, type FaultCode, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { noLog } from '../../shared/kit/log.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { Ack, Nack } from '../../shared/wire/down.ts'
import { MailJob, type MailAddress } from '../../shared/wire/mail.ts'
import { readFields } from '../../mail-gateway/inbound/fields.ts'
import { startIntake } from '../../mail-gateway/inbound/intake.ts'
import { UNCHECKED } from '../../mail-gateway/inbound/judge.ts'
import { openSpool, type Spool } from '../../mail-gateway/inbound/spool.ts'
import { makeMessageHash } from '../../mail-gateway/door/trace.ts'
import { startDelivery } from '../../mail-gateway/outbound/lease.ts'
import type { Relay } from '../../mail-gateway/outbound/send.ts'
import type { Peer } from '../../mail-gateway/peer.ts'
import type { Dice } from './dice.ts'
import type { Kernel, Party } from './kernel.ts'
import type { Line, Network } from './network.ts'

const Leased = v.object({ jobs: v.array(MailJob) })
const PushAnswer = v.variant('type', [Ack, Nack])
const PushAnswers = v.object({ answers: v.array(PushAnswer) })
const Problem = v.object({ code: v.string(), detail: v.optional(v.string(), '') })

export type Envelope = { from: string; to: string[] }
export type Gateway = ReturnType<typeof makeGateway>

export function makeGateway(options: {
  kernel: Kernel
  dice: Dice
  network: Network
  key: string
  folder: string
  relay: Relay
  /** It stands on the server's machine. */
  clock: Clock
  /** A mail is answered 250 and forgotten. */
  forgets: boolean
}) {
  const { kernel, dice, network, key, folder, relay, clock } = options
  const dir = join(folder, 'spool')
  const line: Line = {
    name: 'gateway',
    party: { name: 'gateway', isAlive: false },
    isUp: true,
    secret: null,
    person: null,
  }
  let spool: Spool | null = null
  let lives = 0
  let isBusy = false

  async function start(): Promise<void> {
    if (spool || isBusy) return
    isBusy = true
    const party: Party = { name: `gateway ${++lives}`, isAlive: true }
    line.party = party
    const real = await kernel.atOnce(() => openSpool({ dir, log: noLog, sync: async () => {} }))
    const held: Spool = {
      ...real,
      append: (meta, body) => kernel.atOnce(() => real.append(meta, body)),
      read: (ref) => kernel.atOnce(() => real.read(ref)),
      noteReading: (ref) => kernel.atOnce(() => real.noteReading(ref)),
      markDone: (ref) => kernel.atOnce(() => real.markDone(ref)),
      setAside: (ref, why) => kernel.atOnce(() => real.setAside(ref, why)),
    }
    spool = held
    isBusy = false
    const timers = kernel.timersOf(party)
    const peer = makeNetworkPeer({ kernel, network, line, key, clock })
    startIntake({
      spool: held,
      reader: {
        ready: async () => {},
        async read(raw, context) {
          const text = Buffer.from(raw).toString('utf8')
          const body = text.slice(text.indexOf('\r\n\r\n') + 4).trimEnd()
          const fields = readFields(raw, context, body)
          const token = /^X-File: (\S+)/m.exec(text)?.[1]
          const files = token === undefined ? [] : [fileOf(token)]
          return ok({ ...fields, text: body, visible: body, html: null, files })
        },
        close: async () => {},
      },
      judge: async () => UNCHECKED,
      peer,
      clock,
      timers,
      log: noLog,
    })
    startDelivery({
      relayUrl: 'smtp://relay.example',
      peer,
      clock,
      timers,
      log: noLog,
      openRelay: () => relay,
    })
  }

  return {
    line,
    isUp: () => spool !== null,
    depth: () => spool?.depth().entries ?? 0,
    start,

    async crash(): Promise<void> {
      const ended = spool
      if (!ended) return
      spool = null
      isBusy = true
      line.party.isAlive = false
      network.end(line)
      await kernel.atOnce(async () => {
        // Closes the files; what was answered is in them, nothing else is written.
        await ended.close()
        await damage()
      })
      isBusy = false
    },

    /** What is unsynced may be gone, and the last write may be torn. */
    async close(): Promise<void> {
      await spool?.close()
    },

    /** The SMTP door. True for 250; false, or never, when the sender must try again. */
    async accept(raw: Buffer, envelope: Envelope): Promise<boolean> {
      const now = spool
      if (!now) return false
      if (options.forgets) return true
      const hash = makeMessageHash()
      hash.push(raw)
      const { hash: whole, digest, bytes } = hash.end()
      const kept = await now.append(
        {
          digest,
          hash: whole,
          bytes,
          receivedAt: clock.now(),
          envelope: {
            ...envelope,
            remoteAddress: '192.0.2.1',
            helo: 'mx.example',
            isEncrypted: false,
          },
        },
        { chunks: [raw] },
      )
      return kept.ok
    },
  }

  async function damage(): Promise<void> {
    const names = await readdir(dir)
    for (const name of names.filter((one) => one.endsWith('.done')))
      if (dice.chance(0.5)) {
        const lines = (await readFile(join(dir, name), 'utf8')).split('\n')
        await writeFile(
          join(dir, name),
          lines.slice(0, -2).join('\n') + (lines.length > 2 ? '\n' : ''),
        )
      }
    const last = names
      .filter((one) => one.endsWith('.log'))
      .sort()
      .at(-1)
    if (last !== undefined && dice.chance(0.5))
      await appendFile(
        join(dir, last),
        Buffer.concat([Buffer.from('DSK1'), dice.bytes(dice.whole(0, 60))]),
      )
  }
}

/** The gateway's calls over the simulated network. */
function makeNetworkPeer(around: {
  kernel: Kernel
  network: Network
  line: Line
  key: string
  clock: Clock
}): Peer {
  const { kernel, network, line, key, clock } = around
  /** Composing a mail takes real time: virtual time waits from the lease to the first word on the job. */
  const composing = new Map<string, () => void>()
  const composed = (jobId: string) => {
    composing.get(jobId)?.()
    composing.delete(jobId)
  }

  async function call(path: string, init: RequestInit): Promise<Result<Response>> {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    try {
      const url = new URL(path, 'http://127.0.0.1')
      const response = await network.request(line, url, { ...init, headers })
      if (response.ok) return ok(response)
      const problem = parseWith(Problem, await response.json().catch(() => null))
      const code = problem.ok && isFaultCode(problem.value.code) ? problem.value.code : 'kit/busy'
      return fail(code, problem.ok ? problem.value.detail : '')
    } catch {
      return fail('kit/busy', 'the server did not answer')
    }
  }

  const post = (path: string, body: unknown, signal: AbortSignal) =>
    call(path, { method: 'POST', body: JSON.stringify(body), signal })

  return {
    fetchRoutes: async () => fail('kit/busy', 'not asked for'),
    // No domain of a simulation is published, so nothing is signed.
    fetchSigningKeys: async () => ok({ keys: [] }),
    leaseMailboxes: async () => fail('kit/busy', 'not asked for'),
    answerTrial: async () => fail('kit/busy', 'not asked for'),
    askToken: async () => fail('kit/busy', 'not asked for'),
    async putBlob(hash, bytes, signal) {
      const answer = await call(`/blobs/${hash}`, {
        method: 'PUT',
        body: Uint8Array.from(bytes),
        signal,
      })
      return answer.ok ? ok() : answer
    },
    fetchBlob: async () => fail('kit/not-found', 'there are no files'),
    async push(pushId, command, signal) {
      if (command.kind === 'mark-delivery') composed(command.jobId)
      const answer = await post('/push', { pushId, command }, signal)
      if (!answer.ok) return answer
      const parsed = parseWith(PushAnswer, await answer.value.json())
      if (!parsed.ok) return fail('kit/busy', 'the answer could not be read')
      return readAnswer(parsed.value)
    },
    async pushMails(mails, signal) {
      const answer = await post('/gateway/mails', { mails }, signal)
      if (!answer.ok) return answer
      const parsed = parseWith(PushAnswers, await answer.value.json())
      if (!parsed.ok || parsed.value.answers.length !== mails.length)
        return fail('kit/busy', 'the answers could not be read')
      return ok(parsed.value.answers.map(readAnswer))
    },
    async lease(max, waitMs, signal) {
      const answer = await post('/gateway/lease', { max, waitMs }, signal)
      if (!answer.ok) return answer
      const parsed = parseWith(Leased, await answer.value.json())
      if (!parsed.ok) return parsed
      const { jobs } = parsed.value
      for (const job of jobs) {
        // A job with less of its lease left is not begun, and nothing is said of it.
        if (job.leaseUntil - clock.now() < LIMITS.leaseMs / 2 + 20_000) continue
        composed(job.jobId)
        composing.set(job.jobId, kernel.hold())
      }
      return ok(jobs)
    },
  }
}

function readAnswer(answer: v.InferOutput<typeof PushAnswer>): Result<void> {
  if (answer.type === 'ack') return ok()
  return fail(isFaultCode(answer.code) ? answer.code : 'kit/invalid', answer.detail)
}

const isFaultCode = (code: string): code is FaultCode => Object.hasOwn(FAULTS, code)

const fileOf = (token: string) => ({
  name: `${token}.txt`,
  type: 'text/plain',
  inline: false,
  cid: null,
  content: Buffer.from(`file of ${token}`),
})

/** A plain mail, with the line of a hop on top so that the same mail by two ways differs in its bytes. */
export function writeMail(mail: {
  from: MailAddress
  to: string
  subject: string
  messageId: string
  inReplyTo: string | null
  text: string
  /** Stands for an attached file. */
  file: string | null
  hop: number
}): Buffer {
  const lines = [
    `Received: from mx.example by relay${mail.hop}.example; Mon, 2 Mar 2026 10:00:00 +0000`,
    `From: ${mail.from.name} <${mail.from.address}>`,
    `To: <${mail.to}>`,
    `Subject: ${mail.subject}`,
    `Message-ID: <${mail.messageId}>`,
    ...(mail.inReplyTo === null ? [] : [`In-Reply-To: <${mail.inReplyTo}>`]),
    'Date: Mon, 2 Mar 2026 10:00:00 +0000',
    ...(mail.file === null ? [] : [`X-File: ${mail.file}`]),
    '',
    mail.text,
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}
