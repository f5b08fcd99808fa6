/**
 * The people on a ticket as its document says them, so that a device knows whom a reply will go to without asking. The
 * table stays the truth (participants): every writer that changes it calls this before it ends.
 */
import { participantsOf } from './participants.ts'
import { writeValue, type TicketWork } from './ticket-work.ts'

export async function noteParticipants(work: TicketWork): Promise<void> {
  const { requester, participants } = work.reading.now().facts
  const people = await participantsOf(work.tx, work.id, requester.id)
  if (JSON.stringify(people) !== JSON.stringify(participants))
    writeValue(work, 'facts', 'participants', people)
}
