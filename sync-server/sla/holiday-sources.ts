/**
 * Holidays of a calendar from elsewhere: by country, and out of an iCalendar file. What comes back is a list that a person
 * looks at and saves; nothing is fetched and nothing is kept here.
 *
 * By country: date-holidays, loaded when it is asked for (its data is CC BY 3.0, named in docs/sla.md). By file: whole
 * days and parts of days of RFC 5545; of repeated ones those that come every year on their date, and of others the first.
 */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { Calendar, dayOfDate } from '../../shared/sla/terms.ts'

export type Holiday = Calendar['holidays'][number]

const year = v.pipe(v.number(), v.safeInteger(), v.minValue(1970), v.maxValue(2199))

export const CountryAsk = v.object({
  /** ISO 3166-1, two letters; then the library's own short names of a state and a region in it. */
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'two capital letters, as in DE')),
  state: v.optional(v.pipe(v.string(), v.regex(/^[A-Z0-9]{1,6}$/, 'its short name, as in BY'))),
  region: v.optional(v.pipe(v.string(), v.regex(/^[A-Z0-9]{1,6}$/, 'its short name'))),
  from: year,
  to: year,
})

const DAY_MS = 86_400_000

const Entry = v.object({ date: v.string(), start: v.date(), end: v.date(), name: v.string() })

/** Public holidays of a country in these years, first to last. */
export async function holidaysOfCountry(
  ask: v.InferOutput<typeof CountryAsk>,
): Promise<Result<Holiday[]>> {
  if (ask.to < ask.from || ask.to - ask.from >= LIMITS.slaHolidayYears)
    return fail('kit/invalid', `ask for 1 to ${LIMITS.slaHolidayYears} years`)
  const { default: Holidays } = await import('date-holidays')
  const names = [ask.country, ask.state, ask.region].filter((name) => name !== undefined)
  const known: unknown = new Holidays().getCountries()
  const isKnown = typeof known === 'object' && known !== null && Object.hasOwn(known, ask.country)
  if (!isKnown) return fail('kit/not-found', `no holidays are known of ${ask.country}`)
  const [country = '', state = '', region = ''] = names
  const source = new Holidays(country, state, region, { types: ['public'] })
  const found: Holiday[] = []
  for (let at = ask.from; at <= ask.to; at++)
    for (const given of source.getHolidays(at)) {
      const entry = v.safeParse(Entry, given)
      if (entry.success) found.push(...daysOf(entry.output))
    }
  return ok(inOrder(found))
}

/** Whole dates; one that begins in the middle of a day ends with it. */
function daysOf({ date, start, end, name }: v.InferOutput<typeof Entry>): Holiday[] {
  const first = dayOfDate(date.slice(0, 10))
  if (first === null) return []
  const time = date.slice(11, 16)
  const short = name.slice(0, LIMITS.nameChars)
  if (time !== '' && time !== '00:00')
    return [{ date: date.slice(0, 10), from: time, to: '24:00', name: short }]
  // A day on which clocks change has 23 or 25 hours.
  const days = Math.min(31, Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS)))
  return Array.from({ length: days }, (_, n) => ({ date: dateOf(first + n), name: short }))
}

const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** By date, each line once. */
function inOrder(holidays: Holiday[]): Holiday[] {
  const lines = new Map(
    holidays.map((holiday) => [
      `${holiday.date} ${holiday.from ?? ''} ${holiday.to ?? ''} ${holiday.name ?? ''}`,
      holiday,
    ]),
  )
  return [...lines.keys()].sort().flatMap((line) => lines.get(line) ?? [])
}

export type IcalHolidays = {
  holidays: Holiday[]
  /** Events that are there and could not be taken as they are, by their title. */
  unfollowed: string[]
}

/** @param years  within which one that comes every year is repeated */
export async function holidaysOfIcal(
  text: string,
  years: { from: number; to: number },
): Promise<Result<IcalHolidays>> {
  const { default: ICAL } = await import('ical.js')
  let events: InstanceType<typeof ICAL.Component>[]
  try {
    const parsed: unknown = ICAL.parse(text.replace(/^\uFEFF/, '').trim())
    if (!Array.isArray(parsed)) return fail('kit/invalid', 'that is no iCalendar file')
    const list: unknown[] = typeof parsed[0] === 'string' ? [parsed] : parsed
    const roots = list
      .filter(Array.isArray)
      .map((one) => new ICAL.Component(one))
      .filter((root) => root.name === 'vcalendar')
    if (roots.length === 0) return fail('kit/invalid', 'that is no iCalendar file')
    events = roots.flatMap((root) => root.getAllSubcomponents('vevent'))
  } catch {
    // The library throws on what it cannot read.
    return fail('kit/invalid', 'that is no iCalendar file')
  }
  const answer: IcalHolidays = { holidays: [], unfollowed: [] }
  for (const event of events.slice(0, LIMITS.slaHolidays)) {
    const name = String(event.getFirstPropertyValue('summary') ?? '').slice(0, LIMITS.nameChars)
    const days = daysOfEvent({
      start: String(event.getFirstPropertyValue('dtstart') ?? ''),
      end: String(event.getFirstPropertyValue('dtend') ?? ''),
      name,
    })
    const rule = String(event.getFirstPropertyValue('rrule') ?? '')
    if (days.length === 0 || (rule !== '' && !/^FREQ=YEARLY(;INTERVAL=1)?$/.test(rule)))
      answer.unfollowed.push(name)
    answer.holidays.push(...days)
    if (!/^FREQ=YEARLY(;INTERVAL=1)?$/.test(rule)) continue
    const firstYear = Number(days[0]?.date.slice(0, 4) ?? years.to)
    for (let at = Math.max(years.from, firstYear + 1); at <= years.to; at++)
      for (const day of days) {
        const date = `${at}${day.date.slice(4)}`
        // 29 February is there every fourth year.
        if (dayOfDate(date) !== null) answer.holidays.push({ ...day, date })
      }
  }
  answer.holidays = inOrder(answer.holidays).slice(0, LIMITS.slaHolidays)
  return ok(answer)
}

/** Times are taken as they are written, as wall-clock time of the calendar; one in UTC cannot be. */
function daysOfEvent(event: { start: string; end: string; name: string }): Holiday[] {
  const { start, end, name } = event
  const first = dayOfDate(start.slice(0, 10))
  if (first === null || start.endsWith('Z')) return []
  if (start.length === 10) {
    // The end of whole days is the date after the last (RFC 5545 §3.6.1).
    const after = dayOfDate(end.slice(0, 10)) ?? first + 1
    const days = Math.min(LIMITS.slaEventDays, Math.max(1, after - first))
    return Array.from({ length: days }, (_, n) => ({ date: dateOf(first + n), name }))
  }
  const [from, to] = [start.slice(11, 16), end.slice(11, 16)]
  const isSameDay = end.slice(0, 10) === start.slice(0, 10)
  return isSameDay && from < to ? [{ date: start.slice(0, 10), from, to, name }] : []
}
