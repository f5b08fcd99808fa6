/** Which documents come first, and which go when the disk is full. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { fail, ok } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { noLog } from '../../shared/kit/log.ts'
import { draftIdFor } from '../../shared/ticket/draft-doc.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import type { Status } from '../../shared/ticket/ticket.ts'
import { makeDoc, readTicket, recordUpdate, setValue, Y } from '../../shared/ticket/ticket-doc.ts'
import type { DocItem } from '../../shared/wire/down.ts'
import type { Core } from './core.ts'
import { Db, type Entry } from './db.ts'
import type { DeskHttp, DocWant } from './desk-http.ts'
import { makeDocQueue } from './doc-queue.ts'
import { fetchDocs } from './fetch-docs.ts'
import { joinKept } from './join-kept.ts'
import { makeLink } from './link.ts'
import { ADA } from './stand-in.ts'
import { makeSummaries } from './summaries.ts'

const id = (n: number) => String(n).padStart(26, '0')
const bytes = Uint8Array.from(Y.encodeStateAsUpdate(makeDoc()))
/** An update in which there is nothing. */
const NOTHING_NEW = Uint8Array.of(0, 0)

function makeWorld(answerMax: number) {
  const db = new Db('docs', { indexedDB: new IDBFactory(), IDBKeyRange })
  const timers = { after: () => ({ cancel() {} }) }
  const summaries = makeSummaries(db, timers)
  const asked: DocWant[][] = []
  const newest = { version: 5 }
  const offline = () => Promise.resolve(fail('kit/busy', 'not in this test'))
  const http: DeskHttp = {
    desk: offline,
    feed: offline,
    manifest: offline,
    blob: offline,
    putFile: offline,
    uploads: offline,
    signOut: () => Promise.resolve(true),
    docs(want) {
      asked.push([...want])
      const items = want.slice(0, answerMax).map(({ ticket, version }): DocItem => {
        const item = { ticket, epoch: 1, version: newest.version }
        return version === 0
          ? { ...item, kind: 'state', bytes }
          : { ...item, kind: 'update', bytes: NOTHING_NEW }
      })
      return Promise.resolve(ok(items))
    },
  }
  const clock = { now: () => 0 }
  const random = (count: number) => new Uint8Array(count).fill(7)
  const core: Core = {
    me: ADA,
    desk: () => {
      throw new Error('not in this test')
    },
    db,
    link: makeLink({
      url: '',
      device: '',
      clock,
      random,
      timers,
      openSocket: () => {
        throw new Error('not in this test')
      },
      checkSession: () => Promise.resolve(null),
      onWelcome: () => true,
    }),
    http,
    summaries,
    clock,
    serverNow: clock.now,
    random,
    timers,
    breathe: () => Promise.resolve(),
    log: noLog,
    publish: () => {},
    show: () => {},
    recount: () => Promise.resolve(),
    background: () => Promise.resolve(true),
  }
  const queue = makeDocQueue(core)
  const blank = readTicket(makeDoc())
  const show = (entry: Entry) => {
    summaries.show([{ id: entry.id, entry }], [])
    queue.note(entry)
  }
  return {
    core,
    db,
    queue,
    asked,
    newest,
    entry(n: number) {
      const entry = summaries.entry(id(n))
      if (!entry) throw new Error('there is no such entry')
      return entry
    },
    row(ticket: string) {
      const row = summaries.row(ticket)
      if (!row) throw new Error('there is no such row')
      return row
    },
    add(n: number, status: Status) {
      const facts = { ...blank.facts, acceptedAt: n }
      const row = makeRow(id(n), { ...blank, status, facts })
      show({ id: id(n), version: newest.version, row, scopes: ['q:a'] })
    },
    show,
  }
}

