/**
 * `npm run mail-down [-- --threads N --parts N --connections N --kills N --gap SECONDS]`: an hour of mail while the server
 * is down, faster than in an hour; the gateway is killed meanwhile. Prints how long it takes until all of it is there, and
 * ends with 0 when that is within five minutes, each mail once, in order, dated when it was taken (assurance REL-13).
 */
import { parseArgs } from 'node:util'
import { v } from '../../../shared/kit/schema.ts'
import { openStage } from '../../stage.ts'
import { sendMail } from '../../stage/smtp-sender.ts'
import { until } from '../../stage/wait.ts'
import { makeLetter } from '../letters.ts'
import { QUEUE, runOutage } from './outage.ts'
import { checkOutage, type Defects } from './outage-check.ts'

const DRAIN_MS_BAR = 5 * 60_000
const SHOWN_MAX = 5

const whole = v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(0))
const Options = v.object({
  threads: whole,
  parts: whole,
  connections: whole,
  kills: whole,
  gap: whole,
})

process.exitCode = (await main()) ? 0 : 1

async function main(): Promise<boolean> {
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  const { threads, parts, connections, kills, gap } = readOptions()
  const stage = await openStage({ environment: { DESKSIDE_RATE_LIMITS: 'off' } })
  const end = () => void stage.close().finally(() => process.exit(1))
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  try {
    await stage.addQueue(QUEUE.slug, QUEUE.name, QUEUE.address)
    const agent = await stage.addPerson({ email: 'bo@desk.test', name: 'Bo', role: 'agent' })
    await until('the gateway knows the queue', async () => {
      const from = 'first@home.test'
      const raw = makeLetter({ from, to: QUEUE.address, subject: 'First', id: 'first' })
      return (await sendMail(stage.smtpPort, { from, to: [QUEUE.address] }, raw)).code === 250
    })
    const outage = { threads, perThread: parts, connections, kills, gapMs: gap * 1000 }
    const run = await runOutage(stage, outage, say)
    const rows = await stage.openRows()
    const defects = await checkOutage(agent.api, rows, run.sent)
    await rows.close()
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
    const mails = run.sent.length
    const table: [string, string][] = [
      ['mails, threads', `${mails}, ${threads}`],
      ['taken in', `${seconds(run.takingMs)} (${perSecond(mails, run.takingMs)}/s)`],
      ['gateway killed, mails offered again', `${run.killCount}, ${run.resentCount}`],
      ['in the spool', `${run.spooledMiB.toFixed(1)} MiB`],
      ['server ready', `${seconds(run.startMs)} after its start`],
      [
        'all are tickets',
        `${seconds(run.drainMs)} (${perSecond(mails, run.drainMs)}/s); bar 300 s`,
      ],
      ...Object.entries(defects).map(([name, list]): [string, string] => [name, `${list.length}`]),
    ]
    say(`\n${stage.isBuilt ? 'build' : 'sources'}, SQLite`)
    for (const [name, value] of table) say(`${name.padEnd(38)} ${value}`)
    for (const line of firstOf(defects)) say(line)
    return run.drainMs <= DRAIN_MS_BAR && Object.values(defects).every((list) => list.length === 0)
  } finally {
    await stage.close()
  }
}

function perSecond(count: number, ms: number): number {
  return Math.round(count / (ms / 1000))
}

function firstOf(defects: Defects): string[] {
  return Object.entries(defects).flatMap(([name, list]) =>
    list.slice(0, SHOWN_MAX).map((line) => `${name}: ${line}`),
  )
}

function readOptions(): v.InferOutput<typeof Options> {
  const { values } = parseArgs({
    options: {
      threads: { type: 'string', default: '1200' },
      parts: { type: 'string', default: '3' },
      connections: { type: 'string', default: '10' },
      kills: { type: 'string', default: '2' },
      gap: { type: 'string', default: '20' },
    },
  })
  return v.parse(Options, values)
}
