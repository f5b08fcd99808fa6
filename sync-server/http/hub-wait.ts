/** The waiting of a long poll: for word of some kind on the hub, until a time, or until whoever asked has gone. */
import type { DeskEvent } from '../commit/hub.ts'
import type { Desk } from '../desk.ts'

export function untilTold(
  desk: Desk,
  kinds: readonly DeskEvent['type'][],
  waitMs: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop()
      timer.cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const stop = desk.parts.hub.subscribe((event) => {
      if (kinds.includes(event.type)) done()
    })
    const timer = desk.timers.after(waitMs, done)
    signal.addEventListener('abort', done)
  })
}
