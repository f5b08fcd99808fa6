import { expect, test } from 'vitest'
import {
  addressOf,
  addressOfFigure,
  lastMonth,
  monthOf,
  niceTop,
  rangeOf,
  readView,
  sayShare,
  ticketsSearch,
} from './report.ts'

const NOW = new Date(2026, 10, 21, 9).getTime()

test('a range counts today, a month has all its days', () => {
  expect(rangeOf(7, NOW)).toEqual({ from: '2026-11-15', to: '2026-11-21' })
  expect(monthOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(lastMonth(NOW)).toEqual({ from: '2026-10-01', to: '2026-10-31' })
  expect(lastMonth(new Date(2026, 0, 31, 9).getTime()).from).toBe('2025-12-01')
})

test('all that is shown is in the address, and what is wrong in it is passed over', () => {
  const view = readView(new URLSearchParams('month=2026-10&by=tag&queue=help'), NOW)
  expect(view).toEqual({
    from: '2026-10-01',
    to: '2026-10-31',
    by: 'tag',
    queue: 'help',
    show: null,
  })
  const read = (address: string) =>
    readView(new URL(address, 'https://desk.test').searchParams, NOW)
  expect(read(addressOf(view, { by: 'hour' }))).toEqual({ ...view, by: 'hour' })
  expect(read('/app/reports?from=yesterday&by=cat&month=13')).toEqual({
    ...rangeOf(30, NOW),
    by: 'queue',
    queue: null,
    show: null,
  })
  const late = read(
    addressOfFigure(view, { figure: 'late', target: 'update', by: 'tag', key: 'a & b' }),
  )
  expect(Object.fromEntries(new URLSearchParams(ticketsSearch(late)))).toEqual({
    from: '2026-10-01',
    to: '2026-10-31',
    by: 'tag',
    queue: 'help',
    figure: 'late',
    target: 'update',
    key: 'a & b',
  })
})

test('a share of nothing is a dash', () => {
  expect(sayShare(null)).toBe('–')
  expect(sayShare(0.973)).toBe('97 %')
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
