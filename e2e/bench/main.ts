/**
 * `npm run bench -- <name> [--json FILE] [--repeats N] [--tickets N] [--trace FILE]`: one benchmark with its reference, as a table.
 * Without a name it says which there are. The figures of a release are in docs/benchmarks.md.
 */
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { v } from '../../shared/kit/schema.ts'
import { root } from '../stage/build.ts'
import { measureAccepting } from './accepting.ts'
import { measureAck } from './ack.ts'
import { measureAcknowledgement } from './acknowledgement.ts'
import type { Bench } from './bench.ts'
import { measureDevice } from './device.ts'
import { measureDoor } from './door.ts'
import { measureFeed } from './feed.ts'
import { measureCommits } from './commits.ts'
import { describe, type BenchReport } from './figures.ts'
import { measureHostile } from './hostile.ts'
import { measureLatency } from './latency.ts'
import { measureMail } from './mail.ts'
import { measureMemory } from './memory.ts'
import { measureRecount } from './recount.ts'
import { measureReport } from './report.ts'
import { measureRoom } from './room.ts'
import { measureSearch } from './search.ts'
import { measureSeen } from './seen.ts'
import { measureSla } from './sla.ts'
import { measureStart } from './start.ts'
import { measureWorkedIn } from './worked-in.ts'

const BENCHES = new Map<string, Bench>([
  ['accepting', measureAccepting],
  ['ack', measureAck],
  ['acknowledgement', measureAcknowledgement],
  ['search', measureSearch],
  ['seen', measureSeen],
  ['door', measureDoor],
  ['feed', measureFeed],
  ['commits', measureCommits],
  ['device', measureDevice],
  ['hostile', measureHostile],
  ['latency', measureLatency],
  ['mail', measureMail],
  ['memory', measureMemory],
  ['recount', measureRecount],
  ['report', measureReport],
  ['room', measureRoom],
  ['sla', measureSla],
  ['start', measureStart],
  ['worked-in', measureWorkedIn],
])

const count = v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1))
const Options = v.object({
  json: v.optional(v.string()),
  trace: v.optional(v.string()),
  repeats: count,
  tickets: count,
})

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      trace: { type: 'string' },
      repeats: { type: 'string', default: '5' },
      tickets: { type: 'string', default: '10000' },
    },
  })
  const { json, trace = null, repeats, tickets } = v.parse(Options, values)
  const [name = ''] = positionals
  const bench = BENCHES.get(name)
  if (!bench) {
    process.stderr.write(`Which benchmark? ${[...BENCHES.keys()].join(', ')}\n`)
    return false
  }
  const busyBefore = loadavg()[0] ?? 0
  const result = await bench({
    repeats,
    tickets,
    trace,
    say: (line) => void process.stderr.write(`${name}: ${line}\n`),
  })
  const report: BenchReport = {
    bench: name,
    at: new Date().toISOString(),
    commit: commitOf(),
    machine: describeMachine(),
    isBuilt: result.isBuilt,
    notes: [...result.notes, `load of the machine before: ${busyBefore.toFixed(1)}`],
    figures: result.figures,
  }
  process.stdout.write(`${describe(report)}\n`)
  if (json !== undefined) await writeFile(json, JSON.stringify(report, null, 2))
  return true
}

function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  return `${availableParallelism()} cores (${model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
}

/** Short, and marked when the tree has changes; empty outside a clone. */
function commitOf(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
    const isChanged = git('status', '--porcelain', '--untracked-files=no').trim() !== ''
    return git('rev-parse', '--short', 'HEAD').trim() + (isChanged ? ' with changes' : '')
  } catch {
    return 'no commit'
  }
}

const isFine = await main().catch((error: unknown) => {
  process.stderr.write(
    `bench: ${error instanceof Error ? (error.stack ?? error) : String(error)}\n`,
  )
  return false
})
process.exit(isFine ? 0 : 1)
