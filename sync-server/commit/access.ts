/** One answer to “may this actor act on this ticket?”: foreign tickets look as if they were not there. */
import { FaultError } from '../../shared/kit/fault.ts'
import { queuesOf } from '../../shared/ticket/row.ts'
import { mayReplyAny, maySeeAny, type Rights } from '../../shared/ticket/ticket-rules.ts'
import type { Actor } from './actor.ts'
import { followMerge } from './merge-trail.ts'
import type { CommitParts } from './parts.ts'
import { openWork, type TicketWork, type WorkRequest } from './ticket-work.ts'

export function deny(detail: string, more?: Record<string, unknown>): never {
  throw new FaultError(
    more ? { code: 'ticket/denied', detail, more } : { code: 'ticket/denied', detail },
  )
}

export function notFound(detail: string): never {
  throw new FaultError({ code: 'kit/not-found', detail })
}

export function agentRights(actor: Actor): Rights {
  if (actor.kind !== 'agent') return deny('only agents do that')
  return actor.rights
}

/** The ticket, opened for an agent who may answer in one of its queues; one that was merged is read only (CO14). */
export async function openForAgent(
  parts: CommitParts,
  request: WorkRequest,
  ticket: string,
  mayBeMerged = false,
): Promise<{ work: TicketWork; rights: Rights }> {
  const rights = agentRights(request.actor)
  const work = await openWork(parts, ticket, request)
  const queues = work?.before ? queuesOf(work.before) : []
  if (!work || !maySeeAny(rights, queues)) return notFound('there is no such ticket')
  if (!mayReplyAny(rights, queues)) return deny('you may not answer in this queue')
  const into = work.before?.facts.mergedInto ?? null
  if (into !== null && !mayBeMerged) {
    work.loan?.giveBack()
    throw new FaultError({
      code: 'ticket/merged',
      detail: 'this ticket was merged and goes on in another one',
      more: { into: (await followMerge(request.tx, into)) ?? into },
    })
  }
  return { work, rights }
}

export async function openForDesk(
  parts: CommitParts,
  request: WorkRequest,
  ticket: string,
): Promise<TicketWork> {
  return (await openWork(parts, ticket, request)) ?? notFound('there is no such ticket')
}
