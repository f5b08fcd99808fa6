/** What the gateway says of a mail it leased: begun, handed over, to be tried again, refused for good. */
import { FaultError } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Delivery } from '../../shared/ticket/ticket.ts'
import type { DeliveryOutcome, MarkDelivery } from '../../shared/wire/mail.ts'
import { jobById } from '../jobs/job-rows.ts'
import { textOrNull } from '../store/database.ts'
import { deny } from './access.ts'
import type { Answer, CommitParts } from './parts.ts'
import { finish, openWork, writeValue, type WorkRequest } from './ticket-work.ts'

const Payload = v.object({ outgoing: v.string() })

export async function markDelivery(
  parts: CommitParts,
  request: WorkRequest,
  input: MarkDelivery,
): Promise<Answer> {
  if (request.actor.kind !== 'gateway') return deny('only the mail gateway says so')
  const { tx, now } = request
  const job = await jobById(tx, input.jobId)
  // A second worker took over, or the end was told already: the word of the first no longer counts.
  if (!job || job.lease !== input.lease)
    throw new FaultError({ code: 'ticket/stale', detail: 'that lease is over' })
  const { outgoing } = v.parse(Payload, job.payload)
  const { outcome } = input
  switch (outcome.state) {
    case 'sending':
      await tx.run(`UPDATE jobs SET is_started = 1 WHERE id = ?`, job.id)
      break
    case 'deferred':
      await tx.run(
        `UPDATE jobs SET due_at = ?, lease = NULL, lease_until = 0, is_started = 0 WHERE id = ?`,
        Math.max(outcome.nextTryAt, now),
        job.id,
      )
      break
    case 'handed-over':
    case 'failed':
      await tx.run(`DELETE FROM jobs WHERE id = ?`, job.id)
      break
  }
  const delivery = deliveryOf(outcome, now)
  await tx.run(
    `UPDATE outgoing SET state = ?, detail = ? WHERE id = ?`,
    delivery.state,
    delivery.detail ?? '',
    outgoing,
  )
  const row = await tx.get(`SELECT ticket, message FROM outgoing WHERE id = ?`, outgoing)
  const ticket = row ? textOrNull(row, 'ticket') : null
  const message = row ? textOrNull(row, 'message') : null
  if (ticket === null || message === null) return { version: 0 }
  const work = await openWork(parts, ticket, request)
  if (!work) return { version: 0 }
  writeValue(work, 'delivery', message, delivery)
  const done = await finish(parts, work)
  return { version: done.version }
}

function deliveryOf(outcome: DeliveryOutcome, now: number): Delivery {
  switch (outcome.state) {
    case 'sending':
      return { state: 'sending', at: now }
    case 'handed-over':
      return {
        state: 'handed-over',
        at: now,
        detail: outcome.reply,
        ...(outcome.possiblyTwice ? { possiblyTwice: true } : {}),
      }
    case 'deferred':
      return { state: 'deferred', at: now, detail: outcome.reply, until: outcome.nextTryAt }
    case 'failed':
      return { state: 'failed', at: now, detail: outcome.reply }
  }
}
