/** Whatever changes, in whatever order: the same as sorting all of it. */
import { expect, test } from 'vitest'
import { putIn } from './row-order.ts'

type Item = { id: string; at: number }
const compare = (a: Item, b: Item) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

let state = 7
const below = (n: number) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state % n
}
const make = (n: number): Item => ({ id: String(n), at: below(500) })

test('what changed, came or went is where sorting would put it', () => {
  const all = new Map(Array.from({ length: 300 }, (_, n) => [String(n), make(n)]))
  let order = [...all.values()].sort(compare)
  for (let round = 0; round < 50; round++) {
    const many = round % 5 === 0 ? 300 : 40
    const changed = new Set(Array.from({ length: below(many) }, () => String(below(330))))
    for (const id of changed) {
      if (below(4) === 0) all.delete(id)
      else all.set(id, make(Number(id)))
    }
    const fresh = [...changed].flatMap((id) => all.get(id) ?? [])
    order = putIn(order, ({ id }) => changed.has(id), fresh, compare)
    expect(order).toEqual([...all.values()].sort(compare))
  }
})
