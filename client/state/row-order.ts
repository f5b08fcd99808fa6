/** An order kept up as its rows change: what changed is put in its place, the rest is not sorted again. Pure. */
import type { Compare } from '../replica/sort-in-turns.ts'

/**
 * @param before     in order
 * @param isChanged  whether one is no longer what it was in `before`
 * @param fresh      what those are now, where they still are, in any order
 */
export function putIn<T>(
  before: readonly T[],
  isChanged: (one: T) => boolean,
  fresh: readonly T[],
  compare: Compare<T>,
): T[] {
  const rest = before.filter((one) => !isChanged(one))
  const order: T[] = []
  let from = 0
  // Looked up, not met on the way: comparing each of fifty thousand takes several times as long as moving them.
  for (const item of [...fresh].sort(compare)) {
    const to = placeOf(item, rest, from, compare)
    for (const one of rest.slice(from, to)) order.push(one)
    order.push(item)
    from = to
  }
  for (const one of rest.slice(from)) order.push(one)
  return order
}

/** The first place from `from` on before which `item` belongs. */
function placeOf<T>(item: T, order: readonly T[], from: number, compare: Compare<T>): number {
  let [low, high] = [from, order.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const one = order[middle]
    if (one !== undefined && compare(item, one) < 0) high = middle
    else low = middle + 1
  }
  return low
}
