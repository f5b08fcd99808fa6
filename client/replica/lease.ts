/**
 * How long this device may show what it holds without a word from the server, and what a wrong clock does to that
 * (RI14). Judges only; what is hidden or removed is decided by who asks.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { Db } from './db.ts'

/** The server's last word, as the device's own clock had it, and by how much the server's clock was ahead of that. */
export type Contact = { contactAt: number; skewMs: number; leaseMs: number }

/**
 * `clock`: now is before the server's last word, so nobody can say how long ago that was. Locks as well, and removes
 * nothing.
 */
export type LeaseState = 'holds' | 'over' | 'clock'

const SKEW_KEY = 'skewMs'
const LEASE_KEY = 'leaseMs'
const CONTACT_KEY = 'contactAt'
const LOCKED_KEY = 'lockedAt'

/**
 * Holds when the time since the last word is within the lease by the device's clock as it was then, or by the server's:
 * a clock that was wrong at the last word, and is right now, locks nobody out.
 */
export function judgeLease(contact: Contact, now: number): LeaseState {
  const waits = [now - contact.contactAt, now - contact.contactAt - contact.skewMs]
  if (waits.some((waitMs) => waitMs >= -LIMITS.clockSlackMs && waitMs <= contact.leaseMs))
    return 'holds'
  return waits.every((waitMs) => waitMs > contact.leaseMs) ? 'over' : 'clock'
}

/** Null when the server never spoke to this device. */
export async function readContact(db: Db): Promise<Contact | null> {
  const [contactAt, skewMs, leaseMs] = await Promise.all(
    [CONTACT_KEY, SKEW_KEY, LEASE_KEY].map(async (key) => {
      const value = parseWith(v.number(), await db.setting(key))
      return value.ok ? value.value : null
    }),
  )
  if (contactAt === null || contactAt === undefined) return null
  return { contactAt, skewMs: skewMs ?? 0, leaseMs: leaseMs ?? LIMITS.leaseOfflineMs }
}

/** @param said from the welcome; absent when the server spoke of other things */
export async function noteContact(
  db: Db,
  at: number,
  said?: { now: number; leaseMs: number },
): Promise<void> {
  await db.transaction('rw', db.kv, async () => {
    await db.kv.bulkPut([
      { key: CONTACT_KEY, value: at },
      ...(said
        ? [
            { key: SKEW_KEY, value: said.now - at },
            { key: LEASE_KEY, value: said.leaseMs },
          ]
        : []),
    ])
    await db.kv.delete(LOCKED_KEY)
  })
}

/** The lease holds after all. */
export async function noteUnlocked(db: Db): Promise<void> {
  await db.kv.delete(LOCKED_KEY)
}

/**
 * Copies are removed only when a device was found locked twice, a day apart by its own clock: a clock that jumped a year
 * and is set right again has cost nothing.
 */
export async function isPurgeDue(db: Db, now: number): Promise<boolean> {
  return db.transaction('rw', db.kv, async () => {
    const lockedAt = parseWith(v.number(), await db.setting(LOCKED_KEY))
    if (lockedAt.ok && lockedAt.value <= now) return now - lockedAt.value >= LIMITS.lockGraceMs
    await db.kv.put({ key: LOCKED_KEY, value: now })
    return false
  })
}
