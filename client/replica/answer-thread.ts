/**
 * Opens the thread that reads large answers, once one has come, and lets it go when none comes any more. Until it runs, and
 * where it cannot, the page reads them itself. Not here: the reading (read-answer).
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { FeedPage, FetchedDoc } from '../../shared/wire/down.ts'
import { unpackPage, type PackedPage, type RowsPage } from './read-answer.ts'

/** `n` pairs an answer with what was asked. */
export type AnswerToRead = { n: number; type: 'page' | 'docs'; bytes: ArrayBuffer }
export type AnswerRead = { n: number } & (
  { page: Result<PackedPage | FeedPage> } | { docs: Result<FetchedDoc[]> }
)

/** Null: the page has to read it itself. `bytes` are gone unless it is. */
export type AnswerThread = {
  page(bytes: ArrayBuffer): Promise<Result<RowsPage>> | null
  docs(bytes: ArrayBuffer): Promise<Result<FetchedDoc[]>> | null
}

/** What runs beside the page: the part of a Worker that is used here. */
export type Thread = {
  onMessage(listen: (data: AnswerRead | 'ready') => void): void
  onError(listen: () => void): void
  post(message: AnswerToRead): void
  end(): void
}

export function makeAnswerThread(timers: Timers, open: () => Thread): AnswerThread {
  let thread: Thread | null = null
  let state: 'none' | 'starting' | 'ready' | 'broken' = 'none'
  /** Until it is let go, or given up. */
  let timer: { cancel(): void } | null = null
  let count = 0
  const waiting = new Map<number, (read: AnswerRead | null) => void>()

  function end(next: 'none' | 'broken') {
    timer?.cancel()
    thread?.end()
    thread = null
    state = next
    for (const take of waiting.values()) take(null)
    waiting.clear()
  }

  function watch() {
    timer?.cancel()
    timer =
      waiting.size === 0
        ? timers.after(LIMITS.answerThreadIdleMs, () => end('none'))
        : timers.after(LIMITS.requestMs, () => end('broken'))
  }

  function start() {
    state = 'starting'
    try {
      thread = open()
    } catch {
      return end('broken')
    }
    thread.onError(() => end('broken'))
    thread.onMessage((data) => {
      if (data === 'ready') state = 'ready'
      else {
        waiting.get(data.n)?.(data)
        waiting.delete(data.n)
      }
      watch()
    })
  }

  function read<T>(
    type: AnswerToRead['type'],
    bytes: ArrayBuffer,
    pick: (read: AnswerRead) => Result<T> | null,
  ): Promise<Result<T>> | null {
    if (state === 'none') start()
    if (state !== 'ready' || !thread) return null
    const n = count++
    const answered = new Promise<Result<T>>((resolve) => {
      // Whoever asked the server asks again, and the page reads it then.
      waiting.set(n, (data) =>
        resolve((data && pick(data)) ?? fail('kit/busy', 'the thread that read it has ended')),
      )
    })
    thread.post({ n, type, bytes })
    watch()
    return answered
  }

  return {
    page: (bytes) =>
      read('page', bytes, (data) => {
        if (!('page' in data)) return null
        const { page } = data
        if (!page.ok) return page
        return ok('packs' in page.value ? unpackPage(page.value) : page.value)
      }),
    docs: (bytes) => read('docs', bytes, (data) => ('docs' in data ? data.docs : null)),
  }
}

export function openAnswerThread(timers: Timers): AnswerThread {
  return makeAnswerThread(timers, () => {
    const worker = new Worker(new URL('./answer-worker.ts', import.meta.url), { type: 'module' })
    return {
      onMessage: (listen) =>
        worker.addEventListener('message', ({ data }: MessageEvent<AnswerRead | 'ready'>) =>
          listen(data),
        ),
      onError: (listen) => worker.addEventListener('error', () => listen()),
      post: (message) => worker.postMessage(message, [message.bytes]),
      end: () => worker.terminate(),
    }
  })
}
