/** A wait that ends early when the gateway stops. */
import type { Timers } from '../shared/kit/clock.ts'

/** Resolves after `ms`, or when the signal aborts; leaves nothing behind on the signal. */
export function pause(timers: Timers, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = timers.after(ms, done)
    signal.addEventListener('abort', done, { once: true })
    function done(): void {
      timer.cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
