/** Rows in packs and beside them: whatever the way they were stored, loading gives the last word on each. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { Dexie } from 'dexie'
import { expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import { makeDoc, readTicket } from '../../shared/ticket/ticket-doc.ts'
import { Db, type EntryRecord } from './db.ts'
import { foldRows } from './fold-rows.ts'
import { packsOf, readTold } from './row-packs.ts'
import { makeSummaries, type Kept } from './summaries.ts'

const id = (n: number) => String(n).padStart(26, '0')
const blank = readTicket(makeDoc())

function entry(n: number, version = 1, scopes = ['q:a']): EntryRecord {
  const row = makeRow(id(n), { ...blank, subject: `${n} v${version}` })
  return { id: id(n), entry: { id: id(n), version, row, scopes } }
}

const subjects = (rows: readonly { subject: string }[]) => rows.map((row) => row.subject).sort()

/** As text. */
async function readPacks(db: Db): Promise<string> {
  const packs = await db.packs.toArray()
  return packs.map((pack) => new TextDecoder().decode(pack.bytes)).join('')
}

/** What waits for a time, and runs when the test says so. */
let due: (() => void)[] = []
const timers = {
  after(_delayMs: number, run: () => void) {
    due.push(run)
    return { cancel: () => void (due = due.filter((one) => one !== run)) }
  },
}
const passTime = () => {
  for (const run of due.splice(0)) run()
}

function makeStore() {
  due = []
  const db = new Db('rows', { indexedDB: new IDBFactory(), IDBKeyRange })
  const store = makeSummaries(db, timers)
  return {
    db,
    store,
    async keep(changed: EntryRecord[]) {
      await db.transaction('rw', [...db.listTables, db.kv], async () => store.keep(changed))
      store.show(changed, [])
    },
    /** What another tab reads from the disk. */
    async reread() {
      const other = makeSummaries(db, timers)
      await other.load()
      return other.rows().map((row) => row.subject)
    },
  }
}

test('a first page goes into packs, later changes beside them; folding changes nothing one sees', async () => {
  const { db, store, keep, reread } = makeStore()
  await keep(Array.from({ length: 600 }, (_, n) => entry(n)))
  expect(await db.packs.count()).toBe(3)
  expect(await db.entries.count()).toBe(0)
  await keep([entry(7, 2), entry(700), { id: id(8), entry: null }, entry(9, 2, [])])
  const before = (await reread()).sort()
  expect(before).toHaveLength(599)
  expect(before).toContain('7 v2')
  expect(before).toContain('700 v1')
  expect(before).not.toContain('8 v1')
  expect(before).not.toContain('9 v2')
  await foldRows(db, 1)
  expect(await db.entries.count()).toBe(0)
  expect((await reread()).sort()).toEqual(before)
  expect(
    store
      .rows()
      .map((row) => row.subject)
      .sort(),
  ).toEqual(before)
})

test('of many pages of new rows the first is told at once and the next together; nothing else waits', async () => {
  const { store } = makeStore()
  const page = (from: number) =>
    Array.from({ length: LIMITS.feedPageRows }, (_, n) => entry(from + n))
  const told: (number | null)[] = []
  store.onRows((ids) => told.push(ids && ids.size))
  store.show(page(0), [])
  store.show(page(1_000), [])
  store.show(page(2_000), [])
  expect(told).toEqual([1_000])
  passTime()
  expect(told).toEqual([1_000, 2_000])
  expect(store.rows()).toHaveLength(3_000)
  store.show(page(3_000), [])
  // One that goes takes what waits along.
  store.show([entry(5, 2, [])], [])
  expect(told).toEqual([1_000, 2_000, 1_001])
  expect(store.rows()).toHaveLength(3_999)
  // The end of a scope: nothing came, and nothing waits.
  store.show(page(4_000), [])
  store.show([], [])
  expect(told.slice(3)).toEqual([1_000])
  passTime()
  passTime()
  expect(due).toEqual([])
  store.show(page(5_000), [])
  store.show(page(6_000), [])
  // The last of a scope: there is nothing that they could wait for.
  store.tellNews()
  expect(told.slice(4)).toEqual([1_000, 1_000])
  passTime()
  expect(told).toHaveLength(6)
})

test('what is told to another tab, one by one and in packs, shows there what was kept here', async () => {
  const { db, store, keep } = makeStore()
  await keep([entry(1), entry(900)])
  const page = Array.from({ length: 400 }, (_, n) => entry(n, 2))
  const kept = await db.transaction('rw', [...db.listTables, db.kv], async () => store.keep(page))
  store.show(page, [])
  expect(kept.packs.length).toBeGreaterThan(0)
  expect(kept.single.map((one) => one.id)).toEqual([id(1)])
  const other = makeSummaries(db, timers)
  other.show([entry(1), entry(900)], [])
  other.show(readTold({ entries: kept.single, packs: kept.packs }), [])
  expect(other.rows()).toHaveLength(401)
  expect(subjects(other.rows())).toEqual(subjects(store.rows()))
})

