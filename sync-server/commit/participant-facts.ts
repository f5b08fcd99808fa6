/**
 * The people on a ticket as its document says them, so that a device knows whom a reply will go to without asking. The
 * table stays the truth (participants): every writer that changes it calls this before it ends.
 */
import type { Participant, Ticket } from '../../shared/ticket/ticket.ts'
import { participantsOf } from './participants.ts'
import { eraseValue, writeValue, type TicketWork } from './ticket-work.ts'

export async function noteParticipants(work: TicketWork): Promise<void> {
  const { requester, participants, takenOff = [] } = work.reading.now().facts
  const people = await participantsOf(work.tx, work.id, requester.id)
  // Who is on it again was not taken off any more, whoever put them there.
  for (const { id } of takenOff)
    if (id === requester.id || people.some((one) => one.id === id)) forgetTakenOff(work, id)
  if (JSON.stringify(people) !== JSON.stringify(participants))
    writeValue(work, 'facts', 'participants', people)
}

/** Whoever writes again, or is put on it, was not taken off any more. */
export function forgetTakenOff(work: TicketWork, contact: string): void {
  const { takenOff = [] } = work.reading.now().facts
  const left = takenOff.filter(({ id }) => id !== contact)
  if (left.length === takenOff.length) return
  if (left.length > 0) writeValue(work, 'facts', 'takenOff', left)
  else eraseValue(work, 'facts', 'takenOff')
}

/** After a merge: who was taken off the one is not shown on the other by what they wrote there; whoever wrote here is. */
export function carryTakenOff(from: TicketWork, into: TicketWork): void {
  const { facts } = into.reading.now()
  const known = [facts.requester, ...facts.participants, ...(facts.takenOff ?? [])]
  const came = (from.before?.facts.takenOff ?? []).filter(
    ({ id }) => !known.some((one) => one.id === id) && !hasWritten(into.before, id),
  )
  if (came.length > 0) writeValue(into, 'facts', 'takenOff', [...(facts.takenOff ?? []), ...came])
}

/** After a merge was taken back: what `carryTakenOff` brought is not on the other one any more. */
export const withoutCarried = (from: Ticket | null, here: Ticket): Participant[] =>
  (here.facts.takenOff ?? []).filter(
    ({ id }) => hasWritten(here, id) || !from?.facts.takenOff?.some((one) => one.id === id),
  )

const hasWritten = (ticket: Ticket | null, contact: string): boolean =>
  ticket?.messages.some(({ by }) => by.kind === 'contact' && by.id === contact) ?? false
