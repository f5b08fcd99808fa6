/**
 * Bytes of attachments and of mail's HTML: from this device, else fetched and kept. Named by hash, so never stale.
 * The oldest make way for new ones; large ones are shown but not kept.
 */
import { ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Core } from './core.ts'
import { isQuotaError, type Db } from './db.ts'

type Parts = Pick<Core, 'db' | 'clock'> & {
  http: Pick<Core['http'], 'blob'>
  summaries: Pick<Core['summaries'], 'row'>
}

export async function readBlob(core: Parts, ticket: string, hash: string): Promise<Result<Blob>> {
  const kept = await core.db.blobs.get([ticket, hash])
  if (kept) return ok(kept.blob)
  // Of a reply that is being written here.
  const own = await core.db.files.where('hash').equals(hash).first()
  if (own) return ok(own.blob)
  const epoch = await epochOf(core.db, ticket)
  const fetched = await core.http.blob(ticket, hash)
  if (!fetched.ok) return fetched
  try {
    await keepBlob(core, { ticket, hash, epoch }, fetched.value)
  } catch (error) {
    // Shown all the same: a full disk must not hide a file that is here in memory.
    if (!isQuotaError(error)) throw error
  }
  return fetched
}

/** Of the document that is held; null: none is. A new one may have lost files (`leaveEpoch`). */
export const epochOf = async (db: Db, ticket: string): Promise<number | null> =>
  (await db.docs.get(ticket))?.epoch ?? null

/**
 * @param epoch  of the document when the file was asked for
 * @param bytesMax  of what is larger nothing is kept
 * @returns false when the document was made anew meanwhile: whether the file is still in it is to be asked again
 */
export async function keepBlob(
  core: Pick<Parts, 'db' | 'clock' | 'summaries'>,
  { ticket, hash, epoch }: { ticket: string; hash: string; epoch: number | null },
  blob: Blob,
  bytesMax: number = LIMITS.deviceBlobBytes,
): Promise<boolean> {
  const { db } = core
  // Not for a ticket that was purged while the bytes were on their way.
  if (blob.size > bytesMax || !core.summaries.row(ticket)) return true
  return db.transaction('rw', [db.blobs, db.docs, db.entries], async () => {
    // Memory hears of it only after the disk (`purgeTickets`), and what is put down now nobody takes away again.
    if ((await db.entries.get(ticket))?.entry === null) return true
    // The files of a document that was made anew have gone, and this one would come after them.
    if ((await epochOf(db, ticket)) !== epoch) return false
    await db.blobs.put({ ticket, hash, blob, keptAt: core.clock.now() })
    const tooMany = (await db.blobs.count()) - LIMITS.deviceBlobs
    if (tooMany > 0) await db.blobs.orderBy('keptAt').limit(tooMany).delete()
    return true
  })
}
