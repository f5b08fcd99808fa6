/**
 * Where a person's mail belongs (mail.md 26): the reply token in the address, then our and known Message-IDs, else a new
 * ticket. Nothing from the body, the display name or the subject (assurance, *Ticket Trick*).
 */
import { splitAddress, normaliseAddress } from '../../../shared/ticket/address.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { hashToken } from '../../auth/tokens.ts'
import { followMerge } from '../../commit/merge-trail.ts'
import type { Settings } from '../../settings/settings.ts'
import { number, text, type Sql } from '../../store/database.ts'

export type Route =
  | { to: 'ticket'; ticket: string; by: 'reply address' | 'message id'; note: string | null }
  | { to: 'new'; queue: string; unmatched: boolean }
  | { to: 'nowhere'; reason: string }

export async function routeMail(
  sql: Sql,
  settings: Settings,
  mail: ReceiveMail,
  now: number,
): Promise<Route> {
  const queue = queueOf(settings, mail.envelope.to)
  const sender = normaliseAddress(mail.from?.address ?? mail.envelope.from)
  // Its own domain says that this is not from who it claims: then the From proves nothing (RFC 7489 §6.6.2).
  const isForged = mail.sender.dmarc === 'fail'
  const answered = await knownTicket(sql, [...mail.inReplyTo, ...[...mail.references].reverse()])
  const byToken = await tokenTicket(sql, mail.envelope.to, now)
  // Who is on a ticket is judged by the one the mail was about; what was merged meanwhile says where it goes on. A
  // ticket that is gone is no ticket: the mail makes a new one.
  const answeredNow = answered === null ? null : await followMerge(sql, answered)
  const byTokenNow = byToken === null ? null : await followMerge(sql, byToken)
  if (byToken !== null && byTokenNow !== null) {
    if ((!isForged && (await isOnTicket(sql, byToken, sender))) || answeredNow === byTokenNow)
      return { to: 'ticket', ticket: byTokenNow, by: 'reply address', note: null }
    return queue ? { to: 'new', queue, unmatched: true } : { to: 'nowhere', reason: 'no queue' }
  }
  const isOn = answered !== null && !isForged && (await isOnTicket(sql, answered, sender))
  if (isOn && answeredNow !== null)
    return { to: 'ticket', ticket: answeredNow, by: 'message id', note: null }
  if (queue) return { to: 'new', queue, unmatched: false }
  return { to: 'nowhere', reason: 'postmaster' }
}

/** By RCPT, never by the To header: behind a list or a Bcc the address is not there (mail.md 6). */
export function queueOf(settings: Settings, recipients: readonly string[]): string | null {
  for (const recipient of recipients) {
    const parts = splitAddress(recipient)
    const found = settings.queues.find(
      (queue) =>
        queue.address !== null && (queue.address === recipient || queue.address === parts?.base),
    )
    if (found) return found.slug
  }
  return null
}

async function tokenTicket(
  sql: Sql,
  recipients: readonly string[],
  now: number,
): Promise<string | null> {
  for (const recipient of recipients) {
    const tag = splitAddress(recipient)?.tag
    if (!tag || !/^[0-9a-z]{26}$/.test(tag)) continue
    const row = await sql.get(
      `SELECT ticket, expires_at FROM capabilities WHERE hash = ? AND kind = 'reply'`,
      hashToken(tag),
    )
    if (row && number(row, 'expires_at') > now) return text(row, 'ticket')
  }
  return null
}

export async function knownTicket(sql: Sql, messageIds: readonly string[]): Promise<string | null> {
  for (const id of messageIds.slice(0, 60)) {
    const row = await sql.get(`SELECT ticket FROM mail_ids WHERE message_id = ?`, id)
    if (row) return text(row, 'ticket')
  }
  return null
}

/** The requester. Others who wrote on it are joined only with a token and a known Message-ID together. */
async function isOnTicket(sql: Sql, ticket: string, address: string): Promise<boolean> {
  const row = await sql.get(
    `SELECT contacts.email AS email FROM tickets JOIN contacts ON contacts.id = tickets.requester WHERE tickets.id = ?`,
    ticket,
  )
  return row !== undefined && text(row, 'email') === address
}
