/** A person's mail: a message on the ticket it belongs to, or a new ticket (mail-route says which). */
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { JoinedBy } from '../../../shared/ticket/joined-by.ts'
import { maskSecrets } from '../../../shared/ticket/verification.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import type { Contact } from '../../commit/actor.ts'
import { findOrAddContact } from '../../commit/contacts.ts'
import { addInbound } from '../../commit/inbound.ts'
import { openTicket } from '../../commit/open-ticket.ts'
import { addParticipant, whoIsOn } from '../../commit/participants.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { text, type Sql } from '../../store/database.ts'
import { whySecret } from './apart-mail.ts'
import { addressedQueues } from './also-addressed.ts'
import { ticketOfForwarded } from './forwarded.ts'
import { hold } from './hold-mail.ts'
import { linkTo, tellLinked } from './linked-mail.ts'
import { whyTooManyMails, whyTooManyTickets } from './loop-caps.ts'
import { bodyOf, messageOf } from './mail-message.ts'
import { routeMail, type Route } from './mail-route.ts'
import { claimedAddress, readSender, UNKNOWN_NAME } from './mail-sender.ts'
import { senderOf, type Placed } from './placed.ts'
import { mayAcknowledge } from './sender-powers.ts'
import { whySpam } from './spam-sender.ts'

export async function placePersonMail(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
): Promise<Placed> {
  const route = await routeMail(request.tx, parts.settings.get(), mail, request.now)
  switch (route.to) {
    case 'nowhere':
      return hold(parts, request, mail, route.reason)
    case 'ticket':
      return joinTicket(parts, request, mail, route)
    case 'new':
      return openAnew(parts, request, mail, route)
  }
}

/** `by-hand`: a person released it. Then no cap holds it again, and nobody is answered by itself. */
export async function joinTicket(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  { ticket, by, standing, isJoining }: Extract<Route, { to: 'ticket' }>,
): Promise<Placed> {
  const { tx, now } = request
  const tooMany =
    by === 'by-hand'
      ? null
      : await whyTooManyMails(parts, request, { ticket, receivedAt: mail.receivedAt })
  if (tooMany !== null) return hold(parts, request, mail, tooMany)
  const on = await whoIsOn(tx, ticket)
  const from = await authorOf(parts, request, mail)
  const message = await messageOf(parts, request, mail, on)
  const isOwn = standing === 'requester' && readSender(mail).trust === 'proved'
  if (from.id !== NOBODY && (isJoining || isOwn))
    await addParticipant(tx, { ticket, contact: from.id, how: 'wrote', at: now })
  const answer = await addInbound(parts, request, {
    kind: 'inbound',
    ticket,
    from,
    ...bodyOf(mail),
    via: 'mail',
    receivedAt: mail.receivedAt,
    message: { ...message, joinedBy: by, standing },
  })
  return {
    ticket: String(answer.result?.['id']),
    message: String(answer.result?.['message'] ?? ''),
    held: null,
    version: answer.version,
  }
}

/** The same. */
export async function openAnew(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  { queue, by, linkedTo }: Extract<Route, { to: 'new' }>,
): Promise<Placed> {
  const { tx, now } = request
  const tooMany =
    by === 'by-hand'
      ? null
      : await whyTooManyTickets(parts, request, {
          sender: senderOf(mail).address,
          isProved: readSender(mail).trust === 'proved',
          receivedAt: mail.receivedAt,
        })
  if (tooMany !== null) return hold(parts, request, mail, tooMany)
  const spam = by === 'by-hand' ? null : await whySpam(tx, readSender(mail))
  if (spam !== null) return hold(parts, request, mail, spam)
  const queues = addressedQueues(parts.settings.get(), mail.envelope.to, true)
  const other = linkedTo ?? (await ticketOfForwarded(tx, mail, queues))
  const link = other === null ? null : await linkTo(tx, other)
  const answer = await openTicket(parts, request, {
    kind: 'open',
    queue,
    channel: 'mail',
    requester: senderOf(mail),
    subject: whySecret(mail) === null ? mail.subject : maskSecrets(mail.subject),
    // The first mail of a ticket is shown whole: what it forwards is its content (mail.md 25).
    body: mail.text,
    receivedAt: mail.receivedAt,
    message: {
      ...(await messageOf(parts, request, mail, [])),
      joinedBy: by,
      standing: 'requester',
      ...(link === null ? {} : { linkedTo: link }),
    },
    isAcknowledged: await isAnswered(tx, mail, by, now),
    inReplyTo: mail.messageId,
  })
  const ticket = String(answer.result?.['id'])
  // Their domain stands by it: they are on their own ticket by more than their word.
  if (readSender(mail).trust === 'proved') {
    const contact = await requesterOf(tx, ticket)
    await addParticipant(tx, { ticket, contact, how: 'wrote', at: now })
  }
  if (link !== null)
    await tellLinked(parts, request, {
      on: link.ticket,
      by,
      made: { ticket, number: Number(answer.result?.['number']) },
    })
  return {
    ticket,
    message: String(answer.result?.['message']),
    held: null,
    version: answer.version,
  }
}

/** The author of what was said by somebody nobody can name; no contact has this id. */
const NOBODY = 'unknown'

/** What a domain disowns is not said by the person its From names, though it has what only mail to them had. */
async function authorOf(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
): Promise<Contact> {
  const { address, name, isForged } = readSender(mail)
  if (address === null || isForged)
    return { id: NOBODY, name: UNKNOWN_NAME, address: claimedAddress(mail), isVerified: false }
  return findOrAddContact(parts, request, { name, address })
}

async function requesterOf(sql: Sql, ticket: string): Promise<string> {
  const row = await sql.get(`SELECT requester FROM tickets WHERE id = ?`, ticket)
  return row ? text(row, 'requester') : ''
}

/**
 * A mail that came to a reply address and fits nobody on its ticket is for agents alone, like one whose domain disowns it
 * or that says nothing of who wrote (RFC 3834 §2: an answer goes to the envelope sender, which must be there).
 */
async function isAnswered(
  sql: Sql,
  mail: ReceiveMail,
  by: JoinedBy,
  now: number,
): Promise<boolean> {
  const { address, isForged } = readSender(mail)
  if (by === 'new-unmatched' || by === 'by-hand') return false
  if (address === null || isForged || mail.envelope.from === '') return false
  // It lay at its provider for long: they have waited, and a machine's word now would be no help.
  const arrivedAt = mail.envelope.fetched?.arrivedAt
  if (arrivedAt !== undefined && now - arrivedAt > LIMITS.mailboxAnswerMs) return false
  return mayAcknowledge(sql, mail)
}
