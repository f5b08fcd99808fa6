/** Randomness from a seed, so that a run can be done again. Timing of processes is not in it. */

export type Seeded = {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  isChance(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** Another sequence that follows from this one and the name. */
  fork(name: string): Seeded
}

export function makeSeeded(seed: number): Seeded {
  let state = seed >>> 0
  // mulberry32: 32 bits of state are plenty for choosing what a test does next.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const seeded: Seeded = {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    isChance: (share) => next() < share,
    pick(list) {
      const found = list[Math.floor(next() * list.length)]
      if (found === undefined) throw new Error('there is nothing to pick from')
      return found
    },
    fork(name) {
      let hash = seed >>> 0
      for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0
      return makeSeeded(hash)
    },
  }
  return seeded
}
