/**
 * A long poll: looks, and where there is nothing new looks once more, when the hub has word of it, after a time, or not at
 * all when whoever asked has gone. It listens from before the first look: word that comes while it looks is not missed.
 */
import type { DeskEvent } from '../commit/hub.ts'
import type { Desk } from '../desk.ts'

export async function lookAndWait<T>(
  { parts, timers }: Pick<Desk, 'parts' | 'timers'>,
  until: { kinds: readonly DeskEvent['type'][]; waitMs: number; signal: AbortSignal },
  look: (isAgain: boolean) => Promise<T>,
  isNews: (found: T) => boolean,
): Promise<T> {
  const { kinds, waitMs, signal } = until
  let tell = () => {}
  const told = new Promise<void>((resolve) => (tell = resolve))
  const stop = parts.hub.subscribe((event) => {
    if (kinds.includes(event.type)) tell()
  })
  signal.addEventListener('abort', tell)
  let timer: { cancel(): void } | null = null
  try {
    const found = await look(false)
    if (waitMs <= 0 || isNews(found)) return found
    if (signal.aborted) tell()
    timer = timers.after(waitMs, tell)
    await told
    return signal.aborted ? found : await look(true)
  } finally {
    stop()
    timer?.cancel()
    signal.removeEventListener('abort', tell)
  }
}
