/** Times as people read them in a list: short, relative, never jumping more than once a minute. Pure. */
import { words } from '../words/first.ts'
import { intl, listed } from '../words/read-words.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** “now”, “5 m”, “3 h”, “2 d”, then a date. A time in the future (clocks differ) is “now”. */
export function sayAgo(at: number, now: number): string {
  const gone = now - at
  if (gone < MINUTE_MS) return words.time.now
  if (gone < HOUR_MS) return words.time.m({ n: Math.floor(gone / MINUTE_MS) })
  if (gone < DAY_MS) return words.time.h({ n: Math.floor(gone / HOUR_MS) })
  if (gone < 7 * DAY_MS) return words.time.d({ n: Math.floor(gone / DAY_MS) })
  return sayDate(at, now)
}

/** “12 Nov”, with the year when it is another one. */
export function sayDate(at: number, now: number): string {
  const date = new Date(at)
  const isThisYear = date.getFullYear() === new Date(now).getFullYear()
  return dateFormat(isThisYear).format(date)
}

/** Exact, for hover, focus and screen readers. */
export function sayExactly(at: number): string {
  exact ??= new Intl.DateTimeFormat(intl, { dateStyle: 'full', timeStyle: 'short' })
  return exact.format(at)
}

/** “14:05”, with the day when it is not today. */
export function sayClock(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  hour ??= new Intl.DateTimeFormat(intl, { timeStyle: 'short' })
  return isToday ? hour.format(at) : listed([sayDate(at, now), hour.format(at)])
}

/** A span in its two largest units: “1 h 12 m”, “3 d 4 h”, “45 s” below two minutes. */
export function saySpan(ms: number): string {
  const span = Math.abs(ms)
  if (span < 2 * MINUTE_MS) return words.time.s({ n: Math.floor(span / 1000) })
  if (span < HOUR_MS) return words.time.m({ n: Math.floor(span / MINUTE_MS) })
  if (span < DAY_MS) return pair(span, HOUR_MS, words.time.h, MINUTE_MS, words.time.m)
  return pair(span, DAY_MS, words.time.d, HOUR_MS, words.time.h)
}

type Unit = (what: { n: number }) => string

function pair(span: number, big: number, inBig: Unit, small: number, inSmall: Unit): string {
  const rest = Math.floor((span % big) / small)
  const whole = inBig({ n: Math.floor(span / big) })
  return rest === 0 ? whole : words.time.pair({ large: whole, small: inSmall({ n: rest }) })
}

let exact: Intl.DateTimeFormat | undefined
let hour: Intl.DateTimeFormat | undefined
let withYear: Intl.DateTimeFormat | undefined
let withoutYear: Intl.DateTimeFormat | undefined

function dateFormat(isThisYear: boolean): Intl.DateTimeFormat {
  if (isThisYear)
    return (withoutYear ??= new Intl.DateTimeFormat(intl, { day: 'numeric', month: 'short' }))
  return (withYear ??= new Intl.DateTimeFormat(intl, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }))
}
