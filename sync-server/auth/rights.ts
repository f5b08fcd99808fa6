/**
 * Rights as the store has them now, and the number of their changes: a counter that every change of anybody's rights
 * raises in its own transaction. Whoever keeps rights in memory keeps the number too, and knows by a higher one that
 * they may be out of date. Not here: changing them (people), what they allow (shared/ticket/ticket-rules).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { Role, type Rights } from '../../shared/ticket/ticket-rules.ts'
import { number, numberOrNull, text, type Database, type Sql, type Tx } from '../store/database.ts'

export const RIGHTS_COUNTER = 'rights'

/** Rights change a few times a day; more tries than this are somebody's broken loop. */
const TRIES_MAX = 5

export async function rightsVersion(sql: Sql): Promise<number> {
  const row = await sql.get(`SELECT value FROM counters WHERE name = ?`, RIGHTS_COUNTER)
  return row ? number(row, 'value') : 0
}

/** Inside the transaction that changes somebody's rights. */
export async function raiseRightsVersion(tx: Tx): Promise<number> {
  const row = await tx.get(
    `INSERT INTO counters (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value`,
    RIGHTS_COUNTER,
  )
  if (!row) throw new Error('the counter of rights gave no number')
  return number(row, 'value')
}

/** Rights as they are now; null for nobody and for the disabled. */
export async function readRights(sql: Sql, id: string): Promise<Rights | null> {
  const row = await sql.get(`SELECT * FROM people WHERE id = ?`, id)
  if (!row || numberOrNull(row, 'disabled_at') !== null) return null
  const seesAll = number(row, 'all_queues') === 1
  const queues = seesAll
    ? null
    : (await sql.all(`SELECT queue FROM memberships WHERE person = ?`, id)).map((entry) =>
        text(entry, 'queue'),
      )
  return { person: id, name: text(row, 'name'), role: v.parse(Role, row['role']), queues }
}

/**
 * Reads something under a person's rights, and again when rights changed before it could be told.
 *
 * @returns null when they have none (any more)
 */
export async function underRights<T>(
  { read: sql }: Database,
  person: string,
  read: (rights: Rights, version: number) => Promise<T>,
): Promise<T | null> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const version = await rightsVersion(sql)
    const rights = await readRights(sql, person)
    if (!rights) return null
    const value = await read(rights, version)
    if ((await rightsVersion(sql)) === version) return value
  }
  throw new FaultError({ code: 'kit/busy', detail: 'rights are being changed' })
}
