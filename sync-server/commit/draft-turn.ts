/**
 * Whose turn it is with a draft, as far as sending goes: a colleague's lock holds it up, and a colleague's review is
 * recorded with it. The server's clock counts. Not here: what the draft says of it (shared/ticket/draft-turn).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { lockAgainst, reviewOf } from '../../shared/ticket/draft-turn.ts'
import type { Author } from '../../shared/ticket/ticket.ts'
import type { Y } from '../../shared/ticket/ticket-doc.ts'
import { readRights } from '../auth/rights.ts'
import { text, type Tx } from '../store/database.ts'
import { currentDraftOf } from './carry-draft.ts'
import { loadDraft } from './draft.ts'
import type { TicketWork } from './ticket-work.ts'

/** Refuses while a colleague has locked it. Nothing forces it: whoever needs to send takes over (DR10). */
export async function refuseLocked(
  tx: Tx,
  doc: Y.Doc,
  { person, now }: { person: string; now: number },
): Promise<void> {
  const lock = lockAgainst(doc, person, now)
  // Whoever was disabled since holds nobody up.
  const holder = lock && (await readRights(tx, lock.by))
  if (holder)
    throw new FaultError({
      code: 'ticket/locked',
      detail: `${holder.name} has locked this reply`,
      more: { lockedBy: holder.person },
    })
}

/** A reply that comes whole goes out past the one that is being written: that is minded as well. */
export async function refuseLockedTicket(work: TicketWork, person: string): Promise<void> {
  const draft = work.before && (await loadDraft(work.tx, currentDraftOf(work.id, work.before)))
  if (draft) await refuseLocked(work.tx, draft.doc, { person, now: work.now })
}

/** Who called exactly these words good, if it was not who sends them. */
export async function reviewerOf(tx: Tx, doc: Y.Doc, sender: string): Promise<Author | undefined> {
  const review = reviewOf(doc)
  if (review.state !== 'good' || review.answer.by === sender) return undefined
  const row = await tx.get(`SELECT name FROM people WHERE id = ?`, review.answer.by)
  return row && { kind: 'agent', id: review.answer.by, name: text(row, 'name') }
}
