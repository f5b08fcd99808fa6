/**
 * Which documents this device holds, which of them are behind, and which to ask for next: open tickets first, then the
 * newest, as many as the device has room for. Runs in the leading tab. Not here: rows and cursors (feed).
 */
import type { Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Core } from './core.ts'
import { passQuota, type Db, type Entry, type EntryRecord } from './db.ts'
import type { FetchedDoc } from '../../shared/wire/down.ts'
import { dropSent, storeDocs } from './doc-fetch.ts'
import { timesDistrusted } from './generation.ts'
import { SORTED_AT_ONCE, sortInTurns } from './sort-in-turns.ts'

export type DocQueue = ReturnType<typeof makeDocQueue>

/** Looked up one by one; more than this, and reading which documents there are is cheaper. */
const LOOKED_UP_MAX = 20

/** `asOf`: how often the history had changed by then (`timesDistrusted`). */
type Asked = { asOf: Promise<number>; answering: Promise<Result<FetchedDoc[]>> }

export function makeDocQueue(core: Core) {
  const { db, summaries } = core
  /** Versions of the documents held, so that bytes are not read to learn what is missing. */
  const held = new Map<string, number>()
  /** Held, and the row is newer. */
  const behind = new Set<string>()
  /** Not held: the most wanted of them are fetched, as many as there is room for. */
  const absent = new Set<string>()
  /** Asked for from version 0: what came did not fit what is held. */
  const fromZero = new Set<string>()
  /** Beyond the room there is, and a new row came: on the disk all the same when somebody opened it. */
  const unsure = new Set<string>()
  /** What is fetched next, most wanted first; null: to be worked out anew. */
  let order: string[] | null = null
  /** The next batch, asked for while the last one is stored. */
  let ahead: Asked | null = null
  let heldMax: number = LIMITS.deviceDocuments

  const wantedCount = () => Math.min(absent.size, Math.max(0, heldMax - held.size))

  /** Open before done, then newest. */
  async function byUrgency(ids: Iterable<string>): Promise<string[]> {
    const { breathe } = core
    const ranked: Ranked[] = []
    for (const id of [...ids]) {
      const row = summaries.row(id)
      const isDone = row?.status === 'solved' || row?.status === 'closed'
      ranked.push({ id, group: row ? Number(isDone) : 2, at: row?.lastAt ?? 0 })
      if (ranked.length % SORTED_AT_ONCE === 0) await breathe()
    }
    const sorted = await sortInTurns(ranked, compareRanks, { breathe, isOver: () => false })
    return (sorted ?? []).map(({ id }) => id)
  }

  async function findOrder(): Promise<string[]> {
    const count = wantedCount()
    // The least wanted of what is absent are not fetched at all.
    const wanted = count > 0 ? (await byUrgency(absent)).slice(0, count) : []
    return behind.size > 0 ? byUrgency([...behind, ...wanted]) : wanted
  }

  function settle(id: string) {
    behind.delete(id)
    absent.delete(id)
  }

  function ask(ids: readonly string[]): Asked {
    // Begun before the question is sent: what another history answers is told from this one's.
    const asOf = timesDistrusted(db)
    // Nobody may come for it.
    asOf.catch(() => {})
    const want = ids.slice(0, LIMITS.documentsPageCount).map((ticket) => ({
      ticket,
      version: fromZero.has(ticket) ? 0 : (held.get(ticket) ?? 0),
    }))
    return { asOf, answering: core.http.docs(want) }
  }

  /** What was asked for before rights changed is not taken after. */
  const isHere = (ticket: string) => (summaries.entry(ticket)?.scopes.length ?? 0) > 0

  function noteHeld(ticket: string, version: number) {
    held.set(ticket, version)
    absent.delete(ticket)
    if (version < (summaries.entry(ticket)?.version ?? 0)) behind.add(ticket)
  }

  /** A document that was fetched because somebody opened it is kept up to date like the others. */
  async function lookUp(): Promise<void> {
    const ids = [...unsure]
    unsure.clear()
    if (ids.length <= LOOKED_UP_MAX) {
      for (const doc of await db.docs.bulkGet(ids)) if (doc) noteHeld(doc.ticket, doc.version)
    } else {
      const asked = new Set(ids)
      for (const [ticket, version] of await readVersions(db))
        if (asked.has(ticket)) noteHeld(ticket, version)
    }
    order = null
  }

  return {
    /** Learns from the database what is held. */
    async load(): Promise<void> {
      held.clear()
      behind.clear()
      absent.clear()
      unsure.clear()
      order = null
      ahead = null
      for (const [ticket, version] of await readVersions(db)) held.set(ticket, version)
    },

    /**
     * A row came: is its document behind? One that is not here is wanted while there is room.
     * @param isLoaded  just after `load`: what is on the disk is known
     */
    note(entry: Entry, isLoaded = false): void {
      order = null
      const version = held.get(entry.id)
      if (version !== undefined) {
        if (version < entry.version) behind.add(entry.id)
        else behind.delete(entry.id)
        return
      }
      absent.add(entry.id)
      if (!isLoaded && held.size + absent.size > heldMax) unsure.add(entry.id)
    },

    stored(ticket: string, version: number): void {
      held.set(ticket, version)
      absent.delete(ticket)
    },

    /** What came live does not fit what is held: the next answer must be the whole state. */
    askState(ticket: string): void {
      fromZero.add(ticket)
    },

    skip(ticket: string): void {
      settle(ticket)
      unsure.delete(ticket)
    },

    drop(tickets: readonly string[]): void {
      for (const ticket of tickets) {
        held.delete(ticket)
        settle(ticket)
        unsure.delete(ticket)
        fromZero.delete(ticket)
      }
    },

    /** Rights changed: what was asked for before is not taken. */
    forgetAhead(): void {
      ahead = null
    },

    isEmpty: () => behind.size === 0 && unsure.size === 0 && wantedCount() === 0,
    counts: () => ({ docs: held.size, docsTotal: held.size + behind.size + wantedCount() }),

    /**
     * Rows came and are about to be stored: with nothing else to fetch, the documents that they are ahead of are asked for
     * meanwhile.
     */
    askAhead(rows: readonly EntryRecord[]): void {
      if (ahead || behind.size > 0 || unsure.size > 0 || wantedCount() > 0) return
      const ids = rows.flatMap(({ id, entry }) => {
        const version = held.get(id)
        const isWanted = version !== undefined && entry !== null && entry.scopes.length > 0
        return isWanted && version < entry.version ? [id] : []
      })
      if (ids.length > 0) ahead = ask(ids)
    },

    /** Fetches one batch; false when nothing came of it and waiting is better. */
    async fetchNext(): Promise<boolean> {
      if (unsure.size > 0) {
        await lookUp()
        return true
      }
      // What is settled by now was answered in another way.
      const left = order?.filter((id) => behind.has(id) || absent.has(id)) ?? []
      // All in order was fetched: what went from the device since has made room for more.
      const ids = left.length > 0 ? left : await findOrder()
      order = ids
      const { asOf, answering } = ahead ?? ask(ids)
      ahead = null
      const answer = await answering
      if (!answer.ok) return false
      const items = answer.value.filter((item) => isHere(item.ticket))
      const answered = new Set(answer.value.map((item) => item.ticket))
      const skipped = [...answered].filter((ticket) => !isHere(ticket))
      const rest = ids.filter((id) => !answered.has(id))
      if (rest.length > 0) ahead = ask(rest)
      const { versions, gone: missing, askState } = await storeDocs(core, items, await asOf)
      const older: string[] = []
      for (const [ticket, version] of versions) {
        const before = held.get(ticket) ?? 0
        held.set(ticket, Math.max(version, before))
        fromZero.delete(ticket)
        // The row moved on after this was asked for. Without progress it is not asked for again: the server has no more.
        if (version > before && version < (summaries.entry(ticket)?.version ?? 0))
          older.push(ticket)
      }
      for (const ticket of missing) held.delete(ticket)
      for (const ticket of askState) fromZero.add(ticket)
      for (const ticket of [...versions.keys(), ...missing, ...skipped]) settle(ticket)
      for (const ticket of older) behind.add(ticket)
      return versions.size > 0 || missing.length > 0 || skipped.length > 0
    },

    /**
     * The disk is full: the least wanted documents go, except where something of ours waits, and no more are fetched
     * than are left.
     * @param inUse  tickets that are on screen or being changed, asked once nobody else can write
     */
    async makeRoom(inUse: () => Iterable<string> = () => []): Promise<number> {
      // From the disk: a tab that does not lead has no list of its own.
      const sorted = await byUrgency(await db.docs.toCollection().primaryKeys())
      let areDropped = false
      const tables = [...db.workTables, db.blobs, db.drafts]
      const evicted = await db.transaction('rw', tables, async () => {
        areDropped = false
        const kept = new Set(inUse())
        for (const table of [db.outbox, db.echoes])
          for (const key of await table.orderBy('ticket').uniqueKeys())
            if (typeof key === 'string') kept.add(key)
        const drafted = new Set(await db.drafts.orderBy('ticket').uniqueKeys())
        const count = Math.min(LIMITS.documentsPageCount, Math.floor(sorted.length / 2))
        const least: string[] = []
        for (const id of sorted.toReversed()) {
          if (least.length >= count) break
          if (kept.has(id)) continue
          if (drafted.has(id)) {
            areDropped = (await leaveSent(db, id)) || areDropped
            if ((await db.drafts.where('ticket').equals(id).count()) > 0) continue
          }
          least.push(id)
        }
        await db.docs.bulkDelete(least)
        // Only the document would tell that a file was taken out of it.
        await db.blobs.where('ticket').anyOf(least).delete()
        return least
      })
      if (areDropped) core.publish({ isOutbox: true })
      await leaveReplaced(core, evicted).catch(passQuota)
      for (const id of evicted) {
        held.delete(id)
        behind.delete(id)
      }
      absent.clear()
      order = null
      heldMax = held.size
      return evicted.length
    },
  }
}

/**
 * Only the document would tell that words were taken out of a reply (CO17): the drafts that were sent go before it. A
 * document whose reply is still being written stays. @returns true when drafts went
 */
async function leaveSent(db: Db, ticket: string): Promise<boolean> {
  const held = await db.docs.get(ticket)
  return held !== undefined && dropSent(db, held)
}

/** Rows whose document went before it could tell of a redaction: what they replaced leaves the packs (CO17). */
async function leaveReplaced({ db, summaries }: Core, evicted: readonly string[]): Promise<void> {
  await db.transaction('rw', [db.entries, db.kv], async () => {
    const replaced = await db.entries.where('id').anyOf(evicted).primaryKeys()
    if (replaced.length > 0) await summaries.outdate(replaced)
  })
}

/** `group`: open, done, or without a row. */
type Ranked = { id: string; group: number; at: number }

const compareRanks = (a: Ranked, b: Ranked) => a.group - b.group || b.at - a.at

/** Of all documents held, without reading them. */
async function readVersions(db: Db): Promise<[ticket: string, version: number][]> {
  const keys = await db.docs.orderBy('[ticket+version]').keys()
  return keys.flatMap((key) => (Array.isArray(key) ? [[String(key[0]), Number(key[1])]] : []))
}
