/**
 * `npm run sim -- --seeds 2000 [--from N] [--one SEED] [--trace] [--jobs N] [--mutation NAME] [--store postgres]`:
 * simulations from seeds, shared out among processes. With `--store postgres` tickets lie in a real PostgreSQL, found or
 * started by bin/postgres.mjs; that is slower, and a seed may run otherwise the next time. Ends with `sim: N seeds, 0 failed`, or with how to run again what failed.
 */
import './process-globals.ts'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { inShort, writeSummary } from '../reporters/summary.ts'
import { startTestPostgres } from '../stage/postgres.ts'
import { testPostgres } from '../../sync-server/store/test-stage/postgres-stage.ts'
import { readMutation, type Mutation } from './mutation.ts'
import { shareOut } from './share-out.ts'
import { readStoreKind, type StoreKind } from './stores.ts'
import { makeTemplate } from './template.ts'
import { simulate } from './world.ts'

const SEEDS = 200
const JOBS_MAX = 8
const PROBLEMS_SHOWN = 8
const AGAIN_SHOWN = 10
const PROGRESS_MS = 60_000

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: String(SEEDS) },
      from: { type: 'string', default: '1' },
      one: { type: 'string' },
      trace: { type: 'boolean', default: false },
      jobs: { type: 'string', default: String(Math.min(JOBS_MAX, availableParallelism())) },
      mutation: { type: 'string' },
      store: { type: 'string' },
    },
  })
  const mutation = readMutation(values.mutation)
  const store = readStoreKind(values.store)
  const server = store === 'postgres' ? await startTestPostgres() : null
  try {
    if (values.one !== undefined)
      await runOne(Number(values.one), { mutation, store }, values.trace)
    else await runMany(values, { mutation, store })
  } finally {
    server?.stop()
  }
}

async function runMany(
  values: { from: string; seeds: string; jobs: string },
  how: { mutation: Mutation | null; store: StoreKind | null },
): Promise<void> {
  const seeds = Number(values.seeds)
  const failed: number[] = []
  const failures: string[] = []
  const startedAt = performance.now()
  let toldAt = startedAt
  await shareOut({
    from: Number(values.from),
    seeds,
    jobs: Number(values.jobs),
    ...how,
    onFailed({ seed, problems }) {
      failed.push(seed)
      failures.push(`seed ${seed}: ${inShort(problems[0])}`)
      process.stdout.write(`seed ${seed}: ${problems.length} problems\n`)
      for (const problem of problems.slice(0, PROBLEMS_SHOWN))
        process.stdout.write(`  ${problem}\n`)
    },
    onProgress(done) {
      if (performance.now() - toldAt < PROGRESS_MS) return
      toldAt = performance.now()
      process.stdout.write(`${done} of ${seeds} seeds, ${failed.length} failed\n`)
    },
  })
  const seconds = (performance.now() - startedAt) / 1000
  process.stdout.write(`${(seeds / seconds).toFixed(1)} seeds/s\n`)
  const where = how.store === null ? '' : ` --store ${how.store}`
  for (const seed of failed.slice(0, AGAIN_SHOWN))
    process.stdout.write(`again: npm run sim -- --one ${seed} --trace${where}\n`)
  process.stdout.write(`sim: ${seeds} seeds, ${failed.length} failed\n`)
  writeSummary({ passed: seeds - failed.length, skipped: 0, failures })
  process.exitCode = failed.length > 0 ? 1 : 0
}

async function runOne(
  seed: number,
  how: { mutation: Mutation | null; store: StoreKind | null },
  isTraced: boolean,
): Promise<void> {
  const template = await makeTemplate(how.store === 'postgres' ? testPostgres() : null)
  const run = await simulate(template, seed, how)
  await template.remove()
  if (isTraced) process.stdout.write(run.trace.join('\n') + '\n')
  process.stdout.write(`${JSON.stringify(run.counts)}, ${run.events} events\n`)
  for (const problem of run.problems) process.stdout.write(`  ${problem}\n`)
  process.stdout.write(`sim: 1 seeds, ${run.problems.length > 0 ? 1 : 0} failed\n`)
  process.exitCode = run.problems.length > 0 ? 1 : 0
}

await main()
process.exit()
