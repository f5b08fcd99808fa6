/**
 * The time by the server's clock, as far as this device knows it: its own clock may be a year off. For what others read
 * (when something was said to be done) and for what is shown; waits and leases run on the device's own clock.
 */
import type { Clock } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'

export type ServerClock = ReturnType<typeof makeServerClock>

/** @param offsetMs  how far the server was ahead of this device when it was last heard */
export function makeServerClock(clock: Clock, offsetMs: number) {
  let aheadMs = offsetMs
  return {
    now: () => Math.max(0, clock.now() + aheadMs),
    /** An instant of the device's clock, by the server's. */
    of: (at: number) => Math.max(0, at + aheadMs),
    /** The server says what time it is. @returns the offset to keep, or null when it is the one that is kept */
    note(serverNow: number): number | null {
      const saidMs = serverNow - clock.now()
      // What the line and a healthy clock account for is no offset: times must not jump with every welcome.
      const nextMs = Math.abs(saidMs) < LIMITS.clockToleranceMs ? 0 : saidMs
      const isKnown = nextMs === aheadMs || Math.abs(nextMs - aheadMs) < LIMITS.clockToleranceMs
      if (isKnown && (nextMs === 0) === (aheadMs === 0)) return null
      aheadMs = nextMs
      return nextMs
    },
  }
}
