/** Every bomb ends as a message that can be handed in, soon, and without holding up the thread of the SMTP door. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeReader, type Reader } from '../../mail-gateway/inbound/reader.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { BOMBS } from './bombs/bombs.ts'
import { readBomb } from './bombs/read-bomb.ts'

vi.setConfig({ testTimeout: 120_000 })

/** On a busy machine a thread also waits for its turn; the figures of a quiet one are far below. */
const HELD_MS_MAX = 1_500
/** The limit of the reader, and the start of another after it was ended. */
const MS_MAX = 6 * LIMITS.parseMs

const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}
let reader: Reader
beforeAll(() => {
  reader = makeReader({ timers })
})
afterAll(() => reader.close())

test.each(Object.entries(BOMBS))('[MA6] [MR24] %s', async (_name, make) => {
  const end = await readBomb(reader, make())
  expect(end.isTaken).toBe(true)
  expect(end.ms).toBeLessThan(MS_MAX)
  expect(end.heldMs).toBeLessThan(HELD_MS_MAX)
})
