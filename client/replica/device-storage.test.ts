/** The device's storage as it fails: no room for any one table, wiped, unreadable, taken over, a clock a year off. */
import { IDBObjectStore as FDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { makeDraftFrom } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import { setValue, Y } from '../../shared/ticket/ticket-doc.ts'
import type { Replica } from './api.ts'
import { databaseName, Db } from './db.ts'
import { distrustDocs } from './doc-log.ts'
import { salvage, startAnew, writeOut } from './salvage.ts'
import { makeDevice, type Device } from './stage.ts'
import { ADA, makeStandIn, type StandIn } from './stand-in.ts'

const id = (n: number) => `0000000000000000000000000${n}`
const ONE = id(1)
const TWO = id(2)
const YEAR_MS = 365 * 24 * 60 * 60_000

let server: StandIn
let device: Device

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 8_000, interval: 2 })

async function settled(replica: Replica) {
  await until(() => {
    const { link, waiting, progress, isStorageFull, hasUnstored } = replica.sync()
    expect([link.state, waiting, progress]).toEqual(['live', 0, null])
    expect([isStorageFull, hasUnstored]).toEqual([false, false])
  })
}

async function openSettled(): Promise<Replica> {
  const replica = await device.open()
  await until(() => expect(replica.rows()).toHaveLength(2))
  await settled(replica)
  return replica
}

async function goOffline(replica: Replica) {
  server.goDown()
  await until(() => expect(replica.sync().link.state).not.toBe('live'))
}

async function type(replica: Replica, text: string, ticket = ONE) {
  const draft = await replica.openDraft(ticket)
  Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom(text)))
  return draft
}

/** No room for writes to one table, or to any; `stop` makes room again. */
function failWrites(table: string | null) {
  let count = 0
  const spies = (['put', 'add'] as const).map((method) => {
    const real = FDBObjectStore.prototype[method]
    return vi.spyOn(FDBObjectStore.prototype, method).mockImplementation(function (
      this: { name: string },
      ...args: Parameters<typeof real>
    ) {
      if (table !== null && this.name !== table) return real.apply(this, args)
      count++
      throw new DOMException('no room', 'QuotaExceededError')
    })
  })
  return {
    count: () => count,
    stop: () => {
      for (const spy of spies) spy.mockRestore()
    },
  }
}

beforeEach(() => {
  server = makeStandIn()
  device = makeDevice(server)
  server.addTicket(ONE, 'printer on fire')
  server.addTicket(TWO, 'lost password')
})
afterEach(() => {
  vi.restoreAllMocks()
  device.close()
  if (device.bugs.length > 0) throw new Error(device.bugs.join('\n'))
})

