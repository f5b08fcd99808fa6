/**
 * Merging: what was said on one ticket is put on another, and the first is closed for good, with the way on in it. The
 * reply that is being written on it goes on in that of the other. Who may read what does not change for any submitter
 * (decision 7). Not here: taking it back (unmerge).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { rootMap } from '../../shared/ticket/ticket-doc.ts'
import type { Message, Ticket } from '../../shared/ticket/ticket.ts'
import { dropJob } from '../jobs/job-rows.ts'
import { number, text, textOrNull, type Tx } from '../store/database.ts'
import { authorOf } from './actor.ts'
import { notFound, openForAgent } from './access.ts'
import { refBlobs } from './blob-refs.ts'
import { carryDraft, currentDraftOf } from './carry-draft.ts'
import { carryLinks } from './carry-links.ts'
import { keepBack, release, ReleasePayload } from './held-reply.ts'
import type { Answer, CommitParts } from './parts.ts'
import { noteMerge } from './merge-record.ts'
import { followMerge } from './merge-trail.ts'
import { renewDraft } from './part-drafts.ts'
import { carryTakenOff, noteParticipants } from './participant-facts.ts'
import { moveParticipants } from './participants.ts'
import { tellTicket } from './tell-ticket.ts'
import {
  finish,
  nextPlace,
  placeMessage,
  putBackUnchanged,
  writeValue,
  type TicketWork,
  type WorkRequest,
} from './ticket-work.ts'

export async function mergeTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: { ticket: string; into: string },
): Promise<Answer> {
  const { work: from } = await openForAgent(parts, request, input.ticket, true)
  const target = await followMerge(request.tx, input.into)
  const merged = from.before?.facts.mergedInto ?? null
  if (target === null) return giveUp(from, () => notFound('there is no such ticket'))
  if (merged !== null) return giveUp(from, () => again(request.tx, from, { merged, target }))
  if (target === input.ticket)
    return giveUp(from, () => {
      throw new FaultError({
        code: 'ticket/invalid',
        detail:
          input.into === input.ticket
            ? 'a ticket is not merged into itself'
            : 'that ticket was merged into this one',
      })
    })
  const { work: into } = await openForAgent(parts, request, target).catch((error: unknown) =>
    giveUp(from, () => {
      throw error
    }),
  )
  await refuseTooBig(from, into)
  const right = ticketOf(into)
  await releaseHeld(parts, from)
  // What was kept back is not on it any more.
  const left = from.reading.now()
  const messages = await carryOver(from, into, left)
  const goesOn = currentDraftOf(target, into.reading.now())
  await carryDraft(parts, into, { from: currentDraftOf(target, right), into: goesOn })
  const draft = await renewDraft(parts, from, { own: currentDraftOf(from.id, left), into: goesOn })
  await carryDraft(parts, into, { from: draft, into: goesOn })
  const links = await carryLinks(parts, request, { from, into })
  const by = authorOf(request.actor)
  tellTicket(parts, into, `#${left.facts.number} was merged into this ticket.`, { by })
  tellTicket(parts, from, `Merged into #${right.facts.number}. It goes on there.`, { by })
  writeValue(from, 'facts', 'mergedInto', target)
  writeValue(from, 'fields', 'status', 'closed')
  from.facts.push({ kind: 'merged', at: from.now })
  await request.tx.run(
    `UPDATE outgoing SET ticket = ? WHERE ticket = ? AND message IS NOT NULL`,
    target,
    input.ticket,
  )
  const people = await moveParticipants(request.tx, {
    from: input.ticket,
    into: target,
    at: from.now,
  })
  await noteMerge(request.tx, {
    ticket: input.ticket,
    other: target,
    at: from.now,
    trail: { kind: 'merge', status: left.status, messages, people, links },
  })
  await noteParticipants(into)
  carryTakenOff(from, into)
  await finish(parts, into)
  const done = await finish(parts, from)
  return { version: done.version, result: { into: target, number: right.facts.number } }
}

/** Nothing was touched: what is warm stays warm. */
async function giveUp<T>(work: TicketWork, end: () => T | Promise<T>): Promise<T> {
  putBackUnchanged(work)
  return end()
}

