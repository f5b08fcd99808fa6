/**
 * Rows as they lie on the disk: many as the JSON of one list, in UTF-8, and single ones that changed since beside them, which are
 * folded in (fold-rows; measured: architecture §5). Not here: what is in memory, and when something is kept (summaries).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Db, Entry, EntryRecord } from './db.ts'

/** Above this many, reading the pack is quicker than looking for each of them in its text. */
const LOOKED_FOR = 20

/** Takes rows out of a pack; the last word about a ticket is put beside it. */
export async function forgetIn(db: Db, n: number, ids: ReadonlySet<string>): Promise<void> {
  const pack = await db.packs.get(n)
  if (!pack) return
  const text = new TextDecoder().decode(pack.bytes)
  const isIn = (id: string) => text.includes(`"${id}"`)
  if (ids.size <= LOOKED_FOR && ![...ids].some(isIn)) return
  const all = readPack(pack.bytes)
  const kept = all.filter((entry) => !ids.has(entry.id))
  if (kept.length === all.length) return
  const gone = all.filter((entry) => ids.has(entry.id))
  const single = await db.entries.bulkGet(gone.map((entry) => entry.id))
  const only = gone.filter((_entry, at) => !single[at])
  await db.entries.bulkPut(only.map((entry) => ({ id: entry.id, entry })))
  if (kept.length > 0) await db.packs.put({ n, bytes: packOf(kept) })
  else await db.packs.delete(n)
}

/** As of one moment. A portion of packs at a time: between them the browser may do something else. */
export async function readAll(db: Db) {
  const entries = new Map<string, Entry>()
  const overlays = await db.transaction('r', [db.packs, db.entries, db.overlays], async () => {
    const packs = await db.packs.orderBy('n').primaryKeys()
    for (let at = 0; at < packs.length; at += LIMITS.packsAtOnce)
      for (const pack of await db.packs.bulkGet(packs.slice(at, at + LIMITS.packsAtOnce)))
        for (const entry of pack ? readPack(pack.bytes) : []) entries.set(entry.id, entry)
    for (const { id, entry } of await db.entries.toArray()) {
      if (entry) entries.set(id, entry)
      else entries.delete(id)
    }
    return db.overlays.toArray()
  })
  return { entries, overlays }
}

/** What another tab has kept: entries told one by one, and those in packs. */
export function readTold(told: {
  entries: readonly EntryRecord[]
  packs: readonly Uint8Array<ArrayBuffer>[]
}) {
  const packed = told.packs.flatMap(readPack).map((entry) => ({ id: entry.id, entry }))
  return [...told.entries, ...packed]
}

export function readPack(bytes: Uint8Array): Entry[] {
  // Our own bytes, parsed by schema when they came over the wire: 50,000 rows are not checked twice.
  const entries: Entry[] = JSON.parse(new TextDecoder().decode(bytes))
  return entries
}

export const packOf = (entries: readonly Entry[]) =>
  new TextEncoder().encode(JSON.stringify(entries))

/** How entries are kept many at a time. */
export function packsOf(entries: readonly Entry[]): Uint8Array<ArrayBuffer>[] {
  const packs: Uint8Array<ArrayBuffer>[] = []
  for (let at = 0; at < entries.length; at += LIMITS.packRows)
    packs.push(packOf(entries.slice(at, at + LIMITS.packRows)))
  return packs
}

export async function addPacks(db: Db, packs: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
  const first = Math.max(0, ...(await db.packs.toCollection().primaryKeys())) + 1
  await db.packs.bulkPut(packs.map((bytes, at) => ({ n: first + at, bytes })))
}