describe('no room', () => {
  const TABLES = [
    ...['docs', 'outbox', 'overlays', 'echoes', 'rejected', 'lost', 'drafts', 'entries'],
    ...['cursors', 'seen', 'notes', 'kv'],
  ]

  test.each(TABLES)('[OU1] for %s: said, and nothing is lost or done twice', async (table) => {
    const replica = await openSettled()
    const disk = failWrites(table)
    server.judge = (push) =>
      push.kind === 'update' && push.ticket === TWO && !verdict.isOver ? 'ticket/denied' : null
    const verdict = { isOver: false }
    const draft = await type(replica, 'an answer')
    const acts = {
      edit: () => replica.edit(ONE, { op: 'set-status', status: 'waiting' }),
      refused: () => replica.edit(TWO, { op: 'add-tag', tag: 'hot' }),
      send: () => replica.send(ONE, { draft: draft.id, seen: null, isForced: false, status: null }),
    }
    const failed: (keyof typeof acts)[] = []
    for (const name of ['edit', 'refused', 'send'] as const) {
      const done = await acts[name]()
      if (done.ok) continue
      // Nobody is told that something is kept which is not.
      expect([name, done.fault]).toMatchObject([name, { code: 'kit/storage' }])
      failed.push(name)
    }
    const isNoteKept = await replica.keepNote(ONE, { text: 'half a note' })
    expect(isNoteKept).toBe(table !== 'notes')
    await replica.markSeen(ONE, id(5))
    server.change(TWO, (doc) => setValue(doc, 'fields', 'priority', 'high'))
    // Nothing here writes settings: that this costs nothing is what the case says.
    await until(() => expect(disk.count() > 0 || table === 'kv').toBe(true))
    disk.stop()
    for (const name of failed) expect(await acts[name]()).toMatchObject({ ok: true })
    expect(isNoteKept || (await replica.keepNote(ONE, { text: 'half a note' }))).toBe(true)
    await settled(replica)
    await until(() => expect(replica.sync().refused).toBe(1))
    expect(await replica.waiting()).toMatchObject([{ title: 'tag + hot', state: 'refused' }])
    await until(async () => {
      const { ticket } = unwrap(await replica.openTicket(ONE))
      expect([ticket.status, ticket.messages.map(({ text }) => text)]).toEqual([
        'waiting',
        ['as frozen'],
      ])
      expect(replica.row(TWO)?.priority).toBe('high')
    })
    expect(renderDraft(server.draft(draft.id)).text).toBe('an answer')
    const sends = server.carriedOut.filter((push) => push.kind === 'command')
    expect(sends).toHaveLength(1)
    expect(await replica.keptNote(ONE)).toMatchObject({ text: 'half a note' })
    draft.close()
  })

  test('[DR6] words typed while there is no room stay in memory, are said, and are stored later', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    const disk = failWrites('drafts')
    const draft = await type(replica, 'turn it off')
    await until(() => expect(replica.sync().hasUnstored).toBe(true))
    expect(draft.isStored()).toBe(false)
    // Closed on screen, opened again: the words are there.
    draft.close()
    await until(() => expect(disk.count()).toBeGreaterThan(2))
    const again = await replica.openDraft(ONE)
    expect(renderDraft(again.doc).text).toBe('turn it off')
    disk.stop()
    await until(() => expect(replica.sync().hasUnstored).toBe(false))
    const kept = await device.look((db) => db.drafts.get(draft.id))
    expect(kept).toMatchObject({ hasWords: true, isSaved: false })
  })

  /** Words that the server has, and for which there is no room: closed on screen, they wait in memory. */
  async function holdUnstored(replica: Replica) {
    const disk = failWrites('drafts')
    const draft = await type(replica, 'turn it off')
    await until(() => expect(draft.isSaved()).toBe(true))
    await until(() => expect(replica.sync().hasUnstored).toBe(true))
    draft.close()
    return { disk, draft }
  }

  test('[CO17] words that waited for room while they were taken out of a reply are not stored any more', async () => {
    const replica = await openSettled()
    // The least wanted of all, were it not for these words.
    server.change(ONE, (doc) => setValue(doc, 'fields', 'status', 'solved'))
    await settled(replica)
    const { disk } = await holdUnstored(replica)
    expect(await device.look((db) => db.docs.toCollection().primaryKeys())).toContain(ONE)
    server.renew(ONE)
    const by = { kind: 'agent', id: 'ben', name: 'Ben' }
    const reply = { id: id(7), kind: 'reply', by, at: 2, text: '' }
    server.change(ONE, (doc) => setValue(doc, 'messages', id(7), reply))
    await until(async () =>
      expect(unwrap(await replica.openTicket(ONE)).ticket.messages).toHaveLength(1),
    )
    disk.stop()
    await until(() => expect(replica.sync().hasUnstored).toBe(false))
    expect(await device.look((db) => db.drafts.count())).toBe(0)
    expect(replica.draftTickets()).toEqual([])
  })

  test('[FE6] words that waited for room while the server was restored do not count as saved', async () => {
    const backup = server.backUp()
    const replica = await openSettled()
    const { disk, draft } = await holdUnstored(replica)
    await goOffline(replica)
    server.restore(backup)
    server.comeUp()
    await until(async () =>
      expect(await device.look((db) => db.setting('generation'))).toBe('one again'),
    )
    disk.stop()
    await until(() => expect(replica.sync().hasUnstored).toBe(false))
    const look = () => device.look((db) => db.drafts.get(draft.id))
    expect(await look()).toMatchObject({ hasWords: true, isSaved: false })
    expect(renderDraft(server.draft(draft.id)).text).toBe('')
    const again = await replica.openDraft(ONE)
    await until(async () => expect(await look()).toMatchObject({ isSaved: true }))
    expect(again.isSaved()).toBe(true)
    expect(renderDraft(server.draft(draft.id)).text).toBe('turn it off')
  })

  test('[FE6] nor when another tab alone has heard of it', async () => {
    const replica = await openSettled()
    const { disk, draft } = await holdUnstored(replica)
    await goOffline(replica)
    await device.look((db) => distrustDocs(db, 'one again'))
    disk.stop()
    await until(() => expect(replica.sync().hasUnstored).toBe(false))
    const kept = await device.look((db) => db.drafts.get(draft.id))
    expect(kept).toMatchObject({ hasWords: true, isSaved: false })
  })

  test('[OU3] a reply is not sent without the words that could not be stored', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    const draft = await type(replica, 'turn it off')
    await until(() => expect(replica.draftTickets()).toEqual([ONE]))
    const disk = failWrites('drafts')
    Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom('and on')))
    const options = { draft: draft.id, seen: null, isForced: false, status: null }
    expect(await replica.send(ONE, options)).toMatchObject({ fault: { code: 'kit/storage' } })
    disk.stop()
    await until(() => expect(draft.isStored()).toBe(true))
    unwrap(await replica.send(ONE, options))
    expect((await replica.waiting())[0]?.text).toContain('and on')
  })

  test('copies make way, what is unsent and what is in use never', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    unwrap(await replica.edit(TWO, { op: 'add-tag', tag: 'mine' }))
    await device.look((db) =>
      db.blobs.put({ ticket: ONE, hash: 'a', blob: new Blob(['x']), keptAt: 1 }),
    )
    const add = vi.spyOn(FDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    // Room is made, and it is tried again before anything is said.
    unwrap(await replica.edit(TWO, { op: 'set-status', status: 'solved' }))
    expect(add).toHaveBeenCalled()
    expect(await device.look((db) => db.blobs.count())).toBe(0)
    expect(await device.look((db) => db.docs.toCollection().primaryKeys())).toEqual([TWO])
    expect(await replica.waiting()).toHaveLength(2)
    expect(replica.sync().isStorageFull).toBe(false)
  })

  test('on opening, what is here is shown all the same', async () => {
    const first = await openSettled()
    first.close()
    const disk = failWrites(null)
    const replica = await device.open()
    expect(replica.rows()).toHaveLength(2)
    expect(unwrap(await replica.openTicket(ONE)).ticket.subject).toBe('printer on fire')
    expect(await replica.edit(ONE, { op: 'add-tag', tag: 'x' })).toMatchObject({ ok: false })
    expect(replica.sync().isStorageFull).toBe(true)
    disk.stop()
    unwrap(await replica.edit(ONE, { op: 'add-tag', tag: 'x' }))
    await settled(replica)
    expect(server.ticket(ONE).tags).toEqual(['x'])
  })

  test('for the very first opening, it is said why', async () => {
    const disk = failWrites(null)
    await expect(device.open()).rejects.toMatchObject({
      fault: { code: 'kit/storage', more: { why: 'full' } },
    })
    disk.stop()
    device.bugs.length = 0
    await openSettled()
  })
})

