/** Handing outgoing mail to the gateway: due jobs under a lease, as long as one is at work on each. */
import type { CommitParts } from '../../commit/parts.ts'
import { makeId } from '../../../shared/kit/id.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import { OutgoingMail, type MailJob } from '../../../shared/wire/mail.ts'
import { MailPayload, tellDelivery } from '../../commit/delivery.ts'
import { dropJobById, dueMail } from '../../jobs/job-rows.ts'
import { text, type Tx } from '../../store/database.ts'

const SILENT =
  'Twice nobody heard what became of this mail: the relay fell silent, or the gateway was stopped. It may have arrived; it is not sent a third time.'

/**
 * @param worker   the gateway that asks; null: one that does not say
 * @param isFirst  it has just started: it is at work on nothing, whatever it held before
 * @param busy     domains of what it is sending now, one entry a mail
 */
export async function leaseMail(
  parts: CommitParts,
  asked: { max: number; worker: string | null; isFirst: boolean; busy?: readonly string[] },
): Promise<MailJob[]> {
  const { max, worker, isFirst, busy = [] } = asked
  return parts.database.write(async (tx) => {
    const now = parts.clock.now()
    const leased: MailJob[] = []
    if (isFirst && worker !== null)
      await tx.run(`UPDATE jobs SET lease_until = 0 WHERE kind = 'mail' AND worker = ?`, worker)
    const most = Math.min(max, LIMITS.leasedAtOnce)
    for (const job of await dueMail(tx, { now, most, busy })) {
      const { outgoing, only, unanswered } = v.parse(MailPayload, job.payload)
      const row = await tx.get(`SELECT mail FROM outgoing WHERE id = ?`, outgoing)
      if (!row) {
        await dropJobById(tx, job.id)
        continue
      }
      if (job.isStarted && unanswered >= LIMITS.sendsUnanswered) {
        await dropJobById(tx, job.id)
        await giveUp(parts, tx, outgoing)
        continue
      }
      const lease = makeId(now, parts.random)
      const leaseUntil = now + LIMITS.leaseMs
      await tx.run(
        `UPDATE jobs SET lease = ?, lease_until = ?, worker = ? WHERE id = ?`,
        lease,
        leaseUntil,
        worker,
        job.id,
      )
      leased.push({
        jobId: job.id,
        lease,
        leaseUntil,
        tries: job.tries,
        queuedAt: job.queuedAt,
        outcomeUnknown: job.isStarted,
        ...(only ? { only } : {}),
        mail: v.parse(OutgoingMail, JSON.parse(text(row, 'mail'))),
      })
    }
    return leased
  })
}

/** RFC 5321 §6.1 allows a second copy, and no reader wants a third: a person decides (mail.md 40). */
async function giveUp(parts: CommitParts, tx: Tx, outgoing: string): Promise<void> {
  const now = parts.clock.now()
  await tellDelivery(
    parts,
    { tx, actor: { kind: 'gateway' }, device: 'gateway', now, origin: null },
    {
      outgoing,
      delivery: { state: 'failed', at: now, detail: SILENT, possiblyTwice: true },
      code: null,
    },
  )
}
