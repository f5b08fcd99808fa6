/** What a device is told of a calendar says the seconds of the calendar, however far away it is due. */
import { describe, expect, test } from 'vitest'
import { fc } from '../kit/test-stage/properties.ts'
import { leftOf } from '../ticket/due.ts'
import { closedUntil, countBusiness, reachBusiness } from './calendar.ts'
import { foldClosures, type Closures } from './closures.ts'
import type { Calendar, Slot } from './terms.ts'

const HOUR = 3600
const DAY = 86_400
const YEAR = 366 * DAY
const seconds = (text: string) => Date.parse(text) / 1000

const LUNCH: Slot[] = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
]
const WEEK = { mon: LUNCH, tue: LUNCH, wed: LUNCH, thu: LUNCH, fri: LUNCH }
const BERLIN: Calendar = { timeZone: 'Europe/Berlin', slots: WEEK, holidays: [] }

type Told = { from: number; due: number; passes: number; closed: number[]; closures: Closures }

/** As the server works it out (`facesOf`); null: not within ten years. */
function tell(calendar: Calendar, from: number, target: number, most?: number): Told | null {
  const due = reachBusiness(calendar, from, target, from + 10 * YEAR)
  if (due === null) return null
  const passes = reachBusiness(calendar, from, target + 1, from + 10 * YEAR) ?? due + 10 * YEAR + 1
  const closed = closedUntil(calendar, { from, due, opens: passes - 1 })
  return { from, due, passes, closed, closures: foldClosures(closed, due, most) }
}

const left = ({ due, closures }: Told, now: number) =>
  leftOf({ dueAt: due * 1000, target: null, closures }, now * 1000)

/** At an instant before it is due, at one until it is passed, and at the edges of both. */
function expectRight(calendar: Calendar, told: Told, part: number): void {
  const before = told.from + Math.floor((told.due - told.from) * part)
  for (const now of [told.from, before, told.due - 1, told.due])
    expect(left(told, now), `${now}`).toBe(1000 * countBusiness(calendar, now, told.due))
  const closed = told.due + Math.floor((told.passes - 1 - told.due) * part)
  for (const now of [closed, told.passes - 1]) expect(left(told, now), `${now}`).toBe(0)
  expect(left(told, told.passes)).toBe(1000 * (told.due - told.passes))
}

