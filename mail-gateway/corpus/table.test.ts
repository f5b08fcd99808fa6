import { expect, test } from 'vitest'
import { sayTable } from './table.ts'

test('a line a collection and one for all, ours beside the best of those asked the same', () => {
  const ours = { a: { subject: [9, 10], from_addr: [1, 1] }, b: { subject: [5, 5] } } as const
  const peers = new Map([
    ['one', { a: { subject: [7, 10] }, b: { subject: [5, 5] } }],
    ['two', { a: { subject: [8, 10] }, b: { subject: [1, 4] } }],
  ])
  const lines = sayTable(copyOf(ours), new Map([...peers].map(([k, s]) => [k, copyOf(s)])))
    .split('\n')
    .map((line) => line.split(/ {2,}/))
  const subject = lines[0]?.indexOf('subject') ?? -1
  expect(lines.map((line) => [line[0], line[subject]])).toEqual([
    ['collection', 'subject'],
    ['a', '9/10 (8 two)'],
    ['b', '5/5 (5 one)'],
    ['all', '14/15 (12 one)'],
  ])
})

function copyOf(scores: Record<string, Record<string, readonly number[]>>) {
  return Object.fromEntries(
    Object.entries(scores).map(([name, checks]) => [
      name,
      Object.fromEntries(
        Object.entries(checks).map(([check, [right = 0, all = 0]]) => [
          check,
          [right, all] satisfies [number, number],
        ]),
      ),
    ]),
  )
}
