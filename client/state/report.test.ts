import { expect, test } from 'vitest'
import { leadRow, niceTop, rangeOf, sayShare, shareOf, type ReportRow } from './report.ts'

const row = (key: string, count: number, withinCount: number): ReportRow => ({
  key,
  name: key,
  target: 'firstResponse',
  count,
  withinCount,
  share: withinCount / count,
  medianSeconds: count,
  p90Seconds: null,
})

test('shares are weighted by tickets, not averaged over queues', () => {
  expect(shareOf([row('a', 90, 90), row('b', 10, 0)], 'firstResponse')).toEqual({
    share: 0.9,
    count: 100,
  })
  expect(shareOf([row('a', 90, 90)], 'resolution')).toBeNull()
  expect(sayShare(null)).toBe('–')
})

test('the largest queue leads', () => {
  expect(leadRow([row('a', 1, 1), row('b', 3, 1)], 'firstResponse')?.key).toBe('b')
  expect(leadRow([], 'firstResponse')).toBeNull()
})

test('a range counts today', () => {
  const now = new Date(2026, 10, 21, 9).getTime()
  expect(rangeOf(7, now)).toEqual({ from: '2026-11-15', to: '2026-11-21' })
})

test.each([
  [0, 4],
  [4, 4],
  [5, 8],
  [27, 40],
  [41, 80],
  [81, 200],
  [1001, 2000],
])('the axis over %i ends at %i, in four whole steps', (n, top) => {
  expect(niceTop(n)).toBe(top)
  expect(Number.isInteger(niceTop(n) / 4)).toBe(true)
})
