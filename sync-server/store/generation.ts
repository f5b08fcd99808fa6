/**
 * The desk's generation: an id of its history, made with the store and made anew by a restore, so that devices notice
 * that the server may know less than they do (FE9).
 */
import type { Clock, Random } from '../../shared/kit/clock.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { text, type Database, type Sql, type Tx } from './database.ts'

const NAME = 'generation'
const RESTORED_AT = 'restored-at'

export async function readGeneration(
  database: Database,
  clock: Clock,
  random: Random,
): Promise<string> {
  return database.write(async (tx) => {
    await tx.run(
      `INSERT INTO store_facts (name, value, version) VALUES (?, ?, 1) ON CONFLICT (name) DO NOTHING`,
      NAME,
      makeId(clock.now(), random),
    )
    const row = await tx.get(`SELECT value FROM store_facts WHERE name = ?`, NAME)
    if (!row) throw new Error('the store has no generation')
    return text(row, 'value')
  })
}

/**
 * Begins another history in a store that was just brought back, before anybody opens it. Every document gets a new epoch:
 * the server's own Yjs client counts on from where the backup ended, so that bytes of both histories in one document
 * would give one place two contents.
 */
export async function beginGeneration(
  database: Database,
  clock: Clock,
  random: Random,
): Promise<string> {
  const generation = makeId(clock.now(), random)
  await database.write(async (tx) => {
    await putFact(tx, NAME, generation)
    await putFact(tx, RESTORED_AT, String(clock.now()))
    await tx.run(`UPDATE tickets SET epoch = epoch + 1`)
  })
  return generation
}

/** Which history this is, and when it was begun by a restore; null when it is the first. */
export async function readHistory(
  sql: Sql,
): Promise<{ generation: string | null; restoredAt: number | null }> {
  const rows = await sql.all(
    `SELECT name, value FROM store_facts WHERE name IN (?, ?)`,
    NAME,
    RESTORED_AT,
  )
  const of = (name: string) => rows.find((row) => row['name'] === name)
  const [generation, restoredAt] = [of(NAME), of(RESTORED_AT)]
  return {
    generation: generation ? text(generation, 'value') : null,
    restoredAt: restoredAt ? Number(text(restoredAt, 'value')) : null,
  }
}

/**
 * True while devices may still come back with what they have of each other's typing since the backup. Drafts have no
 * epoch: what devices hold of one is merged, and each place in it was made by a device, never by the server.
 */
export async function isJustRestored(sql: Sql, now: number): Promise<boolean> {
  const row = await sql.get(`SELECT value FROM store_facts WHERE name = ?`, RESTORED_AT)
  return row !== undefined && now < Number(text(row, 'value')) + LIMITS.leaseOfflineMs
}

async function putFact(tx: Tx, name: string, value: string): Promise<void> {
  await tx.run(
    `INSERT INTO store_facts (name, value, version) VALUES (?, ?, 1)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, version = store_facts.version + 1`,
    name,
    value,
  )
}
