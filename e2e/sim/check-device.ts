/** I3: the device holds what it may see, equal to the server's to the last byte, and nothing else. */
import { isDeepStrictEqual } from 'node:util'
import { readPack } from '../../client/replica/row-packs.ts'
import { v } from '../../shared/kit/schema.ts'
import { containsState } from '../../shared/ticket/draft-doc.ts'
import { makeDoc, ROOTS, Y } from '../../shared/ticket/ticket-doc.ts'
import { Row } from '../../shared/ticket/ticket.ts'
import { loadDraftDoc } from '../../sync-server/commit/draft.ts'
import { text } from '../../sync-server/store/database.ts'
import type { Device } from './device.ts'
import type { Known, Outcome } from './known.ts'
import { sees } from './sight.ts'

/** What lies on a device's disk. */
export type Disk = Awaited<ReturnType<typeof readDisk>>

export const readDisk = (device: Device) =>
  device.look(async (db) =>
    db.transaction('r', db.tables, async () => ({
      packs: (await db.packs.toArray()).flatMap(({ bytes }) => readPack(bytes)),
      entries: await db.entries.toArray(),
      overlays: await db.overlays.toArray(),
      docs: await db.docs.toArray(),
      echoes: await db.echoes.toArray(),
      outbox: await db.outbox.toArray(),
      rejected: await db.rejected.toArray(),
      drafts: await db.drafts.toArray(),
      blobs: await db.blobs.toArray(),
      seen: await db.seen.toArray(),
      lost: await db.lost.toArray(),
      notes: await db.notes.toArray(),
      kv: await db.kv.toArray(),
    })),
  )

export async function checkDevice(
  { sql, sightOf, ledger }: Outcome,
  device: Device,
  { docs, outbox, drafts, overlays, echoes }: Disk,
  known: Known,
): Promise<string[]> {
  const { name, person } = device
  const sight = sightOf(person.id)
  const problems: string[] = []
  const held = new Map(docs.map((doc) => [doc.ticket, doc]))
  for (const [id, ticket] of known) {
    const maySee = sees(sight, ticket.queues)
    const doc = held.get(id)
    const row = device.replica()?.row(id)
    if (!maySee) {
      if (doc || row)
        problems.push(`I4 ${name}: still has ticket ${id} of ${ticket.queues.join(' and ')}`)
      continue
    }
    // A device that was full keeps every row, and fetches a document again when it is opened.
    if (row && !doc && device.browser.wasFull()) continue
    if (!doc || !row) {
      problems.push(`I3 ${name}: lacks ticket ${id}${row ? '' : ' in its list'}`)
      continue
    }
    const difference = differenceOf(ticket.doc, doc.bytes)
    if (difference)
      problems.push(
        `I3 ${name}: ticket ${id} at ${doc.version} of ${ticket.version} differs in ${difference}`,
      )
    if (doc.version !== ticket.version)
      problems.push(`I3 ${name}: ticket ${id} is at version ${doc.version} of ${ticket.version}`)
    const stored = v.parse(Row, JSON.parse(text(ticket.row, 'row')))
    if (!isDeepStrictEqual({ ...row }, { ...stored }))
      problems.push(`I3 ${name}: the row of ticket ${id} differs`)
  }
  for (const doc of docs)
    if (!known.has(doc.ticket)) problems.push(`I3 ${name}: has a ticket nobody knows`)
  for (const row of device.replica()?.rows() ?? [])
    if (!known.has(row.id)) problems.push(`I3 ${name}: lists a ticket nobody knows`)
  if (outbox.length > 0) problems.push(`I8 ${name}: ${outbox.length} things still wait`)
  if (overlays.length > 0) problems.push(`I8 ${name}: ${overlays.length} overlays stayed`)
  if (echoes.length > 0) problems.push(`I8 ${name}: ${echoes.length} echoes stayed`)
  for (const draft of drafts) {
    // What was taken out of the server's copy is looked for elsewhere (check-removed).
    if (!draft.isSaved || ledger.redacted.length > 0) continue
    const row = await sql.get(`SELECT * FROM drafts WHERE id = ?`, draft.id)
    const state = Y.encodeStateVectorFromUpdate(draft.bytes)
    const isEmpty = Y.decodeStateVector(state).size === 0
    if (!isEmpty && (!row || !containsState(await loadDraftDoc(sql, draft.id, row), state)))
      problems.push(`I1 ${name}: draft ${draft.id} counts as saved and the server lacks part of it`)
  }
  return problems
}

/** The root that differs, or what else does; null when nothing does. */
function differenceOf(one: Y.Doc, held: Uint8Array): string | null {
  const two = makeDoc(held)
  // Bytes that are equal say the same; bytes that are not may still.
  if (Buffer.compare(Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(two)) === 0) return null
  for (const root of ROOTS)
    if (!isDeepStrictEqual(one.getMap(root).toJSON(), two.getMap(root).toJSON())) return root
  return Y.equalSnapshots(Y.snapshot(one), Y.snapshot(two)) ? null : 'its history'
}
