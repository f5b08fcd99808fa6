/** How fast one mailbox is fetched: one with years in it comes bit by bit, so that the desk has time for everybody else. */
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { pause } from '../pause.ts'

const MINUTE_MS = 60_000

export type Allowance = {
  /** Resolves when one more message may be fetched, or the signal aborts. */
  take(signal: AbortSignal): Promise<void>
}

export function makeAllowance(clock: Clock, timers: Timers): Allowance {
  /** Messages that may be fetched at once now. */
  let left: number = LIMITS.mailboxMessagesAtOnce
  let lookedAt = clock.now()
  return {
    async take(signal) {
      const now = clock.now()
      const grown = ((now - lookedAt) / MINUTE_MS) * LIMITS.mailboxMessagesPerMinute
      left = Math.min(LIMITS.mailboxMessagesAtOnce, left + grown)
      lookedAt = now
      left--
      if (left < 0)
        await pause(timers, (-left / LIMITS.mailboxMessagesPerMinute) * MINUTE_MS, signal)
    },
  }
}
