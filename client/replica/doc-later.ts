/**
 * What the server said of a document since, kept beside its bytes until somebody reads it: joining takes a millisecond each,
 * and whoever comes back to thirty changed tickets opens one of them. Not here: which of it may be kept so (doc-log).
 */
import { makeDoc, Y } from '../../shared/ticket/ticket-doc.ts'
import type { Db, DocRecord } from './db.ts'
import { NOTHING, unpackBytes, unpackDoc } from './doc-pack.ts'

export type Merged = { bytes: Uint8Array; isWhole: boolean }

export function merge(parts: readonly Uint8Array[]): Merged {
  const doc = makeDoc()
  for (const part of parts) Y.applyUpdate(doc, part)
  const isWhole = doc.store.pendingStructs === null && doc.store.pendingDs === null
  const bytes = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return { bytes, isWhole }
}

/** A document that was read as it lies on the disk, in a thread that has no database. */
export function plainDoc(held: Pick<DocRecord, 'bytes' | 'plainBytes' | 'later'>): Uint8Array {
  const bytes = unpackBytes(held) ?? NOTHING
  return held.later ? merge([bytes, held.later]).bytes : bytes
}

/**
 * As they lie on the disk: neither unpacked nor joined, which thirty would take twenty milliseconds for. What is not found is
 * undefined. @param trans  a transaction over `db.docs`
 */
export async function readAsKept(
  db: Db,
  trans: IDBTransaction,
  tickets: readonly string[],
): Promise<(DocRecord | undefined)[]> {
  const held: (DocRecord | undefined)[] = await db.docs.core.getMany({ trans, keys: [...tickets] })
  return held
}

/** One more word of the server beside the bytes; what is missing in between is found when they are joined. */
export const addLater = ({ later }: DocRecord, update: Uint8Array): Uint8Array =>
  // A copy: of a view IndexedDB would keep all it looks into.
  later ? Y.mergeUpdates([later, update]) : update.slice()

/** A document as it was kept, whole. */
export const readWhole = (held: DocRecord): DocRecord => joinLater(unpackDoc(held))

/** As every document is read. With something missing in between it is not trusted any more: of version 0. */
export function joinLater(held: DocRecord): DocRecord {
  // Nothing was found, or nothing came since.
  if (!held?.later) return held
  const { later, ...rest } = held
  const { bytes, isWhole } = merge([held.bytes, later])
  return isWhole ? { ...rest, bytes } : { ...rest, version: 0 }
}