test('packs that came with a page are kept as they are when all of it is new, and never else', async () => {
  const { db, store, keep, reread } = makeStore()
  const came = Array.from({ length: 600 }, (_, n) => entry(n))
  const packs = packsOf(came.flatMap(({ entry: one }) => one ?? []))
  const keepWith = (changed: EntryRecord[], given: Kept['packs']) =>
    db.transaction('rw', [...db.listTables, db.kv], async () => store.keep(changed, given))
  expect(await keepWith(came, packs)).toEqual({ single: [], packs })
  store.show(came, [])
  expect(await reread()).toHaveLength(600)
  // Of a scope that was read before: what is known of another one would be lost with the pack.
  await keep([entry(601, 1, ['q:b'])])
  const next = Array.from({ length: 600 }, (_, n) => entry(601 + n, 2, ['q:b', 'q:a']))
  const kept = await keepWith(next, [new TextEncoder().encode('[]')])
  expect(kept.single.map((one) => one.id)).toEqual([id(601)])
  expect(kept.packs).toEqual(packsOf(next.slice(1).flatMap(({ entry: one }) => one ?? [])))
})

test('tickets that were purged and come back in bulk are there again', async () => {
  const { db, keep, reread } = makeStore()
  const all = Array.from({ length: 300 }, (_, n) => n)
  await keep(all.map((n) => entry(n)))
  await keep(all.map((n) => ({ id: id(n), entry: null })))
  expect(await reread()).toEqual([])
  await keep(all.map((n) => entry(n, 3)))
  expect(await reread()).toHaveLength(300)
  await foldRows(db, 0)
  expect(new Set(await reread())).toEqual(new Set(all.map((n) => `${n} v3`)))
})

test('the list is the same array until something changed, and listeners hear which', async () => {
  const { store, keep } = makeStore()
  await keep([entry(1), entry(2)])
  const rows = store.rows()
  expect(store.rows()).toBe(rows)
  const heard: (string[] | null)[] = []
  const stop = store.onRows((ids) => heard.push(ids && [...ids]))
  await keep([entry(2, 2)])
  expect(store.rows()).not.toBe(rows)
  stop()
  await keep([entry(1, 2)])
  expect(heard).toEqual([[id(2)]])
})

test('[RI2] [CO17] what a row said goes from the packs once it is outdated, also when that was cut short', async () => {
  const { db, store, keep, reread } = makeStore()
  await keep(Array.from({ length: 600 }, (_, n) => entry(n)))
  await keep([{ id: id(8), entry: null }, entry(300, 2)])
  const before = (await reread()).sort()
  // The page is closed before anything else is done; the next one begins with folding.
  await db.transaction('rw', db.kv, async () => store.outdate([id(8), id(300), id(500)]))
  await makeSummaries(db, timers).forgetOutdated()
  const packed = await readPacks(db)
  for (const said of ['8 v1', '300 v1', '500 v1']) expect(packed).not.toContain(`"${said}"`)
  expect(packed).toContain('"301 v1"')
  expect((await reread()).sort()).toEqual(before)
  expect(await db.setting('outdated-rows')).toBeUndefined()
})

test('of a row that lies in two packs the later one stays', async () => {
  const { db, store, keep, reread } = makeStore()
  const page = (version: number) => Array.from({ length: 300 }, (_, n) => entry(n, version))
  await keep(page(1))
  await db.transaction('rw', db.packs, () =>
    db.packs.bulkPut(
      packsOf([entry(5, 2).entry].flatMap((one) => one ?? [])).map((bytes) => ({ n: 9, bytes })),
    ),
  )
  await db.transaction('rw', db.kv, async () => store.outdate([id(5)]))
  await store.forgetOutdated()
  expect(await reread()).toContain('5 v2')
})

test('[CO17] a row whose newest message lost its words is in no pack as it was', async () => {
  const { db, store, keep, reread } = makeStore()
  const page = Array.from({ length: 300 }, (_, n) => entry(n))
  for (const { entry: one } of page) if (one) one.row = { ...one.row, snippet: 'said' }
  await keep(page)
  const redacted = entry(5, 2)
  await keep([redacted, entry(6, 1)])
  await store.forgetOutdated()
  const packed = await readPacks(db)
  expect(packed.match(/said/g)).toHaveLength(298)
  expect(await reread()).toHaveLength(300)
})

test('[CO17] what a row replaced goes from its pack where no document would tell of a redaction', async () => {
  const { db, store, keep, reread } = makeStore()
  const page = Array.from({ length: 300 }, (_, n) => entry(n))
  for (const { entry: one } of page) if (one) one.row = { ...one.row, snippet: 'said' }
  await keep(page)
  const bytes = Uint8Array.of(0, 0)
  await db.docs.put({ ticket: id(6), epoch: 1, version: 1, bytes, clientId: 1, isBroken: false })
  const answered = [entry(5, 2), entry(6, 2), entry(7, 1, ['q:a', 'q:b'])]
  for (const { id, entry: one } of answered)
    if (one) one.row = { ...one.row, snippet: id === page[7]?.id ? 'said' : 'next', lastId: 'm2' }
  await keep(answered)
  await store.forgetOutdated()
  const packed = await readPacks(db)
  expect(packed.match(/said/g)).toHaveLength(299)
  expect(packed).not.toContain(id(5))
  expect(await reread()).toHaveLength(300)
})

test('packs of a version that kept them as text are read, and are bytes from then on', async () => {
  const dependencies = { indexedDB: new IDBFactory(), IDBKeyRange }
  const before = new Dexie('rows', dependencies)
  before.version(5).stores({ packs: '&n' })
  const said = Array.from({ length: 3 }, (_, n) => entry(n).entry)
  await before.table('packs').put({ n: 1, text: JSON.stringify(said) })
  before.close()
  const db = new Db('rows', dependencies)
  const store = makeSummaries(db, timers)
  await store.load()
  expect(subjects(store.rows())).toEqual(['0 v1', '1 v1', '2 v1'])
  expect(await db.packs.toArray()).toEqual([{ n: 1, bytes: expect.any(Uint8Array) }])
})