test('[FE5] open tickets come first, then the newest; what was left out is asked for again', async () => {
  const world = makeWorld(2)
  world.add(1, 'open')
  world.add(4, 'closed')
  world.add(2, 'waiting')
  world.add(3, 'solved')
  while (!world.queue.isEmpty()) expect(await world.queue.fetchNext()).toBe(true)
  expect(world.asked.map((want) => want.map((one) => one.ticket))).toEqual([
    [id(2), id(1), id(4), id(3)],
    [id(4), id(3)],
  ])
  expect(await world.db.docs.count()).toBe(4)
})

test('[FE5] what rows are ahead of is asked for while they are stored, once, and only with nothing else to fetch', async () => {
  const world = makeWorld(9)
  world.add(1, 'open')
  world.add(2, 'open')
  world.add(3, 'open')
  const isNewer = (n: number) => ({ ...world.entry(n), version: 6 })
  const rowsOf = (entries: Entry[]) => entries.map((entry) => ({ id: entry.id, entry }))
  world.queue.askAhead(rowsOf([isNewer(1)]))
  expect(world.asked).toEqual([])
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  world.newest.version = 6
  const entries = [isNewer(1), { ...isNewer(2), scopes: [] }, world.entry(3)]
  world.queue.askAhead(rowsOf(entries))
  world.queue.askAhead(rowsOf(entries))
  expect(world.asked.slice(1)).toEqual([[{ ticket: id(1), version: 5 }]])
  world.queue.note(isNewer(1))
  expect(await world.queue.fetchNext()).toBe(true)
  expect(world.asked).toHaveLength(2)
  expect((await world.db.docs.get(id(1)))?.version).toBe(6)
  expect(world.queue.isEmpty()).toBe(true)
})

test('[FE5] a row that moved on after its document was asked for: what comes is stored, and asked for again, once', async () => {
  const world = makeWorld(9)
  world.add(1, 'open')
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  world.newest.version = 6
  const six = { ...world.entry(1), version: 6 }
  world.queue.askAhead([{ id: six.id, entry: six }])
  world.show({ ...six, version: 7 })
  expect(await world.queue.fetchNext()).toBe(true)
  expect((await world.db.docs.get(id(1)))?.version).toBe(6)
  expect(world.queue.isEmpty()).toBe(false)
  world.newest.version = 7
  expect(await world.queue.fetchNext()).toBe(true)
  expect((await world.db.docs.get(id(1)))?.version).toBe(7)
  expect(world.queue.isEmpty()).toBe(true)
  // A server that does not have what its own row says is not asked for ever.
  world.show({ ...six, version: 8 })
  await world.queue.fetchNext()
  expect(world.queue.isEmpty()).toBe(true)
  expect(world.asked.slice(1)).toEqual([
    [{ ticket: id(1), version: 5 }],
    [{ ticket: id(1), version: 6 }],
    [{ ticket: id(1), version: 7 }],
  ])
})

test('[FE5] with room for some, it is the most wanted that come, whatever was heard of first', async () => {
  const world = makeWorld(LIMITS.documentsPageCount)
  for (let n = 1; n <= 4; n++) world.add(n, 'open')
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  await world.queue.makeRoom()
  world.queue.drop([id(1), id(2), id(3), id(4)])
  await world.db.docs.clear()
  for (const [n, status] of [
    [5, 'open'],
    [6, 'closed'],
    [7, 'open'],
    [8, 'open'],
    [9, 'solved'],
  ] as const)
    world.add(n, status)
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  expect(world.asked.at(-1)?.map((one) => one.ticket)).toEqual([id(8), id(7)])
  expect(await world.db.docs.toCollection().primaryKeys()).toEqual([id(7), id(8)])
  expect(world.queue.counts()).toEqual({ docs: 2, docsTotal: 2 })
})

test('a document that somebody else stored meanwhile is not stored over', async () => {
  const world = makeWorld(LIMITS.documentsPageCount)
  world.add(1, 'open')
  world.add(2, 'open')
  const there = { epoch: 1, bytes, clientId: 4, isBroken: false }
  await world.db.docs.put({ ...there, ticket: id(1), version: 6 })
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  expect(await world.db.docs.get(id(1))).toEqual({ ...there, ticket: id(1), version: 6 })
  expect((await world.db.docs.get(id(2)))?.version).toBe(5)
})

