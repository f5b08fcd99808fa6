/** A chip counts down in the time that counts, from what a ticket's row says, without a network. */
import { expect, test } from 'vitest'
import { closedUntil, countBusiness, reachBusiness } from '../../shared/sla/calendar.ts'
import { foldClosures } from '../../shared/sla/closures.ts'
import type { Calendar } from '../../shared/sla/terms.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import type { ClockFace, Row } from '../../shared/ticket/ticket.ts'
import { makeTickets } from '../test-stage/sample-tickets.ts'
import { makeTest } from '../../shared/search/match.ts'
import { parseSearch } from '../../shared/search/parse.ts'
import { dueOf, leftOf } from '../../shared/ticket/due.ts'
import { lookOf, sayDue } from './due.ts'

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
  const [due, passes] = [seconds, seconds + 1].map((counted) =>
    reachBusiness(CALENDAR, from, counted, from + 60 * DAY),
  )
  if (due == null || passes == null) throw new Error('nothing is due')
  const closed = closedUntil(CALENDAR, { from, due, opens: passes - 1 })
  return { dueAt: due * 1000, target: 'firstResponse', closures: foldClosures(closed, due) }
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

test('[SL6] what is reached when the desk closes is late when it opens again, since it was due, and not before', () => {
  const due = dueAfter(FRIDAY, 30 * MINUTE)
  const opens = Date.UTC(2026, 2, 29, 7)
  for (const now of [due.dueAt, due.dueAt + DAY * 1000, opens])
    expect([leftOf(due, now), lookOf(due, now)]).toEqual([0, 'soon'])
  expect(lookOf(due, opens + 1000)).toBe('late')
  // As it says when the server has written the breach down, which is at the instant it was due.
  const breached = { ...due, closures: undefined }
  const later = opens + 5 * MINUTE * 1000
  expect([sayDue(due, later), sayDue(breached, later)]).toEqual(Array(2).fill('overdue 1 d 15 h'))
})

test('around the clock, plain time is left', () => {
  const due = { dueAt: FRIDAY * 1000, target: 'resolution', closures: undefined }
  expect(leftOf(due, due.dueAt - 5000)).toBe(5000)
  expect(lookOf(due, due.dueAt)).toBe('soon')
  expect(lookOf(due, due.dueAt + 1000)).toBe('late')
})

const [id, ticket] = [...makeTickets(1, FRIDAY * 1000)][0] ?? []
if (!id || !ticket) throw new Error('the sample has a ticket')
const rowOf = (clocks: ClockFace[]): Row =>
  makeRow(id, { ...ticket, facts: { ...ticket.facts, clocks } })

/** By a search, or a saved view. */
function isFound(row: Row, now: number, search = 'is:overdue'): boolean | null {
  const parsed = parseSearch(search)
  if (!parsed.ok || parsed.query === null) throw new Error('not a search')
  const nobody = () => ''
  const facts = { me: '', now, zone: 'UTC', nameOf: nobody, queueName: nobody }
  const none = () => false
  return makeTest(parsed.query, { ...facts, isUnread: none, hasDraft: none }, () => none)(row)
}

test('[SL6] a search finds as overdue what its chip calls late, at every instant, which is what the server breaches', () => {
  let late = 0
  for (const seconds of [30 * MINUTE, 90 * MINUTE, 8 * HOUR]) {
    const { dueAt, target, closures } = dueAfter(FRIDAY, seconds)
    for (const isBreached of [false, true]) {
      const clock = { target: 'firstResponse', dueAt, endedAt: null } as const
      const row = rowOf([
        isBreached ? { ...clock, state: 'breached' } : { ...clock, state: 'running', closures },
      ])
      for (const off of [-DAY, -1, 0, 0.001, 1, HOUR, 2 * DAY, 3 * DAY, 9 * DAY]) {
        const now = dueAt + off * 1000
        const due = dueOf(row)
        if (!due) throw new Error('nothing is due')
        expect(isFound(row, now), `${target} ${off}`).toBe(lookOf(due, now) === 'late')
        const counted = countBusiness(CALENDAR, FRIDAY, Math.ceil(now / 1000))
        const isPassed = isBreached ? now > dueAt : counted > seconds
        expect(lookOf(due, now) === 'late').toBe(isPassed)
        if (lookOf(due, now) === 'late') late += 1
      }
    }
  }
  expect(late).toBeGreaterThan(10)
})

test('[SL6] of several clocks the chip is that of the one that is late first', () => {
  const { dueAt, closures } = dueAfter(FRIDAY, 30 * MINUTE)
  const clock = { dueAt, endedAt: null, state: 'running' } as const
  const row = rowOf([
    { ...clock, target: 'firstResponse', closures },
    // Around the clock, an hour later: broken on Friday, while the first stands until Sunday.
    { ...clock, target: 'resolution', dueAt: dueAt + HOUR * 1000 },
  ])
  expect(row).toMatchObject({ dueTarget: 'resolution', dueAt: dueAt + HOUR * 1000 })
  expect(row).not.toHaveProperty('dueClosures')
  expect(isFound(row, dueAt + 2 * HOUR * 1000)).toBe(true)
})

test('[SL6] a search for what is left goes by the time that the chip says', () => {
  const { dueAt, closures } = dueAfter(FRIDAY, 90 * MINUTE)
  const row = rowOf([{ target: 'firstResponse', state: 'running', dueAt, endedAt: null, closures }])
  // An hour is left, and most of a day until then.
  const saturday = (FRIDAY + DAY) * 1000
  expect(dueAt - saturday).toBeGreaterThan(16 * HOUR * 1000)
  const searches = ['sla:<59m', 'sla:<60m', 'sla:<61m', 'sla:>59m', 'sla:>60m', 'sla:>61m']
  expect(searches.map((search) => isFound(row, saturday, search))).toEqual([
    ...[false, false, true],
    ...[true, false, false],
  ])
})
