/** Fetching documents in bulk and storing them. Which ones, and when, is decided by the feed or by who opens a ticket. */
import { ok, type Result } from '../../shared/kit/fault.ts'
import type { DocItem } from '../../shared/wire/down.ts'
import type { Core } from './core.ts'
import type { DocRecord } from './db.ts'
import type { DocWant } from './desk-http.ts'
import { fromState, makeClientId, settleOverlay, storeDoc, type OverlayChange } from './doc-log.ts'

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

async function storeDocs(core: Core, items: readonly DocItem[]): Promise<Fetched> {
  const { db } = core
  const fetched: Fetched = { versions: new Map(), gone: [], askState: [] }
  const overlays: OverlayChange[] = []
  await db.transaction('rw', db.workTables, async () => {
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
      const stored = await storeDoc(db, item, makeClientId(core.random))
      if (stored === 'gone') fetched.gone.push(item.ticket)
      else if (stored === 'ask-state') fetched.askState.push(item.ticket)
      else fetched.versions.set(item.ticket, item.version)
      const rowVersion = core.summaries.entry(item.ticket)?.version ?? 0
      overlays.push(await settleOverlay(db, item.ticket, rowVersion))
    }
    await db.docs.bulkPut(plain)
  })
  core.publish({ overlays, tickets: items.map((item) => item.ticket) })
  return fetched
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
