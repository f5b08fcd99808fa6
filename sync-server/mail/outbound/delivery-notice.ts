/**
 * Telling a person of the desk that a reply did not arrive, or was not sent when it should: whoever wrote it, else whoever has the ticket. A mail, because
 * they may have gone home; it holds no word and no address of the submitter's. Not here: the flag on the ticket (row).
 */
import { makeId } from '../../../shared/kit/id.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { Author } from '../../../shared/ticket/ticket.ts'
import type { TicketWork } from '../../commit/ticket-work.ts'
import { number, text, type Tx } from '../../store/database.ts'
import { countWithheld, whyTooMuch } from './automatic-mail.ts'
import { queueMail, senderOf } from './outgoing.ts'
import { findSuppression } from './suppressions.ts'

const HOUR_MS = 3_600_000

/** @param message  the reply that did not arrive; null: it was an acknowledgement */
export async function queueDeliveryNotice(
  parts: CommitParts,
  work: TicketWork,
  { message, code }: { message: string | null; code: string | null },
): Promise<void> {
  const ticket = work.reading.now()
  const what = message === null ? 'The acknowledgement' : 'A reply'
  await tell(parts, work, {
    author: ticket.messages.find((one) => one.id === message)?.by ?? null,
    subject: `Not delivered: #${ticket.facts.number}`,
    words: `${what} on ticket #${ticket.facts.number} did not reach its reader${code === null ? '' : ` (${code})`}.`,
  })
}

/** A scheduled reply was not sent: why stands on its ticket. */
export async function queueKeptBackNotice(
  parts: CommitParts,
  work: TicketWork,
  author: Author | null,
): Promise<void> {
  const { number: ticketNumber } = work.reading.now().facts
  await tell(parts, work, {
    author,
    subject: `Not sent: #${ticketNumber}`,
    words: `A reply on ticket #${ticketNumber} that was to go out now was not sent: look at what came in meanwhile, and send it again.`,
  })
}

async function tell(
  parts: CommitParts,
  work: TicketWork,
  { author, subject, words }: { author: Author | null; subject: string; words: string },
): Promise<void> {
  const { tx, now } = work
  const ticket = work.reading.now()
  const person =
    (await readPerson(tx, author?.kind === 'agent' ? author.id : null)) ??
    (await readPerson(tx, ticket.assignee))
  if (!person || (await findSuppression(tx, person.address))) return
  if (await isTold(tx, person.address, now)) return
  if (parts.config.rateLimits && (await whyTooMuch(tx, now)) !== null) return countWithheld(tx)
  await queueMail(parts, tx, {
    id: makeId(now, parts.random),
    kind: 'notice',
    // It goes with its ticket, and nothing joins the ticket by it (outgoing, sent-mail).
    ticket: work.id,
    message: null,
    mail: {
      from: senderOf(parts, ticket.queue),
      replyTo: null,
      to: [{ address: person.address, name: person.name }],
      cc: [],
      subject,
      inReplyTo: null,
      references: [],
      text: `${words}\n\n${parts.config.publicUrl}/t/${work.id}\n`,
      html: null,
      attachments: [],
      autoSubmitted: 'auto-generated',
    },
  })
}

async function readPerson(
  tx: Tx,
  id: string | null,
): Promise<{ address: string; name: string } | null> {
  if (id === null) return null
  const row = await tx.get(
    `SELECT email, name FROM people WHERE id = ? AND disabled_at IS NULL`,
    id,
  )
  return row ? { address: text(row, 'email'), name: text(row, 'name') } : null
}

async function isTold(tx: Tx, address: string, now: number): Promise<boolean> {
  const row = await tx.get(
    `SELECT count(*) AS n FROM outgoing WHERE recipient = ? AND kind = 'notice' AND at > ?`,
    address.toLowerCase(),
    now - HOUR_MS,
  )
  return row !== undefined && number(row, 'n') >= LIMITS.noticesPerHourPerPerson
}
