/** When a new version may take over without a click. */
import { expect, test } from 'vitest'
import { IDLE_MS, mayUpdateByItself } from './idle-update.ts'

const nothing = { waiting: 0, words: 0, hasUnstored: false }

test('[PU14] after more than ten idle minutes with nothing unsent, and never otherwise', () => {
  expect(mayUpdateByItself(IDLE_MS + 1, nothing)).toBe(true)
  expect(mayUpdateByItself(IDLE_MS, nothing)).toBe(false)
  expect(mayUpdateByItself(IDLE_MS + 1, { ...nothing, waiting: 1 })).toBe(false)
  expect(mayUpdateByItself(IDLE_MS + 1, { ...nothing, words: 1 })).toBe(false)
  expect(mayUpdateByItself(IDLE_MS + 1, { ...nothing, hasUnstored: true })).toBe(false)
})
