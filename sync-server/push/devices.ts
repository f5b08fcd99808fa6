/**
 * Browsers that asked to be pushed to, one a session: they go with it, at once, whoever ends it. An address is known to
 * one browser and to us; the same one asked for again by another session has changed hands, and only with its keys.
 * Not here: who may see what (push-runner asks when it sends).
 */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { PushTarget, QuietHours, type PushDevice, type PushWishes } from '../../shared/wire/push.ts'
import { doesSessionStand } from '../auth/session-rows.ts'
import { number, text, type Sql, type SqlRow, type Tx } from '../store/database.ts'
import { isLanguage } from '../words/language.ts'

export type Device = {
  id: string
  session: string
  person: string
  target: PushTarget
  wishes: PushWishes
  unread: number
  told: string[]
  failures: number
  /** Null: what its person reads. */
  language: string | null
}

const Told = v.array(v.string())
/** Of a job's payload (push-job), what was the newest message then. */
const Waiting = v.object({ message: v.nullable(v.string()) })

export function readDevice(row: SqlRow): Device {
  const quiet = text(row, 'quiet')
  return {
    id: text(row, 'id'),
    session: text(row, 'session'),
    person: text(row, 'person'),
    target: {
      endpoint: text(row, 'endpoint'),
      keys: { p256dh: text(row, 'p256dh'), auth: text(row, 'auth') },
    },
    wishes: {
      queues: text(row, 'queues').split(' ').filter(Boolean),
      answers: number(row, 'answers') === 1,
      promises: number(row, 'promises') === 1,
      quiet: quiet === '' ? null : v.parse(QuietHours, JSON.parse(quiet)),
    },
    unread: number(row, 'unread'),
    told: v.parse(Told, JSON.parse(text(row, 'told'))),
    failures: number(row, 'failures'),
    language: typeof row['language'] === 'string' ? row['language'] : null,
  }
}

export async function deviceOf(sql: Sql, session: string): Promise<Device | null> {
  const row = await sql.get(`SELECT * FROM push_devices WHERE session = ?`, session)
  return row ? readDevice(row) : null
}

export async function deviceById(sql: Sql, id: string): Promise<Device | null> {
  const row = await sql.get(`SELECT * FROM push_devices WHERE id = ?`, id)
  return row ? readDevice(row) : null
}

