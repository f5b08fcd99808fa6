/** How the time of something grows with its input, for tests that it is linear. A ratio, not a time: machines are noisy. */

const TIMES = 3
export const SMALL = 50_000
export const FACTOR = 10

/**
 * @param run  does the work on an input of about `size` characters
 * @returns    time for the large input over time for the small one, best of three each: about 10 when it is linear, about
 *             100 when it is quadratic
 */
export function growthOf(run: (size: number) => void): number {
  const best = (size: number) => {
    let least = Infinity
    for (let at = 0; at < TIMES; at++) {
      const started = performance.now()
      run(size)
      least = Math.min(least, performance.now() - started)
    }
    return least
  }
  best(SMALL)
  // Below a millisecond the clock says little.
  return best(SMALL * FACTOR) / Math.max(best(SMALL), 1)
}
