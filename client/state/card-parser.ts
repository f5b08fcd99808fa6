/**
 * Reads invitations (iCalendar, RFC 5545 and 5546) and contact cards (vCard, RFC 6350) from the bytes of a file. Nothing in
 * them is carried out: no alarm, no attachment, no rule is expanded. Runs in a worker, because a stranger wrote them.
 */
import ICAL from 'ical.js'
import {
  DAYS,
  type CalendarEvent,
  type Cards,
  type ContactCard,
  type Moment,
  type Repeat,
} from './card-facts.ts'

const CARDS_MAX = 5
const PEOPLE_MAX = 20
const VALUES_MAX = 5
const LETTERS_MAX = 2_000

export function parseCards(text: string): Cards {
  try {
    const roots = rootsOf(ICAL.parse(text.replace(/^\ufeff/, '').trim()))
    const calendars = roots.filter((root) => root.name === 'vcalendar')
    const events = calendars.flatMap((root) =>
      root.getAllSubcomponents('vevent').map((event) => ({ root, event })),
    )
    if (events.length > 0)
      return {
        is: 'events',
        events: events.slice(0, CARDS_MAX).map(({ root, event }) => readEvent(root, event)),
        more: Math.max(0, events.length - CARDS_MAX),
      }
    const contacts = roots.filter((root) => root.name === 'vcard')
    if (contacts.length > 0)
      return {
        is: 'contacts',
        contacts: contacts.slice(0, CARDS_MAX).map(readContact),
        more: Math.max(0, contacts.length - CARDS_MAX),
      }
    return { is: 'unreadable' }
  } catch {
    // The library throws on what it cannot read: that is what is said.
    return { is: 'unreadable' }
  }
}

/** One component comes as itself, several as a list. */
function rootsOf(parsed: unknown): ICAL.Component[] {
  if (!Array.isArray(parsed)) return []
  const list: unknown[] = typeof parsed[0] === 'string' ? [parsed] : parsed
  return list.filter(Array.isArray).map((one) => new ICAL.Component(one))
}

function readEvent(root: ICAL.Component, event: ICAL.Component): CalendarEvent {
  const attendees = event.getAllProperties('attendee')
  const start = momentOf(event.getFirstProperty('dtstart'))
  return {
    method: methodOf(wordOf(root, 'method'), wordOf(event, 'status')),
    title: wordOf(event, 'summary'),
    where: wordOf(event, 'location'),
    about: wordOf(event, 'description'),
    organiser: personOf(event.getFirstProperty('organizer')),
    start,
    end: endOf(event, start),
    people: attendees.slice(0, PEOPLE_MAX).map((attendee) => ({
      name: personOf(attendee),
      answer: answerOf(String(attendee.getFirstParameter('partstat') ?? '')),
    })),
    morePeople: Math.max(0, attendees.length - PEOPLE_MAX),
    repeat: repeatOf(event),
  }
}

function methodOf(method: string, status: string): CalendarEvent['method'] {
  const name = method.toLowerCase()
  if (name === 'cancel' || status.toLowerCase() === 'cancelled') return 'cancel'
  if (name === 'reply' || name === 'counter' || name === 'request') return name
  return 'publish'
}

function answerOf(status: string): CalendarEvent['people'][number]['answer'] {
  const name = status.toLowerCase()
  switch (name) {
    case 'accepted':
    case 'declined':
    case 'tentative':
    case 'delegated':
    case 'needs-action':
      return name
    case '':
      return 'needs-action'
    default:
      return 'other'
  }
}

/** Name and address: a name alone says nothing of who it is. */
function personOf(property: ICAL.Property | null): string {
  if (!property) return ''
  const address = String(property.getFirstValue() ?? '').replace(/^mailto:/i, '')
  const name = String(property.getFirstParameter('cn') ?? '')
  return cut(name === '' || name === address ? address : `${name} <${address}>`)
}

function momentOf(property: ICAL.Property | null): Moment | null {
  const value = property?.getFirstValue()
  if (!property || !(value instanceof ICAL.Time)) return null
  return readTime(value, String(property.getFirstParameter('tzid') ?? ''))
}

