/**
 * The pushes of one device on their way into the commit: a few at once, the others wait here in their order. So a device
 * that sends a thousand at once stands in nobody else's way. Not here: what a push does (push).
 */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'

export type PushLane = <T>(run: () => Promise<T>) => Promise<Result<T>>

export function makePushLane(): PushLane {
  const waiting: (() => void)[] = []
  let running = 0
  return async (run) => {
    if (waiting.length >= LIMITS.pushesWaiting) return fail('kit/busy', 'too many pushes wait')
    if (running >= LIMITS.pushesInFlight)
      await new Promise<void>((resolve) => void waiting.push(resolve))
    // Whoever ends hands its place on.
    else running++
    try {
      return ok(await run())
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
