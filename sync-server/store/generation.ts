/**
 * The desk's generation: an id of its history, made with the store and made anew by a restore, so that devices notice
 * that the server may know less than they do.
 */
import type { Clock, Random } from '../../shared/kit/clock.ts'
import { makeId } from '../../shared/kit/id.ts'
import { text, type Database } from './database.ts'

const NAME = 'generation'

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