/** Makes or changes the one of this session, unless it was ended since it was looked at (`auth/required`). */
export async function putDevice(
  tx: Tx,
  device: v.InferOutput<typeof PushDevice>,
  by: { id: string; session: string; person: string; now: number },
): Promise<Result<void>> {
  const { endpoint, keys, queues, answers, promises, quiet } = device
  // One that there are no words in is none; the person's stands in for it.
  const told = device.language !== undefined && isLanguage(device.language) ? device.language : null
  if (!(await doesSessionStand(tx, by.session)))
    return fail('auth/required', 'this session is over')
  const known = await tx.get(
    `SELECT * FROM push_devices WHERE endpoint = ?${tx.forUpdate}`,
    endpoint,
  )
  const before = known ? readDevice(known) : null
  const isSame = before?.target.keys.p256dh === keys.p256dh && before.target.keys.auth === keys.auth
  if (before && !isSame) return fail('auth/denied', 'that address is another browser’s')
  const wishes = [
    queues.length === 0 ? '' : ` ${[...new Set(queues)].join(' ')} `,
    answers ? 1 : 0,
    promises ? 1 : 0,
    quiet ? JSON.stringify(quiet) : '',
  ] as const
  // Asked for at every start of the app: what waits for this browser goes on waiting.
  if (before?.session === by.session) {
    await tx.run(
      `UPDATE push_devices SET queues = ?, answers = ?, promises = ?, quiet = ?, language = coalesce(?, language), failures = 0, at = ? WHERE id = ?`,
      ...wishes,
      told,
      by.now,
      before.id,
    )
    return ok()
  }
  // A browser that got another address is the same one.
  const own = (await deviceOf(tx, by.session)) ?? (before?.person === by.person ? before : null)
  await dropDevices(tx, [by.session])
  if (before) await forgetDevice(tx, before.id)
  const row = await tx.get(`SELECT count(*) AS n FROM push_devices WHERE person = ?`, by.person)
  if (row && number(row, 'n') >= LIMITS.pushDevicesPerPerson)
    return fail('kit/too-big', `you are told on ${LIMITS.pushDevicesPerPerson} devices already`)
  await tx.run(
    `INSERT INTO push_devices (id, session, person, endpoint, p256dh, auth, queues, answers, promises, quiet, unread, told, language, failures, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
    by.id,
    by.session,
    by.person,
    endpoint,
    keys.p256dh,
    keys.auth,
    ...wishes,
    before?.person === by.person ? before.unread : 0,
    before?.person === by.person ? JSON.stringify(before.told) : '[]',
    told ?? own?.language ?? null,
    by.now,
  )
  return ok()
}

/** Those of sessions that are over, with what waited for them. */
export async function dropDevices(tx: Tx, sessions: readonly string[]): Promise<void> {
  for (const session of sessions) {
    const row = await tx.get(`SELECT id FROM push_devices WHERE session = ?`, session)
    if (row) await forgetDevice(tx, text(row, 'id'))
  }
}

export async function forgetDevice(tx: Tx, id: string): Promise<void> {
  await tx.run(`DELETE FROM push_devices WHERE id = ?`, id)
  await tx.run(`DELETE FROM jobs WHERE kind = 'push' AND key LIKE ?`, `push:${id}:%`)
}

/** People's devices that want to hear of new tickets in one of these queues. */
export async function devicesForQueues(tx: Tx, queues: readonly string[]): Promise<Device[]> {
  const rows = await tx.all(
    // Not LIKE: SQLite would prepare the statement anew for each pattern, with every new ticket.
    `SELECT * FROM push_devices WHERE ${queues.map(() => `replace(queues, ?, '') <> queues`).join(' OR ')} ORDER BY id LIMIT ${LIMITS.pushTold}`,
    ...queues.map((queue) => ` ${queue} `),
  )
  return rows.map(readDevice)
}

export async function devicesOfPeople(
  tx: Tx,
  people: readonly string[],
  what: 'answers' | 'promises',
): Promise<Device[]> {
  if (people.length === 0) return []
  const rows = await tx.all(
    `SELECT * FROM push_devices WHERE ${what} = 1 AND person IN (${people.map(() => '?').join(', ')}) ORDER BY id LIMIT ${LIMITS.pushTold}`,
    ...people,
  )
  return rows.map(readDevice)
}

/** What the device shows, and how many of its tickets are unread: nothing of it need be told there any more. */
export async function noteSeen(
  tx: Tx,
  device: Device,
  seen: readonly { ticket: string; message: string | null }[],
  unread: number | null,
): Promise<void> {
  for (const { ticket, message } of seen) {
    const key = `push:${device.id}:${ticket}`
    // Also one that was tried, and waits to be tried again.
    const rows = await tx.all(
      `SELECT id, payload FROM jobs WHERE kind = 'push' AND (key = ? OR key LIKE ?)${tx.forUpdate}`,
      key,
      `${key}:%`,
    )
    for (const row of rows) {
      const waiting = parseWith(Waiting, JSON.parse(text(row, 'payload')))
      if (waiting.ok && waiting.value.message === message)
        await tx.run(`DELETE FROM jobs WHERE id = ?`, text(row, 'id'))
    }
  }
  if (unread !== null)
    await tx.run(
      `UPDATE push_devices SET unread = ?, told = '[]' WHERE id = ?`,
      Math.min(unread, LIMITS.pushUnreadMax),
      device.id,
    )
}
