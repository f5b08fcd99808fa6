/**
 * Whose database to open: the signed-in person's, as the server says; without a network the one who was here last, as
 * long as the lease holds (architecture §4). Opens nothing of it before that is known.
 */
import type { Clock, Random, Timers } from '../../shared/kit/clock.ts'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { Id, parseWith } from '../../shared/kit/schema.ts'
import { DeskInfo } from '../../shared/wire/down.ts'
import { databaseName, Db, passQuota } from './db.ts'
import type { DeskHttp } from './desk-http.ts'
import { leaveDevice, leavingPerson } from './leaving.ts'
import {
  isPurgeDue,
  judgeLease,
  noteContact,
  noteUnlocked,
  readContact,
  type Contact,
} from './lease.ts'
import { knownPerson, notePerson } from './memory.ts'
import { purgeCopies, wipeDevice, type WipeOptions } from './wipe.ts'

export type { Memory } from './memory.ts'

export type OpenedPerson = {
  db: Db
  desk: DeskInfo
  device: string
  contact: Contact
  /** True when `desk` is what the server says now. */
  isFresh: boolean
}

type PersonOptions = WipeOptions & { clock: Clock; random: Random; timers: Timers }

/**
 * `auth/required`: the session is over, and copies are gone. `auth/denied`: it was ended from elsewhere, or the
 * account disabled, and everything is gone. `auth/lease`: no word from the server for too long.
 */
export async function openPerson(
  http: DeskHttp,
  options: PersonOptions,
): Promise<Result<OpenedPerson>> {
  const leaving = leavingPerson(options.memory)
  if (leaving !== null) {
    await leaveDevice(http, leaving, options)
    return fail('auth/required', 'this device was signed out')
  }
  const known = knownPerson(options.memory)
  const asked = http.desk()
  // Whoever has a copy here does not wait for a slow network; whoever has none must.
  const answer = known ? await Promise.race([asked, later(options.timers)]) : await asked
  if (answer?.ok) return openSignedIn(answer.value, options)
  if (known && !isEnded(answer)) {
    const opened = await openOffline(known, options)
    if (opened?.ok) return opened
    // Locked, unless the server answers after all.
    const last = answer ?? (await asked)
    if (last.ok) return openSignedIn(last.value, options)
    if (!isEnded(last)) return opened ?? last
    await takeAway(known, last.fault.code, options)
    return last
  }
  if (known && answer) await takeAway(known, answer.fault.code, options)
  return answer ?? asked.then((last) => (last.ok ? openSignedIn(last.value, options) : last))
}

/** The server itself says that this session, or this account, is over. */
function isEnded(answer: Result<unknown> | null): boolean {
  return (
    answer?.ok === false &&
    (answer.fault.code === 'auth/required' || answer.fault.code === 'auth/denied')
  )
}

function later(timers: Timers): Promise<null> {
  return new Promise((resolve) => {
    timers.after(LIMITS.deskWaitMs, () => resolve(null))
  })
}

async function openSignedIn(desk: DeskInfo, options: PersonOptions): Promise<Result<OpenedPerson>> {
  const before = knownPerson(options.memory)
  // Somebody else was here, and their session with them: their copies do not wait for their return.
  if (before !== null && before !== desk.me.id) await forgetCopies(before, options)
  const db = new Db(databaseName(desk.me.id), options.database)
  notePerson(options.memory, desk.me.id)
  const contactAt = options.clock.now()
  // A full disk keeps nobody out of what is here already.
  await rememberDesk(db, desk, contactAt).catch(passQuota)
  const contact = (await readContact(db)) ?? {
    contactAt,
    skewMs: 0,
    leaseMs: LIMITS.leaseOfflineMs,
  }
  return ok({ db, desk, device: await deviceId(db, options), contact, isFresh: true })
}

/** Null when there is nothing here to open. */
async function openOffline(
  person: string,
  options: PersonOptions,
): Promise<Result<OpenedPerson> | null> {
  const db = new Db(databaseName(person), options.database)
  const contact = await readContact(db)
  const now = options.clock.now()
  const lease = contact ? judgeLease(contact, now) : null
  if (lease === 'over' && (await isPurgeDue(db, now))) await purgeCopies(db)
  const desk = parseWith(DeskInfo, await db.setting('desk'))
  if (!contact || !lease || (lease === 'holds' && !desk.ok)) {
    db.close()
    return null
  }
  if (lease !== 'holds' || !desk.ok) {
    db.close()
    return fail('auth/lease', 'no word from the server for too long', { lock: lease })
  }
  await noteUnlocked(db)
  const device = await deviceId(db, options)
  return ok({ db, desk: desk.value, device, contact, isFresh: false })
}

/** The server has the last word on a device: a session that is over leaves its author's words, one that was ended nothing. */
async function takeAway(person: string, code: string, options: PersonOptions): Promise<void> {
  if (code === 'auth/denied') await wipeDevice(databaseName(person), options)
  else await forgetCopies(person, options)
}

/** What the server can give again; what only this device has stays for its author. */
async function forgetCopies(person: string, options: PersonOptions): Promise<void> {
  const db = new Db(databaseName(person), options.database)
  await purgeCopies(db)
  db.close()
}

export async function rememberDesk(db: Db, desk: DeskInfo, now: number): Promise<void> {
  await db.kv.put({ key: 'desk', value: desk })
  await noteContact(db, now)
}

/** Made once per database, and kept. */
function deviceId(db: Db, { clock, random }: PersonOptions): Promise<string> {
  return db.transaction('rw', db.kv, async () => {
    const kept = parseWith(Id, await db.setting('device'))
    if (kept.ok) return kept.value
    const value = makeId(clock.now(), random)
    await db.kv.put({ key: 'device', value })
    return value
  })
}
