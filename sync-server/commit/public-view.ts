/**
 * What a submitter may see of a ticket: ordinary JSON, derived here and nowhere else. No notes, no events, no names of
 * agents, no reply that is still held back. Never Yjs bytes (architecture §2).
 */
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { isPublic } from '../../shared/ticket/row.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'

export type PublicMessage = {
  id: string
  from: 'desk' | 'you' | 'participant'
  name: string
  at: number
  text: string
  /** Hash of the whole text, when `text` is only its beginning. */
  more?: string
  attachments: Attachment[]
  /** Its words were taken out; `text` is empty. */
  isRedacted?: boolean
}
export type PublicTicket = {
  number: number
  subject: string
  status: string
  queue: string
  createdAt: number
  messages: PublicMessage[]
}

export function publicView(ticket: Ticket): PublicTicket {
  return {
    number: ticket.facts.number,
    subject: ticket.subject,
    status: ticket.status,
    queue: ticket.queue,
    createdAt: ticket.facts.acceptedAt,
    messages: ticket.messages
      .filter(isPublic)
      .filter((message) => ticket.delivery[message.id]?.state !== 'held')
      // Mail that somebody else sent in stays with the agents until one shares it (Ticket Trick, rule 4).
      .filter((message) => message.kind === 'reply' || message.by.id === ticket.facts.requester.id)
      // Said to somebody else before a merge: it was not for this requester's eyes then, and is not now (CO15).
      .filter(({ mergedFrom }) => !mergedFrom || mergedFrom.requester === ticket.facts.requester.id)
      .map((message) => ({
        id: message.id,
        from: message.kind === 'reply' ? 'desk' : 'you',
        name: message.kind === 'reply' ? '' : message.by.name,
        at: message.at,
        text: message.text,
        ...(message.more ? { more: message.more } : {}),
        ...(message.redactedAt === undefined ? {} : { isRedacted: true }),
        attachments: (message.attachments ?? []).filter((file) => !file.inline),
      })),
  }
}