describe('wiped under the running app', () => {
  /** What a browser does that is short of space: everything of ours, without a word. */
  async function wipe() {
    await device.look((db) => Promise.all(db.tables.map((table) => table.clear())))
    device.lookAgain()
  }

  test('[OU3] what was not sent is put back, told, and sent once', async () => {
    const one = await openSettled()
    const two = await openSettled()
    await goOffline(one)
    await goOffline(two)
    unwrap(await one.edit(ONE, { op: 'add-note', id: id(7), text: 'my words', mentions: [] }))
    unwrap(await two.edit(ONE, { op: 'set-status', status: 'solved' }))
    const draft = await type(one, 'half a reply', TWO)
    await until(() => expect(one.draftTickets()).toEqual([TWO]))
    expect(await one.keepNote(TWO, { text: 'half a note' })).toBe(true)
    await wipe()
    await until(() => expect(one.sync().wipe).toMatchObject({ kept: 4, gone: 0 }))
    await until(async () => expect(await one.waiting()).toHaveLength(2))
    // Each tab is told, whichever noticed first.
    await until(() => expect(two.sync().wipe).not.toBeNull())
    expect(await one.keptNote(TWO)).toMatchObject({ text: 'half a note' })
    server.comeUp()
    await settled(one)
    await settled(two)
    expect(server.carriedOut).toHaveLength(2)
    expect(server.ticket(ONE)).toMatchObject({
      status: 'solved',
      messages: [{ text: 'my words' }],
    })
    // Fetched again, documents too.
    await until(() => expect(one.rows()).toHaveLength(2))
    await until(async () => expect(await device.look((db) => db.docs.count())).toBe(2))
    await until(() => expect(renderDraft(server.draft(draft.id)).text).toBe('half a reply'))
    one.dismissWipe()
    expect(one.sync().wipe).toBeNull()
  })

  test.each(['a page', 'a live change'])(
    '[FE1] %s that comes before anybody noticed leaves no cursor that says more than is there',
    async (what) => {
      const replica = await openSettled()
      if (what === 'a page') await goOffline(replica)
      // All but the mark that tells one disk from another.
      await device.look((db) =>
        Promise.all(db.tables.filter(({ name }) => name !== 'kv').map((table) => table.clear())),
      )
      device.lookAgain()
      server.change(ONE, (doc) => setValue(doc, 'fields', 'subject', 'changed meanwhile'))
      if (what === 'a page') server.comeUp()
      await until(() => expect(replica.row(ONE)?.subject).toBe('changed meanwhile'))
      await settled(replica)
      expect(replica.rows()).toHaveLength(2)
      replica.close()
      const again = await openSettled()
      expect(again.rows()).toHaveLength(2)
    },
  )

  test('with nothing unsent in it, that is said as well', async () => {
    const replica = await openSettled()
    await wipe()
    await until(() => expect(replica.sync().wipe).toMatchObject({ kept: 0, gone: 0 }))
    await until(() => expect(replica.rows()).toHaveLength(2))
    await settled(replica)
  })
})

