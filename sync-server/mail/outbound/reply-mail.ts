/** An agent's reply as mail: threaded to the customer's last message, answered to an address that finds its ticket. */
import { FaultError } from '../../../shared/kit/fault.ts'
import { readMessage, readTicket } from '../../../shared/ticket/ticket-doc.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { grantLink } from '../../commit/capabilities.ts'
import type { TicketWork } from '../../commit/ticket-work.ts'
import { statusLink } from './acknowledgement.ts'
import { queueMail, senderOf, withTag } from './outgoing.ts'

/** First and the newest of a chain; more makes headers that some servers refuse (mail.md 42). */
const REFERENCES_MAX = 20

export async function queueReplyMail(
  parts: CommitParts,
  work: TicketWork,
  sendId: string,
): Promise<'accepted' | 'kept'> {
  const ticket = readTicket(work.doc)
  const reply = readMessage(work.doc, sendId)
  if (!reply) throw new FaultError({ code: 'kit/not-found', detail: 'the reply is gone' })
  const { requester } = ticket.facts
  const from = senderOf(parts, ticket.queue)
  const agent = reply.by.name
  const contact = { ...requester }
  const replyTag = await grantLink(parts, work, work.id, contact, 'reply')
  const linkToken = await grantLink(parts, work, work.id, contact, 'link')
  const received = ticket.messages.filter(
    (message) => message.kind === 'inbound' && message.messageId,
  )
  const chain: string[] = []
  for (const message of ticket.messages) {
    if (message.id === sendId) break
    if (message.messageId) chain.push(message.messageId)
  }
  const text = (
    reply.more
      ? new TextDecoder().decode((await parts.blobs.get(reply.more)) ?? new Uint8Array())
      : reply.text
  ).trimEnd()
  const html = reply.html ? await parts.blobs.get(reply.html) : null
  const link = statusLink(parts.config.publicUrl, work.id, linkToken)
  const foot = `Ticket #${ticket.facts.number}: ${link}`
  const messageId = `${sendId}@${from.address.slice(from.address.lastIndexOf('@') + 1)}`
  const state = await queueMail(parts, work.tx, {
    id: sendId,
    kind: 'reply',
    ticket: work.id,
    message: sendId,
    mail: {
      from: { address: from.address, name: `${agent} (${from.name})`.slice(0, 200) },
      replyTo: { address: withTag(from.address, replyTag), name: from.name },
      to: [{ address: requester.address, name: requester.name }],
      cc: [],
      subject: replySubject(ticket.subject, ticket.facts.number),
      inReplyTo: received.at(-1)?.messageId ?? null,
      references: shorten(chain),
      text: `${text}\n\n-- \n${foot}\n`,
      html: html
        ? `${new TextDecoder().decode(html)}<p>--<br>Ticket #${ticket.facts.number}: <a href="${link}">${link}</a></p>`
        : null,
      attachments: [],
      autoSubmitted: null,
    },
  })
  parts.log('info', 'reply queued', { ticket: work.id, messageId, state })
  return state
}

export function replySubject(subject: string, ticketNumber: number): string {
  const bare = subject
    .replace(/^(\s*(re|aw|sv|vs|antw)\s*:\s*)+/i, '')
    .replace(/\s*\[#\d+\]/g, '')
    .trim()
  return `Re: ${bare} [#${ticketNumber}]`
}

function shorten(chain: readonly string[]): string[] {
  const unique = [...new Set(chain)]
  const first = unique[0]
  return unique.length <= REFERENCES_MAX || first === undefined
    ? unique
    : [first, ...unique.slice(1 - REFERENCES_MAX)]
}
