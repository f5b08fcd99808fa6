/**
 * Which tickets went from a list, where they stood and who stood beside them: ids alone, nothing that a ticket says (RI2).
 * Not here: how their places look (parts/lost-rows).
 */
import type { WhyLost } from './lost-slot.ts'

/** Somebody who lost a whole queue sees a shorter list; a row each would be a wall. */
export const PLACES_MAX = 30
/** Of how many it is remembered why they went. */
const KNOWN_MAX = 1_000

type Place = { id: string; at: number; beside: string | null }

/** @param isThere  whether this person has the ticket now */
export function makeLostPlaces(isThere: (id: string) => boolean) {
  let listed: readonly string[] = []
  /** Seen to be missing in the list, and nobody has said yet that they went. */
  let missing: Place[] = []
  let places: readonly Place[] = []
  const known = new Map<string, { why: WhyLost; beside: string | null }>()

  /** Where a list got shorter, in the stretch that changed. */
  function findMissing(now: readonly string[]): Place[] {
    if (now.length >= listed.length) return []
    let from = 0
    while (from < now.length && now[from] === listed[from]) from++
    let end = 0
    while (end < now.length - from && now.at(-1 - end) === listed.at(-1 - end)) end++
    const found: Place[] = []
    for (let at = from; at < listed.length - end; at++) {
      const id = listed[at] ?? ''
      if (isThere(id)) continue
      let next = at + 1
      while (next < listed.length && !isThere(listed[next] ?? '')) next++
      let last = at - 1
      while (last >= 0 && !isThere(listed[last] ?? '')) last--
      found.push({ id, at, beside: listed[next] ?? listed[last] ?? null })
      if (found.length > PLACES_MAX) break
    }
    return found
  }

  return {
    /** The list as it is now; with the places of those that went, at which they stood. */
    among(ids: readonly string[]): readonly string[] {
      const found = findMissing(ids)
      // One word of the feed moves the list in several steps.
      if (found.length > 0) missing = [...missing, ...found]
      listed = ids
      if (places.length === 0) return ids
      const all = [...ids]
      for (const { id, at } of places) if (!isThere(id)) all.splice(at, 0, id)
      return all
    },
    /**
     * Rows changed; those that are not there any more went for this reason.
     * @returns ids of those whose places are kept from now on
     */
    note(ids: ReadonlySet<string>, why: WhyLost): string[] {
      const went = missing.filter(({ id }) => ids.has(id) && !known.has(id))
      missing = []
      for (const id of ids)
        if (isThere(id)) known.delete(id)
        // Told a second time when it leaves the disk, without the reason.
        else if (!known.has(id))
          known.set(id, { why, beside: went.find((one) => one.id === id)?.beside ?? null })
      for (const id of [...known.keys()].slice(0, Math.max(0, known.size - KNOWN_MAX)))
        known.delete(id)
      if (went.length === 0 || went.length > PLACES_MAX) return []
      places = [...places, ...went].toSorted((a, b) => a.at - b.at).slice(0, PLACES_MAX)
      return went.map(({ id }) => id)
    },
    forget(ids: readonly string[]): void {
      places = places.filter(({ id }) => !ids.includes(id))
    },
    beside(id: string): string | null {
      const other = known.get(id)?.beside ?? null
      return other !== null && isThere(other) ? other : null
    },
    why: (id: string): WhyLost | null => known.get(id)?.why ?? null,
  }
}
