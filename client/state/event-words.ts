/** An invitation's times and repetitions in words. Pure: the reader's zone is passed in. */
import { mailWords } from '../words/mail.ts'
import { intl, listed } from '../words/read-words.ts'
import { DAYS, type CalendarEvent, type Moment, type Repeat } from './card-facts.ts'

export type When = { ours: string; theirs: string | null }

/** @param zone  the reader's; null for that of the device */
export function sayWhen({ start, end }: CalendarEvent, zone?: string): When | null {
  if (!start) return null
  if (!start.wall.includes('T')) return { ours: sayDays(start, end), theirs: null }
  const theirs = sayWall(start, end)
  if (start.at === null) return { ours: theirs, theirs: null }
  const ours = sayRange(start.at, end?.at ?? null, zone)
  const isSame = ours === sayRange(Date.parse(`${start.wall}Z`), wallAt(end), 'UTC')
  return { ours, theirs: isSame ? null : theirs }
}

function sayRange(at: number, until: number | null, zone?: string): string {
  const format = new Intl.DateTimeFormat(intl, {
    dateStyle: 'full',
    timeStyle: 'short',
    ...(zone === undefined ? {} : { timeZone: zone }),
  })
  return until !== null && until > at ? format.formatRange(at, until) : format.format(at)
}

/** As the clock on their wall shows it. */
function sayWall(start: Moment, end: Moment | null): string {
  const range = sayRange(Date.parse(`${start.wall}Z`), wallAt(end), 'UTC')
  return start.zone === null ? range : `${range} (${start.zone})`
}

function wallAt(moment: Moment | null): number | null {
  return moment && moment.wall.includes('T') ? Date.parse(`${moment.wall}Z`) : null
}

/** The end of whole days is the day after the last (RFC 5545 §3.6.1). */
function sayDays(start: Moment, end: Moment | null): string {
  const format = new Intl.DateTimeFormat(intl, { dateStyle: 'full', timeZone: 'UTC' })
  const first = Date.parse(`${start.wall.slice(0, 10)}Z`)
  const last = end ? Date.parse(`${end.wall.slice(0, 10)}Z`) - 86_400_000 : first
  const days = last > first ? format.formatRange(first, last) : format.format(first)
  return listed([days, mailWords.event.allDay])
}

export function sayRepeat(repeat: Repeat, zone?: string): string {
  const { repeat: say } = mailWords.event
  const pieces = [repeat.every === 'other' ? say.other : say[repeat.every]({ n: repeat.interval })]
  if (repeat.days.length > 0) pieces.push(say.on({ days: listOf(repeat.days.map(sayDay)) }))
  if (repeat.monthDays.length > 0)
    pieces.push(say.onDay({ days: listOf(repeat.monthDays.map(String)) }))
  const ends = [
    repeat.count === null ? null : say.times({ n: repeat.count }),
    repeat.until === null ? null : mailWords.event.until({ when: sayDate(repeat.until, zone) }),
    repeat.exceptions === 0 ? null : say.except({ n: repeat.exceptions }),
  ]
  return listed([pieces.join(' '), ...ends.filter((end) => end !== null)])
}

function sayDay({ day, nth }: Repeat['days'][number]): string {
  const { repeat: say } = mailWords.event
  // 5 January 1970 was a Monday.
  const name = new Intl.DateTimeFormat(intl, { weekday: 'long', timeZone: 'UTC' }).format(
    (4 + DAYS.indexOf(day)) * 86_400_000,
  )
  if (nth === 0) return name
  return nth < 0 ? say.last({ day: name }) : say.nth({ n: nth, day: name })
}

function sayDate({ wall, at }: Moment, zone?: string): string {
  return new Intl.DateTimeFormat(intl, {
    dateStyle: 'long',
    ...(at === null ? { timeZone: 'UTC' } : zone === undefined ? {} : { timeZone: zone }),
  }).format(at ?? Date.parse(`${wall.slice(0, 10)}Z`))
}

function listOf(words: string[]): string {
  return new Intl.ListFormat(intl, { type: 'conjunction' }).format(words)
}
