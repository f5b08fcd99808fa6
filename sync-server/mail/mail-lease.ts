/** Handing outgoing mail to the gateway: due jobs under a lease, as long as one is at work on each. */
import type { CommitParts } from '../commit/parts.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { OutgoingMail, type MailJob } from '../../shared/wire/mail.ts'
import { dueJobs } from '../jobs/job-rows.ts'
import { text } from '../store/database.ts'

const Payload = v.object({ outgoing: v.string() })

export async function leaseMail(parts: CommitParts, most: number): Promise<MailJob[]> {
  return parts.database.write(async (tx) => {
    const now = parts.clock.now()
    const leased: MailJob[] = []
    for (const job of await dueJobs(tx, 'mail', now, Math.min(most, LIMITS.leasedAtOnce))) {
      const payload = v.parse(Payload, job.payload)
      const row = await tx.get(`SELECT mail FROM outgoing WHERE id = ?`, payload.outgoing)
      if (!row) {
        await tx.run(`DELETE FROM jobs WHERE id = ?`, job.id)
        continue
      }
      const lease = makeId(now, parts.random)
      const leaseUntil = now + LIMITS.leaseMs
      await tx.run(
        `UPDATE jobs SET lease = ?, lease_until = ?, tries = tries + 1 WHERE id = ?`,
        lease,
        leaseUntil,
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
