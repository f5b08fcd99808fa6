/**
 * What a submitter may see of a ticket: ordinary JSON, derived here and nowhere else. No notes, no events, no names of
 * agents, no reply that is still held back. Never Yjs bytes (architecture §2).
 */
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { isPublic } from '../../shared/ticket/row.ts'
import type { Message, Ticket } from '../../shared/ticket/ticket.ts'

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
  /** It came by mail, which somebody who only filed a form has not proved to be theirs (pages/public-ticket). */
  isMail?: boolean
  /** From the requester's address, and not shown to be from them. */
  isUnproved?: boolean
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
      .filter((message) => isShownAnyway(ticket, message) || isShownByHand(ticket, message))
      .map((message) => asShown(ticket, message)),
  }
}

/** What is for the requester's eyes without anybody's doing. */
export function isShownAnyway(ticket: Ticket, message: Message): boolean {
  if (!isPublic(message) || ticket.delivery[message.id]?.state === 'held') return false
  // Mail that somebody else sent in stays with the agents until one shares it (Ticket Trick, rule 4), and so does what
  // lets somebody in elsewhere, whoever it is from (rule 5).
  const isOwn = message.kind === 'reply' || message.by.id === ticket.facts.requester.id
  return isOwn && message.warning !== 'verification' && isSaidHere(ticket, message)
}

/** An agent showed it to them (show-message). */
function isShownByHand(ticket: Ticket, message: Message): boolean {
  return message.shared !== undefined && message.kind === 'inbound' && isSaidHere(ticket, message)
}

/** Said to somebody else before a merge: it was not for this requester's eyes then, and is not now (CO15). */
const isSaidHere = ({ facts }: Ticket, { mergedFrom }: Message): boolean =>
  !mergedFrom || mergedFrom.requester === facts.requester.id

/** One message as the requester sees it. */
export function asShown(ticket: Ticket, message: Message): PublicMessage {
  const isTheirs = message.by.id === ticket.facts.requester.id
  const isMail = message.kind === 'inbound' && message.via === 'mail'
  // Mail that anybody could have written is not theirs for having their address (assurance, *Spoofed sender*).
  const isUnproved =
    isMail && isTheirs && message.sender === 'unverified' && message.judged?.isLocal !== true
  return {
    id: message.id,
    from: message.kind === 'reply' ? 'desk' : isTheirs && !isUnproved ? 'you' : 'participant',
    name: message.kind === 'reply' ? '' : message.by.name,
    at: message.at,
    text: message.text,
    ...(message.more ? { more: message.more } : {}),
    ...(message.redactedAt === undefined ? {} : { isRedacted: true }),
    ...(isMail ? { isMail } : {}),
    ...(isUnproved ? { isUnproved } : {}),
    attachments: (message.attachments ?? []).filter((file) => !file.inline),
  }
}
