/**
 * Drafts: rich text that people type together. Their bytes go through the same door as tickets: checked against a
 * shadow, appended, acknowledged after COMMIT. Scratch drafts (`x:<name>`, load drivers) differ only in their name
 * and in that any root is taken.
 */
import * as Y from 'yjs'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { DRAFT_BODY, parseDraftId } from '../../shared/ticket/draft-doc.ts'
import {
  bytes,
  number,
  text,
  textOrNull,
  type Sql,
  type SqlRow,
  type Tx,
} from '../store/database.ts'
import { agentRights, deny, notFound } from './access.ts'
import { nameActor } from './actor.ts'
import type { Answer, CommitParts } from './parts.ts'
import { checkOwners, decodeV1 } from './update-check.ts'
import type { Loan } from './shadows.ts'
import type { WorkRequest } from './ticket-work.ts'
import { mayReply, maySee } from '../../shared/ticket/ticket-rules.ts'

/** Updates are folded into the snapshot after this many: typing is not an audit trail. */
const FOLD_EVERY = 200

export type DraftRow = {
  version: number
  sentBy: string | null
  doc: Y.Doc
  docBytes: number
  loan: Loan | null
}

export async function loadDraft(parts: CommitParts, tx: Tx, id: string): Promise<DraftRow | null> {
  const row = await tx.get(`SELECT * FROM drafts WHERE id = ?`, id)
  if (!row) return null
  const version = number(row, 'version')
  const meta = { version, sentBy: textOrNull(row, 'sent_by'), docBytes: number(row, 'doc_bytes') }
  const loan = parts.shadows.take(tx, `d:${id}`, version)
  return { ...meta, loan, doc: loan?.doc ?? (await loadDraftDoc(tx, id, row)) }
}

/** A draft's document from its snapshot and the updates after it. */
export async function loadDraftDoc(sql: Sql, id: string, row: SqlRow): Promise<Y.Doc> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, bytes(row, 'state'))
  const later = await sql.all(
    `SELECT bytes FROM draft_updates WHERE draft = ? AND version > ? ORDER BY version`,
    id,
    number(row, 'state_version'),
  )
  for (const update of later) Y.applyUpdate(doc, bytes(update, 'bytes'))
  return doc
}

export async function updateDraft(
  parts: CommitParts,
  request: WorkRequest,
  input: { draft: string; update: Uint8Array },
): Promise<Answer> {
  const rights = agentRights(request.actor)
  const isScratch = input.draft.startsWith('x:')
  if (!isScratch) {
    const parsed = parseDraftId(input.draft)
    const ticket = parsed
      ? await request.tx.get(`SELECT queue FROM tickets WHERE id = ?`, parsed.ticket)
      : undefined
    if (!ticket || !maySee(rights, text(ticket, 'queue'))) return notFound('there is no such draft')
    if (!mayReply(rights, text(ticket, 'queue'))) return deny('you may not answer in this queue')
  }
  const decoded = unwrap(decodeV1(input.update))
  const { tx, device } = request
  const draft = (await loadDraft(parts, tx, input.draft)) ?? {
    version: 0,
    sentBy: null,
    doc: new Y.Doc(),
    docBytes: 0,
    loan: null,
  }
  const judged = await judgeDraft(request, input, draft, decoded.structs).catch(
    (error: unknown) => {
      draft.loan?.giveBack()
      throw error
    },
  )
  let isNew = false
  const listen = () => {
    isNew = true
  }
  draft.doc.on('update', listen)
  Y.applyUpdate(draft.doc, input.update)
  draft.doc.off('update', listen)
  if (draft.doc.store.pendingStructs || draft.doc.store.pendingDs)
    throw new FaultError({ code: 'ticket/gap', detail: 'something before this update is missing' })
  const version = isNew ? draft.version + 1 : draft.version
  if (isNew) {
    for (const client of judged.clients)
      if (!judged.owners.has(client))
        await tx.run(
          `INSERT INTO doc_clients (doc, client, device) VALUES (?, ?, ?)`,
          input.draft,
          client,
          device,
        )
    await append(request, input, { ...draft, version })
  }
  parts.shadows.keep(tx, `d:${input.draft}`, version, draft.doc)
  if (isNew)
    tx.afterCommit(() =>
      parts.hub.publish({
        type: 'draft',
        draft: input.draft,
        update: input.update,
        origin: request.origin,
      }),
    )
  return { version }
}