describe('the last moment', () => {
  test('[DR6] words typed just before the page ends are there when it opens again', async () => {
    const first = await openSettled()
    await goOffline(first)
    const draft = await type(first, 'turn it off')
    device.hide(true)
    // The page ends here. What its database still got is taken away again.
    const atTheEnd = [...device.kept]
    first.close()
    await until(async () => expect(await device.look((db) => db.drafts.count())).toBe(1))
    await device.look((db) => db.drafts.clear())
    for (const [key, value] of atTheEnd) device.kept.set(key, value)
    const replica = await device.open()
    expect(replica.draftTickets()).toEqual([ONE])
    const again = await replica.openDraft(ONE)
    expect(again.id).toBe(draft.id)
    expect(renderDraft(again.doc).text).toBe('turn it off')
    expect([...device.kept.keys()].filter((key) => key.includes('words'))).toEqual([])
  })

  test('[DR6] out of sight, what was typed goes to the disk at once', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    const draft = await type(replica, 'turn it off')
    device.hide(false)
    await until(async () =>
      expect(await device.look((db) => db.drafts.get(draft.id))).toMatchObject({ hasWords: true }),
    )
  })
})

describe('not to be opened', () => {
  async function damage() {
    const first = await openSettled()
    await goOffline(first)
    unwrap(await first.edit(ONE, { op: 'add-note', id: id(7), text: 'my words', mentions: [] }))
    await type(first, 'half a reply', TWO)
    await until(() => expect(first.draftTickets()).toEqual([TWO]))
    first.close()
    await until(async () => expect(await device.look((db) => db.outbox.count())).toBe(1))
    await device.look((db) =>
      db.packs.put({ n: 1, bytes: new TextEncoder().encode('{"not": a list') }),
    )
    server.comeUp()
    await expect(device.open()).rejects.toMatchObject({
      fault: { code: 'kit/storage', more: { why: 'unreadable' } },
    })
    expect(device.bugs.splice(0)).toHaveLength(1)
  }
  const options = () => ({ memory: device.memory, database: device.database })

  test('unsent work is read out as text', async () => {
    await damage()
    const { text, count } = writeOut(await salvage(options()))
    expect(count).toBe(2)
    expect(text).toContain('my words')
    expect(text).toContain('half a reply')
  })

  test('[OU3] starting anew keeps what was not sent, and sends it', async () => {
    await damage()
    await startAnew(options())
    const replica = await openSettled()
    await until(() => expect(server.ticket(ONE).messages).toMatchObject([{ text: 'my words' }]))
    expect(replica.draftTickets()).toEqual([TWO])
    expect(server.carriedOut).toHaveLength(1)
  })
})

