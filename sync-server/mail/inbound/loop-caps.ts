/**
 * How much may come in before it is held (mail.md 32): the caps behind the headers, for machines that do not say what they
 * are. What is over a cap is kept where it can be seen and released; it is answered by nobody. Not here: what the desk
 * writes by itself (outbound/automatic-mail).
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import { normaliseAddress } from '../../../shared/ticket/address.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { number, type Tx } from '../../store/database.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * Why no further ticket is opened for this sender now; null when one may be. Whose domain stands by a mail is counted by such
 * mail alone: else anybody could have somebody's mail held by writing in their name.
 */
export async function whyTooManyTickets(
  parts: CommitParts,
  { tx }: WorkRequest,
  { sender, isProved, receivedAt }: { sender: string; isProved: boolean; receivedAt: number },
): Promise<string | null> {
  if (!parts.config.rateLimits) return null
  const count = await countOf(
    tx,
    `SELECT count(*) AS n FROM tickets JOIN contacts ON contacts.id = tickets.requester
     WHERE contacts.email = ? AND tickets.created_at > ? AND tickets.created_at <= ?${isProved ? PROVED : ''}`,
    normaliseAddress(sender),
    receivedAt - HOUR_MS,
    receivedAt,
  )
  return count < LIMITS.mailTicketsPerHourPerSender
    ? null
    : `more than ${LIMITS.mailTicketsPerHourPerSender} new tickets from this sender in an hour`
}

/** Who began a ticket by a mail that is proved to be theirs is on it by that (participants). */
const PROVED = ` AND EXISTS (SELECT 1 FROM participants WHERE participants.ticket = tickets.id
       AND participants.contact = tickets.requester AND participants.how = 'wrote')`

/** Why nothing more joins this ticket now; null when it may. */
export async function whyTooManyMails(
  parts: CommitParts,
  { tx }: WorkRequest,
  { ticket, receivedAt }: { ticket: string; receivedAt: number },
): Promise<string | null> {
  if (!parts.config.rateLimits) return null
  const count = await countOf(
    tx,
    `SELECT count(*) AS n FROM sla_facts WHERE ticket = ? AND kind = 'inbound' AND at > ? AND at <= ?`,
    ticket,
    receivedAt - LIMITS.mailsPerTicketMs,
    receivedAt,
  )
  return count < LIMITS.mailsPerTicket
    ? null
    : `more than ${LIMITS.mailsPerTicket} mails to one ticket in ten minutes`
}

/** The same for what machines answer to a ticket. */
export async function isFullOfMachines(
  parts: CommitParts,
  { tx, now }: WorkRequest,
  ticket: string,
): Promise<boolean> {
  if (!parts.config.rateLimits) return false
  const count = await countOf(
    tx,
    `SELECT count(*) AS n FROM sla_facts WHERE ticket = ? AND kind = 'auto' AND at > ?`,
    ticket,
    now - DAY_MS,
  )
  return count >= LIMITS.automaticPerTicketPerDay
}

async function countOf(tx: Tx, query: string, ...params: (string | number)[]): Promise<number> {
  const row = await tx.get(query, ...params)
  return row ? number(row, 'n') : 0
}
