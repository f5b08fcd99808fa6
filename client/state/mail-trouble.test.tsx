/** What is said of trouble with mail on an open app: how often it is asked for, what stays hidden, and what comes back. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { MailTrouble } from '../../shared/wire/mail-trouble.ts'
import { LOOK_MS, watchMail, type MailWatch } from './mail-trouble.ts'

const NOTHING: MailTrouble = { awaySince: null, certificate: null }
const AWAY: MailTrouble = { awaySince: 5, certificate: null }
const ENDS: MailTrouble = { awaySince: null, certificate: { endsAt: 9 } }

let answer: MailTrouble | 'signed out' | null
let asked = 0
let told: MailTrouble[] = []
let watch: MailWatch
beforeEach(async () => {
  vi.useFakeTimers()
  answer = NOTHING
  asked = 0
  told = []
  vi.stubGlobal('fetch', async () => {
    asked += 1
    // Null: there is no network.
    if (answer === null) throw new Error('no network')
    if (answer === 'signed out') return Response.json({ code: 'auth/required' }, { status: 401 })
    return Response.json(answer)
  })
  watch = watchMail((trouble) => void told.push(trouble))
  await vi.advanceTimersByTimeAsync(0)
})
afterEach(() => {
  watch.stop()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const minute = () => vi.advanceTimersByTimeAsync(LOOK_MS)

test('[OU23] it is asked for each minute, told when it changes, and kept while there is no network', async () => {
  expect([asked, told]).toEqual([1, []])
  answer = AWAY
  await minute()
  await minute()
  expect([asked, told]).toEqual([3, [AWAY]])
  answer = null
  await minute()
  expect(told).toEqual([AWAY])
  answer = NOTHING
  await minute()
  expect(told).toEqual([AWAY, NOTHING])
})

test('[OU23] put aside it stays away for as long as it lasts, and no other with it', async () => {
  answer = AWAY
  await minute()
  watch.hide('away')
  expect(told.at(-1)).toEqual(NOTHING)
  answer = { ...AWAY, awaySince: 6 }
  await minute()
  expect(told).toHaveLength(2)
  answer = { awaySince: 6, certificate: ENDS.certificate }
  await minute()
  expect(told.at(-1)).toEqual(ENDS)
  answer = ENDS
  await minute()
  answer = { awaySince: 7, certificate: ENDS.certificate }
  await minute()
  expect(told.at(-1)).toEqual(answer)
})

test('who is signed out meanwhile is told nothing any more', async () => {
  answer = AWAY
  await minute()
  answer = 'signed out'
  await minute()
  expect(told).toEqual([AWAY, NOTHING])
})

test('nobody is asked for a window that nobody sees, and at once when somebody comes back to it', async () => {
  const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  await minute()
  await minute()
  expect(asked).toBe(1)
  state.mockReturnValue('visible')
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toBe(2)
  watch.stop()
  await minute()
  expect(asked).toBe(2)
})
