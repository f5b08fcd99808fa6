/**
 * `npm run sim -- --seeds 2000 [--from N] [--one SEED] [--trace] [--mutation NAME]`: simulations from seeds, one after the
 * other. Ends with `sim: N seeds, 0 failed`, or with the seeds that failed and the line that runs one again.
 */
import './process-globals.ts'
import { parseArgs } from 'node:util'
import { MUTATIONS, type Mutation } from './mutation.ts'
import { makeTemplate } from './template.ts'
import { simulate } from './world.ts'

const SEEDS = 200

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: String(SEEDS) },
      from: { type: 'string', default: '1' },
      one: { type: 'string' },
      trace: { type: 'boolean', default: false },
      mutation: { type: 'string' },
    },
  })
  const mutation = readMutation(values.mutation)
  const first = Number(values.one ?? values.from)
  const count = values.one === undefined ? Number(values.seeds) : 1
  const template = await makeTemplate()
  const failed: number[] = []
  const startedAt = performance.now()
  try {
    for (let seed = first; seed < first + count; seed++) {
      const run = await simulate(template, seed, mutation)
      if (values.trace) process.stdout.write(run.trace.join('\n') + '\n')
      if (values.one !== undefined)
        process.stdout.write(`${JSON.stringify(run.counts)} events ${run.events}\n`)
      if (run.problems.length === 0) continue
      failed.push(seed)
      process.stdout.write(`seed ${seed}: ${run.problems.length} problems\n`)
      for (const problem of run.problems.slice(0, 8)) process.stdout.write(`  ${problem}\n`)
    }
  } finally {
    await template.remove()
  }
  const seconds = (performance.now() - startedAt) / 1000
  process.stdout.write(`${(count / seconds).toFixed(1)} seeds/s\n`)
  for (const seed of failed.slice(0, 10))
    process.stdout.write(`again: npm run sim -- --one ${seed} --trace\n`)
  process.stdout.write(`sim: ${count} seeds, ${failed.length} failed\n`)
  process.exitCode = failed.length > 0 ? 1 : 0
}

function readMutation(name: string | undefined): Mutation | null {
  const found = Object.keys(MUTATIONS).find((known): known is Mutation => known === name)
  if (name !== undefined && !found) throw new Error(`there is no mutation “${name}”`)
  return found ?? null
}

await main()
process.exit()
