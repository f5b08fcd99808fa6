/**
 * Reads messages in a worker thread, under the time and heap limits, so that no message can stop the
 * SMTP door or the process. The thread starts with the first message and ends when none came for a while.
 */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Timers } from '../../shared/kit/clock.ts'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { ReadContext } from './fields.ts'
import type { ReadMail } from './parse.ts'
import type { ParseAnswer, ParseRequest } from './parse-worker.ts'

const IDLE_MS = 30_000
const START_MS = 30_000

export type Reader = {
  /** Faults `mail/unreadable`. Tried once: what takes too long is handed in as it came, and can be read again. */
  read(raw: Uint8Array, context: ReadContext): Promise<Result<ReadMail>>
  close(): Promise<void>
}

/**
 * The worker's code. Bundled, `parse-worker.mjs` lies beside the bundle. From source it is TypeScript, and
 * a thread on Node 20 does not inherit the loader, so a line of code registers it and then imports the file.
 */
export function locateWorker(moduleUrl: string): { code: string | URL; isSource: boolean } {
  if (!moduleUrl.endsWith('.ts'))
    return { code: new URL('./parse-worker.mjs', moduleUrl), isSource: false }
  const loaderHome = pathToFileURL(createRequire(moduleUrl).resolve('tsx/package.json'))
  const loader = new URL('./dist/esm/api/index.mjs', loaderHome).href
  const source = new URL('./parse-worker.ts', moduleUrl).href
  return {
    code: `import('${loader}').then((tsx) => { tsx.register(); return import('${source}') })`,
    isSource: true,
  }
}

export function makeReader(options: { timers: Timers; parseMs?: number }): Reader {
  const { timers } = options
  const parseMs = options.parseMs ?? LIMITS.parseMs
  let worker: Worker | null = null
  let idle: { cancel(): void } | null = null
  let queue: Promise<unknown> = Promise.resolve()

  async function end(): Promise<void> {
    idle?.cancel()
    idle = null
    const ending = worker
    worker = null
    await ending?.terminate()
  }

  function start(): Promise<Worker> {
    if (worker) return Promise.resolve(worker)
    const { code, isSource } = locateWorker(import.meta.url)
    const started = new Worker(code, {
      eval: isSource,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.parseHeapMiB },
    })
    started.unref()
    worker = started
    // The time limit is for reading; loading the libraries comes before it, and says when it is over.
    return new Promise((resolve, reject) => {
      const limit = timers.after(START_MS, () => reject(new Error('the reader did not start')))
      started.once('message', () => {
        limit.cancel()
        started.off('error', reject)
        resolve(started)
      })
      started.once('error', reject)
    })
  }

  async function readOne(raw: Uint8Array, context: ReadContext): Promise<Result<ReadMail>> {
    idle?.cancel()
    const thread = await start().catch(() => null)
    if (thread === null) {
      await end()
      return fail('mail/unreadable', 'the reader could not be started')
    }
    const result = await new Promise<Result<ReadMail>>((resolve) => {
      const limit = timers.after(parseMs, () =>
        settle(fail('mail/unreadable', 'reading took too long'), true),
      )
      const onAnswer = (answer: ParseAnswer) =>
        settle(
          'mail' in answer
            ? ok(answer.mail)
            : fail('mail/unreadable', 'error' in answer ? answer.error : 'no answer'),
          false,
        )
      const onDeath = (error: unknown) =>
        settle(fail('mail/unreadable', `the reader died: ${String(error)}`), true)
      function settle(value: Result<ReadMail>, mustEnd: boolean): void {
        limit.cancel()
        thread?.off('message', onAnswer)
        thread?.off('error', onDeath)
        thread?.off('exit', onDeath)
        // A dying thread may still say why; nobody listens, and that must not end the process.
        if (mustEnd) thread?.on('error', () => {})
        resolve(value)
        if (mustEnd) void end()
      }
      thread.on('message', onAnswer)
      thread.on('error', onDeath)
      thread.on('exit', onDeath)
      const request: ParseRequest = { raw, context }
      thread.postMessage(request)
    })
    idle = timers.after(IDLE_MS, () => void end())
    return result
  }

  return {
    read(raw, context) {
      const turn = queue.then(() => readOne(raw, context))
      queue = turn.catch(() => {})
      return turn
    },
    close: end,
  }
}
