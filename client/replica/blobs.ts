/** Bytes of attachments and of mail's HTML: from this device, else fetched and kept. Named by hash, so never stale. */
import { ok, type Result } from '../../shared/kit/fault.ts'
import type { Core } from './core.ts'
import { isQuotaError } from './db.ts'

export async function readBlob(core: Core, ticket: string, hash: string): Promise<Result<Blob>> {
  const kept = await core.db.blobs.get([ticket, hash])
  if (kept) return ok(kept.blob)
  const fetched = await core.http.blob(ticket, hash)
  if (!fetched.ok) return fetched
  try {
    // Not for a ticket that was purged while the bytes were on their way.
    if (core.summaries.row(ticket)) await core.db.blobs.put({ ticket, hash, blob: fetched.value })
  } catch (error) {
    // Shown all the same: a full disk must not hide a file that is here in memory.
    if (!isQuotaError(error)) throw error
  }
  return fetched
}
