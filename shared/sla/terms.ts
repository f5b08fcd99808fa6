/**
 * The words of the SLA arithmetic and their schemas: calendar, policy, facts. They have the same form in a case
 * file, in the settings and on the wire; only an instant is text in a case file and epoch ms everywhere else.
 * Not here: any arithmetic, nor what a clock says about itself (`clock-run.ts`).
 */
import { v } from '../kit/schema.ts'
import { LIMITS } from '../kit/limits.ts'
import { EARLIEST, isTimeZone, LATEST } from './zone.ts'

/** Targets, in the order in which clocks that start together are listed. */
export const TARGETS = ['firstResponse', 'nextResponse', 'update', 'resolution'] as const
export type TargetName = (typeof TARGETS)[number]

/** Weekdays, Monday first as in ISO 8601. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Statuses in which no clock counts. */
export const FINAL_STATUSES: ReadonlySet<string> = new Set(['solved', 'closed'])

/** Days since 1970-01-01 of a date written as YYYY-MM-DD, or null when there is no such date. */
export function dayOfDate(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null
  const date = new Date(`${text}T00:00:00Z`)
  // Date reads 30 February as 2 March; a date that comes back different does not exist.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) return null
  return date.getTime() / 86_400_000
}

const word = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.nameChars))

/** A time of day, `00:00` to `24:00`; `24:00` is the end of a day. */
const TimeOfDay = v.pipe(
  v.string(),
  v.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'A time of day is written as HH:MM.'),
)

/** Local wall-clock times, `from ≤ t < to`; with a `to` that is not after `from` it runs past midnight. */
const Slot = v.strictTuple([TimeOfDay, TimeOfDay])
export type Slot = v.InferOutput<typeof Slot>

const Slots = v.exactOptional(v.pipe(v.array(Slot), v.maxLength(LIMITS.slaSlotsPerDay)))

/** A date without business, or the part of it from `from` to `to`. It never reaches into another date. */
const Holiday = v.pipe(
  v.object({
    date: v.pipe(
      v.string(),
      v.check((text) => dayOfDate(text) !== null, 'A date is written as YYYY-MM-DD and exists.'),
    ),
    from: v.exactOptional(TimeOfDay),
    to: v.exactOptional(TimeOfDay),
    /** For people: nothing is counted by it. */
    name: v.exactOptional(v.pipe(v.string(), v.maxLength(LIMITS.nameChars))),
  }),
  v.check(
    ({ from, to }) => (from === undefined) === (to === undefined),
    'A partial holiday has both from and to.',
  ),
  v.check(
    ({ from, to }) => from === undefined || to === undefined || from < to,
    'A partial holiday ends after it begins; one that crosses midnight is written as two.',
  ),
)

/** Time zone, slots, holidays. Treat it as immutable: what is worked out from one is kept by object. */
export const Calendar = v.object({
  timeZone: v.pipe(
    v.string(),
    v.maxLength(LIMITS.nameChars),
    v.check(isTimeZone, 'That is no IANA time zone known here.'),
  ),
  // Strict, because a misspelt weekday would silently be a day without business.
  slots: v.exactOptional(
    v.strictObject({
      mon: Slots,
      tue: Slots,
      wed: Slots,
      thu: Slots,
      fri: Slots,
      sat: Slots,
      sun: Slots,
    }),
    {},
  ),
  holidays: v.exactOptional(v.pipe(v.array(Holiday), v.maxLength(LIMITS.slaHolidays)), () => []),
})
export type Calendar = v.InferOutput<typeof Calendar>

/** How long, in which time, and whether it pauses (the default depends on the target: `pausesByDefault`). */
export const Target = v.object({
  seconds: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  time: v.picklist(['business', 'wall']),
  pauses: v.exactOptional(v.boolean()),
  /** Somebody is told when so many seconds are left, in the target's own time. */
  warnSeconds: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
})
export type Target = v.InferOutput<typeof Target>

/** Targets that pause while the status is in `pauseOn`, unless the target says otherwise. */
export const pausesByDefault: Readonly<Record<TargetName, boolean>> = {
  firstResponse: false,
  nextResponse: false,
  update: true,
  resolution: true,
}

/** What is promised. A target that is absent is not promised. */
export const Policy = v.object({
  pauseOn: v.exactOptional(v.pipe(v.array(word), v.maxLength(LIMITS.slaPauseStatuses)), () => []),
  // Strict, because a misspelt target would silently be no promise.
  targets: v.exactOptional(
    v.strictObject({
      firstResponse: v.exactOptional(Target),
      nextResponse: v.exactOptional(Target),
      update: v.exactOptional(Target),
      resolution: v.exactOptional(Target),
    }),
    {},
  ),
})
export type Policy = v.InferOutput<typeof Policy>

/** Facts without anything but their instant. */
const PLAIN_KINDS = [
  'accepted',
  'reply',
  'inbound',
  'note',
  'auto',
  'merged',
  'unmerged',
  'cancelled',
  'spam',
  'not-spam',
] as const

/** A schema of facts whose instant is written as `at` says; its output is epoch ms. */
export const makeFactSchema = <S extends v.GenericSchema<unknown, number>>(at: S) =>
  v.variant('kind', [
    v.object({ at, kind: v.picklist(PLAIN_KINDS) }),
    v.object({ at, kind: v.literal('status'), status: word }),
    v.object({ at, kind: v.literal('policy'), policy: Policy }),
    v.object({ at, kind: v.literal('calendar'), calendar: Calendar }),
  ])

/** Something the server stamped: all that a clock depends on besides policy and calendar. `at` is epoch ms. */
export const Fact = makeFactSchema(
  v.pipe(v.number(), v.safeInteger(), v.minValue(EARLIEST * 1000), v.maxValue(LATEST * 1000 - 1)),
)
export type Fact = v.InferOutput<typeof Fact>
