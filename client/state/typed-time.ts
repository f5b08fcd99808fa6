/**
 * A moment as somebody types it: “tomorrow 9”, “in 3 days”, “friday 14:00”, “24.12.”. The words are those of one language
 * (words/<language>/snooze.json); names of days and months are the browser's. In the time zone of the device, and nothing is
 * guessed: what is not understood whole is no moment. Pure: now and the words are handed in.
 */

import { makeLexicon, type DayPart, type TimeWords } from './time-lexicon.ts'
import { monthComesFirst, tokensOf } from './time-tokens.ts'
import { readWish, type Wish } from './time-wish.ts'

export type TimeReader = (text: string, now: number) => number | null

const HOUR_OF: Readonly<Record<DayPart, number>> = {
  morning: 9,
  noon: 12,
  afternoon: 14,
  evening: 18,
}
const MINUTE_MS = 60_000
/** Nobody means a day after that; a number too many typed does. */
const AHEAD_MS_MAX = 10 * 366 * 24 * 60 * MINUTE_MS

/** @param intl  whose names of days and months, and order of day and month in a date (BCP 47) */
export function makeTimeReader(words: TimeWords, intl: string): TimeReader {
  const lexicon = makeLexicon(words, intl)
  const isMonthFirst = monthComesFirst(intl)
  return (text, now) => {
    const tokens = tokensOf(text, isMonthFirst)
    const wish = tokens && readWish(tokens, lexicon)
    const at = wish ? momentOf(wish, now) : null
    return at !== null && at > now && at - now < AHEAD_MS_MAX ? at : null
  }
}

function momentOf(wish: Wish, now: number): number | null {
  if (wish.span) return spanFrom(wish, now)
  if (wish.isIn) return null
  const hour = hourOf(wish)
  if (hour === undefined) return null
  const day = dayOf(wish, now, hour)
  if (day === null) return null
  const isToday = day.toDateString() === new Date(now).toDateString()
  const at = setHour(day, hour ?? { hour: isToday ? HOUR_OF.evening : HOUR_OF.morning, minute: 0 })
  if (at > now) return at
  // Of an hour alone the next one is meant, of a date without a year the next one.
  const isHourAlone = wish.days === null && wish.weekday === null && !wish.date && !wish.next
  if (isHourAlone) return setHour(addDays(day, 1), hour ?? { hour: HOUR_OF.morning, minute: 0 })
  if (wish.date?.year === null) {
    const next = new Date(day)
    next.setFullYear(day.getFullYear() + 1)
    return setHour(next, hour ?? { hour: HOUR_OF.morning, minute: 0 })
  }
  return null
}

type Hour = { hour: number; minute: number }

/** Null: none was said; undefined: there is no such hour. */
function hourOf({ clock, part, half }: Wish): Hour | null | undefined {
  if (!clock) return part ? { hour: HOUR_OF[part], minute: 0 } : half ? undefined : null
  const minute = Math.max(0, clock.minute)
  const isLate = half === 'pm' || part === 'afternoon' || part === 'evening'
  const isEarly = half === 'am' || part === 'morning'
  let { hour } = clock
  if (hour > 23 || minute > 59 || (half && (hour < 1 || hour > 12))) return undefined
  if (isLate && hour < 12) hour += 12
  if (isEarly && hour === 12) hour = 0
  return { hour, minute }
}

function spanFrom(wish: Wish, now: number): number | null {
  const { minute = 0, hour = 0, day = 0, week = 0, month = 0 } = wish.span ?? {}
  if (wish.days !== null || wish.weekday !== null || wish.date || wish.next) return null
  const isExact = minute > 0 || hour > 0
  const at = new Date(now)
  if (month > 0) {
    const wanted = at.getDate()
    at.setDate(1)
    at.setMonth(at.getMonth() + month)
    at.setDate(Math.min(wanted, new Date(at.getFullYear(), at.getMonth() + 1, 0).getDate()))
  }
  at.setDate(at.getDate() + day + 7 * week)
  const said = hourOf(wish)
  if (isExact) {
    const later = at.getTime() + (minute + 60 * hour) * MINUTE_MS
    return said === null ? later : null
  }
  return said === undefined ? null : setHour(at, said ?? { hour: HOUR_OF.morning, minute: 0 })
}

function dayOf(wish: Wish, now: number, hour: Hour | null): Date | null {
  const today = new Date(now)
  if (wish.date) {
    const { day, month, year } = wish.date
    // A weekday beside a date only repeats it.
    if (day === null || month < 0 || wish.days !== null) return null
    const date = new Date(year ?? today.getFullYear(), month, day)
    return date.getMonth() === month && date.getDate() === day ? date : null
  }
  if (wish.next === 'month') return new Date(today.getFullYear(), today.getMonth() + 1, 1)
  const toMonday = (8 - today.getDay()) % 7 || 7
  if (wish.next === 'week') {
    if (wish.days !== null) return null
    const weekday = wish.weekday ?? 1
    return addDays(today, toMonday + ((weekday + 6) % 7))
  }
  if (wish.weekday !== null) {
    if (wish.days !== null) return null
    const ahead = (wish.weekday - today.getDay() + 7) % 7
    if (ahead > 0) return addDays(today, ahead)
    return hour !== null && setHour(today, hour) > now ? today : addDays(today, 7)
  }
  if (wish.days !== null) return addDays(today, wish.days)
  return hour === null ? null : today
}

function addDays(from: Date, days: number): Date {
  const date = new Date(from)
  date.setDate(date.getDate() + days)
  return date
}

function setHour(day: Date, { hour, minute }: Hour): number {
  const date = new Date(day)
  return date.setHours(hour, minute, 0, 0)
}
