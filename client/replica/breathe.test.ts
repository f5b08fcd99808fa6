/** Turns end when they are old, and only then. */
import { expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeBreathe, nextTurn } from './breathe.ts'

test('a young turn goes on; an old one ends, and the next is young again', async () => {
  let now = 0
  let turns = 0
  const breathe = makeBreathe({ now: () => now }, async () => void turns++)
  await breathe()
  now += LIMITS.turnMs - 1
  await breathe()
  expect(turns).toBe(0)
  now += 1
  await breathe()
  await breathe()
  expect(turns).toBe(1)
})

test('between two turns others have theirs', async () => {
  const seen: string[] = []
  setTimeout(() => seen.push('other'), 0)
  const until = performance.now() + 1_000
  while (!seen.includes('other') && performance.now() < until) await nextTurn()
  expect(seen).toEqual(['other'])
})
