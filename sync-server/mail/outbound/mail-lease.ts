/** Handing outgoing mail to the gateway: due jobs under a lease, as long as one is at work on each. */
import type { CommitParts } from '../../commit/parts.ts'
import { makeId } from '../../../shared/kit/id.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import { OutgoingMail, type MailJob } from '../../../shared/wire/mail.ts'
import { dueJobs } from '../../jobs/job-rows.ts'
import { text } from '../../store/database.ts'

const Payload = v.object({ outgoing: v.string() })

/**
 * @param worker   the gateway that asks; null: one that does not say
 * @param isFirst  it has just started: it is at work on nothing, whatever it held before
 */
export async function leaseMail(
  parts: CommitParts,
  { max, worker, isFirst }: { max: number; worker: string | null; isFirst: boolean },
): Promise<MailJob[]> {
  return parts.database.write(async (tx) => {
    const now = parts.clock.now()
    const leased: MailJob[] = []
    if (isFirst && worker !== null)
      await tx.run(`UPDATE jobs SET lease_until = 0 WHERE kind = 'mail' AND worker = ?`, worker)
    for (const job of await dueJobs(tx, 'mail', now, Math.min(max, LIMITS.leasedAtOnce))) {
      const payload = v.parse(Payload, job.payload)
      const row = await tx.get(`SELECT mail FROM outgoing WHERE id = ?`, payload.outgoing)
      if (!row) {
        await tx.run(`DELETE FROM jobs WHERE id = ?`, job.id)
        continue
      }
      const lease = makeId(now, parts.random)
      const leaseUntil = now + LIMITS.leaseMs
      await tx.run(
        `UPDATE jobs SET lease = ?, lease_until = ?, worker = ?, tries = tries + 1 WHERE id = ?`,
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
        mail: v.parse(OutgoingMail, JSON.parse(text(row, 'mail'))),
      })
    }
    return leased
  })
}
