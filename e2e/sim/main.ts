/**
 * `npm run sim -- --seeds 2000 [--from N] [--one SEED] [--trace] [--jobs N] [--mutation NAME]`: simulations from seeds,
 * shared out among processes. Ends with `sim: N seeds, 0 failed`, or with how to run again what failed.
 */
import './process-globals.ts'
import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { MUTATIONS, type Mutation } from './mutation.ts'
import { makeTemplate, type Template } from './template.ts'
import { simulate } from './world.ts'

const SEEDS = 200
const JOBS_MAX = 8
const PROBLEMS_SHOWN = 8
const Failed = v.object({ seed: v.number(), problems: v.array(v.string()) })
type Failed = v.InferOutput<typeof Failed>

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: String(SEEDS) },
      from: { type: 'string', default: '1' },
      one: { type: 'string' },
      trace: { type: 'boolean', default: false },
      jobs: { type: 'string', default: String(Math.min(JOBS_MAX, availableParallelism())) },
      mutation: { type: 'string' },
    },
  })
  const mutation = readMutation(values.mutation)
  if (values.one !== undefined) return runOne(Number(values.one), mutation, values.trace)
  const job = { from: Number(values.from), seeds: Number(values.seeds), step: 1 }
  if (process.send)
    return runMany(job, mutation, Number(values.jobs), (failed) => process.send?.(failed))
  const failed: Failed[] = []
  const startedAt = performance.now()
  const show = (one: Failed) => {
    failed.push(one)
    process.stdout.write(`seed ${one.seed}: ${one.problems.length} problems\n`)
    for (const problem of one.problems.slice(0, PROBLEMS_SHOWN))
      process.stdout.write(`  ${problem}\n`)
  }
  const jobs = Math.max(1, Math.min(Number(values.jobs), job.seeds))
  if (jobs === 1) await runMany(job, mutation, 1, show)
  else await shareOut(job, jobs, values.mutation, show)
  const seconds = (performance.now() - startedAt) / 1000
  process.stdout.write(`${(job.seeds / seconds).toFixed(1)} seeds/s\n`)
  for (const { seed } of failed.slice(0, 10))
    process.stdout.write(`again: npm run sim -- --one ${seed} --trace\n`)
  process.stdout.write(`sim: ${job.seeds} seeds, ${failed.length} failed\n`)
  process.exitCode = failed.length > 0 ? 1 : 0
}

type Job = { from: number; seeds: number }

async function runIn(template: Template, seed: number, mutation: Mutation | null) {
  try {
    return await simulate(template, seed, mutation)
  } finally {
    await template.remove()
  }
}

async function runOne(seed: number, mutation: Mutation | null, isTraced: boolean): Promise<void> {
  const template = await makeTemplate()
  const run = await runIn(template, seed, mutation)
  if (isTraced) process.stdout.write(run.trace.join('\n') + '\n')
  process.stdout.write(`${JSON.stringify(run.counts)}, ${run.events} events\n`)
  for (const problem of run.problems) process.stdout.write(`  ${problem}\n`)
  process.stdout.write(`sim: 1 seeds, ${run.problems.length > 0 ? 1 : 0} failed\n`)
  process.exitCode = run.problems.length > 0 ? 1 : 0
}

async function runMany(
  { from, seeds }: Job,
  mutation: Mutation | null,
  step: number,
  onFailed: (failed: Failed) => void,
): Promise<void> {
  const template = await makeTemplate()
  try {
    for (let seed = from; seed < from + seeds; seed += step) {
      const { problems } = await simulate(template, seed, mutation)
      if (problems.length > 0) onFailed({ seed, problems })
    }
  } finally {
    await template.remove()
  }
}

/** Process n of N takes every N-th seed. */
async function shareOut(
  { from, seeds }: Job,
  jobs: number,
  mutation: string | undefined,
  onFailed: (failed: Failed) => void,
): Promise<void> {
  const program = process.argv[1] ?? ''
  await Promise.all(
    Array.from({ length: jobs }, (_, n) => {
      const args = [
        '--from',
        String(from + n),
        '--seeds',
        String(seeds - n),
        '--jobs',
        String(jobs),
      ]
      if (mutation !== undefined) args.push('--mutation', mutation)
      const child = fork(program, args, { execArgv: ['--import', import.meta.resolve('tsx')] })
      child.on('message', (message) => {
        const failed = parseWith(Failed, message)
        if (failed.ok) onFailed(failed.value)
      })
      return new Promise<void>((resolve, reject) => {
        child.on('exit', (code) =>
          code === 0
            ? resolve()
            : reject(new Error(`a process of the simulation ended with ${code}`)),
        )
      })
    }),
  )
}

function readMutation(name: string | undefined): Mutation | null {
  const found = Object.keys(MUTATIONS).find((known): known is Mutation => known === name)
  if (name !== undefined && !found) throw new Error(`there is no mutation “${name}”`)
  return found ?? null
}

await main()
process.exit()
