/**
 * An agent takes somebody off a ticket, and puts them back as they were. Off it, they get no copies, and their mail is a
 * stranger's: it is joined by what anybody's is (decision 10). Not here: putting somebody on it (ticket-people), and out of
 * one reply (shared/ticket/recipients).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Participant, PersonChange, Ticket } from '../../shared/ticket/ticket.ts'
import { openForAgent } from './access.ts'
import { authorOf } from './actor.ts'
import { isNobodys, readContact } from './contacts.ts'
import type { PutBackInput, TakeOffInput } from './input.ts'
import { forgetTakenOff, noteParticipants } from './participant-facts.ts'
import { addParticipant, participantsOf, removeParticipant } from './participants.ts'
import type { Answer, CommitParts } from './parts.ts'
import { tellTicket } from './tell-ticket.ts'
import {
  finish,
  putBackUnchanged,
  writeValue,
  type TicketWork,
  type WorkRequest,
} from './ticket-work.ts'

/** Their keys open nothing that they did not before: only the requester's ever do. */
export async function takeOffPerson(
  parts: CommitParts,
  request: WorkRequest,
  input: TakeOffInput,
): Promise<Answer> {
  const { work } = await openForAgent(parts, request, input.ticket)
  const ticket = work.reading.now()
  if (ticket.facts.requester.id === input.person)
    return refuse(work, 'its requester is not taken off a ticket: make somebody else its requester')
  const person = await personOn(work, ticket, input.person)
  // Somebody was quicker, or they never were on it: it is as it was wished.
  if (!person) return unchanged(work)
  await removeParticipant(work.tx, { ticket: work.id, contact: person.id })
  const takenOff = [...(ticket.facts.takenOff ?? []), person].slice(-LIMITS.participantsPerTicket)
  writeValue(work, 'facts', 'takenOff', takenOff)
  await noteParticipants(work)
  tellOf(parts, work, { ...person, is: 'off' })
  return { version: (await finish(parts, work)).version }
}

export async function putBackPerson(
  parts: CommitParts,
  request: WorkRequest,
  input: PutBackInput,
): Promise<Answer> {
  const { work } = await openForAgent(parts, request, input.ticket)
  const { takenOff = [], participants } = work.reading.now().facts
  const person = takenOff.find(({ id }) => id === input.person)
  if (!person) {
    if (participants.some(({ id }) => id === input.person)) return unchanged(work)
    return refuse(work, 'they were not taken off this ticket')
  }
  if (!(await isOnAgain(work, person)))
    return refuse(work, 'a ticket has no more participants than this')
  forgetTakenOff(work, person.id)
  await noteParticipants(work)
  tellOf(parts, work, { ...person, is: 'back' })
  return { version: (await finish(parts, work)).version }
}

/** Who only wrote, as somebody else, is shown again and no more. False when the ticket has as many as it may. */
async function isOnAgain(work: TicketWork, { id, address, how }: Participant): Promise<boolean> {
  if (address === '') return true
  const contact = await readContact(work.tx, id)
  // They are being erased: this entry goes too.
  if (!contact || isNobodys(contact.address)) return refuse(work, 'they are no contact any more')
  return addParticipant(work.tx, { ticket: work.id, contact: id, how, at: work.now })
}

/** For agents; who they are goes from it when they are erased. */
export function tellOf(
  parts: CommitParts,
  work: TicketWork,
  { id, name, address, is }: PersonChange,
): void {
  tellTicket(parts, work, TOLD[is], {
    by: authorOf(work.actor),
    person: { id, name, address, is },
  })
}

/** Names nobody: what is in a line of words outlives the erasing of a person. */
const TOLD = {
  on: 'Somebody was added to this ticket.',
  off: 'Somebody was taken off this ticket.',
  back: 'Somebody was put back on this ticket.',
} as const satisfies Record<PersonChange['is'], string>

/** On it, or only shown there since they wrote: then without an address. */
async function personOn(
  { tx, id: ticket }: TicketWork,
  { facts, messages }: Ticket,
  contact: string,
): Promise<Participant | null> {
  const participants = await participantsOf(tx, ticket, facts.requester.id)
  const participant = participants.find(({ id }) => id === contact)
  if (participant) return participant
  if (facts.takenOff?.some(({ id }) => id === contact)) return null
  const wrote = messages.findLast(
    ({ kind, by }) => kind === 'inbound' && by.kind === 'contact' && by.id === contact,
  )
  return wrote ? { id: contact, name: wrote.by.name, address: '', how: 'wrote' } : null
}

function unchanged(work: TicketWork): Answer {
  putBackUnchanged(work)
  return { version: work.version }
}

function refuse(work: TicketWork, detail: string): never {
  putBackUnchanged(work)
  throw new FaultError({ code: 'ticket/invalid', detail })
}
