/** What a step says of the hours between two instants: in local time, bounded, with the holidays that took some away. */
import { expect, test } from 'vitest'
import { ENGLISH_STEPS } from './step-language.ts'
import { wordsOfStretches } from './stretch-words.ts'
import type { Calendar } from './terms.ts'

const seconds = (text: string) => Date.parse(text) / 1000
const say = (calendar: Calendar, from: string, to: string) =>
  wordsOfStretches(calendar, seconds(from), seconds(to), ENGLISH_STEPS)

const day: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
]
const office: Calendar = {
  timeZone: 'Europe/Berlin',
  slots: { mon: day, tue: day, wed: day, thu: day, fri: day },
  holidays: [
    { date: '2026-03-31', name: 'Fair' },
    { date: '2026-04-01', from: '12:00', to: '24:00' },
  ],
}

test('[SL3] hours are said in local time, a date once, holidays with their names', () => {
  expect(say(office, '2026-03-27T15:30:00Z', '2026-04-01T08:00:30Z')).toBe(
    'Open Fri 27 Mar 16:30–17:00, Mon 30 Mar 09:00–12:00, 13:00–17:00, Wed 1 Apr 09:00–10:00:30. Holiday: Tue 31 Mar (Fair), Wed 1 Apr 12:00–24:00.',
  )
})

test('an hour that comes twice is said twice, midnight as 24:00, and nothing as closed', () => {
  const night: Calendar = {
    timeZone: 'Europe/Berlin',
    slots: { sat: [['22:00', '24:00']], sun: [['02:00', '03:00']] },
    holidays: [],
  }
  expect(say(night, '2026-10-24T10:00:00Z', '2026-10-25T10:00:00Z')).toBe(
    'Open Sat 24 Oct 22:00–24:00, Sun 25 Oct 02:00–03:00, 02:00–03:00.',
  )
  expect(say(night, '2026-10-26T10:00:00Z', '2026-10-27T10:00:00Z')).toBe('Closed all the time.')
})

test('a long stretch names a few and counts the others', () => {
  expect(say(office, '2026-06-01T00:00:00Z', '2026-06-13T00:00:00Z')).toMatch(
    / and 14 more times\.$/,
  )
  expect(say(office, '2026-06-01T00:00:00Z', '2036-06-13T00:00:00Z')).toMatch(
    / and many more times\.$/,
  )
})
