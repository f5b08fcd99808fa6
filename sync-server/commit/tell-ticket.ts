/** A line in a ticket's thread, for agents alone: it is no message of anybody's, and no clock runs for it. */
import { makeId } from '../../shared/kit/id.ts'
import type { Message } from '../../shared/ticket/ticket.ts'
import { authorOf } from './actor.ts'
import type { CommitParts } from './parts.ts'
import { writeMessage, type TicketWork } from './ticket-work.ts'

type Told = Partial<
  Pick<
    Message,
    'by' | 'raw' | 'quoted' | 'joinedBy' | 'address' | 'via' | 'linkedTo' | 'lost' | 'person'
  >
>

/** @param more  `by`: who did what it says; the desk itself, unless somebody is named */
export function tellTicket(
  parts: CommitParts,
  work: TicketWork,
  text: string,
  more: Told = {},
): Message {
  return writeMessage(work, {
    id: makeId(work.now, parts.random),
    kind: 'event',
    by: authorOf({ kind: 'desk' }),
    text,
    ...more,
  })
}
