/**
 * Puts parts into SQLite's index right behind the commits that wrote them, many in one write: FTS5 writes a segment for
 * each write it is part of, which took half of all commits a second. Until then they are looked through one by one
 * (word-index), so nothing is found late. PostgreSQL's index does this by itself.
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import { makeTurns } from '../jobs/turns.ts'
import { numberOrNull, type Database } from '../store/database.ts'

export type SearchListing = {
  /** Everything that waits, in one go. @returns how many writes that took */
  list(): Promise<number>
  start(): void
  stop(): void
}

export function makeSearchListing({
  database,
  timers,
  log,
}: {
  database: Database
  timers: Timers
  log: Log
}): SearchListing {
  /** The place of the last part of the next few that wait; null when none does. */
  async function nextPlace(): Promise<number | null> {
    const row = await database.read.get(
      `SELECT max(place) AS last FROM (SELECT place FROM search_parts
         WHERE place > (SELECT listed FROM search_state) ORDER BY place LIMIT ?)`,
      LIMITS.searchListedParts,
    )
    return row ? numberOrNull(row, 'last') : null
  }

  async function step(): Promise<boolean> {
    const last = await nextPlace()
    if (last === null) return false
    await database.write(async (tx) => {
      // One that was taken out since is not there any more; what came since has a later place.
      await tx.run(
        `INSERT INTO search_words (rowid, words) SELECT place, words FROM search_parts
         WHERE place > (SELECT listed FROM search_state) AND place <= ?`,
        last,
      )
      await tx.run(`UPDATE search_state SET listed = max(listed, ?)`, last)
    })
    return true
  }

  const turns = makeTurns({
    timers,
    log,
    trouble: 'words were not put into the index',
    retryMs: LIMITS.searchListEveryMs,
    work: async () => ((await step()) ? LIMITS.searchFillEveryMs : LIMITS.searchListEveryMs),
  })

  return {
    async list() {
      let count = 0
      while (database.kind === 'sqlite' && !turns.isStopped() && (await step())) count++
      return count
    },
    start() {
      if (database.kind === 'sqlite') turns.wake()
    },
    stop: () => void turns.stop(),
  }
}
