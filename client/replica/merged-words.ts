/**
 * A ticket was merged: what is being written on it here, a reply or a note, goes on in the other one. The server has
 * done the same with the words it knew (commit/carry-draft), under the same Yjs ids, so nothing is there twice.
 * Not here: what was sent already and is refused for it (refusals).
 */
import { endOfMerges } from '../../shared/ticket/row.ts'
import { readSent, takeOutSent, type Sent } from '../../shared/ticket/sent-state.ts'
import type { Message } from '../../shared/ticket/ticket.ts'
import type { Result } from '../../shared/kit/fault.ts'
import type { Core } from './core.ts'
import { mergeWhole, readHeld } from './doc-log.ts'
import { draftsOnTheirWay, lookInto } from './draft-records.ts'
import { currentDraft } from './left-words.ts'

export type MergedWords = {
  /** Brings what is written on a merged ticket to where it goes on, as soon as that is here. */
  follow(ticket: string): void
}

export function makeMergedWords(
  core: Core,
  hooks: {
    ensureDoc(ticket: string): Promise<Result<void>>
    /** Everything typed on the ticket is on the disk when this resolves. */
    flush(): Promise<void>
    /** A draft was written past whoever has it open. */
    onDraft(draft: string): Promise<unknown>
  },
): MergedWords {
  const { db, summaries } = core
  /** Asked for again meanwhile: something may have been typed that was not on the disk yet. */
  const following = new Map<string, { isAskedAgain: boolean }>()

  /** Inside a transaction: what came along. The round is only known once it is here. */
  async function readMerged(into: string): Promise<Message[]> {
    const held = await db.docs.get(into)
    return held ? readHeld(held, []).messages.filter((message) => message.mergedFrom) : []
  }

  async function carry(ticket: string): Promise<void> {
    const into = endOfMerges(summaries.row(ticket), summaries.row)?.id ?? ticket
    if (into === ticket) return
    await hooks.flush()
    const count = await db.drafts.where('ticket').equals(ticket).count()
    if (count === 0 && (await db.notes.get(ticket)) === undefined) return
    if (!(await hooks.ensureDoc(into)).ok) return
    const tables = [...db.workTables, db.drafts, db.notes]
    const draft = await db.transaction('rw', tables, async () => {
      const merged = await readMerged(into)
      if (!merged.some((message) => message.mergedFrom?.ticket === ticket)) return null
      const note = await db.notes.get(ticket)
      // Two notes are not made one: the other may be under somebody's hands.
      if (note && (await db.notes.get(into)) === undefined) {
        await db.notes.put({ ...note, ticket: into })
        await db.notes.delete(ticket)
      }
      return carryDrafts(ticket, into, readSent(merged))
    })
    if (draft === null) return
    await hooks.onDraft(draft)
    core.publish({ tickets: [ticket, into], isOutbox: true })
  }

  /** What went out in a reply is in the thread of the other ticket: it does not go on being written. */
  async function carryDrafts(ticket: string, into: string, sent: Sent): Promise<string | null> {
    const sending = await draftsOnTheirWay(db)
    const id = await currentDraft(db, into)
    let isCarried = false
    for (const draft of await db.drafts.where('ticket').equals(ticket).toArray()) {
      if (sending.has(draft.id)) continue
      await db.drafts.delete(draft.id)
      isCarried = true
      const left = takeOutSent(draft.bytes, sent)
      if (lookInto(left).isBare) continue
      const kept = await db.drafts.get(id)
      const bytes = kept ? mergeWhole([kept.bytes, left]) : left
      if (!bytes) continue
      const { hasWords } = lookInto(bytes)
      await db.drafts.put({ id, ticket: into, bytes, hasWords, isSaved: false })
    }
    return isCarried ? id : null
  }

  async function follow(ticket: string): Promise<void> {
    const turn = { isAskedAgain: true }
    following.set(ticket, turn)
    while (turn.isAskedAgain) {
      turn.isAskedAgain = false
      if (!(await core.background(() => carry(ticket)))) break
    }
    following.delete(ticket)
  }

  return {
    follow(ticket) {
      const turn = following.get(ticket)
      if (turn) turn.isAskedAgain = true
      else void follow(ticket)
    },
  }
}
