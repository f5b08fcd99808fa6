/**
 * `mail`: mails of 4 KB into the gateway while its server works them in, over one connection and over ten, from MAIL to
 * the reply to the final dot. Reference: the same SMTP library, one file and one fsync a message, in its own process.
 */
import { join } from 'node:path'
import { root } from '../stage/build.ts'
import { openDeskFile, type DeskFile } from '../stage/desk-file.ts'
import { makePart } from '../stage/process.ts'
import { openSmtpSender, sendMail } from '../stage/smtp-sender.ts'
import { plainEnvironment } from '../stage/verbs.ts'
import { until } from '../stage/wait.ts'
import type { Bench } from './bench.ts'
import { openBenchDesk, QUEUE } from './desk.ts'
import { median, medianOf, percentile } from './figures.ts'

const MAIL_BYTES = 4096
const MAILS = 300
const DRAIN_MS_MAX = 300_000
const FROM = 'sender@example.test'

type Run = { connections: number; perSecond: number; p50: number; p99: number }

export const measureMail: Bench = async ({ repeats, say }) => {
  const { stage } = await openBenchDesk({ hasGateway: true })
  const bare = makePart({
    name: 'bare SMTP server',
    args: ['--import', 'tsx', join(root, 'e2e', 'bench', 'bare-smtp.ts')],
    folder: root,
    environment: plainEnvironment,
    isReady: async (part) => part.stdout.some((line) => line.startsWith('port ')),
  })
  const file = openDeskFile(stage.dataDir)
  try {
    await bare.start()
    const barePort = Number((await bare.line(/^port (\d+)/))[1])
    await until('the gateway knows the queue', async () => {
      const envelope = { from: FROM, to: [QUEUE.address] }
      return (await sendMail(stage.smtpPort, envelope, makeMail('first'))).code === 250
    })
    const ours: Run[] = []
    const theirs: Run[] = []
    let taken = 1
    let drainSeconds = 0
    for (let at = 0; at < repeats; at++)
      for (const connections of [1, 10]) {
        say(`round ${at + 1} of ${repeats}, ${connections} connections`)
        theirs.push(await drive(barePort, connections, `bare-${at}-${connections}`))
        ours.push(await drive(stage.smtpPort, connections, `ours-${at}-${connections}`))
        taken += MAILS
        // What was taken is worked in before the other has its turn.
        const drainedAt = performance.now()
        await becomesQuiet(file, taken)
        drainSeconds = Math.max(drainSeconds, (performance.now() - drainedAt) / 1000)
      }
    const figures = [1, 10].flatMap((connections) => {
      const [us, them] = [ours, theirs].map((runs) =>
        runs.filter((run) => run.connections === connections),
      )
      const pair = (name: string, unit: string, pick: (run: Run) => number) => ({
        name: `${name}, ${connections} ${connections === 1 ? 'connection' : 'connections'}`,
        unit,
        value: medianOf(us ?? [], pick),
        reference: { name: 'bare', value: medianOf(them ?? [], pick) },
      })
      return [
        pair('accepted', 'mails/s', (run) => run.perSecond),
        pair('one mail, p50', 'ms', (run) => run.p50),
        pair('one mail, p99', 'ms', (run) => run.p99),
      ]
    })
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `${MAILS} mails of ${MAIL_BYTES} bytes a turn, ${repeats} rounds, bare and ours in turn`,
        `every mail was a ticket at most ${drainSeconds.toFixed(1)} s after the last 250`,
      ],
      figures,
    }
  } finally {
    file.close()
    await bare.stop()
    await stage.close()
  }
}

/** All mails of one turn over so many connections; each connection sends the next as soon as it has its reply. */
async function drive(port: number, connections: number, name: string): Promise<Run> {
  const mails = Array.from({ length: MAILS }, (_, at) => makeMail(`${name}-${at}`))
  const senders = await Promise.all(Array.from({ length: connections }, () => openSmtpSender(port)))
  const taken: number[] = []
  let next = 0
  const startedAt = performance.now()
  await Promise.all(
    senders.map(async (sender) => {
      for (let raw = mails[next++]; raw !== undefined; raw = mails[next++]) {
        const sentAt = performance.now()
        const reply = await sender.send({ from: FROM, to: [QUEUE.address] }, raw)
        if (reply.code !== 250) throw new Error(`${reply.code} ${reply.words}`)
        taken.push(performance.now() - sentAt)
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  for (const sender of senders) sender.close()
  return {
    connections,
    perSecond: MAILS / seconds,
    p50: median(taken),
    p99: percentile(taken, 0.99),
  }
}

async function becomesQuiet(file: DeskFile, mails: number): Promise<void> {
  await until(
    'every mail is a ticket',
    () => file.number(`SELECT count(*) FROM received_mail`) >= mails,
    { waitMsMax: DRAIN_MS_MAX, everyMs: 50 },
  )
}

function makeMail(id: string): Buffer {
  const head =
    `From: Sender <${FROM}>\r\nTo: ${QUEUE.address}\r\nSubject: Measured\r\n` +
    `Message-ID: <${id}@example.test>\r\nMIME-Version: 1.0\r\n` +
    'Content-Type: text/plain; charset=utf-8\r\n\r\n'
  const line = 'This line is one of many that make the mail as long as it is.\r\n'
  const lines = line.repeat(Math.ceil(MAIL_BYTES / line.length))
  return Buffer.from(`${(head + lines).slice(0, MAIL_BYTES - 2)}\r\n`)
}
