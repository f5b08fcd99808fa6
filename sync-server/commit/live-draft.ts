/**
 * A draft in memory with what is known of its rows: loaded, brought up to date with what others stored, and stored.
 * Updates are folded into the snapshot as they grow, so that the cost of a letter does not grow with the draft.
 * Not here: what may be stored (draft-check, draft-batch).
 */
import * as Y from 'yjs'
import { joinUpdates } from './update-bytes.ts'
import { bytes, number, text, type Sql, type SqlRow, type Tx } from '../store/database.ts'

/**
 * Updates are folded once they weigh as much as the snapshot (so every byte is written a bounded number of times, however
 * long the draft), and at the latest after so many (so a cold load stays short). Typing is not an audit trail.
 */
const FOLD_BYTES_MIN = 16 * 1024
/** Writing a large snapshot stops everybody; only a load driver's draft grows so large, and waits for its count. */
const FOLD_BYTES_MAX = 4 * 1024 * 1024
const FOLD_UPDATES_MAX = 1_000
const FOLD_UPDATES_MAX_LARGE = 10_000

export type LiveDraft = {
  id: string
  version: number
  doc: Y.Doc
  /** At most this many bytes as one update; `isMeasured`: exactly. */
  docBytes: number
  isMeasured: boolean
  /** Bytes of the snapshot, and of the updates stored after it. */
  stateBytes: number
  laterBytes: number
  laterCount: number
  /** Its words were taken out: it takes no more (CO17). */
  isEmptied: boolean
  /** Devices that Yjs client ids are known to belong to; others may be in `doc_clients`. */
  owners: Map<number, string>
}

export type Freshened = {
  live: LiveDraft
  /** What others had stored since: those who look at `live` have not been given it by us. */
  caught: Uint8Array | null
}

/** A draft's document from its snapshot and the updates after it. */
export async function loadDraftDoc(sql: Sql, id: string, row: SqlRow): Promise<Y.Doc> {
  const later = await readLater(sql, id, number(row, 'state_version'))
  return makeDraftDoc(bytes(row, 'state'), later)
}

/** Brings `held` up to what is stored, or loads it; an empty one when nothing is stored yet. */
export async function freshen(
  sql: Sql | Tx,
  id: string,
  held: LiveDraft | null,
): Promise<Freshened> {
  const lock = 'forUpdate' in sql ? sql.forUpdate : ''
  const row = await sql.get(`SELECT version, state_version FROM drafts WHERE id = ? ${lock}`, id)
  if (!row) return { live: held?.version === 0 ? held : newDraft(id), caught: null }
  const version = number(row, 'version')
  if (held?.version === version) return { live: held, caught: null }
  if (!held || held.version < number(row, 'state_version') || held.version > version) {
    const live = await loadLive(sql, id)
    const caught = held ? Y.encodeStateAsUpdate(live.doc, Y.encodeStateVector(held.doc)) : null
    return { live, caught }
  }
  const later = await readLater(sql, id, held.version)
  const caught = joinUpdates(later)
  Y.applyUpdate(held.doc, caught)
  held.version = version
  held.docBytes += caught.length
  held.isMeasured = false
  held.laterBytes += caught.length
  held.laterCount += later.length
  return { live: held, caught }
}

async function loadLive(sql: Sql, id: string): Promise<LiveDraft> {
  const row = await sql.get(
    `SELECT version, state, state_version, emptied_at FROM drafts WHERE id = ?`,
    id,
  )
  if (!row) return newDraft(id)
  const later = await readLater(sql, id, number(row, 'state_version'))
  const [snapshot, ...rest] = later
  const restBytes = rest.reduce((sum, update) => sum + update.length, 0)
  const stateBytes = bytes(row, 'state').length + (snapshot?.length ?? 0)
  return {
    id,
    version: number(row, 'version'),
    doc: makeDraftDoc(bytes(row, 'state'), later),
    docBytes: stateBytes + restBytes,
    isMeasured: false,
    stateBytes,
    laterBytes: restBytes,
    laterCount: rest.length,
    isEmptied: row['emptied_at'] !== null,
    owners: new Map(),
  }
}

const newDraft = (id: string): LiveDraft => ({
  id,
  version: 0,
  doc: new Y.Doc(),
  docBytes: 0,
  isMeasured: true,
  stateBytes: 0,
  laterBytes: 0,
  laterCount: 0,
  isEmptied: false,
  owners: new Map(),
})

