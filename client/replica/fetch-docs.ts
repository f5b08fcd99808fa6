/**
 * Asks for documents that somebody is waiting for, whatever else is fetched. Lazy, as it needs the server in any case.
 * Not here: how they are stored (doc-fetch).
 */
import { ok, type Result } from '../../shared/kit/fault.ts'
import type { FetchedDoc } from '../../shared/wire/down.ts'
import type { Core } from './core.ts'
import type { DocWant } from './desk-http.ts'
import { storeDocs, versionOf, type Fetched } from './doc-fetch.ts'
import { timesDistrusted } from './generation.ts'

export async function fetchDocs(core: Core, want: readonly DocWant[]): Promise<Result<Fetched>> {
  const asOf = await timesDistrusted(core.db)
  const answer = await core.http.docs(want)
  if (!answer.ok) return answer
  // Purged while it was asked for: nothing of it comes back (RI2).
  const isListed = ({ ticket }: FetchedDoc) => core.summaries.row(ticket) !== undefined
  const here = answer.value.filter(isListed)
  const fetched = await storeDocs(core, here, asOf)
  // A row that came before this was stored found no document to bring up to date: nobody else would.
  const behind = here
    .map(({ ticket }) => ({ ticket, version: fetched.versions.get(ticket) ?? 0 }))
    .filter(({ ticket, version }) => version > 0 && version < versionOf(core, ticket))
  const later = behind.length > 0 ? await core.http.docs(behind) : ok([])
  const newer = later.ok ? await storeDocs(core, later.value.filter(isListed), asOf) : fetched
  for (const [id, version] of newer.versions) fetched.versions.set(id, version)
  return ok(fetched)
}
