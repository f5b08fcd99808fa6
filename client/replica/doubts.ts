/**
 * Tickets that went from this device on the word of an answer, and not on that of the feed: deleted, no longer ours, or
 * no longer ours for a moment that is over (RI3 makes these look alike). The cursor is past their rows, so the feed
 * compares before it believes it. Not here: taking them off (purge), the comparing (feed).
 */
import { v } from '../../shared/kit/schema.ts'
import type { Db } from './db.ts'

const DOUBTS_KEY = 'doubted-tickets'
const Ids = v.array(v.string())

export async function readDoubts(db: Db): Promise<readonly string[]> {
  const kept = v.safeParse(Ids, await db.setting(DOUBTS_KEY))
  return kept.success ? kept.output : []
}

/** Inside the transaction over `db.kv` that takes them off: a tab that is closed after it leaves the doubt to the next. */
export async function addDoubts(db: Db, ids: readonly string[]): Promise<void> {
  await db.kv.put({ key: DOUBTS_KEY, value: [...new Set([...(await readDoubts(db)), ...ids])] })
}

/** Inside a transaction over `db.kv`. Another tab may have added some meanwhile. */
export async function settleDoubts(db: Db, ids: readonly string[]): Promise<void> {
  const settled = new Set(ids)
  const rest = (await readDoubts(db)).filter((id) => !settled.has(id))
  if (rest.length > 0) await db.kv.put({ key: DOUBTS_KEY, value: rest })
  else await db.kv.delete(DOUBTS_KEY)
}
