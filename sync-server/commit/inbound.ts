/** A further message from the outside on a ticket that exists: by portal, or by mail that was found to belong to it. */
import { makeId } from '../../shared/kit/id.ts'
import type { Message } from '../../shared/ticket/ticket.ts'
import { notFound, openForDesk } from './access.ts'
import type { Contact } from './actor.ts'
import { refBlobs } from './blob-refs.ts'
import { followMerge } from './merge-trail.ts'
import { forgetTakenOff, noteParticipants } from './participant-facts.ts'
import type { Answer, CommitParts } from './parts.ts'
import { finish, fitText, writeMessage, writeValue, type WorkRequest } from './ticket-work.ts'

/** What is kept of a mail beside its words. */
export type MailFacts = Partial<
  Pick<
    Message,
    | 'address'
    | 'attachments'
    | 'cut'
    | 'forwarded'
    | 'html'
    | 'joinedBy'
    | 'judged'
    | 'linkedTo'
    | 'messageId'
    | 'newPeople'
    | 'raw'
    | 'replyTo'
    | 'sender'
    | 'sentAt'
    | 'standing'
    | 'threadIndex'
    | 'threadTopic'
    | 'warning'
  >
>

export type InboundInput = {
  kind: 'inbound'
  ticket: string
  from: Contact
  body: string
  quoted?: string
  via: 'mail' | 'portal'
  receivedAt: number
  message?: MailFacts
}

export async function addInbound(
  parts: CommitParts,
  request: WorkRequest,
  input: InboundInput,
): Promise<Answer> {
  // What was merged goes on elsewhere, and so does what is said to it (CO14).
  const ticket = await followMerge(request.tx, input.ticket)
  if (ticket === null) return notFound('there is no such ticket')
  const work = await openForDesk(parts, request, ticket)
  const message = writeMessage(work, {
    id: makeId(request.now, parts.random),
    kind: 'inbound',
    by: { kind: 'contact', id: input.from.id, name: input.from.name },
    ...(await fitText(parts, input.body)),
    via: input.via,
    address: input.from.address,
    ...(input.quoted ? { quoted: input.quoted } : {}),
    ...input.message,
  })
  await refBlobs(request.tx, ticket, message)
  forgetTakenOff(work, input.from.id)
  await noteParticipants(work)
  // Only the requester and participants are waited for and owed an answer (SLA: what an inbound is).
  if (input.message?.standing !== 'other')
    work.facts.push({ kind: 'inbound', at: Math.min(input.receivedAt, request.now) })
  // The ball is with the desk again.
  const status = work.before?.status
  if (status !== 'new' && status !== 'open') writeValue(work, 'fields', 'status', 'open')
  // WO9; what was due to wake before is awake, and needs no word about it.
  const { snoozedUntil = null, isSnoozeFirm } = work.before ?? {}
  if (snoozedUntil !== null && snoozedUntil > request.now && !isSnoozeFirm)
    writeValue(work, 'fields', 'snoozedUntil', null)
  const done = await finish(parts, work)
  return { version: done.version, result: { id: ticket, message: message.id } }
}
