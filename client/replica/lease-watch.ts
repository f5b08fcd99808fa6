/**
 * Watches the lease while the app runs: notes when the server spoke, and says when its last word is too long ago (RI14).
 * Not here: what that means for what is on screen and on the disk.
 */
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Db } from './db.ts'
import { judgeLease, noteContact, type Contact, type LeaseState } from './lease.ts'
import type { Visibility } from './tabs.ts'

const CONTACT_WRITE_MS = 60_000

export type LeaseWatch = ReturnType<typeof watchLease>

export function watchLease(options: {
  db: Db
  contact: Contact
  clock: Clock
  /** Runs on whatever happens to the clock; may stand still while the machine sleeps. */
  uptime: Clock
  timers: Timers
  visibility: Visibility
  background(work: () => Promise<unknown>): Promise<boolean>
  /** Once. */
  onEnd(state: Exclude<LeaseState, 'holds'>): void
}) {
  const { db, clock, uptime, timers, visibility } = options
  let { contact } = options
  let heardAt = uptime.now()
  let keptAt = 0
  let timer: { cancel(): void } | null = null
  let isEnded = false

  function look() {
    if (isEnded) return
    const state = judgeLease(contact, clock.now())
    // A clock that was set back while the app ran cannot make the lease longer.
    const isLong = uptime.now() - heardAt > contact.leaseMs
    if (state === 'holds' && !isLong) return
    end()
    options.onEnd(isLong || state === 'holds' ? 'over' : state)
  }

  function again() {
    timer = timers.after(LIMITS.leaseCheckMs, () => {
      look()
      if (!isEnded) again()
    })
  }

  function end() {
    isEnded = true
    timer?.cancel()
    stopWatching()
  }

  // A tab that was frozen is looked at before its timers run.
  const stopWatching = visibility.onChange(() => {
    if (visibility.isVisible()) look()
  })
  again()

  return {
    contactAt: () => contact.contactAt,

    /** The server spoke. @param said what the welcome says of time */
    heard(said?: { now: number; leaseMs: number }) {
      const at = clock.now()
      heardAt = uptime.now()
      contact = said
        ? { contactAt: at, skewMs: said.now - at, leaseMs: said.leaseMs }
        : { ...contact, contactAt: at }
      if (!said && Math.abs(at - keptAt) < CONTACT_WRITE_MS) return
      keptAt = at
      void options.background(() => noteContact(db, at, said))
    },

    look,
    stop: end,
  }
}
