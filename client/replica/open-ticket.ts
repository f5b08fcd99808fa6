/**
 * A ticket as it is read on this device: its document is fetched when it is not here. Not here: telling the screens
 * that it changed (replica).
 */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import type { OpenTicket } from './api.ts'
import type { Core } from './core.ts'
import { echoesOf, readHeld } from './doc-log.ts'

/** Fetches the document when this device does not have it; `kit/not-found` when it is not to be had. */
export async function ensureDoc(core: Core, ticket: string): Promise<Result<void>> {
  const { db, summaries } = core
  if ((await db.docs.where('ticket').equals(ticket).count()) > 0) return ok()
  if (!summaries.row(ticket)) return fail('kit/not-found', 'there is no such ticket here')
  const loaded = await import('./fetch-docs.ts').catch(() => null)
  const fetched = await loaded?.fetchDocs(core, [{ ticket, version: 0 }])
  if (!fetched?.ok) return fail('kit/not-found', 'this ticket is not on this device yet')
  const { versions, broken } = fetched.value
  if (versions.has(ticket) || broken.includes(ticket)) return ok()
  return fail('kit/not-found', 'this ticket is not to be had')
}

/** With what this device has done on it and the server has not said yet. */
export async function openTicket(core: Core, id: string): Promise<Result<OpenTicket>> {
  const { db, summaries } = core
  const here = await ensureDoc(core, id)
  if (!here.ok) return here
  const [held, echoes, unsent] = await db.transaction('r', db.workTables, () =>
    Promise.all([db.docs.get(id), echoesOf(db, id), db.outbox.where('ticket').equals(id).count()]),
  )
  // Left every scope while it was read.
  if (!held || summaries.entry(id)?.scopes.length === 0)
    return fail('kit/not-found', 'this ticket is no longer here')
  const ticket = readHeld(held, echoes)
  return ok({
    id,
    ticket,
    row: summaries.row(id) ?? makeRow(id, ticket),
    version: held.version,
    hasUnsent: unsent > 0,
  })
}
