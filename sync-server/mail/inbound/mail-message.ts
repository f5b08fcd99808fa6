/** A mail as the message it becomes: words, files, and what its header says that agents should see. */
import { LIMITS } from '../../../shared/kit/limits.ts'
import { normaliseAddress } from '../../../shared/ticket/address.ts'
import type { SenderFacts } from '../../../shared/ticket/sender.ts'
import type { MailPerson } from '../../../shared/ticket/ticket.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import type { MailFacts } from '../../commit/inbound.ts'
import type { OnTicket } from '../../commit/participants.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import type { Sql } from '../../store/database.ts'
import { whySecret } from './apart-mail.ts'
import { newPeopleIn, toPerson } from './copied.ts'
import { forwardedIn } from './forwarded.ts'
import { claimedAddress, readSender } from './mail-sender.ts'

export function bodyOf(mail: ReceiveMail): { body: string; quoted?: string } {
  if (mail.visible === mail.text || mail.visible.trim() === '') return { body: mail.text }
  const rest = mail.text.startsWith(mail.visible)
    ? mail.text.slice(mail.visible.length).trim()
    : mail.text
  return { body: mail.visible, quoted: rest.slice(0, 16_000) }
}

/** @param on  who is on the ticket it joins; nobody, when it makes one */
export async function messageOf(
  parts: CommitParts,
  { tx }: WorkRequest,
  mail: ReceiveMail,
  on: readonly OnTicket[],
): Promise<MailFacts> {
  const sender = readSender(mail)
  const { words: _words, ...judged }: SenderFacts & { words: string } = mail.sender
  const people = newPeopleIn(
    mail,
    parts.settings.get(),
    on.map(({ address }) => address),
  )
  const replyTo = differingReplyTo(mail)
  const forwarded = await forwardedIn(tx, mail)
  return {
    raw: mail.raw.hash,
    sender: sender.trust === 'proved' ? 'verified' : 'unverified',
    judged,
    ...(await warningOf(tx, mail, sender.address)),
    ...(sender.address === null ? { address: claimedAddress(mail) } : {}),
    ...(mail.html ? { html: mail.html } : {}),
    ...(mail.attachments.length > 0 ? { attachments: mail.attachments } : {}),
    ...(mail.cut ? { cut: mail.cut } : {}),
    ...(mail.messageId ? { messageId: mail.messageId } : {}),
    ...(mail.threadIndex ? { threadIndex: mail.threadIndex } : {}),
    ...(mail.threadIndex && mail.threadTopic ? { threadTopic: mail.threadTopic } : {}),
    ...(people.length > 0 ? { newPeople: people } : {}),
    ...(replyTo.length > 0 ? { replyTo } : {}),
    ...(forwarded === null ? {} : { forwarded }),
    // Order is by receipt alone: a clock that is wrong, or lies, moves nothing (mail.md 17).
    ...(mail.date !== null && Math.abs(mail.date - mail.receivedAt) > LIMITS.dateSlackMs
      ? { sentAt: mail.date }
      : {}),
  }
}

/** RFC 5322 §3.6.2: where answers are to go. It is nobody's identity (mail.md 18). */
function differingReplyTo(mail: ReceiveMail): MailPerson[] {
  const from = normaliseAddress(mail.from?.address ?? '')
  const people = mail.replyTo.map(toPerson).filter(({ address }) => address !== '')
  return people.every(({ address }) => address === from)
    ? []
    : people.slice(0, LIMITS.suggestedPeople)
}

/** Somebody of the desk is no agent by their address (agent-mail); what lets somebody in elsewhere stays masked. */
async function warningOf(
  sql: Sql,
  mail: ReceiveMail,
  address: string | null,
): Promise<Pick<MailFacts, 'warning'>> {
  if (whySecret(mail) !== null) return { warning: 'verification' }
  const isOfDesk =
    address !== null &&
    (await sql.get(`SELECT id FROM people WHERE email = ?`, address)) !== undefined
  return isOfDesk ? { warning: 'agent-address' } : {}
}
