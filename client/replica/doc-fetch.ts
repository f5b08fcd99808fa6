/** Fetching documents in bulk and storing them. Which ones, and when, is decided by the feed or by who opens a ticket. */
import { ok, type Result } from '../../shared/kit/fault.ts'
import type { DocItem } from '../../shared/wire/down.ts'
import type { Core } from './core.ts'
import type { Db, DocRecord } from './db.ts'
import type { DocWant } from './desk-http.ts'
import { fromState, makeClientId, settleOverlay, storeDoc, type OverlayChange } from './doc-log.ts'
import { purgeTickets } from './purge.ts'

export type Fetched = {
  /** Versions now held. */
  versions: Map<string, number>
  /** Not to be had: deleted, or no longer ours. */
  gone: string[]
  /** To be asked for again, from version 0. */
  askState: string[]
}

export async function fetchDocs(core: Core, want: readonly DocWant[]): Promise<Result<Fetched>> {
  const answer = await core.http.docs(want)
  if (!answer.ok) return answer
  const fetched = await storeDocs(core, answer.value)
  return ok(fetched)
}

export async function storeDocs(core: Core, items: readonly DocItem[]): Promise<Fetched> {
  const { db } = core
  const fetched: Fetched = { versions: new Map(), gone: [], askState: [] }
  const overlays: OverlayChange[] = []
  await db.transaction('rw', [...db.workTables, db.blobs], async () => {
    fetched.versions.clear()
    fetched.gone.length = fetched.askState.length = overlays.length = 0
    const touched = await ticketsAtWork(core)
    const held = await db.docs
      .where('ticket')
      .anyOf(items.map((item) => item.ticket))
      .primaryKeys()
    for (const ticket of held) touched.add(ticket)
    const plain: DocRecord[] = []
    for (const item of items) {
      if (item.kind === 'state' && !touched.has(item.ticket)) {
        plain.push(fromState(item, makeClientId(core.random)))
        fetched.versions.set(item.ticket, item.version)
        continue
      }
      const epoch = (await db.docs.get(item.ticket))?.epoch
      const clientId = makeClientId(core.random)
      const stored = await storeDoc(db, item, { clientId, person: core.me })
      // What made the document anew may have taken files out of it.
      if (item.kind === 'state' && epoch !== undefined && epoch !== item.epoch)
        await dropBlobs(db, item.ticket)
      if (stored === 'gone') fetched.gone.push(item.ticket)
      else if (stored === 'ask-state') fetched.askState.push(item.ticket)
      else fetched.versions.set(item.ticket, item.version)
      const rowVersion = core.summaries.entry(item.ticket)?.version ?? 0
      overlays.push(await settleOverlay(db, item.ticket, rowVersion))
    }
    await db.docs.bulkPut(plain)
  })
  core.publish({ overlays, tickets: items.map((item) => item.ticket) })
  const lost = fetched.gone.filter((ticket) => core.summaries.entry(ticket))
  if (lost.length > 0) await purgeTickets(core, lost)
  return fetched
}

async function dropBlobs(db: Db, ticket: string): Promise<void> {
  await db.blobs.where('ticket').equals(ticket).delete()
}

/** Tickets with something of this device on them. */
async function ticketsAtWork({ db }: Core): Promise<Set<string>> {
  const tickets = new Set<string>()
  for (const table of [db.outbox, db.echoes])
    for (const key of await table.orderBy('ticket').uniqueKeys())
      if (typeof key === 'string') tickets.add(key)
  for (const id of await db.overlays.toCollection().primaryKeys()) tickets.add(id)
  return tickets
}