test('however many are behind, each is joined with what is held', async () => {
  const world = makeWorld(LIMITS.documentsPageCount)
  const count = 75
  for (let n = 1; n <= count; n++) world.add(n, 'open')
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  const before = await world.db.docs.toArray()
  // One of them is being worked on.
  await world.db.overlays.put({ id: id(7), row: world.row(id(7)), until: 9 })
  world.newest.version = 6
  for (let n = 1; n <= count; n++) world.add(n, 'open')
  while (!world.queue.isEmpty()) expect(await world.queue.fetchNext()).toBe(true)
  const after = await world.db.docs.toArray()
  expect(after).toEqual(before.map((doc) => ({ ...doc, version: 6 })))
  expect(after).toHaveLength(count)
})

test('what was kept beside documents is joined later, and what does not fit is asked for as a whole', async () => {
  const world = makeWorld(LIMITS.documentsPageCount)
  for (let n = 1; n <= 3; n++) world.add(n, 'open')
  await world.queue.fetchNext()
  world.newest.version = 6
  for (let n = 1; n <= 3; n++) world.add(n, 'open')
  await world.queue.fetchNext()
  const onDisk = () => world.db.docs.toCollection().raw().toArray()
  expect((await onDisk()).map(({ later }) => later)).toEqual([
    NOTHING_NEW,
    NOTHING_NEW,
    NOTHING_NEW,
  ])
  // The second of two edits, without the first.
  const doc = makeDoc(undefined, 1)
  recordUpdate(doc, () => setValue(doc, 'fields', 'subject', 'first'))
  const second = recordUpdate(doc, () => setValue(doc, 'fields', 'subject', 'second'))
  if (!second) throw new Error('nothing changed')
  await world.db.docs.update(id(2), { later: second })
  const count = world.asked.length
  await joinKept(world.core, [1, 2, 3, 4].map(id), (want) => fetchDocs(world.core, want))
  expect(world.asked.slice(count)).toEqual([[{ ticket: id(2), version: 0 }]])
  const after = await onDisk()
  expect(after.map(({ later, version }) => ({ later, version }))).toEqual([
    { later: undefined, version: 6 },
    { later: undefined, version: 6 },
    { later: undefined, version: 6 },
  ])
})

test('an answer with nothing in it is no progress', async () => {
  const world = makeWorld(0)
  world.add(1, 'open')
  expect(await world.queue.fetchNext()).toBe(false)
  expect(world.queue.isEmpty()).toBe(false)
})

test('a full disk gives up the least wanted, never what waits, and is not filled again', async () => {
  const world = makeWorld(LIMITS.documentsPageCount)
  for (let n = 1; n <= 6; n++) world.add(n, n <= 2 ? 'closed' : 'open')
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  expect(await world.db.docs.count()).toBe(6)
  await world.db.echoes.put({
    id: 'x',
    ticket: id(1),
    effect: { kind: 'move', queue: 'b' },
    version: null,
  })
  expect(await world.queue.makeRoom()).toBe(3)
  expect(await world.db.docs.toCollection().primaryKeys()).toEqual([id(1), id(5), id(6)])
  const askedBefore = world.asked.length
  world.add(7, 'open')
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  expect(world.asked).toHaveLength(askedBefore)
})

test('what goes from a full device makes room for the next', async () => {
  const world = makeWorld(LIMITS.documentsPageCount)
  for (let n = 1; n <= 4; n++) world.add(n, 'open')
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  await world.queue.makeRoom()
  world.newest.version = 6
  for (let n = 4; n <= 6; n++) world.add(n, 'open')
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  // Its ticket left this device.
  world.queue.drop([id(3)])
  expect(world.queue.isEmpty()).toBe(false)
  expect(await world.queue.fetchNext()).toBe(true)
  expect(world.queue.isEmpty()).toBe(true)
  expect(world.queue.counts()).toEqual({ docs: 2, docsTotal: 2 })
})

