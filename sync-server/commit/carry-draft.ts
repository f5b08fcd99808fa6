/**
 * A reply that is being written goes on elsewhere: its ticket was merged, or got a reply that is not this one. Its words
 * are put into the draft that comes next, with whose device wrote them, and with them who shall get the reply and its
 * files: those who type go on there, and what they typed meanwhile fits. Not here: drafts that are sent (send-reply).
 */
import * as Y from 'yjs'
import { LIMITS } from '../../shared/kit/limits.ts'
import { areMapsEmpty, draftIdFor, parseDraftId, roundOf } from '../../shared/ticket/draft-doc.ts'
import { isDraftEmpty } from '../../shared/ticket/draft-text.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { textOrNull } from '../store/database.ts'
import { freshen, storeUpdate } from './live-draft.ts'
import type { CommitParts } from './parts.ts'
import { flagCarried } from './draft-flag.ts'
import type { TicketWork } from './ticket-work.ts'
import { carryUploads } from './uploads.ts'

/** The draft of the reply that would be written on the ticket now. */
export function currentDraftOf(id: string, ticket: Ticket): string {
  return draftIdFor(id, roundOf(ticket))
}

/** Inside the work on the ticket of `into`. The first stays as it is; once more changes nothing. */
export async function carryDraft(
  parts: CommitParts,
  work: TicketWork,
  { from, into }: { from: string; into: string },
): Promise<void> {
  const { tx, actor, device, now } = work
  if (from === into) return
  const row = await tx.get(`SELECT sent_by FROM drafts WHERE id = ?`, from)
  if (!row || textOrNull(row, 'sent_by') !== null) return
  const { live: source } = await freshen(tx, from, null)
  if (isDraftEmpty(source.doc) && areMapsEmpty(source.doc)) return
  const { live: target } = await freshen(tx, into, null)
  if (target.isEmptied) return
  const update = Y.encodeStateAsUpdate(source.doc, Y.encodeStateVector(target.doc))
  // Together larger than a draft may be: the words stay where they are, and on the devices that wrote them.
  if (target.docBytes + update.length > LIMITS.documentBytes) return
  await tx.run(`UPDATE drafts SET carried_into = ? WHERE id = ?`, into, from)
  const [left, entered] = [parseDraftId(from), parseDraftId(into)]
  if (left && entered) await carryUploads(tx, { from: left.ticket, into: entered.ticket })
  const before = Y.encodeStateVector(target.doc)
  Y.applyUpdate(target.doc, update)
  const news = Y.encodeStateAsUpdate(target.doc, before)
  if (news.length <= 2) return
  target.docBytes += news.length
  await tx.run(
    `INSERT INTO doc_clients (doc, client, device) SELECT ?, client, device FROM doc_clients WHERE doc = ?
       ON CONFLICT (doc, client) DO NOTHING`,
    into,
    from,
  )
  const by = actor.kind === 'agent' ? `agent:${actor.rights.person}` : 'desk'
  await storeUpdate(tx, target, news, { actor: by, device, now })
  if (left && entered) await flagCarried(work, { from: left.ticket, round: entered.round })
  tx.afterCommit(() =>
    parts.hub.publish({ type: 'draft', draft: into, update: news, origin: null }),
  )
}
