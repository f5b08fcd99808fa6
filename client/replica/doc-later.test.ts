/** What the server said of a document is kept beside its bytes until it is read, and what does not fit is asked for again. */
import { deflateSync } from 'fflate'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, expect, test } from 'vitest'
import { makeDoc, readTicket, recordUpdate, setValue, Y } from '../../shared/ticket/ticket-doc.ts'
import type { DocItem } from '../../shared/wire/down.ts'
import { Db, type DocRecord } from './db.ts'
import { readAsKept } from './doc-later.ts'
import { fromState, joinDoc, storeLive } from './doc-log.ts'

const TICKET = '00000000000000000000000001'
const writer = { clientId: 77, person: { id: 'ada', name: 'Ada' } }
let db: Db | undefined

afterEach(() => db?.close())

/** A state of version 1, and the two edits after it. */
function history() {
  const doc = makeDoc(undefined, 1)
  const say = (subject: string) => {
    const update = recordUpdate(doc, () => setValue(doc, 'fields', 'subject', subject))
    if (!update) throw new Error('nothing changed')
    return Uint8Array.from(update)
  }
  say('as it came')
  const state = Uint8Array.from(Y.encodeStateAsUpdate(doc))
  return { state, second: say('second'), third: say('third') }
}

const itemOf = (version: number, bytes: Uint8Array<ArrayBuffer>, epoch = 1): DocItem => ({
  ticket: TICKET,
  epoch,
  version,
  kind: version === 1 ? 'state' : 'update',
  bytes,
})

async function hold(state: Uint8Array<ArrayBuffer>): Promise<Db> {
  db = new Db('docs', { indexedDB: new IDBFactory(), IDBKeyRange })
  await db.docs.put(fromState(itemOf(1, state), 33))
  return db
}

const onDisk = async (from: Db) => (await from.docs.toCollection().raw().toArray())[0]

async function readSubject(from: Db): Promise<string | null> {
  const held = await from.docs.get(TICKET)
  if (!held) return null
  expect(held.later).toBeUndefined()
  return readTicket(makeDoc(held.bytes)).subject
}

/** @returns whether it was kept beside the bytes */
async function keep(at: Db, item: DocItem): Promise<boolean> {
  const { doc } = joinDoc(await at.docs.get(TICKET), [], item, { ...writer, isLater: true })
  if (doc) await at.docs.put(doc)
  return doc?.later !== undefined
}

test('an update lies beside the bytes, and however the record is read it is joined', async () => {
  const { state, second, third } = history()
  const held = await hold(state)
  expect(await keep(held, itemOf(2, second))).toBe(true)
  expect(await onDisk(held)).toMatchObject({ version: 2, bytes: state, later: second })
  expect(await readSubject(held)).toBe('second')
  expect((await held.docs.bulkGet([TICKET]))[0]?.version).toBe(2)
  // What was beside them is in the bytes once more comes.
  expect(await keep(held, itemOf(3, third))).toBe(true)
  expect((await onDisk(held))?.later).toEqual(third)
  expect(await readSubject(held)).toBe('third')
  const [joined] = await held.docs.toArray()
  if (joined) await held.docs.put(joined)
  expect(await onDisk(held)).not.toHaveProperty('later')
  expect(await readSubject(held)).toBe('third')
})

test('as it is kept, packed and with a word beside it, a second word goes beside the first', async () => {
  const { state, second, third } = history()
  const held = await hold(state)
  const packed = { plainBytes: state.length, bytes: deflateSync(state) }
  await held.docs.put({ ...fromState(itemOf(1, state), 33), ...packed })
  const say = (item: DocItem) =>
    held.transaction('rw', held.docs, async ({ idbtrans }) => {
      const [before, none] = await readAsKept(held, idbtrans, [TICKET, 'no-such'])
      expect(none).toBeUndefined()
      const { doc } = joinDoc(before, [], item, { ...writer, isLater: true })
      if (doc) await held.docs.put(doc)
    })
  await say(itemOf(2, second))
  await say(itemOf(3, third))
  // Nothing was unpacked for it.
  expect(await onDisk(held)).toMatchObject({ ...packed, version: 3 })
  expect(await readSubject(held)).toBe('third')
  // Read whole where it has to be: a word that cannot lie beside it.
  const before = await held.transaction('r', held.docs, ({ idbtrans }) =>
    readAsKept(held, idbtrans, [TICKET]),
  )
  const { doc } = joinDoc(before[0], [], { ...itemOf(4, third), kind: 'update' }, writer)
  expect(doc).toMatchObject({ version: 4 })
  expect(doc).not.toHaveProperty('later')
  expect(doc).not.toHaveProperty('plainBytes')
})

test('a word that is missing between two beside the bytes is found when they are read', async () => {
  const { state, third } = history()
  const held = await hold(state)
  await held.transaction('rw', held.docs, async ({ idbtrans }) => {
    const [before] = await readAsKept(held, idbtrans, [TICKET])
    const { doc } = joinDoc(before, [], itemOf(2, third), { ...writer, isLater: true })
    const again = joinDoc(doc ?? undefined, [], itemOf(3, third), { ...writer, isLater: true })
    if (again.doc) await held.docs.put(again.doc)
  })
  expect(await held.docs.get(TICKET)).toMatchObject({ version: 0 })
})

test('a live word follows on what lies beside the bytes', async () => {
  const { state, second, third } = history()
  const held = await hold(state)
  await keep(held, itemOf(2, second))
  const live = { ticket: TICKET, version: 3, epoch: 1, update: third }
  expect(await storeLive(held, live, writer)).toBe('stored')
  expect(await onDisk(held)).toMatchObject({ version: 3 })
  expect(await onDisk(held)).not.toHaveProperty('later')
  expect(await readSubject(held)).toBe('third')
})

test('what does not fit is not trusted: the next word asks for the whole state', async () => {
  const { state, third } = history()
  const held = await hold(state)
  await keep(held, itemOf(3, third))
  expect(await held.docs.get(TICKET)).toMatchObject({ version: 0, bytes: state })
  const live = { ticket: TICKET, version: 4, epoch: 1, update: third }
  expect(await storeLive(held, live, writer)).toBe('ask-state')
})

test('nothing is kept beside bytes of another epoch, not trusted, broken, or with edits in them', () => {
  const { state, second } = history()
  const held = fromState(itemOf(1, state), 33)
  const item = itemOf(2, second)
  const join = (before: DocRecord | undefined, one = item) => {
    const { stored, doc } = joinDoc(before, [], one, { ...writer, isLater: true })
    return { stored, isLater: doc?.later !== undefined }
  }
  expect(join(held)).toEqual({ stored: 'stored', isLater: true })
  const askState = { stored: 'ask-state', isLater: false }
  expect(join(undefined)).toEqual(askState)
  expect(join({ ...held, epoch: 2 })).toEqual(askState)
  expect(join({ ...held, version: 0 })).toEqual(askState)
  expect(join({ ...held, isBroken: true })).toEqual(askState)
  expect(join({ ...held, version: 2 })).toEqual({ stored: 'unchanged', isLater: false })
  expect(join({ ...held, base: state })).toEqual({ stored: 'stored', isLater: false })
  expect(join(held, { ...item, kind: 'state', bytes: state })).toEqual({
    stored: 'stored',
    isLater: false,
  })
})
