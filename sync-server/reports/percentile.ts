/**
 * The p-th percentile by nearest rank: of n durations in ascending order the ⌈p/100 × n⌉-th, always one that occurred
 * (shared/sla/figures says the same). By selection, because a report over a year takes it of hundreds of thousands, and
 * sorting them would be most of its time.
 */

/** Null of none. The order of the durations is not kept. */
export function percentileOf(durations: Float64Array, percent: number): number | null {
  if (durations.length === 0) return null
  // Whole numbers first: 0.9 × 10 may come out a little above 9, and would then round up to 10.
  const rank = Math.max(1, Math.ceil((percent * durations.length) / 100))
  return select(durations, rank - 1)
}

/** Hoare's selection; the middle of three as the pivot keeps what is sorted already from being slow. */
function select(values: Float64Array, place: number): number {
  const at = (index: number) => values[index] ?? 0
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const pivot = middleOf(at(low), at((low + high) >> 1), at(high))
    let left = low
    let right = high
    while (left <= right) {
      while (at(left) < pivot) left += 1
      while (at(right) > pivot) right -= 1
      if (left > right) break
      const kept = at(left)
      values[left] = at(right)
      values[right] = kept
      left += 1
      right -= 1
    }
    if (place <= right) high = right
    else if (place >= left) low = left
    else break
  }
  return at(place)
}

const middleOf = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
