/**
 * People that an agent puts on a ticket: another requester (whose mail was forwarded), a participant (a colleague who was
 * copied). What mail does by itself: mail-route. What being on a ticket means: participants.
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { ADDRESS_PATTERN, isOfDesk, normaliseAddress } from '../../shared/ticket/address.ts'
import { authorOf } from './actor.ts'
import { openForAgent } from './access.ts'
import { findOrAddContact, isNobodys } from './contacts.ts'
import { noteParticipants } from './participant-facts.ts'
import { addParticipant } from './participants.ts'
import type { Answer, CommitParts } from './parts.ts'
import { tellOf } from './take-off.ts'
import { tellTicket } from './tell-ticket.ts'
import {
  finish,
  putBackUnchanged,
  writeValue,
  type TicketWork,
  type WorkRequest,
} from './ticket-work.ts'
import { tierFor } from '../sla/tier-rows.ts'

export type PersonInput = { ticket: string; name: string; address: string }

/**
 * Only before anybody was answered: the new requester's page shows what the desk wrote, and that was for the old one's
 * eyes. The old one's keys open nothing any more; their mail is still joined.
 */
export async function setRequester(
  parts: CommitParts,
  request: WorkRequest,
  input: PersonInput,
): Promise<Answer> {
  const { work } = await openForAgent(parts, request, input.ticket)
  refuseBadAddress(parts, work, input.address)
  const { before, tx, now } = work
  if (before?.messages.some((message) => message.kind === 'reply'))
    return refuse(work, 'its requester was answered already: make a ticket of their own for others')
  const contact = await findOrAddContact(parts, request, input)
  const former = before?.facts.requester
  if (former?.id === contact.id) {
    putBackUnchanged(work)
    return { version: work.version }
  }
  writeValue(work, 'facts', 'requester', { ...contact })
  const tier = await tierFor(tx, contact.id, before?.facts.organisation ?? null)
  if (tier !== (before?.facts.tier ?? null)) writeValue(work, 'facts', 'tier', tier ?? '')
  // Names nobody: events outlive the erasing of a person.
  tellTicket(parts, work, 'The requester is another person now.', { by: authorOf(request.actor) })
  if (former && former.address !== '' && !isNobodys(former.address))
    await addParticipant(tx, { ticket: work.id, contact: former.id, how: 'earlier', at: now })
  await noteParticipants(work)
  return { version: (await finish(parts, work)).version }
}

/** Their mail finds the ticket from now on. They are told nothing and may read nothing by it. */
export async function addPerson(
  parts: CommitParts,
  request: WorkRequest,
  input: PersonInput,
): Promise<Answer> {
  const { work } = await openForAgent(parts, request, input.ticket)
  refuseBadAddress(parts, work, input.address)
  const contact = await findOrAddContact(parts, request, input)
  const { tx, now } = work
  const isAdded = await addParticipant(tx, {
    ticket: work.id,
    contact: contact.id,
    how: 'added',
    at: now,
  })
  if (!isAdded) return refuse(work, 'a ticket has no more participants than this')
  await noteParticipants(work)
  tellOf(parts, work, { ...contact, is: 'on' })
  return { version: (await finish(parts, work)).version }
}

function refuseBadAddress(parts: CommitParts, work: TicketWork, address: string): void {
  const why = whyNoPerson(parts, address)
  if (why !== null) refuse(work, why)
}

/** Why mail cannot go to this address, in words; null when it can. */
export function whyNoPerson(parts: CommitParts, address: string): string | null {
  const ours = parts.settings.get().queues.flatMap((queue) => queue.address ?? [])
  const plain = normaliseAddress(address)
  if (!ADDRESS_PATTERN.test(plain) || isNobodys(plain)) return 'that is no mail address'
  return isOfDesk(plain, new Set(ours)) ? 'that is an address of the desk itself' : null
}

function refuse(work: TicketWork, detail: string): never {
  putBackUnchanged(work)
  throw new FaultError({ code: 'ticket/invalid', detail })
}
