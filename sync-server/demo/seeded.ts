/** Chance that can be repeated: the same seed gives the same numbers. For demo data only, never for secrets. */
import type { Random } from '../../shared/kit/clock.ts'

export type Chance = {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from `least` to `most`, both possible. */
  between(least: number, most: number): number
  pick<T>(list: readonly T[]): T
  /** True in `share` of the cases. */
  isLucky(share: number): boolean
  random: Random
}

/** Mulberry32 over a hash of the seed's text (FNV-1a), so that seeds close to each other give unlike numbers. */
export function makeChance(seed: string): Chance {
  let state = 0x811c9dc5
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    pick(list) {
      const found = list[between(0, list.length - 1)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
    isLucky: (share) => next() < share,
    random: (bytes) => Uint8Array.from({ length: bytes }, () => between(0, 255)),
  }
}
