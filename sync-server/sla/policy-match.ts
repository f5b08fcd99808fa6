/**
 * Which policy applies to a ticket: the first live one of the settings whose conditions it meets, and after the last the
 * two targets that its queue promises by itself, in the desk's hours. Not here: when that is asked (sla-record).
 */
import type { Calendar, Policy } from '../../shared/sla/terms.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import {
  DESK_CALENDAR,
  type Alarms,
  type PolicyMatch,
  type SlaPolicy,
} from '../settings/sla-terms.ts'
import type { Settings } from '../settings/settings.ts'

/** What of a ticket decides. */
export type Matched = Pick<Ticket, 'queue' | 'priority' | 'tags'> & {
  organisation: string | null
  tier: string | null
}

export type Terms = {
  /** `queue:<slug>` for what a queue promises by itself. */
  id: string
  version: number
  policy: Policy
  calendarId: string
  calendar: Calendar
  alarms: Alarms | null
}

export const matchedOf = ({ queue, priority, tags, facts }: Ticket): Matched => ({
  queue,
  priority,
  tags,
  organisation: facts.organisation,
  tier: facts.tier ?? null,
})

export function termsOf(settings: Settings, ticket: Matched): Terms {
  const found = settings.sla.policies.find(
    ({ state, match }) => state === 'live' && isMatch(match, ticket),
  )
  return found ? termsOfPolicy(settings, found) : termsOfQueue(settings, ticket.queue)
}

export function termsOfPolicy(settings: Settings, policy: SlaPolicy): Terms {
  const { id, version, pauseOn, targets, alarms } = policy
  return {
    id,
    version,
    policy: { pauseOn, targets },
    calendarId: policy.calendar,
    calendar: calendarById(settings, policy.calendar),
    alarms,
  }
}

/** What a queue promises by itself. */
export function termsOfQueue(settings: Settings, queue: string): Terms {
  return {
    id: `queue:${queue}`,
    version: 1,
    policy: policyOf(settings, queue),
    calendarId: DESK_CALENDAR,
    calendar: calendarOf(settings),
    alarms: null,
  }
}

export function isMatch(match: PolicyMatch, ticket: Matched): boolean {
  const { queues, priorities, tags, organisations, tiers } = match
  const { organisation, tier } = ticket
  return (
    isAny(queues, ticket.queue) &&
    isAny(priorities, ticket.priority) &&
    (tags.length === 0 || tags.some((tag) => ticket.tags.includes(tag))) &&
    (organisations.length === 0 ||
      (organisation !== null && organisations.includes(organisation))) &&
    (tiers.length === 0 || (tier !== null && tiers.includes(tier)))
  )
}

const isAny = <T>(words: readonly T[], word: T): boolean =>
  words.length === 0 || words.includes(word)

const calendars = new WeakMap<object, Calendar>()

/** One calendar object a settings revision: the arithmetic keeps what it worked out by object. */
function kept(source: object, make: () => Calendar): Calendar {
  const known = calendars.get(source)
  if (known) return known
  const made = make()
  calendars.set(source, made)
  return made
}

/** The desk's own. */
export const calendarOf = (settings: Settings): Calendar =>
  kept(settings, () => ({
    timeZone: settings.timeZone,
    slots: settings.hours,
    holidays: settings.holidays,
  }))

function calendarById(settings: Settings, id: string): Calendar {
  const found = settings.sla.calendars.find((entry) => entry.id === id)
  if (!found) return calendarOf(settings)
  return kept(found, () => ({
    timeZone: found.timeZone,
    slots: found.slots,
    holidays: [...found.holidays, ...(found.fedHolidays ?? [])],
  }))
}

/** Its policy alone. */
export function policyOf(settings: Settings, queue: string): Policy {
  const found = settings.queues.find((entry) => entry.slug === queue)
  return {
    pauseOn: ['waiting', 'on-hold'],
    targets: found
      ? { firstResponse: found.firstResponse, resolution: { ...found.resolution, pauses: true } }
      : {},
  }
}