function readTime(time: ICAL.Time, named: string): Moment {
  const wall = wallOf(time)
  if (time.isDate) return { wall, zone: null, at: null }
  if (time.zone === ICAL.Timezone.utcTimezone)
    return { wall, zone: 'UTC', at: time.toUnixTime() * 1000 }
  if (named === '') return { wall, zone: null, at: null }
  // A name that everybody knows is worth more than the rules in the file; Outlook's own names have only those.
  if (isKnownZone(named)) return { wall, zone: named, at: atInZone(wall, named) }
  const hasRules = time.zone !== null && time.zone !== ICAL.Timezone.localTimezone
  return { wall, zone: cut(named), at: hasRules ? time.toUnixTime() * 1000 : null }
}

function wallOf(time: ICAL.Time): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`
  return time.isDate ? day : `${day}T${two(time.hour)}:${two(time.minute)}`
}

/** RFC 5545 §3.6.1: an end, or how long; a whole day's end is the day after. */
function endOf(event: ICAL.Component, start: Moment | null): Moment | null {
  const end = momentOf(event.getFirstProperty('dtend'))
  if (end) return end
  const value = event.getFirstPropertyValue('duration')
  const begin = event.getFirstPropertyValue('dtstart')
  if (!start || !(value instanceof ICAL.Duration) || !(begin instanceof ICAL.Time)) return null
  const later = begin.clone()
  later.addDuration(value)
  return {
    ...start,
    wall: wallOf(later),
    at: start.at === null ? null : start.at + value.toSeconds() * 1000,
  }
}

function repeatOf(event: ICAL.Component): Repeat | null {
  const rule = event.getFirstPropertyValue('rrule')
  if (!(rule instanceof ICAL.Recur)) return null
  const days = (rule.getComponent('BYDAY') as unknown[]).flatMap((part) => {
    const found = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(String(part))
    const day = DAYS.find((one) => one === found?.[2])
    return day ? [{ day, nth: Number(found?.[1] ?? 0) }] : []
  })
  const monthDays = (rule.getComponent('BYMONTHDAY') as unknown[]).map(Number).slice(0, 31)
  return {
    every: everyOf(rule.freq),
    interval: Math.max(1, rule.interval),
    days: days.slice(0, 7),
    monthDays: monthDays.filter((day) => Number.isInteger(day)),
    count: rule.count ?? null,
    until: rule.until instanceof ICAL.Time ? readTime(rule.until, '') : null,
    exceptions: event.getAllProperties('exdate').length,
  }
}

function everyOf(frequency: string): Repeat['every'] {
  switch (frequency) {
    case 'DAILY':
      return 'daily'
    case 'WEEKLY':
      return 'weekly'
    case 'MONTHLY':
      return 'monthly'
    case 'YEARLY':
      return 'yearly'
    default:
      return 'other'
  }
}

function readContact(card: ICAL.Component): ContactCard {
  const all = (name: string) =>
    card
      .getAllProperties(name)
      .slice(0, VALUES_MAX)
      .map((property) => flat(property.getFirstValue()))
      .filter((value) => value !== '')
  return {
    name: wordOf(card, 'fn') || nameOf(card),
    role: wordOf(card, 'title') || wordOf(card, 'role'),
    organisation: flat(card.getFirstPropertyValue('org')),
    mails: all('email'),
    phones: all('tel').map((phone) => phone.replace(/^tel:/i, '')),
    addresses: all('adr'),
    links: all('url'),
    note: wordOf(card, 'note'),
  }
}

/** RFC 6350 §6.2.2: family, given, further, before, after. */
function nameOf(card: ICAL.Component): string {
  const value: unknown = card.getFirstPropertyValue('n')
  if (!Array.isArray(value)) return flat(value)
  const [family, given, further, before, after] = value.map(flat)
  return cut([before, given, further, family, after].filter(Boolean).join(' '))
}

function wordOf(of: ICAL.Component, name: string): string {
  return flat(of.getFirstPropertyValue(name))
}

/** Parts of one value, as of an address, with commas between. */
function flat(value: unknown): string {
  if (Array.isArray(value)) return cut(value.map(flat).filter(Boolean).join(', '))
  if (typeof value === 'string') return cut(value.trim())
  return value instanceof ICAL.Time ? value.toString() : ''
}

function cut(text: string): string {
  return text.length > LETTERS_MAX ? `${text.slice(0, LETTERS_MAX - 1)}…` : text
}

function isKnownZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** When a wall clock of that zone shows this. Asked twice, for the days on which clocks are changed. */
function atInZone(wall: string, zone: string): number {
  const naive = Date.parse(`${wall}Z`)
  const first = naive - offsetMs(naive, zone)
  return naive - offsetMs(first, zone)
}

function offsetMs(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  const there = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  )
  return there - Math.floor(at / 1000) * 1000
}