/** Asked for once more by another hand: the same end is the same answer. */
async function again(
  tx: Tx,
  from: TicketWork,
  { merged, target }: { merged: string; target: string },
): Promise<Answer> {
  const end = await followMerge(tx, merged)
  const row = end === target ? await tx.get(`SELECT number FROM tickets WHERE id = ?`, end) : null
  if (row) return { version: from.version, result: { into: target, number: number(row, 'number') } }
  throw new FaultError({
    code: 'ticket/merged',
    detail: 'this ticket was merged into another one already',
    more: { into: end ?? merged },
  })
}

function ticketOf(work: TicketWork): Ticket {
  if (!work.before) throw new Error('a ticket that is merged has been read')
  return work.before
}

async function refuseTooBig(from: TicketWork, into: TicketWork): Promise<void> {
  const rows = await into.tx.all(
    `SELECT doc_bytes FROM tickets WHERE id IN (?, ?)`,
    from.id,
    into.id,
  )
  const bytes = rows.reduce((sum, row) => sum + number(row, 'doc_bytes'), 0)
  const count = rootMap(from.doc, 'messages').size + rootMap(into.doc, 'messages').size
  if (bytes <= LIMITS.documentBytes && count < LIMITS.messagesPerTicket) return
  from.loan?.giveBack()
  into.loan?.giveBack()
  throw new FaultError({
    code: 'ticket/too-big',
    detail: `together they are larger than one ticket may be: ${LIMITS.messagesPerTicket} messages, ${LIMITS.documentBytes} bytes`,
  })
}

/** A reply inside its undo time goes out now: later there would be nobody to release it for (OU7). One for later is a draft again. */
async function releaseHeld(parts: CommitParts, from: TicketWork): Promise<void> {
  const held = await from.tx.all(
    `SELECT id, draft FROM sends WHERE ticket = ? AND state = 'held' ORDER BY at, id`,
    from.id,
  )
  for (const row of held) {
    const sendId = text(row, 'id')
    if (!rootMap(from.doc, 'messages').has(sendId)) continue
    const job = v.safeParse(ReleasePayload, await dropJob(from.tx, `send:${sendId}`))
    if (job.success && job.output.scheduled)
      await keepBack(parts, from, {
        sendId,
        draft: textOrNull(row, 'draft'),
        why: 'its ticket was merged into another one',
      })
    else await release(parts, from, sendId)
  }
}

/**
 * Under the same ids and authors. Each is placed after all that are there, as every message is (decision 3), so that
 * the send guard sees it; one that has to be moved for that says in `claimedAt` when it was said.
 *
 * @returns the ids of what was not there yet
 */
async function carryOver(from: TicketWork, into: TicketWork, before: Ticket): Promise<string[]> {
  const { number: ticketNumber, requester } = before.facts
  let last = nextPlace({ ...into, now: 0 }) - 1
  const carried: string[] = []
  for (const message of before.messages) {
    if (message.kind === 'event' || rootMap(into.doc, 'messages').has(message.id)) continue
    const isInOrder = message.at > last
    last = isInOrder ? message.at : Math.max(into.now, last + 1)
    const placed: Message = {
      ...message,
      at: last,
      ...(isInOrder ? {} : { claimedAt: message.claimedAt ?? message.at }),
      mergedFrom: message.mergedFrom ?? {
        ticket: from.id,
        number: ticketNumber,
        requester: requester.id,
      },
    }
    placeMessage(into, placed)
    const delivery: unknown = rootMap(from.doc, 'delivery').get(message.id)
    if (delivery !== undefined) writeValue(into, 'delivery', message.id, delivery)
    await refBlobs(into.tx, into.id, placed)
    carried.push(placed.id)
  }
  return carried
}
