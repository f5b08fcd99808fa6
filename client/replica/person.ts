/**
 * Whose database to open: the signed-in person's, as the server says; without a network the one who was here last, as
 * long as the lease holds (architecture §4).
 */
import type { Clock, Random, Timers } from '../../shared/kit/clock.ts'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { Id, parseWith, v } from '../../shared/kit/schema.ts'
import { DeskInfo } from '../../shared/wire/down.ts'
import { databaseName, Db, type DbOptions } from './db.ts'
import type { DeskHttp } from './desk-http.ts'
import { forgetLeaving, isLeaving } from './leaving.ts'

const KEY_PREFIX = 'deskside.'
const PERSON_KEY = `${KEY_PREFIX}person`

export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

export type OpenedPerson = {
  db: Db
  desk: DeskInfo
  device: string
  /** Last time the server's word was heard, epoch ms. */
  contactAt: number | null
  /** True when `desk` is what the server says now. */
  isFresh: boolean
}

type PersonOptions = {
  clock: Clock
  random: Random
  timers: Timers
  memory: Memory
  database?: DbOptions
}

export async function openPerson(
  http: DeskHttp,
  options: PersonOptions,
): Promise<Result<OpenedPerson>> {
  if (isLeaving(options.memory)) {
    if (await http.signOut()) forgetLeaving(options.memory)
    return fail('auth/required', 'this device was signed out')
  }
  const known = options.memory.getItem(PERSON_KEY)
  const asked = http.desk()
  // Whoever has a copy here does not wait for a slow network; whoever has none must.
  const answer = known ? await Promise.race([asked, later(options.timers)]) : await asked
  if (answer?.ok) return openSignedIn(answer.value, options)
  if (answer?.fault.code === 'auth/required') return answer
  if (known) {
    const opened = await openOffline(known, options)
    if (opened) return opened
  }
  const last = answer ?? (await asked)
  return last.ok ? openSignedIn(last.value, options) : last
}

function later(timers: Timers): Promise<null> {
  return new Promise((resolve) => {
    timers.after(LIMITS.deskWaitMs, () => resolve(null))
  })
}

async function openSignedIn(desk: DeskInfo, options: PersonOptions): Promise<Result<OpenedPerson>> {
  const db = new Db(databaseName(desk.me.id), options.database)
  options.memory.setItem(PERSON_KEY, desk.me.id)
  const contactAt = options.clock.now()
  await rememberDesk(db, desk, contactAt)
  return ok({ db, desk, device: await deviceId(db, options), contactAt, isFresh: true })
}

/** Null when there is nothing here to open. */
async function openOffline(
  person: string,
  options: PersonOptions,
): Promise<Result<OpenedPerson> | null> {
  const db = new Db(databaseName(person), options.database)
  const desk = parseWith(DeskInfo, await db.setting('desk'))
  const contact = parseWith(v.number(), await db.setting('contactAt'))
  if (!desk.ok || !contact.ok) {
    db.close()
    return null
  }
  const lease = parseWith(v.number(), await db.setting('leaseMs'))
  const leaseMs = lease.ok ? lease.value : LIMITS.leaseOfflineMs
  if (options.clock.now() - contact.value > leaseMs) {
    await purgeCopies(db)
    db.close()
    return fail('auth/required', 'this device was away for too long: sign in again')
  }
  const device = await deviceId(db, options)
  return ok({ db, desk: desk.value, device, contactAt: contact.value, isFresh: false })
}

/** The lease is over: what the server can give again goes; what only this device has stays for its author. */
async function purgeCopies(db: Db): Promise<void> {
  const copies = [db.packs, db.entries, db.overlays, db.docs, db.cursors, db.blobs]
  await db.transaction('rw', copies, async () => {
    for (const table of copies) await table.clear()
  })
}

export async function rememberDesk(db: Db, desk: DeskInfo, now: number): Promise<void> {
  await db.kv.bulkPut([
    { key: 'desk', value: desk },
    { key: 'contactAt', value: now },
  ])
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

/** Everything of ours, whoever wrote it. */
export function forgetPerson(memory: Memory): void {
  const keys = Array.from({ length: memory.length }, (_, at) => memory.key(at))
  for (const key of keys) if (key?.startsWith(KEY_PREFIX)) memory.removeItem(key)
}
