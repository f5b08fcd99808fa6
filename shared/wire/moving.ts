/**
 * Moving an address here, away from where its mail lies today: what admins plan, what was counted, and what a test mail
 * showed. One move a queue; the address is the queue's own. Admins only.
 *
 *   GET    /api/moves                          → Moves
 *   PUT    /api/queues/<slug>/move   MovePlan  → Move     begins it, or changes its plan
 *   POST   /api/queues/<slug>/move/step { step, isAllTheSame? } → Move
 *   POST   /api/queues/<slug>/move/tests       → Move     sends a test mail
 *   DELETE /api/queues/<slug>/move             → {}
 */
import { LIMITS } from '../kit/limits.ts'
import { EpochMs, Id, v } from '../kit/schema.ts'

/** planned: nothing changed yet. both: the old place gets mail too. redirected: mail comes here alone. done: no more is counted. */
export const MOVE_STEPS = ['planned', 'both', 'redirected', 'done'] as const
export type MoveStep = (typeof MOVE_STEPS)[number]

/** What is done at the old place so that mail is here as well: it is fetched, handed on, or the domain's MX is moved at once. */
export const MOVE_PLACES = ['mailbox', 'forward', 'mx'] as const

/** How a mail came: straight here, through the old server, or out of the mailbox there. */
export const MAIL_WAYS = ['direct', 'forwarded', 'fetched'] as const
export const MailWay = v.picklist(MAIL_WAYS)
export type MailWay = v.InferOutput<typeof MailWay>

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const MailServerName = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(253),
  v.regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/, 'a host name'),
)

export const MovePlan = v.strictObject({
  place: v.picklist(MOVE_PLACES),
  /** Names of the old mail servers: a mail that one of them had came by the old way. Also their hosts below these. */
  oldServers: v.optional(v.pipe(v.array(MailServerName), v.maxLength(LIMITS.moveServers)), []),
  /** For how long nothing may have come by the old way alone. */
  quietDays: v.optional(
    v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(LIMITS.moveQuietDaysMax)),
    LIMITS.moveQuietDays,
  ),
})
export type MovePlan = v.InferOutput<typeof MovePlan>

/** What is missing before it can be said that mail comes here alone, in the order in which it is best done. */
export const MISSING_CODES = [
  'move/no-address',
  'move/mx-elsewhere',
  'move/mx-unknown',
  'move/no-test',
  'move/test-under-way',
  'move/test-late',
  'move/test-not-delivered',
  'move/only-fetched',
  'move/only-forwarded',
  'move/test-old',
  'move/too-soon',
  'move/old-way-alone',
] as const
export const Missing = v.picklist(MISSING_CODES)
export type Missing = v.InferOutput<typeof Missing>

export const MoveDay = v.object({
  /** In the desk's time zone, 2026-03-02. */
  day: v.string(),
  mails: count,
  direct: count,
  forwarded: count,
  fetched: count,
  /** Straight here, and by the old way too. */
  twice: count,
})
export type MoveDay = v.InferOutput<typeof MoveDay>

export const MoveTest = v.object({
  id: Id,
  at: EpochMs,
  /** `late`: handed over, and not seen for long. `not-delivered`: kept, refused or put off; `detail` says by whom. */
  state: v.picklist(['under-way', 'arrived', 'late', 'not-delivered']),
  detail: v.string(),
  arrivals: v.array(v.object({ way: MailWay, at: EpochMs })),
})
export type MoveTest = v.InferOutput<typeof MoveTest>

export const Move = v.object({
  queue: v.string(),
  address: v.nullable(v.string()),
  plan: MovePlan,
  step: v.picklist(MOVE_STEPS),
  stepAt: EpochMs,
  begunAt: EpochMs,
  /** An admin said that mail comes here alone, and it was not shown. */
  isUnproved: v.boolean(),
  days: v.array(MoveDay),
  /** The newest first. */
  tests: v.array(MoveTest),
  /** Nothing: it is shown. */
  missing: v.array(Missing),
})
export type Move = v.InferOutput<typeof Move>
export const Moves = v.object({ moves: v.array(Move) })

export const MoveStepChange = v.strictObject({
  step: v.picklist(MOVE_STEPS),
  /** Also without proof; it is written down. */
  isAllTheSame: v.optional(v.boolean(), false),
})

const SAID: Record<Missing, string> = {
  'move/no-address': 'The queue has no mail address.',
  'move/mx-elsewhere': 'The MX record of the domain still names another server.',
  'move/mx-unknown': 'It is not known yet that the MX record of the domain points here.',
  'move/no-test': 'No test mail was sent yet.',
  'move/test-under-way': 'The test mail is under way.',
  'move/test-late': 'The test mail was handed over and did not come.',
  'move/test-not-delivered': 'The test mail was not delivered.',
  'move/only-fetched': 'The test mail came out of the old mailbox, and not straight here.',
  'move/only-forwarded': 'The test mail came through the old server, and not straight here.',
  'move/test-old': 'The last test mail that came straight here is more than a day old.',
  'move/too-soon': 'It has not been counted for long enough.',
  'move/old-way-alone': 'Some mail came by the old way alone.',
}

export const sayMissing = (code: Missing): string => SAID[code]

const DO_NEXT: Record<Missing, string> = {
  'move/no-address': 'Give the queue its address under Settings, Queues.',
  'move/mx-elsewhere':
    'Change the MX record where the domain’s name server is looked after. Then check it under Settings, Mail domains. Old answers are remembered for as long as the record’s time to live says.',
  'move/mx-unknown': 'Check the domain under Settings, Mail domains.',
  'move/no-test': 'Send one.',
  'move/test-under-way': 'Most take less than a minute.',
  'move/test-late':
    'Look into the junk folder of the old mailbox, at the queue of the relay, and whether port 25 of this machine can be reached.',
  'move/test-not-delivered':
    'Look at Sent mail: it says what the relay or a later server answered.',
  'move/only-fetched': 'Point the MX record here, then send another test.',
  'move/only-forwarded': 'Point the MX record here, then send another test.',
  'move/test-old': 'Send another one.',
  'move/too-soon': 'Wait until the days are over. Mail goes on being counted.',
  'move/old-way-alone':
    'Some servers remember the old MX record for days. If it does not end, something still writes to the old server directly.',
}

/** What to do about it. */
export const sayNext = (code: Missing): string => DO_NEXT[code]
