/**
 * Documents that came in bulk lie on the disk as they came, packed (RFC 1951): a third of the bytes to write, and none
 * are unpacked that nobody opens. Not here: who asks for them so (desk-http).
 */
import { inflateSync } from 'fflate'
import type { DocItem, FetchedDoc } from '../../shared/wire/down.ts'
import type { DocRecord } from './db.ts'

/** An update that says nothing. */
export const NOTHING = new Uint8Array([0, 0])

type Kept = Pick<DocRecord, 'bytes' | 'plainBytes'>

/** Null: damaged. */
export function unpackBytes({ bytes, plainBytes }: Kept): Uint8Array<ArrayBuffer> | null {
  if (plainBytes === undefined) return Uint8Array.from(bytes)
  try {
    const out = new Uint8Array(plainBytes)
    return inflateSync(bytes, { out }).length === plainBytes ? out : null
  } catch {
    return null
  }
}

/** As every document is read. What cannot be unpacked is not trusted: of version 0, it is asked for again. */
export function unpackDoc(held: DocRecord): DocRecord {
  // Nothing was found, or it lies there as it is.
  if (held?.plainBytes === undefined) return held
  const { plainBytes: _, ...rest } = held
  const bytes = unpackBytes(held)
  return bytes ? { ...rest, bytes } : { ...rest, bytes: NOTHING, version: 0 }
}

/** What came, to be joined or read now. What cannot be unpacked is as good as not sent. */
export function unpackItems(items: readonly FetchedDoc[]): DocItem[] {
  return items.flatMap((item) => {
    if (item.kind !== 'packed') return [item]
    const { plainBytes: _, ...rest } = item
    const bytes = unpackBytes(item)
    return bytes ? [{ ...rest, kind: 'state' as const, bytes }] : []
  })
}
