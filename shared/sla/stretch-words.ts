/**
 * Business time between two instants in words, in the calendar's own local time: when it was open, and which holidays
 * lay in between. For people who ask why; nothing is counted by it. Instants are epoch seconds.
 */
import { LIMITS } from '../kit/limits.ts'
import type { StepLanguage } from './step-language.ts'
import { businessIntervals } from './calendar.ts'
import { dayOfDate, WEEKDAYS, type Calendar } from './terms.ts'
import { offsetAt, zoneOf } from './zone.ts'

const DAY = 86_400

/** `Open Fri 27 Mar 16:30–17:00, Mon 30 Mar 09:00–09:20. Holiday: Sat 28 Mar (Fair).`, or what there is of it. */
export function wordsOfStretches(
  calendar: Calendar,
  from: number,
  to: number,
  language: StepLanguage,
): string {
  const { words } = language
  const open: string[] = []
  let more = 0
  let lastDay = ''
  for (const [start, end] of businessIntervals(calendar, from, to)) {
    if (open.length >= LIMITS.slaStretchesSaid) {
      more += 1
      if (more >= LIMITS.slaStretchesCounted) break
      continue
    }
    const [begin, finish] = [
      localOf(calendar, start, language),
      localOf(calendar, end - 1, language, 1),
    ]
    const times = { from: begin.time, to: finish.time }
    open.push(
      begin.day === lastDay ? words.times(times) : words.dayTimes({ day: begin.day, ...times }),
    )
    lastDay = begin.day
  }
  return [sayOpen(open, more, language), ...wordsOfHolidays(calendar, from, to, language)].join(' ')
}

function sayOpen(open: readonly string[], more: number, { words }: StepLanguage): string {
  if (open.length === 0) return words.closed
  const times = open.join(words.separator)
  if (more === 0) return words.open({ times })
  return more >= LIMITS.slaStretchesCounted
    ? words.openMany({ times })
    : words.openMore({ times, n: more })
}

function wordsOfHolidays(
  calendar: Calendar,
  from: number,
  to: number,
  language: StepLanguage,
): string[] {
  const { words } = language
  const zone = zoneOf(calendar.timeZone)
  const dayAt = (at: number) => Math.floor((at + offsetAt(zone, at)) / DAY)
  const [first, last] = [dayAt(from), dayAt(Math.max(from, to - 1))]
  const names = calendar.holidays.flatMap((holiday) => {
    const at = dayOfDate(holiday.date)
    if (at === null || at < first || at > last) return []
    const day = wordsOfDay(at, language)
    const { from: begin, to: end = '' } = holiday
    const said = begin === undefined ? day : words.dayTimes({ day, from: begin, to: end })
    return [holiday.name ? words.holidayNamed({ day: said, name: holiday.name }) : said]
  })
  if (names.length === 0) return []
  const days = names.slice(0, LIMITS.slaStretchesSaid).join(words.separator)
  const more = names.length - LIMITS.slaStretchesSaid
  return [more > 0 ? words.holidayMore({ days, n: more }) : words.holiday({ days })]
}

/** @param after  seconds added on the wall clock: an end is said as the time just after its last second */
function localOf(
  calendar: Calendar,
  at: number,
  language: StepLanguage,
  after = 0,
): { day: string; time: string } {
  const local = at + offsetAt(zoneOf(calendar.timeZone), at) + after
  const second = ((local % DAY) + DAY) % DAY
  const day = Math.floor((local - after) / DAY)
  const isMidnight = after > 0 && second === 0
  const time = isMidnight ? '24:00' : new Date(second * 1000).toISOString().slice(11, 19)
  return { day: wordsOfDay(day, language), time: time.replace(/^(..:..):00$/, '$1') }
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `Fri 27 Mar`. 1970-01-01, day 0, was a Thursday. */
function wordsOfDay(day: number, { intl }: StepLanguage): string {
  const date = new Date(day * DAY * 1000)
  if (intl !== null) return formatOf(intl).format(date)
  const weekday = WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? ''
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** A format costs more to make than everything that is written with it. */
function formatOf(intl: string): Intl.DateTimeFormat {
  const known = formats.get(intl)
  if (known) return known
  const style = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const
  const made = new Intl.DateTimeFormat(intl, style)
  formats.set(intl, made)
  return made
}
