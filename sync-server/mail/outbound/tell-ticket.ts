/** A line in a ticket's thread about its mail, for agents alone: it is no message of anybody's, and no clock runs for it. */
import { makeId } from '../../../shared/kit/id.ts'
import type { Message } from '../../../shared/ticket/ticket.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { writeMessage, type TicketWork } from '../../commit/ticket-work.ts'

export function tellTicket(
  parts: CommitParts,
  work: TicketWork,
  text: string,
  more: Partial<Pick<Message, 'by' | 'raw' | 'quoted' | 'joinedBy' | 'address' | 'via'>> = {},
): Message {
  return writeMessage(work, {
    id: makeId(work.now, parts.random),
    kind: 'event',
    by: { kind: 'desk', id: 'desk', name: 'Deskside' },
    text,
    ...more,
  })
}
