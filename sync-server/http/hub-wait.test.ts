/** Waiting for word of something: none is missed, and nobody waits for who has gone. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { lookAndWait } from './hub-wait.ts'

/** Its time stands still: who waits for that alone waits for ever. */
let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const tell = () => stage.desk.parts.hub.publish({ type: 'mail-due' })

/** What is found at each look, and what happens during it. */
function ask(found: readonly string[], during: () => void, signal = new AbortController().signal) {
  let looks = 0
  const until = { kinds: ['mail-due' as const], waitMs: 60_000, signal }
  return lookAndWait(
    stage.desk,
    until,
    async (isAgain) => {
      expect(isAgain).toBe(looks > 0)
      const one = found[looks++] ?? ''
      await stage.desk.database.read.get(`SELECT 1 AS one`)
      during()
      return one
    },
    (one) => one !== '',
  )
}

test('what is there is answered at once; what is not, when there is word of it', async () => {
  expect(await ask(['mail'], () => {})).toBe('mail')
  const asked = ask(['', 'mail'], () => {})
  const early = await Promise.race([asked, stage.desk.database.read.get(`SELECT 'early' AS word`)])
  expect(early).toEqual({ word: 'early' })
  tell()
  expect(await asked).toBe('mail')
})

test('word that comes while it looks is not missed', async () => {
  let isTold = false
  const once = () => {
    if (!isTold) tell()
    isTold = true
  }
  expect(await ask(['', 'mail'], once)).toBe('mail')
})

test('for who has gone nothing is looked for again, whenever they went', async () => {
  const gone = new AbortController()
  expect(await ask(['', 'mail'], () => gone.abort(), gone.signal)).toBe('')
  expect(await ask(['', 'mail'], () => {}, gone.signal)).toBe('')
})
