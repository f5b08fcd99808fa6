/**
 * Reads messages in a worker thread, under limits of time and memory, so that no message can stop the SMTP door or the
 * process (MA18). The thread starts with the first message and ends when none came for a while.
 *
 * No byte of a message is looked at in this thread: also the header of one that cannot be read comes from the worker,
 * which tells it before it goes on.
 */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Timers } from '../../shared/kit/clock.ts'
import { fail, type Fault } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { ReadContext, ReadHeader } from './fields.ts'
import type { ReadMail } from './parse.ts'
import type { ParseAnswer, ParseRequest } from './parse-worker.ts'

const IDLE_MS = 30_000
const START_MS = 30_000
/** How often the memory of a reading is looked at. */
const MEMORY_LOOK_MS = 50

/** `header` is what could still be read; without it nothing of the message is known. */
export type ReadOutcome =
  { ok: true; value: ReadMail } | { ok: false; fault: Fault; header?: ReadHeader | null }

export type Reader = {
  /** The thread is there, its libraries loaded, or it could not be started: `read` then says so. */
  ready(): Promise<void>
  /**
   * Faults `mail/unreadable`. What throws is not tried again, as it would throw again; what kills its thread is, within
   * the time that one message has.
   *
   * @param path  the file with the same bytes, when there is one: the thread then reads it for itself
   */
  read(raw: Uint8Array, context: ReadContext, path?: string | null): Promise<ReadOutcome>
  close(): Promise<void>
}

/** What a thread did with a message; `mayRetry` when another try could end otherwise. */
type Try = { outcome: ReadOutcome; mayRetry: boolean }

/**
 * The worker's code. Bundled, `parse-worker.mjs` lies beside the bundle. From source it is TypeScript, and
 * a thread on Node 20 does not inherit the loader, so a line of code registers it and then imports the file.
 */
export function locateWorker(
  moduleUrl: string,
  name = 'parse-worker',
): { code: string | URL; isSource: boolean } {
  if (!moduleUrl.endsWith('.ts'))
    return { code: new URL(`./${name}.mjs`, moduleUrl), isSource: false }
  const loaderHome = pathToFileURL(createRequire(moduleUrl).resolve('tsx/package.json'))
  const loader = new URL('./dist/esm/api/index.mjs', loaderHome).href
  const source = new URL(`./${name}.ts`, moduleUrl).href
  return {
    code: `import('${loader}').then((tsx) => { tsx.register(); return import('${source}') })`,
    isSource: true,
  }
}

export function makeReader(options: {
  timers: Timers
  parseMs?: number
  /** The thread's code, where a test stands in for it. */
  workerCode?: string
}): Reader {
  const { timers } = options
  const parseMs = options.parseMs ?? LIMITS.parseMs
  let worker: Worker | null = null
  let idle: { cancel(): void } | null = null
  let queue: Promise<unknown> = Promise.resolve()
  let isClosed = false

  async function end(): Promise<void> {
    idle?.cancel()
    idle = null
    const ending = worker
    worker = null
    await ending?.terminate()
  }

  function start(): Promise<Worker> {
    if (worker) return Promise.resolve(worker)
    const { code, isSource } =
      options.workerCode === undefined
        ? locateWorker(import.meta.url)
        : { code: options.workerCode, isSource: true }
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
        started.off('exit', reject)
        resolve(started)
      })
      started.once('error', reject)
      started.once('exit', reject)
    })
  }

  async function readOne(request: ParseRequest): Promise<ReadOutcome> {
    let last: ReadOutcome = fail('mail/unreadable', 'the reader could not be started')
    for (let count = 0, limitMs = parseMs; count < LIMITS.parseTries && !isClosed; count++) {
      idle?.cancel()
      const thread = await start().catch(() => null)
      if (thread === null) {
        await end()
        continue
      }
      const { outcome, mayRetry } = await tryOnce(thread, request, limitMs)
      idle = timers.after(IDLE_MS, () => void end())
      if (!mayRetry) return outcome
      last = outcome
      limitMs /= 2
    }
    return last
  }

  function tryOnce(thread: Worker, request: ParseRequest, limitMs: number): Promise<Try> {
    let header: ReadHeader | null = null
    return new Promise((resolve) => {
      const limit = timers.after(limitMs, () => endBadly('reading took too long', false))
      // All tries together take no longer than one may: a death is followed by another only when it came early.
      let isEarly = true
      const half = timers.after(limitMs / 2, () => (isEarly = false))
      const memoryAtStart = process.memoryUsage.rss()
      let look = timers.after(MEMORY_LOOK_MS, lookAtMemory)
      // The heap of the thread has a limit of its own; what it holds outside of it counts for the process alone.
      function lookAtMemory(): void {
        const grownMiB = (process.memoryUsage.rss() - memoryAtStart) / 1024 / 1024
        if (grownMiB > LIMITS.parseMemoryMiB) endBadly('reading took too much memory', false)
        else look = timers.after(MEMORY_LOOK_MS, lookAtMemory)
      }
      function onAnswer(answer: ParseAnswer): void {
        if ('isReady' in answer) return
        if ('header' in answer) header = answer.header
        else if ('mail' in answer)
          settle({ outcome: { ok: true, value: answer.mail }, mayRetry: false })
        else settle({ outcome: unreadable(answer.error), mayRetry: false })
      }
      function onDeath(error: unknown): void {
        endBadly(`the reader died: ${String(error)}`, isEarly)
      }
      function endBadly(why: string, mayRetry: boolean): void {
        settle({ outcome: unreadable(why), mayRetry })
        // A dying thread may still say why; nobody listens, and that must not end the process.
        thread.on('error', () => {})
        void end()
      }
      function unreadable(why: string): ReadOutcome {
        return { ...fail('mail/unreadable', why), header }
      }
      function settle(result: Try): void {
        for (const timer of [limit, half, look]) timer.cancel()
        thread.off('message', onAnswer)
        thread.off('error', onDeath)
        thread.off('exit', onDeath)
        resolve(result)
      }
      thread.on('message', onAnswer)
      thread.on('error', onDeath)
      thread.on('exit', onDeath)
      thread.postMessage(request)
    })
  }

  return {
    async ready() {
      idle?.cancel()
      await queue
      await start().catch(end)
    },
    read(raw, context, path) {
      const turn = queue.then(() => readOne({ source: path ? { path } : raw, context }))
      queue = turn.catch(() => {})
      return turn
    },
    close() {
      isClosed = true
      return end()
    },
  }
}