test('a document beyond the room that somebody opened is kept up to date', async () => {
  const world = makeWorld(LIMITS.documentsPageCount)
  for (let n = 1; n <= 2; n++) world.add(n, 'open')
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  await world.queue.makeRoom()
  const [kept] = await world.db.docs.toArray()
  // Opened, and fetched by whoever opened it, while it was at version 4.
  if (kept) await world.db.docs.put({ ...kept, ticket: id(3), version: 4 })
  world.add(3, 'open')
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  expect(world.asked.at(-1)).toEqual([{ ticket: id(3), version: 4 }])
})

test('[CO17] a first document that is ahead of its row takes the row out of its pack', async () => {
  const world = makeWorld(LIMITS.documentsPageCount)
  for (const n of [1, 2]) world.add(n, 'open')
  const rows = [1, 2].map((n) => ({
    id: id(n),
    version: 5,
    row: world.row(id(n)),
    scopes: ['q:a'],
  }))
  await world.db.packs.put({ n: 1, bytes: new TextEncoder().encode(JSON.stringify(rows)) })
  // Work of this device on one of them: its document is stored on another way.
  await world.db.overlays.put({ id: id(2), row: world.row(id(2)), until: 9 })
  world.newest.version = 7
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  expect(await world.db.docs.count()).toBe(2)
  expect(await world.db.packs.toArray()).toEqual([])
  expect(await world.db.entries.count()).toBe(2)
})

test('[CO17] with a document go its files, and what its row replaced', async () => {
  const world = makeWorld(LIMITS.documentsPageCount)
  for (let n = 1; n <= 4; n++) world.add(n, 'open')
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  for (const n of [1, 4])
    await world.db.blobs.put({ ticket: id(n), hash: 'f', blob: new Blob(['x']), keptAt: 1 })
  for (const n of [2, 3]) await world.db.entries.put({ id: id(n), entry: null })
  await world.queue.makeRoom()
  expect(await world.db.docs.toCollection().primaryKeys()).toEqual([id(3), id(4)])
  expect((await world.db.blobs.toArray()).map(({ ticket }) => ticket)).toEqual([id(4)])
  expect(await world.db.setting('outdated-rows')).toEqual([id(2)])
})

test('[CO17] with a document go drafts that were sent; where a reply is being written it stays', async () => {
  const world = makeWorld(LIMITS.documentsPageCount)
  for (let n = 1; n <= 6; n++) world.add(n, 'open')
  while (!world.queue.isEmpty()) await world.queue.fetchNext()
  const doc = makeDoc()
  const by = { kind: 'agent', id: 'ben', name: 'Ben' }
  const reply = { id: id(7), kind: 'reply', by, at: 2, text: 'sent' }
  recordUpdate(doc, () => setValue(doc, 'messages', id(7), reply))
  const bytes = Y.encodeStateAsUpdate(doc)
  const drafts: [n: number, round: number, isSaved: boolean][] = [
    [1, 0, true],
    [2, 1, true],
    [3, 0, false],
    [6, 0, true],
  ]
  for (const [n, round, isSaved] of drafts) {
    const draft = { id: draftIdFor(id(n), round), ticket: id(n), bytes, hasWords: true, isSaved }
    await world.db.drafts.put(draft)
    await world.db.docs.update(id(n), { bytes })
  }
  expect(await world.queue.makeRoom()).toBe(3)
  expect(await world.db.docs.toCollection().primaryKeys()).toEqual([id(2), id(3), id(6)])
  const kept = (await world.db.drafts.toArray()).map(({ ticket }) => ticket)
  expect(kept).toEqual([id(2), id(3), id(6)])
})
