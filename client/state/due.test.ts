/** A chip counts down in the time that counts, from what a ticket's row says, without a network. */
import { expect, test } from 'vitest'
import { closedUntil, countBusiness, reachBusiness } from '../../shared/sla/calendar.ts'
import type { Calendar } from '../../shared/sla/terms.ts'
import { leftOf, lookOf, sayDue } from './due.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const day: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
]
const CALENDAR: Calendar = {
  timeZone: 'Europe/Berlin',
  slots: { mon: day, tue: day, wed: [['22:00', '06:00']], thu: day, fri: day, sun: day },
  holidays: [{ date: '2026-03-30' }, { date: '2026-03-31', from: '10:00', to: '24:00' }],
}
/** Clocks go forward on the Sunday. */
const FRIDAY = Date.UTC(2026, 2, 27, 15, 30) / 1000

const dueAfter = (from: number, seconds: number) => {
  const due = reachBusiness(CALENDAR, from, seconds, from + 60 * DAY)
  const closed = due === null ? null : closedUntil(CALENDAR, { from, due, most: 24 })
  if (due === null || closed === null) throw new Error('nothing is due')
  return { dueAt: due * 1000, target: 'firstResponse', closed }
}

test('[SL6] what is left is the time that the server counts, at every instant until it is due', () => {
  for (const seconds of [1, 20 * MINUTE, 90 * MINUTE, 3 * HOUR, 8 * HOUR + 59, 30 * HOUR]) {
    const due = dueAfter(FRIDAY, seconds)
    for (let now = FRIDAY; now * 1000 <= due.dueAt; now += 7 * MINUTE)
      expect(leftOf(due, now * 1000), `${seconds} at ${now}`).toBe(
        1000 * countBusiness(CALENDAR, now, due.dueAt / 1000),
      )
  }
})

test('[SL6] over a weekend a chip stands, and says hours of business', () => {
  const due = dueAfter(FRIDAY, 90 * MINUTE)
  // Half an hour on Friday, and then an hour on Sunday morning.
  expect(new Date(due.dueAt).toISOString()).toBe('2026-03-29T08:00:00.000Z')
  const saturday = (FRIDAY + DAY) * 1000
  expect(sayDue(due, saturday)).toBe('first 1 h')
  expect(lookOf(due, saturday)).toBe('calm')
  expect(lookOf(due, due.dueAt - 10 * MINUTE * 1000)).toBe('soon')
})

test('[SL6] what is reached when the desk closes is late when it opens again, and not before', () => {
  const due = dueAfter(FRIDAY, 30 * MINUTE)
  expect(due.closed.length).toBe(2)
  const opens = (due.closed[1] ?? 0) * 1000
  expect(new Date(opens).toISOString()).toBe('2026-03-29T07:00:00.000Z')
  for (const now of [due.dueAt, due.dueAt + DAY * 1000, opens])
    expect([leftOf(due, now), lookOf(due, now)]).toEqual([0, 'soon'])
  expect(sayDue(due, opens + 5 * MINUTE * 1000)).toBe('overdue 5 m')
  expect(lookOf(due, opens + 1000)).toBe('late')
})

test('around the clock, and where too much is closed to be said, plain time is left', () => {
  const due = { dueAt: FRIDAY * 1000, target: 'resolution', closed: undefined }
  expect(leftOf(due, due.dueAt - 5000)).toBe(5000)
  expect(lookOf(due, due.dueAt)).toBe('soon')
  expect(lookOf(due, due.dueAt + 1000)).toBe('late')
  expect(closedUntil(CALENDAR, { from: FRIDAY, due: FRIDAY + 60 * DAY, most: 24 })).toBeNull()
})
