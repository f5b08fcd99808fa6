/** Randomness from a seed (mulberry32): the same seed, the same run. */
import type { Random } from '../../shared/kit/clock.ts'

export type Dice = {
  /** From 0 up to, not including, 1. */
  fraction(): number
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  bytes: Random
  fill(bytes: Uint8Array): void
  /** Dice of their own, so that one part's throws do not shift another's. */
  split(name: string): Dice
}

export function makeDice(seed: number): Dice {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const dice: Dice = {
    fraction: () => next() / 2 ** 32,
    whole: (least, most) => least + Math.floor(dice.fraction() * (most - least + 1)),
    chance: (probability) => dice.fraction() < probability,
    pick(from) {
      const found = from[dice.whole(0, from.length - 1)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
    bytes(count) {
      const bytes = new Uint8Array(count)
      dice.fill(bytes)
      return bytes
    },
    fill(bytes) {
      for (let at = 0; at < bytes.length; at += 4) {
        const four = next()
        for (let i = 0; i < 4 && at + i < bytes.length; i++)
          bytes[at + i] = (four >>> (8 * i)) & 255
      }
    },
    split(name) {
      let mixed = next()
      for (const char of name) mixed = Math.imul(mixed ^ (char.codePointAt(0) ?? 0), 0x01000193)
      return makeDice(mixed)
    },
  }
  return dice
}
