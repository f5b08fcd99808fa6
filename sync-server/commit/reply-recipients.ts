/**
 * Who a reply goes to besides the requester: frozen out of the draft, or given by whoever sends it whole, when it is sent;
 * and on the ticket from then on, when it has gone. Not here: who that is (shared/ticket/recipients), the mail (reply-mail).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { isOfDesk } from '../../shared/ticket/address.ts'
import type { Recipient } from '../../shared/ticket/draft-doc.ts'
import { audienceKey, audienceOf, type Audience } from '../../shared/ticket/recipients.ts'
import type { MailPerson, Message } from '../../shared/ticket/ticket.ts'
import { answerAddress } from '../mail/outbound/answer-address.ts'
import { senderOf } from '../mail/outbound/outgoing.ts'
import { findOrAddContact, isNobodys } from './contacts.ts'
import { noteParticipants } from './participant-facts.ts'
import { addParticipant } from './participants.ts'
import type { CommitParts } from './parts.ts'
import type { TicketWork } from './ticket-work.ts'

/** What a message says of who got it; nothing when that was the requester alone. */
export type Copies = Pick<Message, 'cc' | 'bcc'>

/**
 * @param seen  the audience its author saw (audienceKey); null: they saw none, or want to send in any case
 */
export function freezeAudience(
  parts: CommitParts,
  work: TicketWork,
  { chosen, seen }: { chosen: readonly Recipient[]; seen: string | null },
): Copies {
  const ours = addressesOf(parts, work)
  for (const { address, as } of chosen) {
    if (as === 'none') continue
    // Mail to ourselves would come back as mail (mail.md 32).
    if (isOfDesk(address, ours)) refuse(`${address} is an address of the desk itself`)
    if (isNobodys(address)) refuse(`${address} is nobody’s address`)
  }
  const { facts } = work.reading.now()
  const audience = audienceOf(facts, chosen, ours)
  if (seen !== null && seen !== audienceKey(audience))
    throw new FaultError({
      code: 'ticket/stale',
      detail: `who gets this reply has changed: ${sayAudience(audience)}`,
      more: { readers: sayAudience(audience) },
    })
  const to = answerAddress(work.reading.now(), parts.settings.get())?.address
  const cc = audience.cc.filter(({ address }) => address !== to)
  const bcc = audience.bcc.filter(({ address }) => address !== to)
  if (cc.length + bcc.length > LIMITS.replyRecipients)
    refuse(`a reply goes to ${LIMITS.replyRecipients} people at most besides the requester`)
  return { ...(cc.length > 0 ? { cc } : {}), ...(bcc.length > 0 ? { bcc } : {}) }
}

/**
 * A reply that comes whole names everybody, or leaves it to who is on the ticket.
 *
 * @param given  null: not said
 */
export function chosenOf(
  work: TicketWork,
  given: { cc: readonly MailPerson[] | null; bcc: readonly MailPerson[] | null },
): Recipient[] {
  const chosen = new Map<string, Recipient>()
  if (given.cc !== null)
    for (const { address, name } of work.reading.now().facts.participants)
      chosen.set(address, { address, name, as: 'none' })
  for (const as of ['cc', 'bcc'] as const)
    for (const person of given[as] ?? []) chosen.set(person.address, { ...person, as })
  return [...chosen.values()]
}

/** Whoever got a copy that all could see answers all: they are on the ticket by it, and read nothing (decision 10). */
export async function joinCopied(
  parts: CommitParts,
  work: TicketWork,
  message: Message,
): Promise<void> {
  if (!message.cc) return
  for (const person of message.cc) {
    const contact = await findOrAddContact(parts, work, person)
    // A ticket that has as many as it may sends its copies all the same.
    await addParticipant(work.tx, {
      ticket: work.id,
      contact: contact.id,
      how: 'added',
      at: work.now,
    })
  }
  await noteParticipants(work)
}

function addressesOf(parts: CommitParts, work: TicketWork): Set<string> {
  const { queues } = parts.settings.get()
  const ours = queues.flatMap(({ address }) => (address === null ? [] : [address]))
  return new Set([...ours, senderOf(parts, work.reading.now().queue).address])
}

function sayAudience({ cc, bcc }: Audience): string {
  const list = (people: readonly MailPerson[]) => people.map(({ address }) => address).join(', ')
  const parts = [
    ...(cc.length > 0 ? [`Cc ${list(cc)}`] : []),
    ...(bcc.length > 0 ? [`Bcc ${list(bcc)}`] : []),
  ]
  return (parts.length > 0 ? parts.join('; ') : 'nobody besides the requester').slice(
    0,
    LIMITS.fieldTextChars,
  )
}

function refuse(detail: string): never {
  throw new FaultError({ code: 'ticket/invalid', detail })
}
