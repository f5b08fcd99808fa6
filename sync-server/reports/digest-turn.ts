/** Looks now and then whether the figures of a month are to go out (digest). After a kill it looks again. */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { CommitParts } from '../commit/parts.ts'
import { makeTurns } from '../jobs/turns.ts'
import { sendDigests } from './digest.ts'
import type { RollupFold } from './rollup-fold.ts'

export type DigestTurn = { start(): void; stop(): void }

export function makeDigestTurn(
  parts: CommitParts,
  rollups: RollupFold,
  timers: Timers,
): DigestTurn {
  const { log } = parts
  const turns = makeTurns({
    timers,
    log,
    trouble: 'the figures of a month did not go out',
    retryMs: LIMITS.reportDigestLookMs,
    async work() {
      const count = await sendDigests(parts, rollups)
      if (count > 0) log('info', 'the figures of a month went out', { count })
      return LIMITS.reportDigestLookMs
    },
  })

  return { start: turns.wake, stop: () => void turns.stop() }
}
