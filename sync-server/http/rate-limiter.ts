/** Counts in windows, in memory: enough for one node. `kit/rate-limited` when a bucket is full. */
import { FaultError } from '../../shared/kit/fault.ts'

const BUCKETS_MAX = 50_000

export type RateLimiter = { take(bucket: string, most: number, windowMs: number): void }

export function makeRateLimiter(now: () => number, isOn: boolean): RateLimiter {
  const buckets = new Map<string, { count: number; endsAt: number }>()
  return {
    take(bucket, most, windowMs) {
      if (!isOn) return
      const at = now()
      const known = buckets.get(bucket)
      if (!known || known.endsAt <= at) {
        if (buckets.size >= BUCKETS_MAX)
          for (const [key, entry] of buckets) if (entry.endsAt <= at) buckets.delete(key)
        if (buckets.size >= BUCKETS_MAX) buckets.clear()
        buckets.set(bucket, { count: 1, endsAt: at + windowMs })
        return
      }
      if (++known.count > most)
        throw new FaultError({
          code: 'kit/rate-limited',
          detail: 'too many requests, wait a while',
          more: { retryAt: known.endsAt },
        })
    },
  }
}
