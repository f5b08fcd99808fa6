/** What an invitation or a contact card says, as plain facts: made in a worker (card-parser), put in words by parts. */
import { v } from '../../shared/kit/schema.ts'

const text = v.pipe(v.string(), v.maxLength(2_000))

/** A moment as an invitation gives it: its own wall clock, and when that is, where that can be known. */
export const Moment = v.object({
  /** `2026-03-03T09:30`, or `2026-03-03` for a whole day. */
  wall: text,
  /** As the invitation names it; null: in nobody's. */
  zone: v.nullable(text),
  /** Epoch ms; null for whole days and where the zone is not known. */
  at: v.nullable(v.number()),
})
export type Moment = v.InferOutput<typeof Moment>

export const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export const Repeat = v.object({
  every: v.picklist(['daily', 'weekly', 'monthly', 'yearly', 'other']),
  interval: v.number(),
  /** Of the week; `nth` 1 is the first of the month, -1 the last, 0 each. */
  days: v.array(v.object({ day: v.picklist(DAYS), nth: v.number() })),
  monthDays: v.array(v.number()),
  count: v.nullable(v.number()),
  until: v.nullable(Moment),
  exceptions: v.number(),
})
export type Repeat = v.InferOutput<typeof Repeat>

export const ANSWERS = [
  'accepted',
  'declined',
  'tentative',
  'needs-action',
  'delegated',
  'other',
] as const
export const CalendarEvent = v.object({
  method: v.picklist(['request', 'cancel', 'reply', 'publish', 'counter']),
  title: text,
  where: text,
  about: text,
  organiser: text,
  start: v.nullable(Moment),
  end: v.nullable(Moment),
  people: v.array(v.object({ name: text, answer: v.picklist(ANSWERS) })),
  morePeople: v.number(),
  repeat: v.nullable(Repeat),
})
export type CalendarEvent = v.InferOutput<typeof CalendarEvent>

export const ContactCard = v.object({
  name: text,
  role: text,
  organisation: text,
  mails: v.array(text),
  phones: v.array(text),
  addresses: v.array(text),
  links: v.array(text),
  note: text,
})
export type ContactCard = v.InferOutput<typeof ContactCard>

export const Cards = v.variant('is', [
  v.object({ is: v.literal('events'), events: v.array(CalendarEvent), more: v.number() }),
  v.object({ is: v.literal('contacts'), contacts: v.array(ContactCard), more: v.number() }),
  v.object({ is: v.literal('unreadable') }),
])
export type Cards = v.InferOutput<typeof Cards>
