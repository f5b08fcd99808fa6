/** The life of one demo ticket, decided before anything is written: what was said and done, when, and by whom. Pure. */
import { DAY_MS } from '../../shared/kit/limits.ts'
import type { Channel, Priority, Status } from '../../shared/ticket/ticket.ts'
import { pickRequester, type Requester } from './people.ts'
import type { Chance } from './seeded.ts'
import { NOTES, WORDS, type Topic, type Words } from './words.ts'

/** Somebody takes the ticket, and says what it is about. */
export type Triage = { tags: readonly string[]; priority: Priority | null }

export type Step =
  | { at: number; do: 'reply'; text: string; status: Status; file: boolean; triage: Triage | null }
  | { at: number; do: 'inbound'; text: string; file: boolean }
  | { at: number; do: 'note'; text: string }
  | { at: number; do: 'triage'; triage: Triage }
  | { at: number; do: 'status'; status: Status }

export type TicketPlan = {
  acceptedAt: number
  /** A slug: of a plan that is new, its kind. */
  queue: string
  channel: Channel
  requester: Requester
  subject: string
  body: string
  hasFile: boolean
  /** Which of the agents has it, as a number to take modulo their count. */
  agent: number
  steps: readonly Step[]
}

export const HISTORY_DAYS = 90
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Of a thousand tickets this many are long talks. */
const LONG_SHARE = 0.012
const LONG_MESSAGES = 60
/** This share waits for a first answer so long that the promise is broken. */
const LATE_SHARE = 0.13

/** All tickets, oldest first, so that their numbers grow with time. */
export function planTickets(chance: Chance, count: number, now: number): TicketPlan[] {
  // Newer days are fuller: what is old was mostly written when the desk was small.
  const times = Array.from(
    { length: count },
    () => now - Math.floor(chance.next() ** 1.4 * HISTORY_DAYS * DAY_MS) - 5 * MINUTE_MS,
  ).sort((a, b) => a - b)
  return times.map((acceptedAt) => planTicket(chance, acceptedAt, now))
}

function planTicket(chance: Chance, acceptedAt: number, now: number): TicketPlan {
  const requester = pickRequester(chance)
  const words = WORDS[requester.language]
  const topic = chance.pick(words.topics)
  const fill = fillWith(chance, acceptedAt)
  const isLong = chance.isLucky(LONG_SHARE)
  const steps = planSteps(chance, { words, topic, fill, acceptedAt, isLong })
  return {
    acceptedAt,
    queue: topic.queue,
    channel: chance.isLucky(0.55) ? 'mail' : chance.isLucky(0.85) ? 'web' : 'api',
    requester,
    subject: fill(topic.subject),
    body: fill(topic.body),
    hasFile: chance.isLucky(0.14),
    agent: chance.between(0, 999),
    steps: steps.filter((step) => step.at < now),
  }
}

function planSteps(
  chance: Chance,
  life: {
    words: Words
    topic: Topic
    fill: (text: string) => string
    acceptedAt: number
    isLong: boolean
  },
): Step[] {
  const { words, topic, fill, isLong } = life
  const steps: Step[] = []
  let at = life.acceptedAt
  const wait = (least: number, most: number) => {
    // Between the two, short waits more often than long ones.
    at += Math.floor(least * (most / least) ** chance.next())
    return at
  }
  /** The same for what the desk does: people answer when they are at work. */
  const work = (least: number, most: number) => {
    at = openingAfter(wait(least, most)) + chance.between(0, 9) * MINUTE_MS
    return at
  }
  const isLate = chance.isLucky(LATE_SHARE)
  const triage: Triage = {
    tags: topic.tags,
    priority: chance.isLucky(0.22) ? chance.pick(['low', 'high', 'high', 'urgent'] as const) : null,
  }
  // Most are taken by whoever answers first.
  const isTakenFirst = chance.isLucky(0.4)
  if (isTakenFirst) steps.push({ at: work(3 * MINUTE_MS, 90 * MINUTE_MS), do: 'triage', triage })
  if (chance.isLucky(0.04)) return steps
  if (chance.isLucky(0.2))
    steps.push({ at: work(MINUTE_MS, HOUR_MS), do: 'note', text: chance.pick(NOTES) })
  if (isLate) wait(30 * HOUR_MS, 90 * HOUR_MS)
  const status: Status = chance.isLucky(0.85) ? 'waiting' : 'open'
  steps.push({
    at: work(6 * MINUTE_MS, 5 * HOUR_MS),
    do: 'reply',
    text: fill(topic.answer),
    status,
    file: chance.isLucky(0.06),
    triage: isTakenFirst ? null : triage,
  })
  const rounds = isLong
    ? Math.floor(LONG_MESSAGES / 2) + chance.between(-3, 3)
    : chance.pick([0, 0, 0, 1, 1, 2, 3])
  for (let round = 0; round < rounds; round++) {
    const text = chance.pick(words.more)
    const longest = isLong ? 20 * HOUR_MS : 40 * HOUR_MS
    steps.push({
      at: wait(10 * MINUTE_MS, longest),
      do: 'inbound',
      text,
      file: chance.isLucky(0.12),
    })
    if (chance.isLucky(0.12))
      steps.push({ at: work(MINUTE_MS, HOUR_MS), do: 'note', text: chance.pick(NOTES) })
    steps.push({
      at: work(8 * MINUTE_MS, 6 * HOUR_MS),
      do: 'reply',
      text: chance.pick(words.replies),
      status: chance.isLucky(0.1) ? 'on-hold' : 'waiting',
      file: false,
      triage: null,
    })
  }
  if (chance.isLucky(0.12)) return steps
  if (chance.isLucky(0.5))
    steps.push({
      at: wait(HOUR_MS, 50 * HOUR_MS),
      do: 'inbound',
      text: chance.pick(words.thanks),
      file: false,
    })
  if (chance.isLucky(0.6))
    steps.push({
      at: work(5 * MINUTE_MS, 8 * HOUR_MS),
      do: 'reply',
      text: chance.pick(words.solved),
      status: 'solved',
      file: false,
      triage: null,
    })
  else steps.push({ at: work(HOUR_MS, 72 * HOUR_MS), do: 'status', status: 'solved' })
  if (chance.isLucky(0.5)) steps.push({ at: at + 10 * DAY_MS, do: 'status', status: 'closed' })
  return steps
}

/** `at` itself inside working hours (Monday to Friday, 9 to 17 UTC), else the next opening. */
function openingAfter(at: number): number {
  const date = new Date(at)
  const isWorkday = date.getUTCDay() % 6 !== 0
  if (isWorkday && date.getUTCHours() >= 9 && date.getUTCHours() < 17) return at
  const opening = new Date(at)
  if (!isWorkday || date.getUTCHours() >= 17) opening.setUTCDate(opening.getUTCDate() + 1)
  opening.setUTCHours(9, date.getUTCMinutes(), 0, 0)
  return opening.getUTCDay() % 6 === 0 ? openingAfter(opening.getTime()) : opening.getTime()
}

const DAY_WORDS = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: 'UTC' })

function fillWith(chance: Chance, acceptedAt: number): (text: string) => string {
  const values: Record<string, string> = {
    order: `${chance.between(2, 9)}${chance.between(100_000, 999_999)}`,
    amount: `${chance.between(4, 480)}.${chance.between(10, 99)} €`,
    day: DAY_WORDS.format(acceptedAt - chance.between(1, 4) * DAY_MS),
    page: String(chance.between(2, 90)),
  }
  return (text) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