describe('another version', () => {
  test('a newer one takes the database over: this one writes what was typed and says so', async () => {
    const replica = await openSettled()
    await goOffline(replica)
    const draft = await type(replica, 'turn it off')
    const newer = new Db(databaseName(ADA.id), device.database)
    newer.version(99).stores({})
    await newer.open()
    expect(device.isTakenOver()).toBe(true)
    expect(await newer.drafts.get(draft.id)).toMatchObject({ hasWords: true })
    newer.close()
  })

  test('an older one that does not let go is waited for, and named', async () => {
    const older = new Db(databaseName(ADA.id), { ...device.database })
    older.on('versionchange', () => false)
    await older.open()
    const onBlocked = vi.fn<() => void>()
    const newer = new Db(databaseName(ADA.id), { ...device.database, onBlocked })
    newer.version(99).stores({})
    const opening = newer.open()
    await until(() => expect(onBlocked).toHaveBeenCalled())
    older.close()
    await opening
    newer.close()
  })
})

test.each([-YEAR_MS, YEAR_MS])(
  '[SL2] a clock that is off by %i ms changes no order, and nothing is dated by it',
  async (offMs) => {
    server.now = 2 * YEAR_MS
    device.clock.at = server.now + offMs
    const replica = await openSettled()
    expect(Math.abs(replica.now() - server.now)).toBeLessThan(60_000)
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'waiting' }))
    unwrap(await replica.edit(ONE, { op: 'add-note', id: id(7), text: 'one', mentions: [] }))
    unwrap(await replica.edit(ONE, { op: 'set-status', status: 'solved' }))
    await settled(replica)
    expect(server.ticket(ONE)).toMatchObject({ status: 'solved', messages: [{ text: 'one' }] })
    const claims = server.carriedOut.map((push) => Math.abs(push.claimedAt - server.now))
    expect(Math.max(...claims)).toBeLessThan(60_000)
    expect(server.ticket(ONE).messages[0]?.at).toBe(server.carriedOut[1]?.claimedAt)
    expect(Math.abs((replica.sync().lastSyncAt ?? 0) - server.now)).toBeLessThan(60_000)
    // Also before the server is heard again.
    replica.close()
    server.goDown()
    const offline = await device.open()
    expect(Math.abs(offline.now() - server.now)).toBeLessThan(60_000)
  },
)
