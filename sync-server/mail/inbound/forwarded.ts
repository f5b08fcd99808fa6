/**
 * Whose mail was forwarded: by the header of a mail that is attached (message/rfc822), or by the lines above one in the
 * text. A suggestion for agents, who may make that person the requester; believed only of a person of the desk, and words
 * of a text are suggested of nobody else (mail.md 30, assurance, ticket trick).
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { Message } from '../../../shared/ticket/ticket.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { cleanSubject } from '../../commit/open-ticket.ts'
import type { Sql } from '../../store/database.ts'
import { followMerge } from '../../commit/merge-trail.ts'
import { ticketsOfId } from './answered.ts'
import { toPerson } from './copied.ts'
import { readSender } from './mail-sender.ts'

export async function forwardedIn(
  sql: Sql,
  mail: ReceiveMail,
): Promise<Message['forwarded'] | null> {
  const sender = readSender(mail)
  const isBelieved =
    sender.trust === 'proved' && sender.address !== null && (await isOfDesk(sql, sender.address))
  // Several may be attached; the first that names somebody else is the one that was passed on.
  for (const { from, subject, messageId, isInText } of mail.enclosed ?? []) {
    if (isInText && !isBelieved) continue
    const author = from === null ? null : toPerson(from)
    if (author === null || !author.address.includes('@') || author.address === sender.address)
      continue
    return {
      from: author,
      subject: cleanSubject(subject),
      messageId: messageId?.slice(0, LIMITS.fieldTextChars) ?? null,
      isBelieved,
    }
  }
  return null
}

/** The ticket that a forwarded mail is on already, where a person of the desk forwards it: a link for agents, no more. */
export async function ticketOfForwarded(
  sql: Sql,
  mail: ReceiveMail,
  queues: readonly string[],
): Promise<string | null> {
  const forwarded = await forwardedIn(sql, mail)
  if (!forwarded?.isBelieved || forwarded.messageId === null) return null
  const [ticket] = await ticketsOfId(sql, forwarded.messageId, queues)
  return ticket === undefined ? null : followMerge(sql, ticket)
}

async function isOfDesk(sql: Sql, address: string): Promise<boolean> {
  const row = await sql.get(
    `SELECT id FROM people WHERE lower(email) = ? AND disabled_at IS NULL`,
    address,
  )
  return row !== undefined
}
