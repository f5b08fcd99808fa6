/** Mutated messages through the real reader. A million are read by hand: `npm run mutate-mail -- --count 1000000`. */
import { expect, test, vi } from 'vitest'
import { mutate } from './mutation/mutate.ts'
import { readMutated } from './mutation/read-mutated.ts'
import { SMALL_MESSAGES } from './mutation/small-messages.ts'

vi.setConfig({ testTimeout: 300_000 })

const COUNT = 5_000
const SEED = 1
const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}

test('the same seed and number are the same message', () => {
  const [one, again, next] = [7, 7, 8].map((number) => mutate(SMALL_MESSAGES, SEED, number))
  expect(one).toEqual(again)
  expect(one).not.toEqual(next)
})

test(`[MA18] [MR4] ${COUNT} mutated messages: none hangs, ends its reader, or is refused by the server`, async () => {
  const findings = await readMutated({
    messages: SMALL_MESSAGES,
    seed: SEED,
    from: 0,
    to: COUNT,
    timers,
  })
  const hard = findings.filter(({ end }) => end === 'late' || end === 'died' || end === 'refused')
  expect(hard).toEqual([])
  // Those that were not read are few, or the reader gives up too soon.
  expect(findings.filter(({ end }) => end === 'unread').length).toBeLessThan(COUNT / 100)
})
