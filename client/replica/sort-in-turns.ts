/** Sorting very many in short turns, so that the browser draws and takes keys meanwhile: parts first, then merged. */
import type { Breathe } from './breathe.ts'

export type Compare<T> = (a: T, b: T) => number

/** Sorted in one go up to here. */
export const SORTED_AT_ONCE = 2_000

/** @param isOver  asked between turns: nobody wants it any more, and null is the answer */
export async function sortInTurns<T>(
  items: readonly T[],
  compare: Compare<T>,
  { breathe, isOver }: { breathe: Breathe; isOver: () => boolean },
): Promise<T[] | null> {
  let runs: T[][] = []
  for (let at = 0; at < items.length; at += SORTED_AT_ONCE) {
    runs.push(items.slice(at, at + SORTED_AT_ONCE).sort(compare))
    await breathe()
    if (isOver()) return null
  }
  while (runs.length > 1) {
    const longer: T[][] = []
    for (let at = 0; at < runs.length; at += 2) {
      longer.push(await mergeInTurns(runs[at] ?? [], runs[at + 1] ?? [], compare, breathe))
      if (isOver()) return null
    }
    runs = longer
  }
  return runs[0] ?? []
}

async function mergeInTurns<T>(
  one: readonly T[],
  other: readonly T[],
  compare: Compare<T>,
  breathe: Breathe,
): Promise<T[]> {
  const merged: T[] = []
  let at = 0
  for (let n = 0; n < one.length; n++) {
    const next = one[n]
    if (next === undefined) continue
    for (
      let rival = other[at];
      rival !== undefined && compare(rival, next) < 0;
      rival = other[at]
    ) {
      merged.push(rival)
      at++
    }
    merged.push(next)
    if (n % SORTED_AT_ONCE === 0) await breathe()
  }
  for (const rest of other.slice(at)) merged.push(rest)
  return merged
}
