/**
 * Which documents this device holds, which of them are behind, and which to ask for next: open tickets first, then the
 * newest, as many as the device has room for. Runs in the leading tab. Not here: rows and cursors (feed).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Core } from './core.ts'
import type { Entry } from './db.ts'
import type { Result } from '../../shared/kit/fault.ts'
import type { DocItem } from '../../shared/wire/down.ts'
import { storeDocs } from './doc-fetch.ts'

export type DocQueue = ReturnType<typeof makeDocQueue>

export function makeDocQueue(core: Core) {
  const { db, summaries } = core
  /** Versions of the documents held, so that bytes are not read to learn what is missing. */
  const held = new Map<string, number>()
  const gone = new Set<string>()
  const behind = new Set<string>()
  /** Asked for from version 0: what came did not fit what is held. */
  const fromZero = new Set<string>()
  /** Beyond the room there is, and a new row came: on the disk all the same when somebody opened it. */
  const unsure = new Set<string>()
  let order: string[] | null = null
  /** The next batch, asked for while the last one is stored. */
  let ahead: Promise<Result<DocItem[]>> | null = null
  let heldMax: number = LIMITS.deviceDocuments

  /** Open before done, then newest first. */
  function byUrgency(a: string, b: string): number {
    const one = summaries.row(a)
    const two = summaries.row(b)
    if (!one || !two) return one ? -1 : two ? 1 : 0
    const isDone = (status: string) => Number(status === 'solved' || status === 'closed')
    return isDone(one.status) - isDone(two.status) || two.lastAt - one.lastAt
  }

  function take(ids: readonly string[], done: ReadonlySet<string>) {
    for (const id of done) behind.delete(id)
    order = ids.filter((id) => behind.has(id))
  }

  function ask(ids: readonly string[]): Promise<Result<DocItem[]>> {
    const want = ids.slice(0, LIMITS.documentsPageCount).map((ticket) => ({
      ticket,
      version: fromZero.has(ticket) ? 0 : (held.get(ticket) ?? 0),
    }))
    return core.http.docs(want)
  }

  /** What was asked for before rights changed is not taken after. */
  const isHere = (ticket: string) => (summaries.entry(ticket)?.scopes.length ?? 0) > 0

  /** A document that was fetched because somebody opened it is kept up to date like the others. */
  async function lookUp(): Promise<void> {
    const ids = [...unsure].slice(0, LIMITS.documentsPageCount)
    for (const id of ids) unsure.delete(id)
    const docs = await db.docs.bulkGet(ids)
    for (const doc of docs) {
      if (!doc) continue
      held.set(doc.ticket, doc.version)
      if (doc.version < (summaries.entry(doc.ticket)?.version ?? 0)) behind.add(doc.ticket)
    }
    order = null
  }

  return {
    /** Learns from the database what is held. */
    async load(): Promise<void> {
      held.clear()
      behind.clear()
      unsure.clear()
      order = null
      ahead = null
      const keys = await db.docs.orderBy('[ticket+version]').keys()
      for (const key of keys) if (Array.isArray(key)) held.set(String(key[0]), Number(key[1]))
    },

    /**
     * A row came: is its document behind? One that is not here is wanted while there is room.
     * @param isLoaded  just after `load`: what is on the disk is known
     */
    note(entry: Entry, isLoaded = false): void {
      order = null
      const version = held.get(entry.id)
      const isWanted =
        version === undefined
          ? held.size + behind.size < heldMax && !gone.has(entry.id)
          : version < entry.version
      if (isWanted) behind.add(entry.id)
      else behind.delete(entry.id)
      if (version === undefined && !isWanted && !isLoaded && !gone.has(entry.id))
        unsure.add(entry.id)
    },

    stored(ticket: string, version: number): void {
      held.set(ticket, version)
    },

    /** What came live does not fit what is held: the next answer must be the whole state. */
    askState(ticket: string): void {
      fromZero.add(ticket)
    },

    skip(ticket: string): void {
      behind.delete(ticket)
      unsure.delete(ticket)
    },

    drop(tickets: readonly string[]): void {
      for (const ticket of tickets) {
        held.delete(ticket)
        behind.delete(ticket)
        unsure.delete(ticket)
        fromZero.delete(ticket)
      }
    },

    /** Rights changed: what was not to be had may be now. */
    forgetGone(): void {
      ahead = null
      gone.clear()
    },

    isEmpty: () => behind.size === 0 && unsure.size === 0,
    counts: () => ({ docs: held.size, docsTotal: held.size + behind.size }),

    /** Fetches one batch; false when nothing came of it and waiting is better. */
    async fetchNext(): Promise<boolean> {
      if (unsure.size > 0) {
        await lookUp()
        return true
      }
      const ids = (order ??= [...behind].sort(byUrgency))
      const asked = ahead ?? ask(ids)
      ahead = null
      const answer = await asked
      if (!answer.ok) return false
      const items = answer.value.filter((item) => isHere(item.ticket))
      const answered = new Set(answer.value.map((item) => item.ticket))
      const skipped = [...answered].filter((ticket) => !isHere(ticket))
      const rest = ids.filter((id) => !answered.has(id))
      if (rest.length > 0) ahead = ask(rest)
      const { versions, gone: missing, askState } = await storeDocs(core, items)
      for (const [ticket, version] of versions) {
        held.set(ticket, version)
        fromZero.delete(ticket)
      }
      for (const ticket of missing) {
        gone.add(ticket)
        held.delete(ticket)
      }
      for (const ticket of askState) fromZero.add(ticket)
      take(ids, new Set([...versions.keys(), ...missing, ...skipped]))
      return versions.size > 0 || missing.length > 0 || skipped.length > 0
    },

    /**
     * The disk is full: the least wanted documents go, except where something of ours waits, and no more are fetched
     * than are left.
     * @param inUse  tickets that are on screen or being changed, asked once nobody else can write
     */
    async makeRoom(inUse: () => Iterable<string> = () => []): Promise<number> {
      const evicted = await db.transaction('rw', db.workTables, async () => {
        const kept = new Set(inUse())
        for (const table of [db.outbox, db.echoes])
          for (const key of await table.orderBy('ticket').uniqueKeys())
            if (typeof key === 'string') kept.add(key)
        // From the disk: a tab that does not lead has no list of its own.
        const all = await db.docs.toCollection().primaryKeys()
        const ids = all.filter((id) => !kept.has(id)).sort(byUrgency)
        const count = Math.min(LIMITS.documentsPageCount, Math.floor(all.length / 2))
        const least = ids.slice(ids.length - Math.min(count, ids.length))
        await db.docs.bulkDelete(least)
        return least
      })
      for (const id of evicted) {
        held.delete(id)
        behind.delete(id)
      }
      for (const id of behind) if (!held.has(id)) behind.delete(id)
      order = null
      heldMax = held.size
      return evicted.length
    },
  }
}
