/** Holidays by country and out of iCalendar files: what is taken, what is said not to be. */
import { expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { Calendar } from '../../shared/sla/terms.ts'
import { holidaysOfCountry, holidaysOfIcal } from './holiday-sources.ts'

const dates = (holidays: readonly { date: string; from?: string; to?: string }[]) =>
  holidays.map(({ date, from, to }) => (from ? `${date} ${from}-${to}` : date))

test('public holidays of a country, and of a state in it; a calendar takes them', async () => {
  const bavaria = unwrap(
    await holidaysOfCountry({ country: 'DE', state: 'BY', from: 2026, to: 2026 }),
  )
  expect(dates(bavaria)).toEqual([
    '2026-01-01',
    '2026-01-06',
    '2026-04-03',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-25',
    '2026-06-04',
    '2026-10-03',
    '2026-11-01',
    '2026-12-25',
    '2026-12-26',
  ])
  const all = unwrap(await holidaysOfCountry({ country: 'DE', from: 2026, to: 2026 }))
  expect(dates(all)).not.toContain('2026-01-06')
  expect(v.is(Calendar, { timeZone: 'Europe/Berlin', holidays: bavaria })).toBe(true)
})

test('days in a row are each a date; years are bounded, countries known', async () => {
  const china = unwrap(await holidaysOfCountry({ country: 'CN', from: 2026, to: 2026 }))
  expect(v.is(Calendar, { timeZone: 'Asia/Shanghai', holidays: china })).toBe(true)
  expect(china.length).toBeGreaterThan(5)
  expect((await holidaysOfCountry({ country: 'ZZ', from: 2026, to: 2026 })).ok).toBe(false)
  expect((await holidaysOfCountry({ country: 'DE', from: 2000, to: 2190 })).ok).toBe(false)
})

const ical = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//x//y',
    ...events.flatMap((lines, n) => [
      'BEGIN:VEVENT',
      `UID:${n}@x.test`,
      'DTSTAMP:20260101T000000Z',
      ...lines,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n')

test('whole days, several days, parts of days, and those that come every year', async () => {
  const text = ical(
    ['SUMMARY:Founders', 'DTSTART;VALUE=DATE:20260511', 'DTEND;VALUE=DATE:20260512'],
    ['SUMMARY:Winter', 'DTSTART;VALUE=DATE:20261228', 'DTEND;VALUE=DATE:20270102'],
    ['SUMMARY:Eve', 'DTSTART:20261224T120000', 'DTEND:20261224T180000'],
    ['SUMMARY:Leap', 'DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY'],
    ['SUMMARY:Birthday', 'DTSTART;VALUE=DATE:20250607', 'RRULE:FREQ=YEARLY'],
    ['SUMMARY:Mondays', 'DTSTART;VALUE=DATE:20260601', 'RRULE:FREQ=WEEKLY;BYDAY=MO'],
    ['SUMMARY:Far', 'DTSTART:20260601T120000Z', 'DTEND:20260601T130000Z'],
  )
  const { holidays, unfollowed } = unwrap(await holidaysOfIcal(text, { from: 2026, to: 2028 }))
  expect(dates(holidays)).toEqual([
    '2024-02-29',
    '2025-06-07',
    '2026-05-11',
    '2026-06-01',
    '2026-06-07',
    '2026-12-24 12:00-18:00',
    '2026-12-28',
    '2026-12-29',
    '2026-12-30',
    '2026-12-31',
    '2027-01-01',
    '2027-06-07',
    '2028-02-29',
    '2028-06-07',
  ])
  expect(unfollowed).toEqual(['Mondays', 'Far'])
  expect(v.is(Calendar, { timeZone: 'UTC', holidays })).toBe(true)
})

test('what is no calendar is a fault; an event that says nothing is passed over', async () => {
  const years = { from: 2026, to: 2028 }
  for (const text of ['', 'hello', 'BEGIN:VCALENDAR', '{"a":1}'])
    expect((await holidaysOfIcal(text, years)).ok, text).toBe(false)
  expect(unwrap(await holidaysOfIcal(ical(['SUMMARY:Nothing']), years))).toEqual({
    holidays: [],
    unfollowed: ['Nothing'],
  })
})
