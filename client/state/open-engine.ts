/** Opens the worker that searches, and pairs its answers with what was asked, in order. */
import { openEngineHere, type EngineAnswer, type RemoteEngine } from './search-engine.ts'

export function openEngine(): RemoteEngine {
  if (typeof Worker === 'undefined') return openEngineHere()
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' })
  const waiting: { resolve(answer: EngineAnswer): void; reject(error: Error): void }[] = []
  const end = (why: string) => {
    worker.terminate()
    for (const one of waiting.splice(0)) one.reject(new Error(why))
  }
  worker.addEventListener('message', ({ data }: MessageEvent<EngineAnswer>) =>
    waiting.shift()?.resolve(data),
  )
  worker.addEventListener('error', () => end('the search has ended'))
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        const bytes =
          request.type === 'docs'
            ? request.docs.map((doc) => doc.bytes.buffer)
            : request.type === 'excerpt'
              ? [request.doc.bytes.buffer]
              : []
        worker.postMessage(request, bytes)
      }),
    end: () => end('the search was ended'),
  }
}
