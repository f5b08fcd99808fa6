import { expect, test } from 'vitest'
import { scrollFor, windowOf } from './list-window.ts'

test('only what is in sight, and a little more, is drawn', () => {
  const shown = windowOf({ count: 10_000, rowPx: 56, topPx: 56 * 5_000, viewPx: 560 })
  expect(shown.first).toBe(4_992)
  expect(shown.last).toBe(5_018)
  expect(shown.topPx).toBe(4_992 * 56)
  expect(shown.heightPx).toBe(560_000)
})

test('the ends are not overrun', () => {
  expect(windowOf({ count: 3, rowPx: 56, topPx: 0, viewPx: 900 })).toMatchObject({
    first: 0,
    last: 3,
  })
  expect(windowOf({ count: 0, rowPx: 56, topPx: 0, viewPx: 900 })).toMatchObject({
    first: 0,
    last: 0,
    heightPx: 0,
  })
  // A list that has just become shorter than its scroll position.
  expect(windowOf({ count: 20, rowPx: 56, topPx: 99_999, viewPx: 560 }).last).toBe(20)
})

test('a row is scrolled to only when it is out of sight', () => {
  const at = { rowPx: 50, topPx: 100, viewPx: 200 }
  expect(scrollFor(3, at)).toBe(100)
  expect(scrollFor(0, at)).toBe(0)
  expect(scrollFor(6, at)).toBe(150)
})
