/**
 * Taking a split back within 30 days, as long as nothing was said on the new ticket: its messages stand again where they
 * stood, and it is closed and shows the way back. Afterwards only a merge brings them together.
 */
import { FaultError } from '../../shared/kit/fault.ts'
import type { Message } from '../../shared/ticket/ticket.ts'
import { openForAgent } from './access.ts'
import { refBlobs } from './blob-refs.ts'
import { carryDraft, currentDraftOf } from './carry-draft.ts'
import { tellBoth, unlinkBoth } from './link.ts'
import { dropMerge, readMerge } from './merge-record.ts'
import type { Answer, CommitParts } from './parts.ts'
import { leave, moveMailIds } from './split.ts'
import {
  finish,
  placeMessage,
  putBackUnchanged,
  writeValue,
  type TicketWork,
  type WorkRequest,
} from './ticket-work.ts'

export async function unsplitTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: { ticket: string },
): Promise<Answer> {
  const { work: made } = await openForAgent(parts, request, input.ticket, true)
  const now = made.reading.now()
  const record = await readMerge(request.tx, input.ticket, request.now)
  if (record?.trail.kind !== 'split') {
    // Somebody was quicker: it is as it was wished.
    if (now.facts.mergedInto !== null) {
      putBackUnchanged(made)
      return { version: made.version, result: { into: now.facts.mergedInto } }
    }
    return refuse(made, 'this ticket was not split from another one, or too long ago')
  }
  const ids = new Set(record.trail.messages)
  const said = now.messages.filter(({ kind }) => kind !== 'event')
  if (said.some(({ id }) => !ids.has(id)))
    return refuse(made, 'something was said on it since: merge it instead')
  const { work: source } = await openForAgent(parts, request, record.other).catch(
    (error: unknown) => {
      putBackUnchanged(made)
      throw error
    },
  )
  const drafts = {
    from: currentDraftOf(made.id, now),
    into: currentDraftOf(source.id, source.reading.now()),
  }
  for (const message of said) {
    const placed = placeMessage(source, asItWas(message, source.id))
    await refBlobs(request.tx, source.id, placed)
    await moveMailIds(request.tx, message.id, { from: made.id, into: source.id })
  }
  await carryDraft(parts, source, drafts)
  await leave(parts, made, said)
  unlinkBoth(made, source)
  close(made, source.id)
  tellBoth(
    parts,
    { work: made, words: (other) => `The split was taken back. It goes on in #${other}.` },
    { work: source, words: (other) => `What was split into #${other} is here again.` },
  )
  await dropMerge(request.tx, made.id)
  await finish(parts, source)
  const done = await finish(parts, made)
  return { version: done.version, result: { into: source.id } }
}

/** Without where it has been, unless it came from a third ticket. */
function asItWas({ mergedFrom, ...message }: Message, source: string): Message {
  return mergedFrom === undefined || mergedFrom.ticket === source
    ? message
    : { ...message, mergedFrom }
}

/** As a merged ticket is: what still comes for it goes on in the other. A document made anew tells no changes by itself. */
function close(made: TicketWork, into: string): void {
  writeValue(made, 'facts', 'mergedInto', into)
  writeValue(made, 'fields', 'status', 'closed')
  made.facts.push(
    { kind: 'merged', at: made.now },
    { kind: 'status', status: 'closed', at: made.now },
  )
}

function refuse(work: TicketWork, detail: string): never {
  putBackUnchanged(work)
  throw new FaultError({ code: 'ticket/invalid', detail })
}
