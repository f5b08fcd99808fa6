/**
 * An agent opens a ticket for somebody. The first words are the agent's: a mail to the requester, which is a reply like any
 * other (held, taken back, delivered, signed), or a note that nobody is mailed about. All of it is one commit. Not here:
 * tickets that come from outside (open-ticket).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { draftIdFor } from '../../shared/ticket/draft-doc.ts'
import { filesOfReply } from '../../shared/ticket/draft-picture.ts'
import { makeDoc, Y } from '../../shared/ticket/ticket-doc.ts'
import { mayReply } from '../../shared/ticket/ticket-rules.ts'
import { agentRights, deny } from './access.ts'
import { authorOf } from './actor.ts'
import { findOrAddContact } from './contacts.ts'
import { updateDraft } from './draft.ts'
import type { NewTicketInput } from './input.ts'
import { beginTicket } from './open-ticket.ts'
import type { Answer, CommitParts } from './parts.ts'
import { sendReply } from './send-reply.ts'
import { whyNoPerson } from './ticket-people.ts'
import { uploadsFor } from './uploads.ts'
import { finish, writeMessage, writeValue, type WorkRequest } from './ticket-work.ts'

export async function openForSomebody(
  parts: CommitParts,
  request: WorkRequest,
  input: NewTicketInput,
): Promise<Answer> {
  const rights = agentRights(request.actor)
  if (!mayReply(rights, input.queue)) return deny('you may not file in this queue')
  const why = whyNoPerson(parts, input.email)
  if (why !== null) throw new FaultError({ code: 'ticket/invalid', detail: why })
  await refuseTaken(request, input.ticket)
  const contact = await findOrAddContact(parts, request, {
    name: input.name,
    address: input.email,
  })
  const { work, number } = await beginTicket(
    parts,
    request,
    {
      id: input.ticket,
      queue: input.queue,
      channel: 'desk',
      subject: input.subject,
      receivedAt: request.now,
      ...(input.priority ? { priority: input.priority } : {}),
    },
    contact,
  )
  if (input.assignee) writeValue(work, 'fields', 'assignee', input.assignee)
  // Somebody of the desk has looked at it: it is theirs to say what comes next.
  writeValue(work, 'fields', 'status', 'open')
  const { first } = input
  if (first.as === 'note')
    writeMessage(work, {
      id: first.id,
      kind: 'note',
      by: authorOf(request.actor),
      text: first.text.slice(0, LIMITS.noteTextChars),
      via: 'app',
    })
  const opened = await finish(parts, work)
  const made = { id: input.ticket, number }
  if (first.as === 'note') return { version: opened.version, result: made }
  const draft = draftIdFor(input.ticket, 0)
  await updateDraft(parts, request, { draft, update: first.draft })
  const doc = makeDoc(first.draft)
  const draftState = Uint8Array.from(Y.encodeStateVector(doc))
  const hashes = filesOfReply(doc).map(({ hash }) => hash)
  doc.destroy()
  const { person } = rights
  await uploadsFor(request.tx, { ticket: input.ticket, person, at: request.now }, hashes)
  const sent = await sendReply(parts, request, {
    kind: 'send',
    sendId: first.sendId,
    ticket: input.ticket,
    draft,
    draftState,
    seen: null,
    isForced: false,
    status: first.status,
  })
  return { version: sent.version, result: { ...sent.result, ...made } }
}

/** An id that was used, also by a ticket that is gone, is nobody's to choose again. */
export async function refuseTaken({ tx }: WorkRequest, ticket: string): Promise<void> {
  const known = await tx.get(
    `SELECT 1 AS yes FROM tickets WHERE id = ? UNION ALL SELECT 1 AS yes FROM removals WHERE ticket = ? LIMIT 1`,
    ticket,
    ticket,
  )
  if (known)
    throw new FaultError({ code: 'ticket/reused-push', detail: 'a ticket has that id already' })
}
