/**
 * `npm run chaos -- --kills N [--seed S] [--json FILE] [--store postgres [--servers 2]]`: a mixed load on real processes that are killed while they work,
 * then an audit (assurance REL-1). Ends with 0 only when nothing acknowledged is missing and nothing happened twice.
 *
 * `--lie early` and `--lie new-keys` make the load's own clients wrong, to see that the audit notices.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { v } from '../../shared/kit/schema.ts'
import { openStage } from '../stage.ts'
import { makeApi } from '../stage/api.ts'
import { startTestPostgres } from '../stage/postgres.ts'
import { makeSeeded } from '../stage/seeded.ts'
import { sendMail } from '../stage/smtp-sender.ts'
import { until } from '../stage/wait.ts'
import { audit } from './audit.ts'
import { runKiller } from './killer.ts'
import { makeLedger } from './ledger.ts'
import { runApi } from './load-api.ts'
import { runTypist } from './load-draft.ts'
import { hasForm, runForm } from './load-form.ts'
import { runMail } from './load-mail.ts'
import { runDevice } from './load-sync.ts'
import { becomesQuiet } from './quiet.ts'
import { describe, isClean, lastLine, makeReport } from './report.ts'
import type { World } from './world.ts'

const Options = v.object({
  kills: v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(0), v.maxValue(100_000)),
  seed: v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(0)),
  json: v.optional(v.string()),
  lie: v.picklist(['none', 'early', 'new-keys']),
  store: v.picklist(['sqlite', 'postgres']),
  servers: v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1), v.maxValue(8)),
})
const QUEUE = { slug: 'support', address: 'support@desk.test' }

async function main(): Promise<boolean> {
  const options = readOptions()
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  const random = makeSeeded(options.seed)
  const startedAt = Date.now()
  const database = options.store === 'postgres' ? await startTestPostgres() : null
  const stage = await openStage({
    servers: options.servers,
    environment: { DESKSIDE_RATE_LIMITS: 'off', DESKSIDE_UNDO_SECONDS: '1' },
  })
  const end = () =>
    void stage.close().finally(() => {
      database?.stop()
      process.exit(1)
    })
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  try {
    say(
      `chaos: ${options.kills} kills, seed ${options.seed}, ${stage.isBuilt ? 'build' : 'sources'}, ${options.servers} on ${options.store}`,
    )
    await stage.addQueue(QUEUE.slug, 'Support', QUEUE.address)
    const people = [
      await stage.addPerson({ email: 'ann@desk.test', name: 'Ann', role: 'agent' }),
      await stage.addPerson({ email: 'bob@desk.test', name: 'Bob', role: 'agent' }),
    ]
    const nodeOf = (number: number) => {
      const node = stage.nodes[number % stage.nodes.length]
      if (!node) throw new Error('there is no server')
      return node
    }
    // Each program talks to one server; with two, what one makes is changed through the other.
    const agents = people.map((person, at) => ({
      ...person,
      api: makeApi(nodeOf(at).url, person.token),
    }))
    await until('the gateway knows the queue', async () => {
      const envelope = { from: 'first@example.test', to: [QUEUE.address] }
      const hello = Buffer.from('From: first@example.test\r\nSubject: First\r\n\r\nHello.\r\n')
      return (await sendMail(stage.smtpPort, envelope, hello)).code === 250
    })

    let isOver = false
    const ledger = makeLedger(options.seed)
    const world: World = {
      stage,
      ledger,
      agents,
      queue: QUEUE,
      lie: options.lie,
      nodeOf,
      isOver: () => isOver,
      tickets: [],
    }
    const loadedAt = Date.now()
    const load = [
      ...[0, 1, 2].map((at) => runApi(world, random.fork(`api ${at}`), at)),
      ...[0, 1, 2].map((at) => runDevice(world, random.fork(`device ${at}`), at)),
      ...[0, 1].map((at) => runTypist(world, random.fork(`typist ${at}`), at)),
      ...[0, 1, 2].map((at) => runMail(world, random.fork(`mail ${at}`), at)),
    ]
    if (await hasForm(world)) load.push(runForm(world, random.fork('form')))
    else say('there is no form to fill in')
    const running = Promise.all(load)
    const kills = await Promise.race([
      runKiller(stage, ledger, random.fork('killer'), options.kills, say),
      // A part of the load that fails ends the run; one that ends early cannot.
      running.then(() => new Promise<never>(() => {})),
    ])
    isOver = true
    await running
    const quietAt = Date.now()
    if ((await becomesQuiet(world, say)) === 'busy')
      ledger.defect('stuck', 'something is still on its way')
    const auditAt = Date.now()

    const verified = await stage.run('verify')
    if (verified.code !== 0)
      ledger.defect('other', `verify: ${verified.stdout.trim() || verified.stderr.trim()}`)
    const report = makeReport({
      seed: options.seed,
      isBuilt: stage.isBuilt,
      ledger,
      kills,
      audit: await audit(world, kills),
      verify: verified.stdout.trim().split('\n').at(-1) ?? '',
      seconds: {
        load: seconds(loadedAt, quietAt),
        quiet: seconds(quietAt, auditAt),
        all: seconds(startedAt, Date.now()),
      },
    })
    if (options.json !== undefined) await writeFile(options.json, JSON.stringify(report, null, 2))
    say(`\n${describe(report)}\n`)
    say(lastLine(report))
    return isClean(report)
  } finally {
    await stage.close()
    database?.stop()
  }
}

function readOptions(): v.InferOutput<typeof Options> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      json: { type: 'string' },
      lie: { type: 'string', default: 'none' },
      store: { type: 'string', default: 'sqlite' },
      servers: { type: 'string', default: '1' },
    },
  })
  return v.parse(Options, values)
}

const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10

const isFine = await main().catch((error: unknown) => {
  process.stderr.write(
    `chaos: ${error instanceof Error ? (error.stack ?? error) : String(error)}\n`,
  )
  return false
})
process.exit(isFine ? 0 : 1)
