/**
 * Documents as a device keeps them, each packed by itself: what is fetched in bulk lies on the disk as it came. In
 * bulk off the main thread, at the fastest level. Not here: answers that are packed as a whole (quick-gzip).
 */
import { promisify } from 'node:util'
import { constants, deflateRaw, deflateRawSync } from 'node:zlib'
import type { DocItem, FetchedDoc } from '../../shared/wire/down.ts'

const pack = promisify(deflateRaw)
/** Below this a document is not worth it. */
const WORTH_BYTES = 512
/** All of an answer; up to here a thread would take longer to reach than to pack it. */
const AT_ONCE_BYTES = 32 * 1024
/** Documents are about 10 KB: tables for more would take longer to make than to use. */
const OPTIONS = { level: constants.Z_BEST_SPEED, windowBits: 14, memLevel: 7 }

/** Whole states are packed (RFC 1951); updates, which are joined at once, stay as they are. */
export async function packDocuments(items: readonly DocItem[]): Promise<FetchedDoc[]> {
  const total = items.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const isSmall = total <= AT_ONCE_BYTES
  return Promise.all(
    items.map(async (item): Promise<FetchedDoc> => {
      if (item.kind !== 'state' || item.bytes.length < WORTH_BYTES) return item
      const packed = isSmall ? deflateRawSync(item.bytes, OPTIONS) : await pack(item.bytes, OPTIONS)
      return {
        ...item,
        kind: 'packed',
        bytes: Uint8Array.from(packed),
        plainBytes: item.bytes.length,
      }
    }),
  )
}
