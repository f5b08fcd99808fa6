/**
 * Bytes of attachments and of mail's HTML: from this device, else fetched and kept. Named by hash, so never stale.
 * The oldest make way for new ones; large ones are shown but not kept.
 */
import { ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Core } from './core.ts'
import { isQuotaError } from './db.ts'

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
  const fetched = await core.http.blob(ticket, hash)
  if (!fetched.ok) return fetched
  try {
    await keepBlob(core, ticket, hash, fetched.value)
  } catch (error) {
    // Shown all the same: a full disk must not hide a file that is here in memory.
    if (!isQuotaError(error)) throw error
  }
  return fetched
}

/** @param bytesMax  of what is larger nothing is kept */
export async function keepBlob(
  core: Pick<Parts, 'db' | 'clock' | 'summaries'>,
  ticket: string,
  hash: string,
  blob: Blob,
  bytesMax: number = LIMITS.deviceBlobBytes,
): Promise<void> {
  const { db } = core
  // Not for a ticket that was purged while the bytes were on their way.
  if (blob.size > bytesMax || !core.summaries.row(ticket)) return
  await db.transaction('rw', [db.blobs, db.entries], async () => {
    // Memory hears of it only after the disk (`purgeTickets`), and what is put down now nobody takes away again.
    if ((await db.entries.get(ticket))?.entry === null) return
    await db.blobs.put({ ticket, hash, blob, keptAt: core.clock.now() })
    const tooMany = (await db.blobs.count()) - LIMITS.deviceBlobs
    if (tooMany > 0) await db.blobs.orderBy('keptAt').limit(tooMany).delete()
  })
}
