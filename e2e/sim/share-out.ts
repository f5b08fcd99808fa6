/**
 * Seeds shared out among processes. Each runs a bundle of worker.ts, which starts in a fifth of the time that loading
 * every file takes, and asks for the next batch when it has done one. Knows nothing of what a simulation is.
 */
import { fork } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseWith } from '../../shared/kit/schema.ts'
import { Done, type Batch } from './batch.ts'
import type { Mutation } from './mutation.ts'
import { quickDexie } from './quick-dexie.ts'
import type { StoreKind } from './stores.ts'

/** Small enough that all processes end at about the same time. */
const BATCH_SEEDS = 20
const ROOT = join(import.meta.dirname, '..', '..')
/** Native code finds its binary beside its own package. */
const EXTERNAL = [/^@photostructure\/sqlite/, /^pg(-native)?$/]
/** Most of what a simulation makes is gone with it: a large nursery leaves little to collect. */
const EXEC_ARGV = ['--max-semi-space-size=64']

export async function shareOut(options: {
  from: number
  seeds: number
  jobs: number
  mutation: Mutation | null
  /** Where tickets lie; null: each seed says. */
  store: StoreKind | null
  onFailed: (failed: Done['failed'][number]) => void
  onProgress: (done: number) => void
}): Promise<void> {
  const { from, seeds, mutation } = options
  // Inside the tree, so that packages are found from there.
  const folder = join(ROOT, 'node_modules', '.cache', `deskside-sim-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    const program = await bundleWorker(folder)
    let handedOut = 0
    let done = 0
    const next = (): Batch | null => {
      if (handedOut >= seeds) return null
      const batch = {
        from: from + handedOut,
        seeds: Math.min(BATCH_SEEDS, seeds - handedOut),
        mutation,
      }
      handedOut += batch.seeds
      return batch
    }
    const jobs = Math.max(1, Math.min(options.jobs, Math.ceil(seeds / BATCH_SEEDS)))
    await Promise.all(
      Array.from({ length: jobs }, () =>
        runProcess([program, ...(options.store ? [options.store] : [])], next, (batch, failed) => {
          for (const one of failed) options.onFailed(one)
          done += batch.seeds
          options.onProgress(done)
        }),
      ),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function bundleWorker(folder: string): Promise<string> {
  const { rolldown } = await import('rolldown')
  const bundle = await rolldown({
    input: { worker: join(import.meta.dirname, 'worker.ts') },
    platform: 'node',
    external: EXTERNAL,
    plugins: [quickDexie],
    onwarn() {},
  })
  await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].mjs',
    sourcemap: true,
    // In one file all is loaded in the order of its imports: random values are taken before a library binds them.
    codeSplitting: false,
  })
  await bundle.close()
  return join(folder, 'worker.mjs')
}

function runProcess(
  [program = '', ...args]: string[],
  next: () => Batch | null,
  onDone: (batch: Batch, failed: Done['failed']) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(program, args, { execArgv: EXEC_ARGV })
    let running: Batch | null = null
    child.on('message', (message) => {
      const said = parseWith(Done, message)
      if (!said.ok) return
      if (running) onDone(running, said.value.failed)
      running = next()
      if (running) child.send(running)
      else child.disconnect()
    })
    child.on('exit', (code) => {
      if (running === null && code === 0) return resolve()
      const where = running ? `in the ${running.seeds} seeds from ${running.from}` : 'without any'
      reject(new Error(`a process ended with ${code} ${where}`))
    })
  })
}
