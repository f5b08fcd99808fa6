/**
 * Letting a further queue see a ticket, and taking one out again (decision 11). A ticket's own queue changes by a move
 * (move). Not here: which queues a mail was addressed to (mail/inbound/also-addressed).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { queuesOf } from '../../shared/ticket/row.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { mayReply, maySee } from '../../shared/ticket/ticket-rules.ts'
import { deny, openForAgent } from './access.ts'
import type { Answer, CommitParts } from './parts.ts'
import {
  finish,
  putBackUnchanged,
  writeValue,
  type TicketWork,
  type WorkRequest,
} from './ticket-work.ts'

export async function shareTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: { ticket: string; queue: string },
): Promise<Answer> {
  const { work, rights } = await openForAgent(parts, request, input.ticket)
  if (!parts.settings.get().queues.some((queue) => queue.slug === input.queue)) {
    putBackUnchanged(work)
    throw new FaultError({
      code: 'desk/unknown-queue',
      detail: `there is no queue “${input.queue}”`,
    })
  }
  // As with a move: nobody puts a ticket where they could not look after it.
  if (!maySee(rights, input.queue)) {
    putBackUnchanged(work)
    return deny('you may not open it to that queue')
  }
  if (work.before) addQueues(work, work.before, [input.queue])
  return { version: (await finish(parts, work)).version }
}

/** Whoever answers in the ticket's own queue takes any out; whoever answers in a further one takes out that. */
export async function leaveQueue(
  parts: CommitParts,
  request: WorkRequest,
  input: { ticket: string; queue: string },
): Promise<Answer> {
  const { work, rights } = await openForAgent(parts, request, input.ticket)
  const further = work.before?.facts.alsoIn ?? []
  if (work.before?.queue === input.queue) {
    putBackUnchanged(work)
    throw new FaultError({
      code: 'ticket/invalid',
      detail: 'this is the ticket’s own queue: move it instead',
    })
  }
  if (!mayReply(rights, work.before?.queue ?? '') && !mayReply(rights, input.queue)) {
    putBackUnchanged(work)
    return deny('you answer in neither of these queues')
  }
  if (further.includes(input.queue))
    writeValue(
      work,
      'facts',
      'alsoIn',
      further.filter((queue) => queue !== input.queue),
    )
  return { version: (await finish(parts, work)).version }
}

/** @returns the queues that see it from now on and did not before */
export function addQueues(work: TicketWork, ticket: Ticket, queues: readonly string[]): string[] {
  const seen = queuesOf(ticket)
  const fresh = [...new Set(queues)].filter((queue) => !seen.includes(queue))
  const added = fresh.slice(0, Math.max(0, LIMITS.queuesPerTicket + 1 - seen.length))
  if (added.length > 0) writeValue(work, 'facts', 'alsoIn', [...ticket.facts.alsoIn, ...added])
  return added
}

/** A person took it out of that queue: no mail puts it back. */
export const wasTakenOutOf = (ticket: Ticket, queue: string): boolean =>
  ticket.messages.some((message) =>
    message.changes?.some(
      ({ field, from }) => (field === 'queue' || field === 'alsoIn') && from === queue,
    ),
  )
