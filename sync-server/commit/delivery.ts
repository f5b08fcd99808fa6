/**
 * What the gateway says of a mail it leased: begun, handed over, to be tried again, refused for good. Each becomes the
 * state of that mail and of its reply, and nothing is said that is not known. Not here: what mail servers say later
 * (mail/inbound/bounce-mail).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { rootMap } from '../../shared/ticket/ticket-doc.ts'
import { isTrouble } from '../../shared/ticket/row.ts'
import { Delivery } from '../../shared/ticket/ticket.ts'
import { OutgoingMail, type DeliveryOutcome, type MarkDelivery } from '../../shared/wire/mail.ts'
import { dropJobById, jobById, setPayload, type Job } from '../jobs/job-rows.ts'
import { queueDeliveryNotice } from '../mail/outbound/delivery-notice.ts'
import { LAST_TAKEN } from '../mail/outbound/mail-health.ts'
import { isNotice } from '../mail/outbound/outgoing.ts'
import { rememberProvidedId } from '../mail/outbound/provided-id.ts'
import { goneStatusIn, suppress } from '../mail/outbound/suppressions.ts'
import { text, textOrNull, type Tx } from '../store/database.ts'
import { deny } from './access.ts'
import { followMerge } from './merge-trail.ts'
import type { Answer, CommitParts } from './parts.ts'
import { readersAfter, withReaders, type Tried } from './readers.ts'
import { finish, openWork, writeValue, type WorkRequest } from './ticket-work.ts'

export const MailPayload = v.object({
  outgoing: v.string(),
  /** Recipients that are left. */
  only: v.optional(v.array(v.string())),
  /** Those who were refused while it waited for others. */
  refused: v.optional(v.array(v.object({ address: v.string(), reply: v.string() })), []),
  /** Tries in a row of which nothing was heard after they began. */
  unanswered: v.optional(v.number(), 0),
})
type MailPayload = v.InferOutput<typeof MailPayload>

export async function markDelivery(
  parts: CommitParts,
  request: WorkRequest,
  input: MarkDelivery,
): Promise<Answer> {
  if (request.actor.kind !== 'gateway') return deny('only the mail gateway says so')
  const { tx } = request
  const job = await jobById(tx, input.jobId)
  // A second worker took over, or the end was told already: the word of the first no longer counts.
  if (!job || job.lease !== input.lease)
    throw new FaultError({ code: 'ticket/stale', detail: 'that lease is over' })
  const payload = v.parse(MailPayload, job.payload)
  const outcome = withEarlier(input.outcome, payload)
  await moveJob(tx, job, payload, outcome, request.now)
  if (outcome.state !== 'sending') await suppressRefused(request, payload.outgoing, outcome)
  if (outcome.state === 'handed-over')
    await rememberProvidedId(tx, payload.outgoing, outcome.reply, request.now)
  return tellDelivery(parts, request, {
    outgoing: payload.outgoing,
    tried: { outcome, only: payload.only ?? null },
    delivery: deliveryOf(outcome, job, request.now),
    code:
      outcome.state === 'failed'
        ? (/\b5\.\d{1,3}\.\d{1,3}\b/.exec(outcome.reply)?.[0] ?? null)
        : null,
  })
}

/** Who was refused in an earlier try is so still, when the rest has come to its end. */
function withEarlier(outcome: DeliveryOutcome, { refused }: MailPayload): DeliveryOutcome {
  if (outcome.state === 'sending' || refused.length === 0) return outcome
  return { ...outcome, refused: [...refused, ...(outcome.refused ?? [])] }
}

async function moveJob(
  tx: Tx,
  job: Job,
  payload: MailPayload,
  outcome: DeliveryOutcome,
  now: number,
): Promise<void> {
  switch (outcome.state) {
    case 'sending':
      await tx.run(`UPDATE jobs SET is_started = 1 WHERE id = ?`, job.id)
      return setPayload(tx, job.id, { ...payload, unanswered: payload.unanswered + 1 })
    case 'deferred':
      await tx.run(
        `UPDATE jobs SET due_at = ?, lease = NULL, lease_until = 0, is_started = 0, tries = tries + 1 WHERE id = ?`,
        Math.max(outcome.nextTryAt, now),
        job.id,
      )
      return setPayload(tx, job.id, {
        outgoing: payload.outgoing,
        ...(outcome.left ? { only: outcome.left } : payload.only ? { only: payload.only } : {}),
        ...(outcome.refused ? { refused: outcome.refused } : {}),
      })
    case 'handed-over':
      await noteTaken(tx, now)
      return dropJobById(tx, job.id)
    case 'failed':
      return dropJobById(tx, job.id)
  }
}

