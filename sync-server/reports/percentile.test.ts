/** Selection against sorting. */
import { expect, test } from 'vitest'
import { makeChance } from '../demo/seeded.ts'
import { percentileOf } from './percentile.ts'

test('[RE3] a percentile is the nearest rank of what occurred, in whatever order it comes', () => {
  const chance = makeChance('percentile')
  for (let turn = 0; turn < 400; turn++) {
    const size = 1 + (turn % 60)
    const spread = chance.pick([1, 3, 50, 1_000_000])
    const durations = Array.from({ length: size }, (_, at) =>
      turn % 5 === 0 ? at : turn % 5 === 1 ? size - at : chance.between(0, spread),
    )
    const sorted = durations.toSorted((a, b) => a - b)
    for (const percent of [1, 50, 90, 100])
      expect(percentileOf(Float64Array.from(durations), percent)).toBe(
        sorted[Math.ceil((percent * size) / 100) - 1],
      )
  }
  expect(percentileOf(new Float64Array(), 50)).toBeNull()
  expect(
    percentileOf(
      Float64Array.from({ length: 10 }, (_, at) => at + 1),
      90,
    ),
  ).toBe(9)
})
