/**
 * `accepting`: how many mails of 4 KB a second the door has on disk and says 250 to, over one, ten and fifty connections, and over ten
 * with a new connection each time. References, in turn with it: the same SMTP library that writes one log and syncs it for all who
 * wait, and Debian's Postfix into its hold queue. Driver and first reference lie beside the project, as the corpus does.
 *
 * The server is stopped meanwhile, so that what is measured is the door alone; `mail` measures both together.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findFreePort } from '../../bin/free-port.mjs'
import { v } from '../../shared/kit/schema.ts'
import { openPostfix, whyNoPostfix } from '../mail/postfix.ts'
import { root } from '../stage/build.ts'
import { makePart } from '../stage/process.ts'
import { sendMail } from '../stage/smtp-sender.ts'
import { plainEnvironment } from '../stage/verbs.ts'
import { until } from '../stage/wait.ts'
import type { Bench } from './bench.ts'
import { openBenchDesk, QUEUE } from './desk.ts'
import { medianOf, type Figure } from './figures.ts'

const tools = join(root, '..', 'shared', 'bench', 'mail')
const run = promisify(execFile)

const Answer = v.object({
  msgs_per_s: v.number(),
  lat_ms: v.object({ p50: v.number(), p99: v.number() }),
  codes: v.record(v.string(), v.number()),
})
type Answer = v.InferOutput<typeof Answer>

const KINDS = [
  { name: '1 connection', conns: 1, perConn: 0, messages: 1_000 },
  { name: '10 connections', conns: 10, perConn: 0, messages: 3_000 },
  { name: '50 connections', conns: 50, perConn: 0, messages: 5_000 },
  { name: '10 at once, one mail each', conns: 10, perConn: 1, messages: 1_000 },
]

export const measureAccepting: Bench = async ({ repeats, say }) => {
  if (!existsSync(join(tools, 'smtpdrive.mjs')))
    throw new Error('the driver is not beside the project: ../shared/bench/mail/smtpdrive.mjs')
  const { stage } = await openBenchDesk({ hasGateway: true })
  const folder = await mkdtemp(join(tmpdir(), 'deskside-accepting-'))
  const barePort = await findFreePort()
  const bare = makePart({
    name: 'bare SMTP server',
    args: [join(tools, 'servers', 'bare.mjs')],
    folder: root,
    environment: () => ({
      ...plainEnvironment(),
      MODE: 'group',
      PORT: String(barePort),
      SPOOL: folder,
      PEER_DIR: root,
    }),
    isReady: async (part) => part.stdout.some((line) => line.startsWith('ready')),
  })
  const whyNone = await whyNoPostfix()
  if (whyNone !== null) say(whyNone)
  const postfix =
    whyNone === null
      ? await openPostfix({
          to: 'discard:',
          domain: 'desk.test',
          settings: { smtpd_client_restrictions: 'check_client_access static:HOLD' },
        })
      : null
  try {
    await bare.start()
    await until('the gateway knows the queue', async () => {
      const first = Buffer.from('From: a@home.test\r\nSubject: first\r\n\r\nx\r\n')
      const envelope = { from: 'a@home.test', to: [QUEUE.address] }
      return (await sendMail(stage.smtpPort, envelope, first)).code === 250
    })
    stage.server.freeze()
    const runs: { kind: string; ours: Answer; log: Answer; hold: Answer | null }[] = []
    for (let round = 0; round < repeats; round++)
      for (const kind of KINDS) {
        say(`round ${round + 1} of ${repeats}, ${kind.name}`)
        const log = await drive(barePort, kind)
        const ours = await drive(stage.smtpPort, kind)
        runs.push({
          kind: kind.name,
          ours,
          log,
          hold: postfix && (await drive(postfix.port, kind)),
        })
      }
    const figures = KINDS.flatMap(({ name }): Figure[] => {
      const of = runs.filter((one) => one.kind === name)
      const rate = (pick: (one: (typeof of)[number]) => Answer | null) =>
        medianOf(of, (one) => pick(one)?.msgs_per_s ?? Number.NaN)
      const ours = rate((one) => one.ours)
      const unit = 'mails/s'
      return [
        {
          name: `accepted, ${name}`,
          unit,
          value: ours,
          reference: { name: 'one log', value: rate((one) => one.log) },
        },
        ...(postfix
          ? [
              {
                name: `accepted, ${name}`,
                unit,
                value: ours,
                reference: { name: 'Postfix', value: rate((one) => one.hold) },
              },
            ]
          : []),
        {
          name: `one mail, p99, ${name}`,
          unit: 'ms',
          value: medianOf(of, (one) => one.ours.lat_ms.p99),
          reference: { name: 'one log', value: medianOf(of, (one) => one.log.lat_ms.p99) },
        },
      ]
    })
    return {
      isBuilt: stage.isBuilt,
      notes: [`4 KB a mail, ${repeats} rounds, each in turn; the server is stopped`],
      figures,
    }
  } finally {
    stage.server.thaw()
    await postfix?.close()
    await bare.stop()
    await stage.close()
    await rm(folder, { recursive: true, force: true })
  }

  async function drive(port: number, kind: (typeof KINDS)[number]): Promise<Answer> {
    const { stdout } = await run(process.execPath, [
      join(tools, 'smtpdrive.mjs'),
      ...['--port', String(port), '--rcpt', QUEUE.address, '--size', '4096'],
      ...['--conns', String(kind.conns), '--per-conn', String(kind.perConn)],
      ...['--messages', String(kind.messages)],
    ])
    const answer = v.parse(Answer, JSON.parse(stdout))
    const others = Object.keys(answer.codes).filter((code) => code !== '250')
    if (others.length > 0) throw new Error(`answered ${others.join(', ')} instead of 250`)
    return answer
  }
}
