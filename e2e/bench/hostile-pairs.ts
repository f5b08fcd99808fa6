/**
 * The close look of `hostile`, at the attacks the promise names: windows of quiet and of attack in turn, which of the two
 * comes first changing with each pair, so that what the machine does meanwhile falls on both alike. A window's p99 hangs
 * on two or three waits for the disk; the median of many does not.
 */
import { assault, type ATTACKS, type Target } from '../hostile/attacks.ts'
import type { Bystanders } from '../hostile/bystanders.ts'
import { pause } from '../stage/wait.ts'
import { median, percentile } from './figures.ts'

const WINDOW_MS = 1_500
const EVERY_MS = 5
/** What an attack has left behind is still its own. */
const REST_MS = 150

export type Pairs = { quiet: Waits; attacked: Waits; sent: number }
type Waits = { p50: number; p99: number }

export async function measurePairs(
  bystanders: Bystanders,
  attack: (typeof ATTACKS)[string],
  target: Target,
  pairs: number,
): Promise<Pairs> {
  const [quiet, attacked]: [Waits[], Waits[]] = [[], []]
  let sent = 0
  for (let pair = 0; pair < pairs; pair++)
    for (const isAttacked of pair % 2 === 0 ? [false, true] : [true, false]) {
      let isOver = false
      const attacking = isAttacked ? assault(attack, target, () => isOver) : null
      const waits = await work().finally(() => {
        isOver = true
      })
      if (isAttacked) attacked.push(waits)
      else quiet.push(waits)
      sent += (await attacking)?.sent ?? 0
      await pause(REST_MS)
    }
  return { quiet: medianOfWindows(quiet), attacked: medianOfWindows(attacked), sent }

  async function work(): Promise<Waits> {
    const { push, letter } = await bystanders.work(Infinity, EVERY_MS, WINDOW_MS)
    const all = [...push, ...letter]
    return { p50: percentile(all, 0.5), p99: percentile(all, 0.99) }
  }
}

const medianOfWindows = (windows: readonly Waits[]): Waits => ({
  p50: median(windows.map(({ p50 }) => p50)),
  p99: median(windows.map(({ p99 }) => p99)),
})
