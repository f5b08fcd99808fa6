/** Mail that could not be read. */
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { openTicket } from '../../commit/open-ticket.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { hold } from './hold-mail.ts'
import { queueOf } from './mail-route.ts'
import { senderOf, type Placed } from './placed.ts'

/** A message nobody could read is a ticket that says so, with the original attached. */
export async function takeUnreadable(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
): Promise<Placed> {
  const queue = queueOf(parts.settings.get(), mail.envelope.to)
  if (!queue) return hold(parts, request, mail, mail.problem ?? 'unreadable')
  const { subject, text, attachments } = readable(mail)
  const answer = await openTicket(parts, request, {
    kind: 'open',
    queue,
    channel: 'mail',
    requester: senderOf(mail),
    subject,
    body: text,
    receivedAt: mail.receivedAt,
    message: {
      raw: mail.raw.hash,
      sender: 'unverified',
      joinedBy: 'new-unreadable',
      attachments,
    },
    isAcknowledged: false,
  })
  return {
    ticket: String(answer.result?.['id']),
    message: String(answer.result?.['message']),
    held: null,
    version: answer.version,
  }
}

/** In place of what could not be read: words that say so, and the original as a file. Other mail is as it is. */
export function readable(mail: ReceiveMail): ReceiveMail {
  if (mail.problem === null) return mail
  const text = `This mail could not be read (${mail.problem}). The original is attached.`
  return {
    ...mail,
    subject: mail.subject || 'A message that could not be read',
    text,
    visible: text,
    html: null,
    attachments: [
      {
        hash: mail.raw.hash,
        name: 'original.eml',
        type: 'message/rfc822',
        bytes: mail.raw.bytes,
        inline: false,
        cid: null,
      },
    ],
  }
}
