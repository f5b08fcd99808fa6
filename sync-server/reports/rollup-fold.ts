/**
 * When marked tickets are put into the rollups of reports: some seconds after they changed, a few in a write, with others'
 * turns between; and whenever a report is asked for. Nothing is noted of how far it came: marks say it.
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import { makeTurns } from '../jobs/turns.ts'
import type { Database } from '../store/database.ts'
import { foldMarks } from './rollup-rows.ts'

export type RollupFold = {
  /** As many slices as one may wait for. @returns whether no mark was left */
  catchUp(slices?: number): Promise<boolean>
  start(): void
  /** Resolves when nothing of it writes any more. */
  stop(): Promise<void>
}

const RETRY_MS = 60_000

export function makeRollupFold({
  database,
  timers,
  log,
}: {
  database: Database
  timers: Timers
  log: Log
}): RollupFold {
  /** One after the other in this process: two would do the same work. */
  let last: Promise<unknown> = Promise.resolve()

  function fold(): Promise<number> {
    const folded = last.then(() => (turns.isStopped() ? 0 : foldMarks(database)))
    last = folded.catch(() => 0)
    return folded
  }

  const turns = makeTurns({
    timers,
    log,
    trouble: 'the rollups of reports were not brought up to date',
    retryMs: RETRY_MS,
    work: async () =>
      (await fold()) === LIMITS.reportSlice ? LIMITS.searchFillEveryMs : LIMITS.reportFoldEveryMs,
  })

  return {
    async catchUp(slices = LIMITS.reportCatchUp) {
      try {
        for (let slice = 0; slice < slices; slice++)
          if ((await fold()) < LIMITS.reportSlice) return true
      } catch (error) {
        // A disk that takes no write: what was counted before is still there to be shown.
        log('error', 'a report shows what was counted before', { error: String(error) })
      }
      return false
    },
    start: turns.wake,
    async stop() {
      await turns.stop()
      await last
    },
  }
}
