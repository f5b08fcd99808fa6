/** In turns or in one go: the same order. */
import { expect, test } from 'vitest'
import { SORTED_AT_ONCE, sortInTurns } from './sort-in-turns.ts'

const compare = (a: number, b: number) => a - b
const turns = { breathe: () => Promise.resolve(), isOver: () => false }
const make = (count: number) =>
  Array.from({ length: count }, (_, n) => Math.imul(n + 1, 2_654_435_761) >>> 4)

test.each([0, 1, SORTED_AT_ONCE, SORTED_AT_ONCE * 5 + 3])('%i sorted in turns', async (count) => {
  expect(await sortInTurns(make(count), compare, turns)).toEqual(make(count).sort(compare))
})

test('what nobody wants any more is not sorted to its end', async () => {
  let asked = 0
  const isOver = () => ++asked > 2
  const items = make(SORTED_AT_ONCE * 4)
  expect(await sortInTurns(items, compare, { ...turns, isOver })).toBeNull()
  expect(asked).toBe(3)
})