function makeDraftDoc(state: Uint8Array, later: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  if (later.length > 0) Y.applyUpdate(doc, joinUpdates(later))
  return doc
}

async function readLater(sql: Sql, id: string, after: number): Promise<Uint8Array[]> {
  const rows = await sql.all(
    `SELECT bytes FROM draft_updates WHERE draft = ? AND version > ? ORDER BY version`,
    id,
    after,
  )
  return rows.map((row) => bytes(row, 'bytes'))
}

/** The device a client id belongs to, or null. */
export async function ownerOf(tx: Tx, live: LiveDraft, client: number): Promise<string | null> {
  const known = live.owners.get(client)
  if (known !== undefined) return known
  const row = await tx.get(
    `SELECT device FROM doc_clients WHERE doc = ? AND client = ?`,
    live.id,
    client,
  )
  if (!row) return null
  const device = text(row, 'device')
  live.owners.set(client, device)
  return device
}

export async function bindClient(
  tx: Tx,
  live: LiveDraft,
  client: number,
  device: string,
): Promise<void> {
  await tx.run(
    `INSERT INTO doc_clients (doc, client, device) VALUES (?, ?, ?)`,
    live.id,
    client,
    device,
  )
  live.owners.set(client, device)
}

/** One more stored update, which the document holds already. */
export async function storeUpdate(
  tx: Tx,
  live: LiveDraft,
  update: Uint8Array,
  by: StoredBy,
): Promise<void> {
  live.version += 1
  live.laterBytes += update.length
  live.laterCount += 1
  const isLarge = live.docBytes >= FOLD_BYTES_MAX
  const isHeavy = !isLarge && live.laterBytes > Math.max(live.stateBytes, FOLD_BYTES_MIN)
  const most = isLarge ? FOLD_UPDATES_MAX_LARGE : FOLD_UPDATES_MAX
  if (isHeavy || live.laterCount >= most) return fold(tx, live, by)
  if (live.version === 1) await addRow(tx, live, by.now)
  else
    await tx.run(
      `UPDATE drafts SET version = ?, doc_bytes = ?, updated_at = ? WHERE id = ?`,
      live.version,
      live.docBytes,
      by.now,
      live.id,
    )
  await addUpdate(tx, live, update, by)
}

type StoredBy = { actor: string; device: string; now: number }

/** All of it as one update, in place of those before. */
async function fold(tx: Tx, live: LiveDraft, by: StoredBy): Promise<void> {
  const snapshot = Y.encodeStateAsUpdate(live.doc)
  live.docBytes = snapshot.length
  live.isMeasured = true
  live.stateBytes = snapshot.length
  live.laterBytes = 0
  live.laterCount = 0
  if (live.version === 1) await addRow(tx, live, by.now)
  else {
    await tx.run(
      `UPDATE drafts SET version = ?, state = ?, state_version = ?, doc_bytes = ?, updated_at = ? WHERE id = ?`,
      live.version,
      NOTHING,
      live.version - 1,
      live.docBytes,
      by.now,
      live.id,
    )
    await tx.run(`DELETE FROM draft_updates WHERE draft = ?`, live.id)
  }
  await addUpdate(tx, live, snapshot, by)
}

/**
 * The row that says a draft is there. Its `state` stays empty and the snapshot is the oldest of the updates: SQLite
 * writes a row anew with all its bytes, so a long draft would be written whole for every letter.
 */
async function addRow(tx: Tx, live: LiveDraft, now: number): Promise<void> {
  await tx.run(
    `INSERT INTO drafts (id, version, state, state_version, doc_bytes, sent_by, updated_at) VALUES (?, ?, ?, ?, ?, NULL, ?)`,
    live.id,
    live.version,
    NOTHING,
    live.version - 1,
    live.docBytes,
    now,
  )
}

async function addUpdate(tx: Tx, live: LiveDraft, update: Uint8Array, by: StoredBy): Promise<void> {
  await tx.run(
    `INSERT INTO draft_updates (draft, version, actor, device, received_at, bytes) VALUES (?, ?, ?, ?, ?, ?)`,
    live.id,
    live.version,
    by.actor,
    by.device,
    by.now,
    update,
  )
}

/** A V1 update of a document in which nothing happened. */
const NOTHING = new Uint8Array([0, 0])
