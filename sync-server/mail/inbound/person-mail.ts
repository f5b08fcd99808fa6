/** A person's mail: a message on the ticket it belongs to, or a new ticket (mail-route says which). */
import type { Message } from '../../../shared/ticket/ticket.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { findOrAddContact } from '../../commit/contacts.ts'
import { addInbound } from '../../commit/inbound.ts'
import { openTicket } from '../../commit/open-ticket.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { hold } from './hold-mail.ts'
import { routeMail } from './mail-route.ts'
import { senderOf, type Placed } from './placed.ts'
import { judgementOf, mayAcknowledge } from './sender-powers.ts'

export async function placePersonMail(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
): Promise<Placed> {
  const route = await routeMail(request.tx, parts.settings.get(), mail, request.now)
  switch (route.to) {
    case 'nowhere':
      return hold(parts, request, mail, route.reason)
    case 'ticket': {
      const from = await findOrAddContact(parts, request, senderOf(mail))
      const answer = await addInbound(parts, request, {
        kind: 'inbound',
        ticket: route.ticket,
        from,
        ...bodyOf(mail),
        via: 'mail',
        receivedAt: mail.receivedAt,
        message: messageOf(mail, route.by),
      })
      return {
        ticket: String(answer.result?.['id']),
        message: String(answer.result?.['message'] ?? ''),
        held: null,
        version: answer.version,
      }
    }
    case 'new': {
      const answer = await openTicket(parts, request, {
        kind: 'open',
        queue: route.queue,
        channel: 'mail',
        requester: senderOf(mail),
        subject: mail.subject,
        // The first mail of a ticket is shown whole: what it forwards is its content (mail.md 25).
        body: mail.text,
        receivedAt: mail.receivedAt,
        message: messageOf(
          mail,
          route.unmatched ? 'reply address, but of somebody not on that ticket' : 'new',
        ),
        isAcknowledged: mail.envelope.from !== '' && (await mayAcknowledge(request.tx, mail)),
        inReplyTo: mail.messageId,
      })
      return {
        ticket: String(answer.result?.['id']),
        message: String(answer.result?.['message']),
        held: null,
        version: answer.version,
      }
    }
  }
}

function bodyOf(mail: ReceiveMail): { body: string; quoted?: string } {
  if (mail.visible === mail.text || mail.visible.trim() === '') return { body: mail.text }
  const rest = mail.text.startsWith(mail.visible)
    ? mail.text.slice(mail.visible.length).trim()
    : mail.text
  return { body: mail.visible, quoted: rest.slice(0, 16_000) }
}

function messageOf(mail: ReceiveMail, joinedBy: string): Partial<Message> {
  return {
    raw: mail.raw.hash,
    ...judgementOf(mail),
    joinedBy,
    ...(mail.html ? { html: mail.html } : {}),
    ...(mail.attachments.length > 0 ? { attachments: mail.attachments } : {}),
    ...(mail.messageId ? { messageId: mail.messageId } : {}),
  }
}
