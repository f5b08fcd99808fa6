/**
 * How much one client may do (assurance, *Limits*): connections at once and a minute, messages and bytes a
 * minute, messages of one sender an hour, recipients that nobody has. Memory only, and not more than so many
 * clients; who was forgotten begins anew.
 */
import type { Clock } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { countedAddress } from './client-address.ts'
import type { Reply } from './reply.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Typing errors are free; what comes after waits a second longer each time. */
const FREE_UNKNOWN = 3
const UNKNOWN_STEP_MS = 1_000

export type Rates = {
  /** A connection begins, or is known to be of another address. Null: it may. */
  enter(visit: string, address: string): Reply | null
  leave(visit: string): void
  /** So many of one address may be on their way in (a TLS handshake), before they are connections. */
  mayWait(count: number): boolean
  /** A message begins. Null: it may. */
  begin(address: string, sender: string): Reply | null
  /** So many bytes of a message came. */
  spend(address: string, bytes: number): void
  /** One more recipient that nobody has: how long its answer waits, and whether it is the last one. */
  countUnknown(visit: string, address: string): { waitMs: number; isEnough: boolean }
}

export function makeRates(clock: Clock): Rates {
  const visits = new Map<string, { key: string; unknownCount: number }>()
  const atOnce = new Map<string, number>()
  const connections = makeBuckets(clock, LIMITS.smtpConnectionsPerMinute, MINUTE_MS)
  const messages = makeBuckets(clock, LIMITS.smtpMessagesPerMinute, MINUTE_MS)
  const bytes = makeBuckets(clock, LIMITS.smtpBytesPerMinute, MINUTE_MS)
  const senders = makeBuckets(clock, LIMITS.smtpMessagesPerHourPerSender, HOUR_MS)
  const unknowns = makeBuckets(clock, LIMITS.smtpUnknownPerHour, HOUR_MS)

  function leave(visit: string): void {
    const known = visits.get(visit)
    if (known === undefined) return
    visits.delete(visit)
    const count = atOnce.get(known.key) ?? 0
    if (count <= 1) atOnce.delete(known.key)
    else atOnce.set(known.key, count - 1)
  }

  return {
    enter(visit, address) {
      leave(visit)
      const key = countedAddress(address)
      const count = atOnce.get(key) ?? 0
      if (count >= LIMITS.smtpClientsPerAddress) return tooMany('connections at once')
      if (!connections.take(key, 1)) return tooMany('connections in a minute')
      atOnce.set(key, count + 1)
      visits.set(visit, { key, unknownCount: 0 })
      return null
    },
    leave,
    mayWait: (count) => count < LIMITS.smtpClientsPerAddress,
    begin(address, sender) {
      const key = countedAddress(address)
      if (!bytes.hasAny(key)) return tooMany('bytes in a minute')
      if (!messages.take(key, 1)) return tooMany('messages in a minute')
      // Every bounce has the same empty sender: those count by who brings them.
      if (!senders.take(sender === '' ? `<> ${key}` : sender, 1))
        return { code: 450, text: '4.7.0 Too many messages of this sender in an hour.' }
      return null
    },
    spend: (address, count) => bytes.spend(countedAddress(address), count),
    countUnknown(visit, address) {
      const known = visits.get(visit)
      const count = known ? ++known.unknownCount : LIMITS.smtpUnknownPerConnection
      const isNotorious = !unknowns.take(countedAddress(address), 1)
      const waitMs = isNotorious
        ? LIMITS.smtpUnknownWaitMs
        : (count - FREE_UNKNOWN) * UNKNOWN_STEP_MS
      return {
        waitMs: Math.max(0, Math.min(waitMs, LIMITS.smtpUnknownWaitMs)),
        isEnough: count >= LIMITS.smtpUnknownPerConnection,
      }
    },
  }
}

/** For load tests on loopback (DESKSIDE_RATE_LIMITS=off). */
export const NO_RATES: Rates = {
  enter: () => null,
  leave: () => {},
  mayWait: () => true,
  begin: () => null,
  spend: () => {},
  countUnknown: () => ({ waitMs: 0, isEnough: false }),
}

function tooMany(what: string): Reply {
  return { code: 421, text: `4.7.0 Too many ${what} from your address; try again later.` }
}

/** A bucket for each key: `capacity` fills up again in `periodMs`. The keys least lately used are forgotten first. */
function makeBuckets(clock: Clock, capacity: number, periodMs: number) {
  const buckets = new Map<string, { left: number; at: number }>()

  function touch(key: string) {
    const now = clock.now()
    const found = buckets.get(key)
    const bucket = found ?? { left: capacity, at: now }
    // A clock that goes back gives nothing and takes nothing.
    const passed = Math.max(0, now - bucket.at)
    bucket.left = Math.min(capacity, bucket.left + (passed / periodMs) * capacity)
    bucket.at = now
    buckets.delete(key)
    buckets.set(key, bucket)
    if (buckets.size > LIMITS.smtpAddressesKept) {
      const [oldest] = buckets.keys()
      if (oldest !== undefined) buckets.delete(oldest)
    }
    return bucket
  }

  return {
    take(key: string, count: number): boolean {
      const bucket = touch(key)
      if (bucket.left < count) return false
      bucket.left -= count
      return true
    },
    /** May go below zero: what came has come, and the next one waits for it. */
    spend(key: string, count: number): void {
      touch(key).left -= count
    },
    hasAny: (key: string) => touch(key).left > 0,
  }
}
