/**
 * Calendars and policies as the settings keep them: their form and nothing else. Which one applies to a ticket is
 * sla/policy-match; how they are changed, with a version, a date and an author, is sla/terms-change.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { Calendar, Policy } from '../../shared/sla/terms.ts'
import { Priority, Slug } from '../../shared/ticket/ticket.ts'

/** The hours and holidays of the desk itself, which are always there. */
export const DESK_CALENDAR = 'desk'

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.nameChars))
const few = <S extends v.GenericSchema>(schema: S) =>
  v.optional(v.pipe(v.array(schema), v.maxLength(LIMITS.slaConditions)), [])

export const NamedCalendar = v.object({
  id: v.pipe(
    Slug,
    v.check((id) => id !== DESK_CALENDAR, 'the desk’s own calendar is in its settings'),
  ),
  name,
  ...Calendar.entries,
  /** Of an iCalendar file that is read every day; null: there is none. */
  holidaysUrl: v.optional(
    v.nullable(
      v.pipe(
        v.string(),
        v.trim(),
        v.maxLength(LIMITS.hookUrlChars),
        v.check(
          (url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol),
          'a web address',
        ),
      ),
    ),
  ),
  /** What was in it when it was last good. */
  fedHolidays: v.optional(Calendar.entries.holidays),
})
export type NamedCalendar = v.InferOutput<typeof NamedCalendar>

/** What somebody has bought or been given: free, community, paid. Who has which is in sla/tier-rows. */
export const Tier = v.object({ id: Slug, name })
export type Tier = v.InferOutput<typeof Tier>

/** Each list is one condition, met by any of its words; an empty one is met by every ticket. */
export const PolicyMatch = v.strictObject({
  queues: few(Slug),
  priorities: few(Priority),
  tags: few(name),
  /** Names of organisations, as tickets have them. */
  organisations: few(name),
  /** Ids of contract tiers. */
  tiers: few(Slug),
})
export type PolicyMatch = v.InferOutput<typeof PolicyMatch>

/** What is done when a clock of the policy is warned of or breached. */
export const Alarms = v.strictObject({
  /** Mail to the assignee, else the queue's team, else its leads. */
  mail: v.optional(v.boolean(), true),
  /** On a breach alone. */
  priority: v.optional(v.nullable(Priority), null),
  assignee: v.optional(v.nullable(name), null),
  queue: v.optional(v.nullable(Slug), null),
  /** Ids of webhooks and pagers that are told, of warnings too. */
  hooks: few(name),
})
export type Alarms = v.InferOutput<typeof Alarms>

export const SlaPolicy = v.object({
  id: Slug,
  name,
  /** A draft applies to nothing; reports say what it would have met. */
  state: v.picklist(['live', 'draft', 'off']),
  match: PolicyMatch,
  calendar: Slug,
  ...Policy.entries,
  alarms: v.optional(v.nullable(Alarms), null),
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  changedAt: v.number(),
  /** A person's id. */
  changedBy: v.string(),
})
export type SlaPolicy = v.InferOutput<typeof SlaPolicy>

/** The first live policy that matches applies, in this order; after the last, the queue's own two targets. */
export const SlaTerms = v.pipe(
  v.object({
    calendars: v.pipe(v.array(NamedCalendar), v.maxLength(LIMITS.slaCalendars)),
    policies: v.pipe(v.array(SlaPolicy), v.maxLength(LIMITS.slaPolicies)),
    tiers: v.optional(v.pipe(v.array(Tier), v.maxLength(LIMITS.slaTiers)), []),
  }),
  v.check(
    ({ calendars, policies, tiers }) =>
      [calendars, policies, tiers].every((list) => isUnique(list.map(({ id }) => id))),
    'every calendar, policy and tier has an id of its own',
  ),
  v.check(
    ({ calendars, policies }) =>
      policies.every(
        ({ calendar }) => calendar === DESK_CALENDAR || calendars.some(({ id }) => id === calendar),
      ),
    'a policy names a calendar that is there',
  ),
  v.check(
    ({ policies, tiers }) =>
      policies.every(({ match }) =>
        match.tiers.every((tier) => tiers.some(({ id }) => id === tier)),
      ),
    'a policy names tiers that are there',
  ),
)
export type SlaTerms = v.InferOutput<typeof SlaTerms>

const isUnique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length
