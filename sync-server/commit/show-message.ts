/**
 * Showing somebody else's mail to the requester: mail of third parties is for agents alone until one of them says so
 * (assurance, *Ticket Trick* rule 4). What is shown is what `shownMessage` says, no more, and it stays said by whom and when.
 */
import { FaultError } from '../../shared/kit/fault.ts'
import type { Message, Ticket } from '../../shared/ticket/ticket.ts'
import { notFound, openForAgent } from './access.ts'
import { authorOf } from './actor.ts'
import { refBlobs } from './blob-refs.ts'
import type { Answer, CommitParts } from './parts.ts'
import { asShown, isShownAnyway, type PublicMessage } from './public-view.ts'
import { tellTicket } from './tell-ticket.ts'
import { finish, putBackUnchanged, writeValue, type WorkRequest } from './ticket-work.ts'

/** `why`: asked for where the mail lets somebody in elsewhere. */
export type ShowInput = { kind: 'show-message'; ticket: string; message: string; why: string }

export async function showMessage(
  parts: CommitParts,
  request: WorkRequest,
  input: ShowInput,
): Promise<Answer> {
  const { work } = await openForAgent(parts, request, input.ticket)
  const message = work.before?.messages.find((one) => one.id === input.message)
  const refuse = (detail: string): never => {
    putBackUnchanged(work)
    throw new FaultError({ code: 'ticket/invalid', detail })
  }
  if (!message || !work.before || message.kind !== 'inbound') {
    putBackUnchanged(work)
    return notFound('there is no such mail')
  }
  if (message.shared !== undefined || isShownAnyway(work.before, message)) {
    putBackUnchanged(work)
    return { version: work.version }
  }
  if (message.redactedAt !== undefined) return refuse('its words were taken out')
  if (message.mergedFrom) return refuse('it was said on another ticket, to somebody else')
  if (message.warning === 'verification' && input.why === '')
    return refuse('this mail lets somebody in elsewhere: say why it is shown')
  const by = authorOf(request.actor)
  const shown: Message = { ...message, shared: { by, at: request.now } }
  writeValue(work, 'messages', message.id, shown)
  await refBlobs(request.tx, work.id, shown)
  const said = `Showed a mail of ${message.by.name} to the requester. ${input.why}`.trim()
  tellTicket(parts, work, said, { by })
  return { version: (await finish(parts, work)).version }
}

/** Exactly what the requester would see of it, for the agent who is asked. */
export function shownMessage(ticket: Ticket, id: string): PublicMessage | null {
  const message = ticket.messages.find((one) => one.id === id && one.kind === 'inbound')
  return message ? asShown(ticket, message) : null
}
