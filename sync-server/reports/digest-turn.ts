/** Looks now and then whether the figures of a month are to go out (digest). After a kill it looks again. */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { CommitParts } from '../commit/parts.ts'
import { sendDigests } from './digest.ts'
import type { RollupFold } from './rollup-fold.ts'

export type DigestTurn = { start(): void; stop(): void }

export function makeDigestTurn(
  parts: CommitParts,
  rollups: RollupFold,
  timers: Timers,
): DigestTurn {
  let isStopped = false
  let next: { cancel(): void } | null = null

  async function turn(): Promise<void> {
    try {
      const count = await sendDigests(parts, rollups)
      if (count > 0) parts.log('info', 'the figures of a month went out', { count })
    } catch (error) {
      parts.log('error', 'the figures of a month did not go out', { error: String(error) })
    }
    if (!isStopped) next = timers.after(LIMITS.reportDigestLookMs, () => void turn())
  }

  return {
    start: () => void turn(),
    stop() {
      isStopped = true
      next?.cancel()
    },
  }
}
