/** Telling an agent that what they sent by mail was not taken, and why. No word of it, and none of anybody's. */
import { makeId } from '../../../shared/kit/id.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { number, text } from '../../store/database.ts'
import { countWithheld, whyTooMuch } from './automatic-mail.ts'
import { queueMail, senderOf } from './outgoing.ts'
import { findSuppression } from './suppressions.ts'

const HOUR_MS = 3_600_000

export async function queueAgentAnswer(
  parts: CommitParts,
  { tx, now }: WorkRequest,
  { ticket, person, why }: { ticket: string; person: string; why: string },
): Promise<void> {
  const row = await tx.get(`SELECT email, name FROM people WHERE id = ?`, person)
  const about = await tx.get(`SELECT number, queue FROM tickets WHERE id = ?`, ticket)
  if (!row || !about) return
  const to = { address: text(row, 'email'), name: text(row, 'name') }
  if (await findSuppression(tx, to.address)) return
  const sent = await tx.get(
    `SELECT count(*) AS n FROM outgoing WHERE recipient = ? AND kind = 'agent-notice' AND at > ?`,
    to.address.toLowerCase(),
    now - HOUR_MS,
  )
  const isTooMuch = sent !== undefined && number(sent, 'n') >= LIMITS.agentNoticesPerHour
  if (parts.config.rateLimits && (isTooMuch || (await whyTooMuch(tx, now)) !== null))
    return countWithheld(tx)
  const ticketNumber = number(about, 'number')
  await queueMail(parts, tx, {
    id: makeId(now, parts.random),
    kind: 'agent-notice',
    ticket,
    message: null,
    mail: {
      from: senderOf(parts, text(about, 'queue')),
      replyTo: null,
      to: [to],
      cc: [],
      subject: `Not sent: #${ticketNumber}`,
      inReplyTo: null,
      references: [],
      text: `Your mail about ticket #${ticketNumber} was not sent: ${why}.\nIt is kept under Held mail. Please answer in the app:\n${parts.config.publicUrl}/t/${ticket}\n`,
      html: null,
      attachments: [],
      autoSubmitted: 'auto-generated',
    },
  })
}
