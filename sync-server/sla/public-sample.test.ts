import { expect, test } from 'vitest'
import {
  addSample,
  figuresOfParts,
  makeParts,
  placeOf,
  roundSeconds,
  shownWindows,
} from './public-sample.ts'

const tickets = (count: number, from = 0) =>
  new Set(Array.from({ length: count }, (_, at) => `t${from + at}`))

test('[PF3] whatever is in three windows, no difference of two that are shown holds one to nine requests', () => {
  for (let a = 0; a <= 10; a++)
    for (let b = 0; b <= 10; b++)
      for (let c = 0; c <= 10; c++) {
        const counts = [a, b, c]
        const shown = shownWindows([tickets(a), tickets(b, 100), tickets(c, 200)])
        const sums = [a, a + b, a + b + c]
        const told = sums.filter((_sum, place) => shown[place])
        for (const [at, sum] of told.entries()) {
          expect(sum, counts.join()).toBeGreaterThanOrEqual(10)
          const more = sum - (told[at - 1] ?? 0)
          expect(more === 0 || more >= 10, counts.join()).toBe(true)
        }
        // And nothing is hidden that need not be: the longest with ten is always there.
        expect(shown.some(Boolean), counts.join()).toBe(a + b + c >= 10)
      }
})

test('[PF2] a request that asked in two windows counts once in what they differ by', () => {
  // Ten in the week; the same ten and nothing else before: no more is known of anybody.
  expect(shownWindows([tickets(10), tickets(9), new Set()])).toEqual([false, true, true])
  expect(shownWindows([tickets(10), tickets(10), new Set()])).toEqual([true, true, true])
})

test('[PF2] each figure is hidden by its own sample: asked, judged, ended', () => {
  const parts = makeParts()
  for (let at = 0; at < 30; at++)
    addSample(parts[0], {
      ticket: `t${at}`,
      isMet: at < 12 ? at !== 0 : null,
      hasEnded: at < 9,
      countedSeconds: 600 + at,
      wallSeconds: 6000,
    })
  expect(figuresOfParts(parts)[0]).toEqual({
    n: 30,
    rate: 0.3,
    share: 0.92,
    medianSeconds: null,
    p90Seconds: null,
    medianWallSeconds: null,
    p90WallSeconds: null,
  })
})

test('[PF2] times are rounded, for a percentile is the time of one request', () => {
  expect([7, 94, 3_571, 3_755, 35_999, 36_100, 345_000, 350_000].map(roundSeconds)).toEqual([
    60, 120, 3_600, 3_900, 36_000, 36_000, 345_600, 345_600,
  ])
  expect(roundSeconds(null)).toBeNull()
})

test('a clock is in the shortest window that holds it', () => {
  expect([-0.1, 0, 7, 7.01, 30, 89.9, 90.1].map(placeOf)).toEqual([null, 0, 0, 1, 1, 2, null])
})