/** That the relay is there (mail-health). */
async function noteTaken(tx: Tx, now: number): Promise<void> {
  await tx.run(
    `INSERT INTO counters (name, value) VALUES ('${LAST_TAKEN}', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    now,
  )
}

/** The relay itself knew that a mailbox is not there (RFC 3463 §3.2). */
async function suppressRefused(
  { tx, now }: WorkRequest,
  outgoing: string,
  outcome: Exclude<DeliveryOutcome, { state: 'sending' }>,
): Promise<void> {
  const refused = [...(outcome.refused ?? [])]
  if (outcome.state === 'failed' && refused.length === 0) {
    const row = await tx.get(`SELECT recipient FROM outgoing WHERE id = ?`, outgoing)
    if (row) refused.push({ address: text(row, 'recipient'), reply: outcome.reply })
  }
  for (const { address, reply } of refused) {
    const status = goneStatusIn(reply)
    if (status !== null)
      await suppress(tx, { address, reason: 'bounced', detail: status, outgoing, at: now })
  }
}

/**
 * Writes the state of a mail: on its row, and on its reply wherever that has gone by merges. An acknowledgement that did
 * not arrive is trouble of its ticket, under its own id.
 */
export async function tellDelivery(
  parts: CommitParts,
  request: WorkRequest,
  told: { outgoing: string; delivery: Delivery; code: string | null; tried?: Tried },
): Promise<Answer> {
  const { tx } = request
  const { outgoing, delivery, code } = told
  const row = await tx.get(
    `SELECT kind, ticket, message, state, mail FROM outgoing WHERE id = ?`,
    outgoing,
  )
  if (!row) return { version: 0 }
  const { to, cc, bcc = [] } = v.parse(OutgoingMail, JSON.parse(text(row, 'mail')))
  const addresses = [...new Set([...to, ...cc, ...bcc].map(({ address }) => address.toLowerCase()))]
  // A first copy may have come to its end before the second one went: that end is known, this one is not. Of several
  // readers the end of one is not that of the others.
  const isEnded = addresses.length === 1 && ['bounced', 'delivered'].includes(text(row, 'state'))
  if (!isEnded)
    await tx.run(
      `UPDATE outgoing SET state = ?, detail = ? WHERE id = ?`,
      delivery.state,
      delivery.detail ?? '',
      outgoing,
    )
  const ticket = isNotice(text(row, 'kind')) ? null : textOrNull(row, 'ticket')
  const message = textOrNull(row, 'message')
  const goesOn = ticket === null || isEnded ? null : await followMerge(tx, ticket)
  const work = goesOn === null ? null : await openWork(parts, goesOn, request)
  if (!work) return { version: 0 }
  const key = message ?? outgoing
  const before = v.safeParse(Delivery, rootMap(work.doc, 'delivery').get(key))
  const known = (before.success && before.output.readers) || []
  const readers = told.tried ? readersAfter(known, addresses, told.tried) : known
  const state =
    addresses.length > 1 && readers.length > 0 ? withReaders(delivery, readers) : delivery
  // What somebody has seen to is no news because another of its readers is served.
  const settled = before.success ? before.output.settled : undefined
  const isOld = settled !== undefined && delivery.state !== 'failed'
  // Of an acknowledgement only trouble is worth a word on the ticket, and that it is over.
  if (message !== null || isTrouble(state) || rootMap(work.doc, 'delivery').has(key))
    writeValue(work, 'delivery', key, isOld ? { ...state, settled } : state)
  if (delivery.state === 'failed') await queueDeliveryNotice(parts, work, { message, code })
  const done = await finish(parts, work)
  return { version: done.version }
}

function deliveryOf(outcome: DeliveryOutcome, job: Job, now: number): Delivery {
  switch (outcome.state) {
    case 'sending':
      return { state: 'sending', at: now }
    case 'handed-over':
      // Some got it, some never will: what did not arrive is what somebody must know.
      if (outcome.refused && outcome.refused.length > 0)
        return { state: 'failed', at: now, detail: sayRefused(outcome.refused) }
      return {
        state: 'handed-over',
        at: now,
        detail: outcome.reply,
        ...(outcome.possiblyTwice ? { possiblyTwice: true } : {}),
      }
    case 'deferred':
      return {
        state: 'deferred',
        at: now,
        detail: outcome.reply,
        until: outcome.nextTryAt,
        ...(outcome.nextTryAt - job.queuedAt >= LIMITS.sendLateMs ? { isLate: true } : {}),
      }
    case 'failed':
      return {
        state: 'failed',
        at: now,
        detail: outcome.refused?.length ? sayRefused(outcome.refused) : outcome.reply,
      }
  }
}

const sayRefused = (refused: readonly { address: string; reply: string }[]): string =>
  `Not taken for ${refused.map(({ address, reply }) => `${address}: ${reply}`).join('; ')}`.slice(
    0,
    LIMITS.fieldTextChars,
  )
