/**
 * Business time between two instants in words, in the calendar's own local time: when it was open, and which holidays
 * lay in between. For people who ask why; nothing is counted by it. Instants are epoch seconds.
 */
import { LIMITS } from '../kit/limits.ts'
import { businessIntervals } from './calendar.ts'
import { dayOfDate, WEEKDAYS, type Calendar } from './terms.ts'
import { offsetAt, zoneOf } from './zone.ts'

const DAY = 86_400

/** `Open Fri 27 Mar 16:30–17:00, Mon 30 Mar 09:00–09:20. Holiday: Sat 28 Mar (Fair).`, or what there is of it. */
export function wordsOfStretches(calendar: Calendar, from: number, to: number): string {
  const open: string[] = []
  let more = 0
  let lastDay = ''
  for (const [start, end] of businessIntervals(calendar, from, to)) {
    if (open.length >= LIMITS.slaStretchesSaid) {
      more += 1
      if (more >= LIMITS.slaStretchesCounted) break
      continue
    }
    const [begin, finish] = [localOf(calendar, start), localOf(calendar, end - 1, 1)]
    const day = begin.day === lastDay ? '' : `${begin.day} `
    lastDay = begin.day
    open.push(`${day}${begin.time}–${finish.time}`)
  }
  const rest =
    more === 0 ? '' : ` and ${more >= LIMITS.slaStretchesCounted ? 'many' : more} more times`
  return [
    open.length === 0 ? 'Closed all the time.' : `Open ${open.join(', ')}${rest}.`,
    ...wordsOfHolidays(calendar, from, to),
  ].join(' ')
}

function wordsOfHolidays(calendar: Calendar, from: number, to: number): string[] {
  const zone = zoneOf(calendar.timeZone)
  const dayAt = (at: number) => Math.floor((at + offsetAt(zone, at)) / DAY)
  const [first, last] = [dayAt(from), dayAt(Math.max(from, to - 1))]
  const names = calendar.holidays.flatMap((holiday) => {
    const day = dayOfDate(holiday.date)
    if (day === null || day < first || day > last) return []
    const part = holiday.from === undefined ? '' : ` ${holiday.from}–${holiday.to}`
    return [`${wordsOfDay(day)}${part}${holiday.name ? ` (${holiday.name})` : ''}`]
  })
  if (names.length === 0) return []
  const said = names.slice(0, LIMITS.slaStretchesSaid).join(', ')
  const more = names.length - LIMITS.slaStretchesSaid
  return [`Holiday: ${said}${more > 0 ? ` and ${more} more` : ''}.`]
}

/** @param after  seconds added on the wall clock: an end is said as the time just after its last second */
function localOf(calendar: Calendar, at: number, after = 0): { day: string; time: string } {
  const local = at + offsetAt(zoneOf(calendar.timeZone), at) + after
  const second = ((local % DAY) + DAY) % DAY
  const day = Math.floor((local - after) / DAY)
  const isMidnight = after > 0 && second === 0
  const time = isMidnight ? '24:00' : new Date(second * 1000).toISOString().slice(11, 19)
  return { day: wordsOfDay(day), time: time.replace(/^(..:..):00$/, '$1') }
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `Fri 27 Mar`. 1970-01-01, day 0, was a Thursday. */
function wordsOfDay(day: number): string {
  const date = new Date(day * DAY * 1000)
  const weekday = WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? ''
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
}
