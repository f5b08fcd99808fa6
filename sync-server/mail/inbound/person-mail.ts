/** A person's mail: a message on the ticket it belongs to, or a new ticket (mail-route says which). */
import type { JoinedBy, Standing } from '../../../shared/ticket/joined-by.ts'
import type { Message } from '../../../shared/ticket/ticket.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { UNNAMED, type Contact } from '../../commit/actor.ts'
import { cleanName, findOrAddContact } from '../../commit/contacts.ts'
import { addInbound, type MailFacts } from '../../commit/inbound.ts'
import { openTicket } from '../../commit/open-ticket.ts'
import { addParticipant, whoIsOn } from '../../commit/participants.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { newPeopleIn } from './copied.ts'
import { forwardedIn } from './forwarded.ts'
import { hold } from './hold-mail.ts'
import { headerFacts } from './header-facts.ts'
import { linkTo, tellLinked } from './linked-mail.ts'
import { routeMail, type Route } from './mail-route.ts'
import { claimedAddress, readSender } from './mail-sender.ts'
import { senderOf, type Placed } from './placed.ts'

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

async function joinTicket(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  route: Extract<Route, { to: 'ticket' }>,
): Promise<Placed> {
  const { tx, now } = request
  const { ticket, standing } = route
  const on = await whoIsOn(tx, ticket)
  const from = await authorOf(parts, request, mail)
  const answer = await addInbound(parts, request, {
    kind: 'inbound',
    ticket,
    from,
    ...bodyOf(mail),
    via: 'mail',
    receivedAt: mail.receivedAt,
    message: {
      ...(await messageOf(parts, request, mail, route.by, on)),
      standing,
    },
  })
  const { trust } = readSender(mail)
  if (from.id !== UNNAMED && (route.isJoining || (standing === 'requester' && trust === 'proved')))
    await addParticipant(tx, { ticket, contact: from.id, how: 'wrote', at: now })
  return {
    ticket: String(answer.result?.['id']),
    message: String(answer.result?.['message'] ?? ''),
    held: null,
    version: answer.version,
  }
}

async function openAnew(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  { queue, by, linkedTo }: Extract<Route, { to: 'new' }>,
): Promise<Placed> {
  const { tx, now } = request
  const link = linkedTo === null ? null : await linkTo(tx, linkedTo)
  const sender = readSender(mail)
  const answer = await openTicket(parts, request, {
    kind: 'open',
    queue,
    channel: 'mail',
    requester: senderOf(mail),
    subject: mail.subject,
    // The first mail of a ticket is shown whole: what it forwards is its content (mail.md 25).
    body: mail.text,
    receivedAt: mail.receivedAt,
    message: {
      ...(await messageOf(parts, request, mail, by, [])),
      standing: 'requester',
      ...(link ? { linkedTo: link } : {}),
    },
    isAcknowledged: isAnswered(mail, by),
    inReplyTo: mail.messageId,
  })
  const ticket = String(answer.result?.['id'])
  const contact = sender.trust === 'proved' ? await requesterOf(tx, ticket) : null
  if (contact !== null)
    await addParticipant(tx, { ticket, contact, how: 'wrote', at: now })
  if (link) await tellLinked(parts, request, { on: link.ticket, by, ticket, number: Number(answer.result?.['number']) })
  return {
    ticket,
    message: String(answer.result?.['message']),
    held: null,
    version: answer.version,
  }
}
