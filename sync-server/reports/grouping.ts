/**
 * By what rows of a report are kept apart: which keys a row of a pack has, in which order keys stand, and their names.
 * A ticket with two tags is in the rows of both. Hours and weekdays are those of the desk. Not here: any figure.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { WEEKDAYS } from '../../shared/sla/terms.ts'
import { offsetSpans, zoneOf, type OffsetSpan } from '../../shared/sla/zone.ts'
import type { Grouping } from '../../shared/wire/report.ts'
import { dateOf } from './report-query.ts'
import type { Pack, Span } from './rollup-read.ts'

const HOUR = 3600
const DAY = 86_400
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))

/** Local seconds of an instant inside a span: asked of every row, so the offset of the last one is tried first. */
export function makeLocal(timeZone: string, { from, to }: Span): (at: number) => number {
  const zone = zoneOf(timeZone)
  // A row that began in the second before the span's first millisecond is asked of too.
  const spans = [...offsetSpans(zone, Math.floor(from / 1000) - 1, Math.ceil(to / 1000) + 1)]
  let last: OffsetSpan | undefined = spans[0]
  return (at) => {
    if (!last || at < last.from || at >= last.to)
      last = spans.find((span) => at >= span.from && at < span.to) ?? last
    return at + (last?.offset ?? 0)
  }
}

export const localDayOf = (local: number): number => Math.floor(local / DAY)
export const hourOf = (local: number): number => Math.floor((local % DAY) / HOUR)
/** 0 is Monday; 1970-01-01 was a Thursday. */
export const weekdayOf = (local: number): number => (localDayOf(local) + 3) % 7

/** Names of days and of hours of a week, made once: they are asked for with every row. */
const dates = new Map<number, readonly string[]>()
const DATES_KEPT = 4 * LIMITS.reportDays

function keyOfDay(day: number): readonly string[] {
  const known = dates.get(day)
  if (known) return known
  if (dates.size >= DATES_KEPT) dates.clear()
  const made = [dateOf(day)]
  dates.set(day, made)
  return made
}

const SLOTS = WEEKDAYS.map((day) => HOURS.map((hour) => [`${day}-${hour}`]))
const NONE: readonly string[] = []

/** Keys of a row; none where rows are kept apart by target alone. @param local  when it began, in local seconds */
export function keysOf(by: Grouping, pack: Pack, ticket: number, local: number): readonly string[] {
  switch (by) {
    case 'queue':
      return [pack.queue]
    case 'target':
      return []
    case 'day':
      return keyOfDay(localDayOf(local))
    case 'organisation':
    case 'tier':
    case 'agent':
    case 'channel':
      return [pack.trait(ticket, by)]
    case 'tag':
      return pack.trait(ticket, 'tags').split('\n')
    case 'hour':
      return [HOURS[hourOf(local)] ?? '']
    case 'weekday':
      return [WEEKDAYS[weekdayOf(local)] ?? '']
    case 'slot':
      return SLOTS[weekdayOf(local)]?.[hourOf(local)] ?? NONE
  }
}

/** Keys that have a row though nothing happened under them; null: those that something did. */
export function fixedKeys(
  by: Grouping,
  known: { queues: readonly string[]; dates: readonly string[] },
): readonly string[] | null {
  switch (by) {
    case 'queue':
      return known.queues
    case 'day':
      return known.dates
    case 'hour':
      return HOURS
    case 'weekday':
      return WEEKDAYS
    case 'slot':
      return WEEKDAYS.flatMap((day) => HOURS.map((hour) => `${day}-${hour}`))
    case 'target':
      return []
    case 'organisation':
    case 'tier':
    case 'tag':
    case 'agent':
    case 'channel':
      return null
  }
}
