/** Documents lie packed on the device until something changes them, and damaged ones are asked for again. */
import { deflateSync } from 'fflate'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, expect, test } from 'vitest'
import { makeDoc, readTicket, setValue, Y } from '../../shared/ticket/ticket-doc.ts'
import type { PackedState } from '../../shared/wire/down.ts'
import { Db } from './db.ts'
import { plainDoc } from './doc-later.ts'
import { fromState } from './doc-log.ts'
import { unpackItems } from './doc-pack.ts'
import { readHeldDocuments } from './held-documents.ts'

const TICKET = '00000000000000000000000001'
const SUBJECT = 'the pump in hall four '.repeat(200)
let db: Db | undefined

afterEach(() => db?.close())

function packedState(): PackedState & { plain: Uint8Array } {
  const doc = makeDoc(undefined, 1)
  setValue(doc, 'fields', 'subject', SUBJECT)
  const plain = Y.encodeStateAsUpdate(doc)
  const bytes = Uint8Array.from(deflateSync(plain))
  const plainBytes = plain.length
  return { ticket: TICKET, epoch: 1, version: 4, kind: 'packed', bytes, plainBytes, plain }
}

async function hold(item: PackedState): Promise<Db> {
  db = new Db('docs', { indexedDB: new IDBFactory(), IDBKeyRange })
  await db.docs.put(fromState(item, 33))
  return db
}

const onDisk = async (from: Db) => (await from.docs.toCollection().raw().toArray())[0]

test('a document lies as it came, and is whole however it is read', async () => {
  const { plain, ...item } = packedState()
  const held = await hold(item)
  expect(await onDisk(held)).toMatchObject({ bytes: item.bytes, plainBytes: plain.length })
  for (const doc of [await held.docs.get(TICKET), ...(await held.docs.toArray())]) {
    expect(doc).not.toHaveProperty('plainBytes')
    expect(doc?.bytes).toEqual(plain)
  }
  // What is said of it does not unpack it; what is put back lies there as it was read.
  await held.docs.update(TICKET, { isBroken: true })
  expect(await onDisk(held)).toMatchObject({ isBroken: true, plainBytes: plain.length })
  const read = await held.docs.get(TICKET)
  if (read) await held.docs.put(read)
  expect(await onDisk(held)).not.toHaveProperty('plainBytes')
  expect(readTicket(makeDoc((await held.docs.get(TICKET))?.bytes)).subject).toBe(SUBJECT)
})

test('the search is given it packed, and reads it with what came since', async () => {
  const { plain, ...item } = packedState()
  const held = await hold(item)
  const doc = makeDoc(plain, 2)
  const before = Y.encodeStateVector(doc)
  setValue(doc, 'fields', 'subject', 'the pump runs')
  const later = Y.encodeStateAsUpdate(doc, before)
  await held.docs.update(TICKET, { later })
  const [one] = await readHeldDocuments(held, [TICKET])
  expect(one).toMatchObject({ ticket: TICKET, bytes: item.bytes, plainBytes: plain.length, later })
  if (!one) throw new Error('nothing is held')
  expect(readTicket(makeDoc(plainDoc(one))).subject).toBe('the pump runs')
})

test.each([
  ['cut off', (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
  ['of other words', (bytes: Uint8Array) => Uint8Array.from(bytes, (byte) => byte ^ 0x5a)],
])('one that is %s is of version 0, to be asked for again', async (_, damage) => {
  const { plain: _plain, ...item } = packedState()
  const broken = { ...item, bytes: Uint8Array.from(damage(item.bytes)) }
  const held = await hold(broken)
  const read = await held.docs.get(TICKET)
  expect(read?.version).toBe(0)
  expect(readTicket(makeDoc(read?.bytes)).messages).toEqual([])
  expect(unpackItems([broken])).toEqual([])
})

test('what is joined at once is unpacked before', () => {
  const { plain, ...item } = packedState()
  const [one] = unpackItems([item])
  expect(one).toMatchObject({ kind: 'state', version: 4, epoch: 1 })
  expect(one?.bytes).toEqual(plain)
})