describe('far away', () => {
  const from = seconds('2026-01-07T10:20:30Z')
  const christmas: Calendar = {
    ...BERLIN,
    holidays: [
      { date: '2026-04-03' },
      { date: '2026-04-06' },
      { date: '2026-12-24', from: '12:00', to: '24:00' },
      { date: '2026-12-25' },
    ],
  }
  const closure: Calendar = {
    ...BERLIN,
    holidays: Array.from({ length: 400 }, (_, day) => ({
      date: new Date((from + (day + 1) * DAY) * 1000).toISOString().slice(0, 10),
    })),
  }
  test.each([
    ['60 days of work with lunch breaks', { ...BERLIN, timeZone: 'UTC' }, 420, 4],
    ['the same over a clock change and two holidays', christmas, 420, 12],
    ['240 days of work', christmas, 1_680, 16],
    ['after a closure of 400 days', closure, 6, 3],
    ['nine years of work', BERLIN, 16_000, 70],
  ])('[SL6] %s: right all the way', (_, calendar, hours, items) => {
    const told = tell(calendar, from, hours * HOUR)
    if (!told) throw new Error('nothing is due')
    expect(told.closures.length / 4).toBeLessThanOrEqual(items)
    // The server's own sum, kept while walking back: counting each instant anew would take minutes.
    const step = Math.floor((told.due - told.from) / 300)
    let counted = 0
    for (let now = told.due; now >= told.from; now -= step) {
      if (now < told.due) counted += countBusiness(calendar, now, now + step)
      expect(left(told, now), `${now}`).toBe(1000 * counted)
    }
    expectRight(calendar, told, 0.5)
  })
})

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'Pacific/Apia',
  'UTC',
]
const timeOfDay = fc.oneof(
  fc.constantFrom('00:00', '01:00', '02:00', '02:30', '03:00', '09:00', '12:00', '17:00', '24:00'),
  fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '01', '30', '59'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`),
)
const slots = fc.array(fc.tuple(timeOfDay, timeOfDay), { maxLength: 3 })
const anyWeek = fc.record(
  { mon: slots, tue: slots, wed: slots, thu: slots, fri: slots, sat: slots, sun: slots },
  { requiredKeys: [] },
)
/** The night in which Samoa left a day out is among them. */
const starts = fc.oneof(
  fc.integer({ min: seconds('2026-01-01T00:00:00Z'), max: seconds('2028-01-01T00:00:00Z') }),
  fc.integer({ min: seconds('2011-10-01T00:00:00Z'), max: seconds('2012-01-10T00:00:00Z') }),
)
const cases = starts.chain((from) => {
  const holiday = fc
    .tuple(fc.integer({ min: -2, max: 700 }), fc.option(fc.tuple(timeOfDay, timeOfDay)))
    .filter(([, part]) => part === null || part[0] < part[1])
    .map(([offset, part]) => {
      const date = new Date((from + offset * DAY) * 1000).toISOString().slice(0, 10)
      return part === null ? { date } : { date, from: part[0], to: part[1] }
    })
  const made = fc.record({
    calendar: fc.record({
      timeZone: fc.constantFrom(...ZONES),
      slots: fc.oneof(anyWeek, fc.constant(WEEK)),
      holidays: fc.oneof(
        fc.array(holiday, { maxLength: 40 }),
        fc.array(holiday, { minLength: 100, maxLength: 500 }),
      ),
    }),
    target: fc.oneof(
      fc.integer({ min: 1, max: 40 * HOUR }),
      fc.integer({ min: 1, max: 1_000 * HOUR }),
    ),
    isAtClosing: fc.boolean(),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  return made.map(({ calendar, target, isAtClosing, part }) => {
    // Mostly closed is what so much plain time later is, so it is due when the desk closed before.
    const counted = isAtClosing ? countBusiness(calendar, from, from + 4 * target) : target
    return { from, calendar, target: Math.max(1, counted), part }
  })
})

test('[SL6] any calendar, zone and holidays: what is left is what the server counts, and late is when it breaches', () => {
  let tried = 0
  let folded = 0
  let atClosing = 0
  fc.assert(
    fc.property(cases, ({ calendar, from, target, part }) => {
      const told = tell(calendar, from, target)
      if (!told) return
      tried += 1
      if (told.closures.length < told.closed.length) folded += 1
      if (told.passes > told.due + 1) atClosing += 1
      expect(told.closures.length).toBeLessThanOrEqual(2 * told.closed.length)
      expectRight(calendar, told, part)
    }),
    { numRuns: 300 },
  )
  expect(Math.min(tried / 4, folded, atClosing)).toBeGreaterThan(30)
})

test('[SL6] more than fits: right until the first stretch that found no place, and at the end; never late too early', () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 0, max: 6 }), ({ calendar, from, target, part }, most) => {
      const told = tell(calendar, from, target, most)
      const whole = tell(calendar, from, target)
      if (!told || !whole) return
      expect(told.closures.length).toBeLessThanOrEqual(4 * (most + 2))
      const isCut = JSON.stringify(told.closures) !== JSON.stringify(whole.closures)
      const until = told.due - (isCut ? (told.closures[4 * most] ?? 0) : 0)
      for (const now of [from, from + Math.floor((until - from) * part), told.due])
        expect(left(told, now)).toBe(1000 * countBusiness(calendar, now, told.due))
      const later = until + Math.floor((told.due - until) * part)
      expect(left(told, later)).toBeGreaterThanOrEqual(
        1000 * countBusiness(calendar, later, told.due),
      )
      expect(left(told, told.passes - 1)).toBe(0)
      expect(left(told, told.passes)).toBeLessThan(0)
    }),
    { numRuns: 200 },
  )
})
