/**
 * Business time: which instants it holds, how many seconds of it lie between two, and when so many are over.
 * Instants here are whole epoch seconds. Not here: clocks, pauses, targets.
 *
 * A slot speaks of local wall-clock time, so a day is worked out on the local side once (seven weekdays, plus each
 * date with a holiday) and laid on the time line span by span, where a span is a stretch of constant offset. What
 * a clock change skips is then in no span, and what it repeats is in two: nothing has to be said about either.
 */
import { dayOfDate, WEEKDAYS, type Calendar } from './terms.ts'
import { offsetSpans, zoneOf, type Zone } from './zone.ts'

const DAY = 86_400

/** `from ≤ t < to`, in seconds: of a local day, or of the time line. */
export type Interval = readonly [from: number, to: number]

/** A calendar ready to be walked. */
type Timetable = {
  zone: Zone
  /** Monday first; what runs past midnight is already with the next day. */
  weekdays: readonly (readonly Interval[])[]
  /** Dates with a holiday, by days since 1970-01-01. */
  dates: ReadonlyMap<number, readonly Interval[]>
  isEmpty: boolean
}

/** Kept as long as the calendar itself; its size is bounded by the calendars in use and their schema. */
const timetables = new WeakMap<Calendar, Timetable>()

/** True when no weekday has a slot: business time never runs. */
export function neverRuns(calendar: Calendar): boolean {
  return timetableOf(calendar).isEmpty
}

/** The stretches of business time within `from ≤ t < to` (epoch seconds), in order. */
export function* businessIntervals(
  calendar: Calendar,
  from: number,
  to: number,
): Generator<Interval> {
  const timetable = timetableOf(calendar)
  if (timetable.isEmpty) return
  for (const span of offsetSpans(timetable.zone, from, to)) {
    const localFrom = Math.max(from, span.from) + span.offset
    const localTo = Math.min(to, span.to) + span.offset
    for (let day = Math.floor(localFrom / DAY); day * DAY < localTo; day++) {
      for (const [opens, closes] of intervalsOfDay(timetable, day)) {
        const start = Math.max(localFrom, day * DAY + opens)
        const end = Math.min(localTo, day * DAY + closes)
        if (start < end) yield [start - span.offset, end - span.offset]
      }
    }
  }
}

/** Seconds of business time within `from ≤ t < to`. */
export function countBusiness(calendar: Calendar, from: number, to: number): number {
  let seconds = 0
  for (const [start, end] of businessIntervals(calendar, from, to)) seconds += end - start
  return seconds
}

/**
 * The earliest instant at which `seconds` of business time have passed since `from`.
 *
 * @param seconds  at least 1
 * @param until    the last instant that will do
 * @returns        epoch seconds, or null when it is not reached by then
 */
export function reachBusiness(
  calendar: Calendar,
  from: number,
  seconds: number,
  until: number,
): number | null {
  let left = seconds
  for (const [start, end] of businessIntervals(calendar, from, until)) {
    if (left <= end - start) return start + left
    left -= end - start
  }
  return null
}

/**
 * When business time stands between an instant and one at which so much of it is over, as pairs `from, to`; where that is
 * a closing time, also from it until the desk opens again, because until then it is reached and not passed.
 *
 * @param opens  when business goes on after `due`
 * @returns      epoch seconds in order
 */
export function closedUntil(
  calendar: Calendar,
  { from, due, opens }: { from: number; due: number; opens: number },
): number[] {
  const closed: number[] = []
  let at = from
  for (const [start, end] of businessIntervals(calendar, from, due)) {
    if (start > at) closed.push(at, start)
    at = end
  }
  if (opens > due) closed.push(due, opens)
  return closed
}

function timetableOf(calendar: Calendar): Timetable {
  const known = timetables.get(calendar)
  if (known) return known
  const weekdays = makeWeekdays(calendar)
  const timetable: Timetable = {
    zone: zoneOf(calendar.timeZone),
    weekdays,
    dates: makeDates(calendar, weekdays),
    isEmpty: weekdays.every((intervals) => intervals.length === 0),
  }
  timetables.set(calendar, timetable)
  return timetable
}

function intervalsOfDay(timetable: Timetable, day: number): readonly Interval[] {
  return timetable.dates.get(day) ?? ofWeekday(timetable.weekdays, day)
}

/** 1970-01-01, day 0, was a Thursday. */
function ofWeekday(weekdays: readonly (readonly Interval[])[], day: number): readonly Interval[] {
  return weekdays[(((day + 3) % 7) + 7) % 7] ?? []
}

function makeWeekdays(calendar: Calendar): Interval[][] {
  const weekdays: Interval[][] = WEEKDAYS.map(() => [])
  WEEKDAYS.forEach((weekday, index) => {
    for (const [opens, closes] of calendar.slots[weekday] ?? []) {
      const from = secondsOfTime(opens)
      const to = secondsOfTime(closes)
      weekdays[index]?.push([from, to > from ? to : DAY])
      if (to <= from) weekdays[(index + 1) % 7]?.push([0, to])
    }
  })
  return weekdays.map(mergeIntervals)
}

/** Dates with a holiday: what is left of their weekday. */
function makeDates(
  calendar: Calendar,
  weekdays: readonly (readonly Interval[])[],
): Map<number, readonly Interval[]> {
  const dates = new Map<number, readonly Interval[]>()
  for (const { date, from, to } of calendar.holidays) {
    const day = dayOfDate(date)
    if (day === null) continue
    const closed: Interval = [secondsOfTime(from ?? '00:00'), secondsOfTime(to ?? '24:00')]
    dates.set(day, subtractInterval(dates.get(day) ?? ofWeekday(weekdays, day), closed))
  }
  return dates
}

/** In order, without overlaps, touching ones joined: an instant in two slots counts once. */
function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = []
  for (const [from, to] of [...intervals].sort((a, b) => a[0] - b[0])) {
    if (from >= to) continue
    const last = merged.at(-1)
    if (last && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], to)]
    else merged.push([from, to])
  }
  return merged
}

function subtractInterval(intervals: readonly Interval[], closed: Interval): Interval[] {
  return intervals.flatMap(([from, to]): Interval[] => {
    const before: Interval = [from, Math.min(to, closed[0])]
    const after: Interval = [Math.max(from, closed[1]), to]
    return [before, after].filter(([start, end]) => start < end)
  })
}

function secondsOfTime(text: string): number {
  return Number(text.slice(0, 2)) * 3600 + Number(text.slice(3)) * 60
}