type Structs = readonly (Y.Item | Y.GC | Y.Skip)[]

/** Everything that can be said before the document is touched: gaps, owners, roots, size. */
async function judgeDraft(
  request: WorkRequest,
  input: { draft: string; update: Uint8Array },
  draft: DraftRow,
  structs: Structs,
): Promise<{ clients: ReadonlySet<number>; owners: Map<number, string> }> {
  const next = new Map<number, number>()
  for (const struct of structs) {
    const { client, clock } = struct.id
    const known = next.get(client) ?? Y.getState(draft.doc.store, client)
    if (struct instanceof Y.Skip || clock > known)
      throw new FaultError({
        code: 'ticket/gap',
        detail: 'something before this update is missing',
      })
    if (clock + struct.length > known) next.set(client, clock + struct.length)
  }
  const clients = new Set(next.keys())
  const owners = await ownersOf(request, input.draft, clients)
  unwrap(checkOwners(clients, request.device, (client) => owners.get(client) ?? null))
  if (!input.draft.startsWith('x:')) refuseForeignRoots(structs)
  if (draft.docBytes + input.update.length > LIMITS.documentBytes) {
    const size = Y.encodeStateAsUpdate(draft.doc).length + input.update.length
    if (size > LIMITS.documentBytes)
      throw new FaultError({
        code: 'ticket/too-big',
        detail: `a draft may have ${LIMITS.documentBytes} bytes`,
      })
    draft.docBytes = size
  }
  return { clients, owners }
}

async function append(
  request: WorkRequest,
  input: { draft: string; update: Uint8Array },
  draft: DraftRow,
): Promise<void> {
  const { tx, now } = request
  const { version } = draft
  if (version === 1 || version % FOLD_EVERY === 0) {
    const state = Y.encodeStateAsUpdate(draft.doc)
    await tx.run(
      `INSERT INTO drafts (id, version, state, state_version, doc_bytes, sent_by, updated_at) VALUES (?, ?, ?, ?, ?, NULL, ?)
       ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state, state_version = excluded.state_version,
       doc_bytes = excluded.doc_bytes, updated_at = excluded.updated_at`,
      input.draft,
      version,
      state,
      version,
      state.length,
      now,
    )
    await tx.run(`DELETE FROM draft_updates WHERE draft = ?`, input.draft)
    return
  }
  await tx.run(
    `UPDATE drafts SET version = ?, doc_bytes = ?, updated_at = ? WHERE id = ?`,
    version,
    draft.docBytes + input.update.length,
    now,
    input.draft,
  )
  await tx.run(
    `INSERT INTO draft_updates (draft, version, actor, device, received_at, bytes) VALUES (?, ?, ?, ?, ?, ?)`,
    input.draft,
    version,
    nameActor(request.actor),
    request.device,
    now,
    input.update,
  )
}

async function ownersOf(
  request: WorkRequest,
  doc: string,
  clients: ReadonlySet<number>,
): Promise<Map<number, string>> {
  const owners = new Map<number, string>()
  for (const client of clients) {
    const row = await request.tx.get(
      `SELECT device FROM doc_clients WHERE doc = ? AND client = ?`,
      doc,
      client,
    )
    const device = row ? textOrNull(row, 'device') : null
    if (device !== null) owners.set(client, device)
  }
  return owners
}

function refuseForeignRoots(structs: Structs): void {
  for (const struct of structs) {
    const parent: unknown = struct instanceof Y.Item ? struct.parent : null
    if (typeof parent === 'string' && parent !== DRAFT_BODY)
      throw new FaultError({
        code: 'ticket/denied',
        detail: `there is no “${parent.slice(0, 40)}” in a draft`,
      })
  }
}
