/**
 * Takes tickets off this device that the person may no longer see, or that were deleted. What they had not sent yet is
 * kept as refused, with its words: acts, changes that came too late, replies and notes being written (OU3).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import { makeDoc } from '../../shared/ticket/ticket-doc.ts'
import { newId, type Core } from './core.ts'
import type { DraftRecord, Entry, Intent, LostRecord, NoteRecord } from './db.ts'
import { addDoubts } from './doubts.ts'
import { describeOp } from './intent-words.ts'
import { isListed } from './intents.ts'
import { opSetting } from './lost.ts'
import { words } from '../words/first.ts'
import { mentionMark } from './mention-mark.ts'

/** A ticket that was deleted looks like one that is no longer ours (RI3). */
const GONE = { code: 'ticket/denied', detail: 'the ticket was deleted, or is no longer yours' }

/** Of an edit that has no document any more: it can be copied, or made again elsewhere. */
const NO_BYTES = { update: new Uint8Array(), epoch: 0, isRebuilt: false, isDiscarded: false }

/** @param word  whose word it is that they are gone: that of an answer may be of a moment that is over (`doubts`) */
export async function purgeTickets(
  core: Core,
  ids: readonly string[],
  word: 'feed' | 'answer',
): Promise<void> {
  const { db } = core
  const entries = ids.map((id) => ({ id, entry: null }))
  const own = [db.drafts, db.notes, db.discarded]
  const tables = [...db.listTables, ...own, db.files, db.later, db.blobs, db.seen, db.kv]
  await db.transaction('rw', tables, async () => {
    const unsent = await db.outbox.where('ticket').anyOf(ids).toArray()
    const drafts = await db.drafts.where('ticket').anyOf(ids).toArray()
    const notes = await db.notes.where('ticket').anyOf(ids).toArray()
    const late = await db.lost.where('ticket').anyOf(ids).toArray()
    const kept: Intent[] = [
      ...unsent.filter(isListed),
      ...drafts.filter((draft) => isUnsent(draft, unsent)).map((draft) => replyOf(core, draft)),
      ...notes.filter(({ text }) => text !== '').map((note) => noteOf(core, note)),
      ...late.filter(isUnheard).flatMap((record) => changeOf(core, record) ?? []),
    ]
    const at = core.serverNow()
    await db.rejected.bulkPut(
      kept.map((intent) => ({
        pushId: intent.pushId,
        ticket: intent.ticket,
        intent,
        ...GONE,
        at,
      })),
    )
    await db.outbox.bulkDelete(unsent.map((intent) => intent.order ?? 0))
    await db.entries.bulkPut(entries)
    await core.summaries.outdate(ids)
    if (word === 'answer') await addDoubts(db, ids)
    for (const table of [db.docs, db.overlays, db.seen, db.notes]) await table.bulkDelete([...ids])
    await db.seen.bulkDelete(ids.map(mentionMark))
    for (const table of [db.echoes, db.drafts, db.blobs, db.files, db.later, db.lost])
      await table.where('ticket').anyOf(ids).delete()
    await db.discarded.filter((record) => ids.includes(record.ticket)).delete()
    // Their words went on in a ticket that is gone, and are in no thread any more.
    await db.drafts.filter((draft) => draft.isSaved && goesOnIn(core, draft.ticket, ids)).delete()
  })
  core.publish({ entries, tickets: [...ids], isOutbox: true })
  await core.summaries.forgetOutdated()
}

/** Whether a ticket was merged, over however many, into one of these. */
function goesOnIn({ summaries }: Core, ticket: string, ids: readonly string[]): boolean {
  let at = summaries.row(ticket)?.mergedInto
  for (let hops = 0; at !== undefined && hops < LIMITS.mergeHops; hops++) {
    if (ids.includes(at)) return true
    at = summaries.row(at)?.mergedInto
  }
  return false
}

/**
 * The words of a merged ticket whose end is not here, once every row is: it was deleted, or is no longer ours, before this
 * device heard of the merge. The server has them where nobody here may look; what it may not have stays.
 */
export async function dropEndedWords(core: Core): Promise<void> {
  const { db, summaries } = core
  const drafted = await db.drafts.orderBy('ticket').uniqueKeys()
  const ended = drafted.map(String).filter((ticket) => endsElsewhere(summaries.entry, ticket))
  if (ended.length === 0) return
  const written = db.drafts.where('ticket').anyOf(ended)
  const count = await written.filter((draft) => draft.isSaved).delete()
  if (count > 0) core.publish({ tickets: ended, isOutbox: true })
}

/** Whether it was merged, over however many, into a ticket that is not here. */
export function endsElsewhere(entryOf: (id: string) => Entry | undefined, ticket: string): boolean {
  let at = entryOf(ticket)?.row.mergedInto
  for (let hops = 0; at !== undefined && hops < LIMITS.mergeHops; hops++) {
    const entry = entryOf(at)
    if (!entry) return true
    at = entry.row.mergedInto
  }
  return false
}

/** Words that no send carries, and that the server may not have. */
function isUnsent(draft: DraftRecord, unsent: readonly Intent[]): boolean {
  if (draft.isSaved || !draft.hasWords) return false
  return !unsent.some((intent) => intent.kind === 'draft' && intent.draft === draft.id)
}

/** It came too late, which this device alone found out: the server never had it. */
const isUnheard = ({ id, told }: LostRecord): boolean => told?.event === id

function changeOf(core: Core, { id, ticket, field, mine, claimedAt }: LostRecord): Intent | null {
  const op = opSetting(field, mine)
  if (!op) return null
  return {
    kind: 'update',
    pushId: id,
    ticket,
    ...describeOp(op, core.desk()),
    claimedAt,
    op,
    ...NO_BYTES,
  }
}

function replyOf(core: Core, { id, ticket, bytes }: DraftRecord): Intent {
  const doc = makeDoc(bytes)
  const { text } = renderDraft(doc)
  doc.destroy()
  return {
    kind: 'draft',
    pushId: newId(core),
    ticket,
    title: words.waiting.draftBegun,
    text,
    claimedAt: core.serverNow(),
    draft: id,
    update: bytes,
    sendId: '',
  }
}

function noteOf(core: Core, { ticket, text, formatted }: NoteRecord): Intent {
  return {
    kind: 'update',
    pushId: newId(core),
    ticket,
    title: words.waiting.noteBegun,
    text,
    claimedAt: core.serverNow(),
    op: { op: 'add-note', id: newId(core), text, formatted, mentions: [] },
    ...NO_BYTES,
  }
}
