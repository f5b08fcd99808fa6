/** An order kept up as its rows change: what changed is put in its place, the rest is not sorted again. Pure. */
import type { Compare } from '../replica/sort-in-turns.ts'

/**
 * @param before   in order
 * @param changed  ids of what is no longer what it was in `before`
 * @param fresh    what those are now, where they still are, in any order
 */
export function putIn<T extends { id: string }>(
  before: readonly T[],
  changed: ReadonlySet<string>,
  fresh: readonly T[],
  compare: Compare<T>,
): T[] {
  const coming = [...fresh].sort(compare)
  const order: T[] = []
  let at = 0
  for (const item of before) {
    if (changed.has(item.id)) continue
    for (let next = coming[at]; next !== undefined && compare(next, item) < 0; next = coming[at]) {
      order.push(next)
      at++
    }
    order.push(item)
  }
  for (const rest of coming.slice(at)) order.push(rest)
  return order
}
