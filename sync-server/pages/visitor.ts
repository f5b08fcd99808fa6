/** Who asks, as far as a page for everybody can know: an address to count by, and whether another site sent them. */
import type { Context } from 'hono'
import { FaultError } from '../../shared/kit/fault.ts'
import type { RateLimiter } from '../http/rate-limiter.ts'
import type { HttpEnv } from '../http/request-auth.ts'

/** The address to count requests by. IPv6 by its /64, because one household has that many addresses. */
export function visitorKey(c: Context<HttpEnv>): string {
  const address = (c.get('remoteAddress') ?? 'unknown').replace(/^::ffff:/i, '')
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
}

/**
 * True when another site made the browser send this. Pages go out with `no-referrer`, for which browsers send
 * `Origin: null` with their own forms too (Fetch §3.2): then `Sec-Fetch-Site` decides, and where that is missing, the
 * cookie, which is SameSite.
 */
export function isForeign(c: Context, publicUrl: string): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = c.req.header('origin')
  if (origin === undefined || origin === 'null') return false
  const host = c.req.header('host') ?? new URL(c.req.url).host
  return hostOf(origin) !== host && hostOf(origin) !== hostOf(publicUrl)
}

function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return ''
  }
}

/** Whether one more is allowed; a full bucket is an answer here and no exception, because the text typed is kept. */
export function mayTake(limiter: RateLimiter, bucket: string, perHour: number): boolean {
  try {
    limiter.take(bucket, perHour, HOUR_MS)
    return true
  } catch (error) {
    if (error instanceof FaultError && error.fault.code === 'kit/rate-limited') return false
    throw error
  }
}

const HOUR_MS = 3_600_000
