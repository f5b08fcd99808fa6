/**
 * Splitting: messages of a ticket become a ticket of their own, whose requester is the author of the first of them. They
 * leave the first ticket, document and log. Nobody outside reads what they did not read before: each message keeps whose it
 * was (mergedFrom), and the public view goes by that. Not here: taking it back (unsplit).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import type { Message, Ticket } from '../../shared/ticket/ticket.ts'
import { text } from '../store/database.ts'
import { notFound, openForAgent } from './access.ts'
import type { Contact } from './actor.ts'
import { refBlobs, refBlobsAnew } from './blob-refs.ts'
import { makeAnew } from './compact-doc.ts'
import { isNobodys, readContact } from './contacts.ts'
import type { SplitInput } from './input.ts'
import { linkBoth, tellBoth } from './link.ts'
import { noteMerge } from './merge-record.ts'
import { refuseTaken } from './new-ticket.ts'
import { beginTicket } from './open-ticket.ts'
import { noteParticipants } from './participant-facts.ts'
import { addParticipant } from './participants.ts'
import type { Answer, CommitParts } from './parts.ts'
import {
  finish,
  placeMessage,
  putBackUnchanged,
  writeValue,
  type TicketWork,
  type WorkRequest,
} from './ticket-work.ts'

export async function splitTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: SplitInput,
): Promise<Answer> {
  const { work: from } = await openForAgent(parts, request, input.ticket)
  const before = from.reading.now()
  const wanted = new Set(input.messages)
  const moved = before.messages.filter(({ id }) => wanted.has(id))
  if (moved.length < wanted.size) {
    putBackUnchanged(from)
    return notFound('there is no such message')
  }
  const why = whyNot(before, moved)
  if (why !== null) return refuse(from, why)
  const contact = await readContact(request.tx, moved[0]?.by.id ?? '')
  if (!contact || isNobodys(contact.address))
    return refuse(from, 'nobody could be answered on it: its first message must be somebody’s')
  await refuseTaken(request, input.into)
  const { work: into, number } = await beginTicket(
    parts,
    request,
    {
      id: input.into,
      queue: before.queue,
      channel: before.facts.channel === 'desk' ? 'mail' : before.facts.channel,
      subject: input.subject,
      priority: before.priority,
      receivedAt: owedSince(before, moved, request.now),
    },
    contact,
  )
  // The same agents as before, and nobody's sight changes by it.
  if (before.facts.alsoIn.length > 0) writeValue(into, 'facts', 'alsoIn', before.facts.alsoIn)
  if (before.assignee !== null) writeValue(into, 'fields', 'assignee', before.assignee)
  await carry(into, from, { moved, contact, before })
  await leave(parts, from, moved)
  linkBoth(into, from, 'split-from')
  tellBoth(
    parts,
    { work: into, words: (source) => `Split from #${source}.` },
    {
      work: from,
      words: (made) =>
        `${moved.length === 1 ? 'A message was' : `${moved.length} messages were`} split into #${made}.`,
    },
  )
  await noteMerge(request.tx, {
    ticket: input.into,
    other: input.ticket,
    at: request.now,
    trail: { kind: 'split', messages: moved.map(({ id }) => id) },
  })
  await noteParticipants(into)
  const made = await finish(parts, into)
  await finish(parts, from)
  return { version: made.version, result: { id: input.into, number } }
}

function whyNot(before: Ticket, moved: readonly Message[]): string | null {
  const [first] = moved
  if (!first || first.kind !== 'inbound' || first.by.kind !== 'contact')
    return 'its first message must be somebody’s: they become the requester'
  // What the desk said was said to somebody, and its mail is out.
  const isSent = ({ kind, forwardOf }: Message) =>
    (kind !== 'inbound' && kind !== 'note') || forwardOf !== undefined
  if (moved.some(isSent)) return 'replies stay where they were sent'
  const rest = before.messages.filter(({ kind }) => kind !== 'event').length - moved.length
  return rest === 0 ? 'that is all there is: give the ticket another subject instead' : null
}

/** Since it came in, as long as nobody answered it; after that the desk owes an answer from the split on. */
function owedSince(before: Ticket, moved: readonly Message[], now: number): number {
  const at = moved[0]?.at ?? now
  const isAnswered = before.messages.some((message) => message.kind === 'reply' && message.at > at)
  return isAnswered ? now : at
}

/** Under the same ids, at the same times, with whose words they were. */
async function carry(
  into: TicketWork,
  from: TicketWork,
  about: { moved: readonly Message[]; contact: Contact; before: Ticket },
): Promise<void> {
  const { moved, contact, before } = about
  const { number, requester } = before.facts
  const { tx } = into
  for (const message of moved) {
    const isTheirs = message.by.id === contact.id && isShownTheirs(message)
    const placed = placeMessage(into, {
      ...message,
      mergedFrom: message.mergedFrom ?? {
        ticket: from.id,
        number,
        requester: isTheirs ? contact.id : requester.id,
      },
    })
    await refBlobs(tx, into.id, placed)
    await moveMailIds(tx, message.id, { from: from.id, into: into.id })
    if (message.by.kind !== 'contact') continue
    const on = await tx.get(
      `SELECT how FROM participants WHERE ticket = ? AND contact = ?`,
      from.id,
      message.by.id,
    )
    const how = on && text(on, 'how') === 'wrote' ? 'wrote' : 'earlier'
    const isOn = on !== undefined || message.by.id === requester.id
    if (isOn && (message.by.id !== contact.id || how === 'wrote'))
      await addParticipant(tx, { ticket: into.id, contact: message.by.id, how, at: into.now })
  }
}

/** Mail that anybody could have written opens nothing to the person it names (MA23). */
const isShownTheirs = ({ via, sender, standing }: Message): boolean =>
  via !== 'mail' || (sender === 'verified' && standing !== 'other')

/** An answer to the mail finds it where it is now. */
export async function moveMailIds(
  tx: TicketWork['tx'],
  message: string,
  { from, into }: { from: string; into: string },
): Promise<void> {
  await tx.run(
    `UPDATE mail_ids SET ticket = ? WHERE ticket = ? AND message = ?`,
    into,
    from,
    message,
  )
  await tx.run(
    `UPDATE received_mail SET ticket = ? WHERE ticket = ? AND message = ?`,
    into,
    from,
    message,
  )
}

/** Made anew: what left is in no document and no log of the ticket it left (CO17). */
export async function leave(
  parts: CommitParts,
  work: TicketWork,
  moved: readonly Message[],
): Promise<void> {
  const gone = new Set(moved.map(({ id }) => id))
  await makeAnew(work, (root, key, value) =>
    (root === 'messages' || root === 'delivery') && gone.has(key) ? undefined : value,
  )
  for (const id of gone) work.paths.add(`messages/${id}`)
  await refBlobsAnew(parts, work.tx, work.id, work.reading.now().messages)
}

function refuse(work: TicketWork, detail: string): never {
  putBackUnchanged(work)
  throw new FaultError({ code: 'ticket/invalid', detail })
}
