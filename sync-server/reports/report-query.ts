/** What a report is asked for: a span of local dates, by what its rows are kept apart, and which figure's tickets. */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { DAY_MS, LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { dayOfDate } from '../../shared/sla/terms.ts'
import { offsetAt, zoneOf } from '../../shared/sla/zone.ts'
import { TARGETS } from '../../shared/sla/terms.ts'
import { GROUPINGS } from '../../shared/wire/report.ts'
import type { Span } from './rollup-read.ts'

export const ReportQuery = v.object({
  from: v.optional(v.string()),
  to: v.optional(v.string()),
  by: v.optional(v.picklist(GROUPINGS, `by is one of ${GROUPINGS.join(', ')}`), 'queue'),
  /** One queue alone. */
  queue: v.optional(v.string()),
})
export type ReportQuery = v.InferOutput<typeof ReportQuery>

/** `open` is of this moment, `within`, `late` and `judged` are of a target. */
export const FIGURES = [
  'arrived',
  'solved',
  'solvings',
  'undone',
  'reopened',
  'open',
  'judged',
  'within',
  'late',
] as const
export type FigureName = (typeof FIGURES)[number]

/** The same, and the row and figure whose tickets are meant; without a key those of all rows. */
export const TicketsQuery = v.object({
  ...ReportQuery.entries,
  figure: v.picklist(FIGURES, `figure is one of ${FIGURES.join(', ')}`),
  target: v.optional(v.picklist(TARGETS)),
  key: v.optional(v.string()),
})
export type TicketsQuery = v.InferOutput<typeof TicketsQuery>

const DEFAULT_DAYS = 30
const DAY = 86_400

/**
 * The span of a report. `from` and `to` are dates in the desk's time zone, both included; an instant with a time
 * (ISO 8601 with zone) is taken as it is, and `to` is then the end that is not included. Without them: the last
 * 30 days, today included.
 */
export function readSpan(query: ReportQuery, timeZone: string, now: number): Result<Span> {
  const today = localDay(timeZone, now)
  const to = query.to === undefined ? dayStart(timeZone, today + 1) : endOf(query.to, timeZone)
  if (to === null) return fail('kit/invalid', 'to is a date, YYYY-MM-DD', { path: 'to' })
  const first = localDay(timeZone, to - 1) - DEFAULT_DAYS + 1
  const from =
    query.from === undefined ? dayStart(timeZone, first) : instantOf(query.from, timeZone)
  if (from === null) return fail('kit/invalid', 'from is a date, YYYY-MM-DD', { path: 'from' })
  if (from >= to) return fail('kit/invalid', 'from is before to', { path: 'from' })
  if (to - from > (LIMITS.reportDays + 1) * DAY_MS)
    return fail('kit/invalid', `a report spans ${LIMITS.reportDays} days at most`, { path: 'from' })
  return ok({ from, to })
}

export const parseQuery = (input: unknown): Result<ReportQuery> => parseWith(ReportQuery, input)
export const parseTicketsQuery = (input: unknown): Result<TicketsQuery> =>
  parseWith(TicketsQuery, input)

/** As many local dates before it as it touches: what it is compared with. */
export function spanBefore({ from, to }: Span, timeZone: string): Span {
  const days = localDay(timeZone, to - 1) - localDay(timeZone, from) + 1
  return { from: dayStart(timeZone, localDay(timeZone, from) - days), to: from }
}

/** Days since 1970-01-01 of the local date. */
export function localDay(timeZone: string, ms: number): number {
  const at = Math.floor(ms / 1000)
  return Math.floor((at + offsetAt(zoneOf(timeZone), at)) / DAY)
}

/** Every local date that the span touches, `YYYY-MM-DD`, in order. */
export function datesOf({ from, to }: Span, timeZone: string): string[] {
  const dates: string[] = []
  const last = localDay(timeZone, to - 1)
  for (let day = localDay(timeZone, from); day <= last; day++) dates.push(dateOf(day))
  return dates
}

export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

function endOf(text: string, timeZone: string): number | null {
  const day = dayOfDate(text)
  return day === null || !inReach(day * DAY_MS)
    ? instantOf(text, timeZone)
    : dayStart(timeZone, day + 1)
}

function instantOf(text: string, timeZone: string): number | null {
  const day = dayOfDate(text)
  if (day !== null) return inReach(day * DAY_MS) ? dayStart(timeZone, day) : null
  if (!/^\d{4}-\d\d-\d\dT.+(?:Z|[+-]\d\d:\d\d)$/.test(text)) return null
  const ms = Date.parse(text)
  return Number.isNaN(ms) || !inReach(ms) ? null : ms
}

/** Years the SLA arithmetic takes, less a year at both ends for offsets and the day after. */
function inReach(ms: number): boolean {
  return ms > Date.UTC(1971, 0) && ms < Date.UTC(2199, 0)
}

/** The first instant of a local date, epoch ms. Where midnight is skipped, the first that exists. */
function dayStart(timeZone: string, day: number): number {
  const zone = zoneOf(timeZone)
  const guess = day * DAY - offsetAt(zone, day * DAY)
  const at = day * DAY - offsetAt(zone, guess)
  // A change of the clock within a few hours of midnight: one of the two offsets is right.
  const starts = [guess, at].filter((start) => localDay(timeZone, start * 1000) === day)
  return (starts.length === 0 ? at : Math.min(...starts)) * 1000
}
