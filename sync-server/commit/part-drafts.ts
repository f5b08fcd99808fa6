/**
 * A reply that was being written when two tickets were merged, once the merge is taken apart: the words that came along go
 * back to their own ticket and leave the other; those typed since stay there, and so does what went out. Not here: how
 * they came together (carry-draft).
 */
import * as Y from 'yjs'
import {
  DRAFT_MAPS,
  draftBody,
  draftIdFor,
  readFiles,
  roundOf,
} from '../../shared/ticket/draft-doc.ts'
import { findSent, readSent, type Sent } from '../../shared/ticket/sent-state.ts'
import { recordUpdate } from '../../shared/ticket/ticket-doc.ts'
import { textOrNull } from '../store/database.ts'
import { currentDraftOf } from './carry-draft.ts'
import { flagRenewed, flagTaken } from './draft-flag.ts'
import { SERVER_DEVICE } from './compact-doc.ts'
import { bindClient, freshen, storeUpdate, type LiveDraft } from './live-draft.ts'
import type { CommitParts } from './parts.ts'
import { writeValue, type TicketWork } from './ticket-work.ts'
import { carryFiles } from './uploads.ts'

/**
 * Inside the work on both, when what came by the merge is off the other one.
 * @param into  null: it was deleted, and its words with it
 */
export async function partDrafts(
  parts: CommitParts,
  { from, into }: { from: TicketWork; into: TicketWork | null },
): Promise<void> {
  const { tx } = from
  const own = currentDraftOf(from.id, from.reading.now())
  const row = await tx.get(`SELECT carried_into FROM drafts WHERE id = ?`, own)
  if (!row || textOrNull(row, 'carried_into') === null) return
  const { live } = await freshen(tx, own, null)
  await tx.run(`UPDATE drafts SET carried_into = NULL WHERE id = ?`, own)
  // What went out of it was redacted since: it takes nothing more, so the reply is written in the next one.
  if (live.isEmptied) return beginNext(from)
  if (!into) return
  const came = Y.decodeStateVector(Y.encodeStateVector(live.doc))
  const { messages } = into.reading.now()
  await takeOut(parts, from, live, readSent(messages))
  flagTaken(from, live)
  const goesOn = await freshen(tx, currentDraftOf(into.id, into.reading.now()), null)
  await takeOut(parts, into, goesOn.live, came)
  flagTaken(into, goesOn.live)
  const files = readFiles(live.doc).map(({ hash }) => hash)
  await carryFiles(tx, { from: into.id, into: from.id }, files)
}

/**
 * Inside the work on a ticket that is merged once more: the other one knows these words as taken out, and would never show
 * them again. Then they are written anew, in the next draft. @returns the draft that goes along
 */
export async function renewDraft(
  parts: CommitParts,
  from: TicketWork,
  { own, into }: { own: string; into: string },
): Promise<string> {
  const { tx, now } = from
  const { live } = await freshen(tx, own, null)
  const { live: target } = await freshen(tx, into, null)
  if (live.isEmptied || !isTakenOut(live.doc, target.doc)) return own
  beginNext(from)
  const round = roundOf(from.reading.now())
  const { live: next } = await freshen(tx, draftIdFor(from.id, round), null)
  const copy = copyOf(live.doc, clientFrom(parts.random(4)))
  const update = Y.encodeStateAsUpdate(copy)
  Y.applyUpdate(next.doc, update)
  next.docBytes += update.length
  await bindClient(tx, next, copy.clientID, SERVER_DEVICE)
  await storeUpdate(tx, next, update, { actor: 'desk', device: 'desk', now })
  flagRenewed(from, round)
  return next.id
}

/** Whether something that stands in the one was there, and is not any more, in the other. */
function isTakenOut(doc: Y.Doc, other: Y.Doc): boolean {
  const gone = Y.createDeleteSetFromStructStore(other.store)
  for (const structs of doc.store.clients.values())
    for (const struct of structs)
      if (struct instanceof Y.Item && !struct.deleted && Y.isDeleted(gone, struct.id)) return true
  return false
}

/** As devices draw theirs. */
const clientFrom = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0)

function copyOf(doc: Y.Doc, client: number): Y.Doc {
  const copy = new Y.Doc()
  copy.clientID = client
  copy.transact(() => {
    const blocks = draftBody(doc).toArray()
    draftBody(copy).insert(
      0,
      blocks.flatMap((block) => (block instanceof Y.XmlHook ? [] : [block.clone()])),
    )
    for (const map of DRAFT_MAPS)
      doc.getMap(map).forEach((value, key) => {
        copy.getMap(map).set(key, value)
      })
  })
  return copy
}

function beginNext(work: TicketWork): void {
  const { formerReplies = 0 } = work.reading.now().facts
  writeValue(work, 'facts', 'formerReplies', formerReplies + 1)
}

/** Out of the document and out of its log: who may read the one ticket need not be let into the other. */
async function takeOut(
  parts: CommitParts,
  { tx, now }: TicketWork,
  live: LiveDraft,
  what: Sent,
): Promise<void> {
  const { doc, id: draft } = live
  const update = recordUpdate(doc, () =>
    doc.transact((transaction) => {
      for (const item of findSent(doc, transaction, what))
        if (!isChosenBefore(item, what)) item.delete(transaction)
    }),
  )
  if (!update || live.version === 0) return
  live.version += 1
  const state = Y.encodeStateAsUpdate(doc)
  // Whoever has the document in memory reads it anew: it is not what they have with something added (live-draft).
  await tx.run(
    `UPDATE drafts SET version = ?, state = ?, state_version = ?, doc_bytes = ?, updated_at = ? WHERE id = ?`,
    live.version,
    state,
    live.version,
    state.length,
    now,
    draft,
  )
  await tx.run(`DELETE FROM draft_updates WHERE draft = ?`, draft)
  tx.afterCommit(() => parts.hub.publish({ type: 'draft', draft, update, origin: null }))
}

/** A reader or file that both had: one of the two choices stands, and is that of the other ticket as well. */
function isChosenBefore({ parentSub, left }: Y.Item, what: Sent): boolean {
  if (parentSub === null) return false
  for (let before = left; before; before = before.left)
    if (before.id.clock >= (what.get(before.id.client) ?? 0)) return true
  return false
}
