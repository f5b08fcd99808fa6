/**
 * The rows of all tickets on this device, in memory, and when they are kept: packs of 250, with single changed
 * entries beside them that are folded in when idle (row-packs, fold-rows). Filtering and sorting is the screens'.
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import type { Stop } from './api.ts'
import type { WhyGone } from './core.ts'
import type { Db, Entry, EntryRecord } from './db.ts'
import type { OverlayChange } from './doc-log.ts'
import { addPacks, forgetIn, packsOf, readAll } from './row-packs.ts'

export type Summaries = ReturnType<typeof makeSummaries>

/** How changed entries were kept: one by one, or many in a pack. */
export type Kept = { single: readonly EntryRecord[]; packs: readonly Uint8Array<ArrayBuffer>[] }

export function makeSummaries(db: Db, timers: Timers) {
  const entries = new Map<string, Entry>()
  const overlays = new Map<string, Row>()
  /** How many entries each scope has brought. */
  const brought = new Map<string, number>()
  const listeners = new Set<(ids: ReadonlySet<string> | null, why?: WhyGone) => void>()
  let shown: readonly Row[] | null = null
  /** Changes that are shown while everything is read anew. */
  const loading = new Set<Shown[]>()
  /** New rows that nobody was told of yet. */
  let untold = new Set<string>()
  /** Runs while new rows have to wait. */
  let wait: { cancel(): void } | null = null

  function emit(ids: ReadonlySet<string> | null, why?: WhyGone) {
    const all = ids && untold.size > 0 ? new Set([...untold, ...ids]) : ids
    untold = new Set()
    shown = null
    for (const listen of listeners) listen(all, why)
  }

  /**
   * A first start brings rows by the thousand, and whoever lists them goes through all there are each time: the first page
   * is told at once, the next ones together, the more rarely the more there are. What is no more, or says something else,
   * never waits.
   */
  function emitNews(ids: ReadonlySet<string>) {
    if (wait) {
      for (const id of ids) untold.add(id)
      return
    }
    emit(ids)
    const waitMs = LIMITS.newRowsMs * Math.max(1, entries.size / LIMITS.newRowsEach)
    wait = timers.after(waitMs, () => {
      wait = null
      tellNews()
    })
  }

  function tellNews() {
    wait?.cancel()
    wait = null
    if (untold.size > 0) emitNews(new Set())
  }

  function put(id: string, entry: Entry | null) {
    for (const scope of entries.get(id)?.scopes ?? NONE)
      brought.set(scope, (brought.get(scope) ?? 0) - 1)
    if (!entry) return void entries.delete(id)
    for (const scope of entry.scopes) brought.set(scope, (brought.get(scope) ?? 0) + 1)
    entries.set(id, entry)
  }

  function take(changed: readonly EntryRecord[], expected: readonly OverlayChange[]) {
    const ids = new Set<string>()
    for (const { id, entry } of changed) {
      ids.add(id)
      put(id, entry)
      if (!entry) overlays.delete(id)
    }
    for (const { id, row } of expected) {
      ids.add(id)
      if (row) overlays.set(id, row)
      else overlays.delete(id)
    }
    return ids
  }

  /**
   * Inside the caller's transaction over `db.kv`: rows of these tickets that lie in packs say what they may say no more,
   * because the tickets are gone or lost words (RI2, CO17). `forgetOutdated` follows, now or after a crash.
   */
  async function outdate(ids: readonly string[]): Promise<void> {
    const before = await readOutdated(db)
    await db.kv.put({ key: OUTDATED_KEY, value: [...new Set([...before, ...ids])] })
  }

  /** Takes outdated rows out of the packs. Those that changed since are beside them; what did not is put there. */
  async function forgetOutdated(): Promise<void> {
    const ids = new Set(await readOutdated(db))
    if (ids.size === 0) return
    // The newest first: of a row that is in two, the later one counts.
    for (const n of await db.packs.orderBy('n').reverse().primaryKeys())
      await db.transaction('rw', [db.packs, db.entries], async () => forgetIn(db, n, ids))
    await db.transaction('rw', db.kv, async () => {
      const rest = (await readOutdated(db)).filter((id) => !ids.has(id))
      if (rest.length > 0) await db.kv.put({ key: OUTDATED_KEY, value: rest })
      else await db.kv.delete(OUTDATED_KEY)
    })
  }

  /**
   * An older message than the newest may lose its words too, and the row does not tell: the document does, by its epoch.
   * Where there is none, nothing that a row has replaced stays in a pack.
   */
  async function replacedUnwatched(changed: readonly EntryRecord[]): Promise<string[]> {
    const replaced: string[] = []
    for (const { id, entry } of changed) {
      const old = entries.get(id)
      if (old && entry && old.version !== entry.version) replaced.push(id)
    }
    if (replaced.length === 0) return []
    // Asked for one by one, all at once: a cursor over them would go to the disk and back for each.
    const counts = await Promise.all(
      replaced.map((id) => db.docs.where('ticket').equals(id).count()),
    )
    return replaced.filter((_id, at) => counts[at] === 0)
  }

  const isShown = (entry: Entry | undefined): entry is Entry =>
    entry !== undefined && entry.scopes.length > 0

  return {
    /** Reads everything from the database, in portions: the screen goes on meanwhile. */
    async load(): Promise<void> {
      const late: Shown[] = []
      loading.add(late)
      try {
        const read = await readAll(db)
        entries.clear()
        overlays.clear()
        brought.clear()
        for (const [id, entry] of read.entries) put(id, entry)
        for (const { id, row } of read.overlays) overlays.set(id, row)
        // What was stored while it was read may or may not have been in it.
        for (const { changed, expected } of late) take(changed, expected)
      } finally {
        loading.delete(late)
      }
      emit(null)
    },

    rows(): readonly Row[] {
      if (shown) return shown
      const rows: Row[] = []
      for (const entry of entries.values())
        if (isShown(entry)) rows.push(overlays.get(entry.id) ?? entry.row)
      shown = rows
      return rows
    },

    row(id: string): Row | undefined {
      const entry = entries.get(id)
      return isShown(entry) ? (overlays.get(id) ?? entry.row) : undefined
    },

    entry: (id: string): Entry | undefined => entries.get(id),
    all: (): IterableIterator<Entry> => entries.values(),
    count: (): number => entries.size,
    /** Scopes that have brought something which is still here. */
    scopes: (): string[] => [...brought].flatMap(([scope, n]) => (n > 0 ? [scope] : [])),

    onRows(listen: (ids: ReadonlySet<string> | null, why?: WhyGone) => void): Stop {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },

    close: (): void => wait?.cancel(),

    /** There is no more to come that new rows could wait for. */
    tellNews,

    /** Shows what a transaction has stored. Full pages of new rows may be told a moment later, with what comes next. */
    show(changed: readonly EntryRecord[], expected: readonly OverlayChange[], why?: WhyGone): void {
      for (const late of loading) late.push({ changed, expected })
      const areNews =
        changed.length >= LIMITS.feedPageRows && changed.every(({ id }) => !entries.has(id))
      const ids = take(changed, expected)
      if (areNews) emitNews(ids)
      else if (ids.size > 0 || untold.size > 0) emit(ids, why)
    },

    /** Something about the row that is not in it changed: seen or not. */
    touch: (id: string): void => emit(new Set([id])),

    /**
     * Inside the caller's transaction over `db.listTables` and `db.kv`: keeps changed entries; a page of new ones as packs.
     *
     * @param ready  packs that say the same, if all of them are new
     * @returns the packs, for tabs that are told: they cost a tenth of what their entries cost to hand over
     */
    async keep(
      changed: readonly EntryRecord[],
      ready?: readonly Uint8Array<ArrayBuffer>[],
    ): Promise<Kept> {
      const rewritten = changed.filter(({ id, entry }) => isRewritten(entries.get(id), entry))
      const outdated = [...rewritten.map(({ id }) => id), ...(await replacedUnwatched(changed))]
      if (outdated.length > 0) await outdate(outdated)
      const fresh: Entry[] = []
      for (const { id, entry } of changed) if (entry && !entries.has(id)) fresh.push(entry)
      if (fresh.length < LIMITS.packRows) {
        await db.entries.bulkPut([...changed])
        return { single: changed, packs: [] }
      }
      const freshIds = new Set(fresh.map((entry) => entry.id))
      const rest = changed.filter(({ id }) => !freshIds.has(id))
      await db.entries.bulkPut(rest)
      // One of them may have been here before and left: what says so must go. There are few such records.
      const single = await db.entries.toCollection().primaryKeys()
      await db.entries.bulkDelete(single.filter((id) => freshIds.has(id)))
      const packs = rest.length === 0 && ready ? ready : packsOf(fresh)
      await addPacks(db, packs)
      return { single: rest, packs }
    },

    outdate,
    forgetOutdated,
  }
}

const NONE: readonly string[] = []

/** Tickets whose rows are to go from the packs. */
const OUTDATED_KEY = 'outdated-rows'
const Ids = v.array(v.string())

async function readOutdated(db: Db): Promise<readonly string[]> {
  const kept = v.safeParse(Ids, await db.setting(OUTDATED_KEY))
  return kept.success ? kept.output : []
}

/** The same message says something else: it lost its words. The document may tell only later. */
function isRewritten(old: Entry | undefined, entry: Entry | null): boolean {
  return old?.row.lastId === entry?.row.lastId && old?.row.snippet !== entry?.row.snippet
}

type Shown = { changed: readonly EntryRecord[]; expected: readonly OverlayChange[] }
