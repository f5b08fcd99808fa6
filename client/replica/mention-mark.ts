/**
 * Whether a note that mentions me was seen: a mark of its own beside that of the ticket, which is about what the requester
 * wrote and is what the send guard goes by. Not here: finding mentions in words (mentions).
 */
import type { Row } from '../../shared/ticket/ticket.ts'

/** The newest note on the ticket that mentions me. */
export const mentionOf = (row: Row | undefined, me: { id: string }): string | undefined =>
  row?.mentions?.[me.id]

/** Under which its mark is kept. */
export const mentionMark = (ticket: string): string => `${ticket}@`

/** Of such a mark, or of a ticket's own. */
export const ticketOfMark = (mark: string): string => mark.replace(/@$/, '')
