/** When a deferred message may be tried again, and when it is given up. */
import { assert, fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'

/**
 * Waits double from 5 minutes to 4 hours. RFC 5321 §4.5.4.1 advises 30 minutes for the first; we start
 * lower because a greylisting host usually accepts within ten.
 *
 * @param tries     attempts already made, at least 1
 * @param queuedAt  when the message was queued, epoch ms
 * @returns         epoch ms of the next try; fault `mail/expired` after five days
 */
export function nextTryAt(tries: number, queuedAt: number, now: number): Result<number> {
  assert(tries >= 1, 'a message waits only after a try')
  if (now - queuedAt >= LIMITS.sendLifeMs)
    return fail('mail/expired', `gave up after ${tries} tries`)
  const waitMs = LIMITS.sendWaitMsFirst * 2 ** Math.min(tries - 1, 30)
  return ok(now + Math.min(waitMs, LIMITS.sendWaitMsMax))
}
