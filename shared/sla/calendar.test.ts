/** Business time: named days. The slow reference with random calendars is in reference.test.ts. */
import { describe, expect, test } from 'vitest'
import { countBusiness, neverRuns, reachBusiness } from './calendar.ts'
import type { Calendar } from './terms.ts'

const HOUR = 3600

const seconds = (text: string) => Date.parse(text) / 1000

function makeCalendar(
  timeZone: string,
  slots: Calendar['slots'],
  holidays: Calendar['holidays'] = [],
): Calendar {
  return { timeZone, slots, holidays }
}

/** Business seconds between two instants. */
function count(calendar: Calendar, from: string, to: string): number {
  return countBusiness(calendar, seconds(from), seconds(to))
}

describe('slots', () => {
  const office = makeCalendar('Europe/Berlin', {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ],
  })

  test('a lunch break does not count', () => {
    expect(count(office, '2026-03-02T10:30:00Z', '2026-03-02T12:30:00Z')).toBe(HOUR)
  })

  test('a slot holds its first second and not the one at its end', () => {
    expect(count(office, '2026-03-02T07:59:59Z', '2026-03-02T08:00:01Z')).toBe(1)
    expect(count(office, '2026-03-02T10:59:59Z', '2026-03-02T11:00:01Z')).toBe(1)
  })

  test('overlapping slots count once', () => {
    const overlapping = makeCalendar('UTC', {
      mon: [
        ['09:00', '12:00'],
        ['11:00', '13:00'],
      ],
    })
    expect(count(overlapping, '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z')).toBe(4 * HOUR)
  })

  test('a slot from a time to the same time is a whole day, half of it on the next date', () => {
    const day = makeCalendar('UTC', { mon: [['12:00', '12:00']] })
    expect(count(day, '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z')).toBe(12 * HOUR)
    expect(count(day, '2026-03-03T00:00:00Z', '2026-03-09T00:00:00Z')).toBe(12 * HOUR)
  })

  test('a slot to 00:00 or 24:00 ends with its day', () => {
    for (const end of ['00:00', '24:00']) {
      const late = makeCalendar('UTC', { mon: [['22:00', end]] })
      expect(count(late, '2026-03-02T00:00:00Z', '2026-03-09T00:00:00Z')).toBe(2 * HOUR)
    }
  })

  test('a slot of Sunday past midnight goes on on Monday', () => {
    const night = makeCalendar('UTC', { sun: [['22:00', '06:00']] })
    expect(count(night, '2026-03-02T00:00:00Z', '2026-03-02T12:00:00Z')).toBe(6 * HOUR)
  })

  test('without slots business time never runs', () => {
    const never = makeCalendar('UTC', { mon: [] })
    expect(neverRuns(never)).toBe(true)
    expect(count(never, '1970-01-01T00:00:00Z', '2199-12-31T00:00:00Z')).toBe(0)
    expect(reachBusiness(never, 0, 1, seconds('2199-12-31T00:00:00Z'))).toBeNull()
  })
})

describe('holidays', () => {
  // 2026-03-03 is a Tuesday.
  const night = { tue: [['22:00', '06:00']] } satisfies Calendar['slots']

  test('on the date after a slot past midnight, one removes only what is on that date', () => {
    const calendar = makeCalendar('Europe/Berlin', night, [{ date: '2026-03-04' }])
    expect(count(calendar, '2026-03-03T00:00:00Z', '2026-03-05T00:00:00Z')).toBe(2 * HOUR)
  })

  test('on the date of a slot past midnight, one leaves the part on the next date', () => {
    const calendar = makeCalendar('Europe/Berlin', night, [{ date: '2026-03-03' }])
    expect(count(calendar, '2026-03-03T00:00:00Z', '2026-03-05T00:00:00Z')).toBe(6 * HOUR)
  })

  test('one across midnight, written as two, takes its part of both dates', () => {
    const calendar = makeCalendar('Europe/Berlin', night, [
      { date: '2026-03-03', from: '23:00', to: '24:00' },
      { date: '2026-03-04', from: '00:00', to: '02:00' },
    ])
    expect(count(calendar, '2026-03-03T00:00:00Z', '2026-03-05T00:00:00Z')).toBe(5 * HOUR)
    expect(count(calendar, '2026-03-03T22:00:00Z', '2026-03-04T01:00:00Z')).toBe(0)
  })

  test('a partial one removes its hours; two on one date remove both', () => {
    const slots = { thu: [['09:00', '17:00']] } satisfies Calendar['slots']
    const eve = { date: '2026-12-24', from: '12:00', to: '24:00' }
    const early = { date: '2026-12-24', from: '10:00', to: '10:30' }
    const day = ['2026-12-24T00:00:00Z', '2026-12-25T00:00:00Z'] as const
    expect(count(makeCalendar('Europe/Berlin', slots, [eve]), ...day)).toBe(3 * HOUR)
    expect(count(makeCalendar('Europe/Berlin', slots, [eve, early]), ...day)).toBe(2.5 * HOUR)
  })
})

describe('clock changes', () => {
  const days = [
    ['Europe/Berlin', 'sun', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 23],
    ['Europe/Berlin', 'sun', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 25],
    ['America/New_York', 'sun', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z', 23],
    ['America/New_York', 'sun', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z', 25],
    ['Australia/Lord_Howe', 'sun', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z', 24.5],
  ] as const
  test.each(days)('%s: a whole %s from %s to %s has %d hours', (zone, day, from, to, hours) => {
    const calendar = makeCalendar(zone, { [day]: [['00:00', '24:00']] })
    expect(count(calendar, from, to)).toBe(hours * HOUR)
    // And nothing of it lies outside.
    const before = seconds(from) - 2 * HOUR
    expect(countBusiness(calendar, before, seconds(to) + 2 * HOUR)).toBe(hours * HOUR)
  })

  const hours = [
    ['Europe/Berlin', '2026-03-29', '02:00', '03:00', 0],
    ['Europe/Berlin', '2026-10-25', '02:00', '03:00', 2],
    ['America/New_York', '2026-03-08', '02:00', '03:00', 0],
    ['America/New_York', '2026-11-01', '01:00', '02:00', 2],
    ['Australia/Lord_Howe', '2026-04-05', '01:00', '02:00', 1.5],
    ['Australia/Lord_Howe', '2026-10-04', '02:00', '03:00', 0.5],
  ] as const
  test.each(hours)('%s on %s: the slot %s to %s holds %d hours', (zone, date, from, to, held) => {
    const calendar = makeCalendar(zone, { sun: [[from, to]] })
    const noon = seconds(`${date}T12:00:00Z`)
    expect(countBusiness(calendar, noon - 36 * HOUR, noon + 36 * HOUR)).toBe(held * HOUR)
  })

  test('a repeated hour is reached in its first pass or its second', () => {
    const calendar = makeCalendar('Europe/Berlin', { sun: [['02:00', '03:00']] })
    const from = seconds('2026-10-25T00:00:00Z')
    const until = from + 24 * HOUR
    expect(reachBusiness(calendar, from, HOUR, until)).toBe(seconds('2026-10-25T01:00:00Z'))
    expect(reachBusiness(calendar, from, HOUR + 60, until)).toBe(seconds('2026-10-25T01:01:00Z'))
  })

  test('a date that a zone left out holds nothing', () => {
    // Samoa went from 29 to 31 December 2011, a Saturday, without a Friday.
    const calendar = makeCalendar('Pacific/Apia', { fri: [['09:00', '17:00']] })
    expect(count(calendar, '2011-12-29T00:00:00Z', '2012-01-05T00:00:00Z')).toBe(0)
  })
})
