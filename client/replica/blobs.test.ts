/** Files on the device: kept for a ticket that is here, and for no other. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ok, unwrap } from '../../shared/kit/fault.ts'
import { makeTickets } from '../test-stage/sample-tickets.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import { readBlob } from './blobs.ts'
import { Db } from './db.ts'

const [[ONE, ticket] = ['']] = makeTickets(1, 0)
const HASH = 'a'.repeat(64)

let db: Db
beforeEach(() => {
  db = new Db('blobs', { indexedDB: new IDBFactory(), IDBKeyRange })
})
afterEach(() => db.close())

const core = () => ({
  db,
  clock: { now: () => 1 },
  http: { blob: async () => ok(new Blob(['x'])) },
  summaries: { row: () => (ticket ? makeRow(ONE, ticket) : undefined) },
})

test('a file that was opened is kept', async () => {
  expect(await unwrap(await readBlob(core(), ONE, HASH)).text()).toBe('x')
  expect(await db.blobs.count()).toBe(1)
})

test('[RI2] not of a ticket that the disk has let go of, though memory has not heard of it yet', async () => {
  await db.entries.put({ id: ONE, entry: null })
  expect(await unwrap(await readBlob(core(), ONE, HASH)).text()).toBe('x')
  expect(await db.blobs.count()).toBe(0)
})

test('[CO17] not when its document was made anew while the bytes were on their way (seed 700)', async () => {
  const hold = (epoch: number) =>
    db.docs.put({
      ...{ ticket: ONE, version: 1, bytes: new Uint8Array([0, 0]), clientId: 1, isBroken: false },
      epoch,
    })
  await hold(1)
  const slow = { ...core(), http: { blob: async () => (await hold(2), ok(new Blob(['x']))) } }
  expect(await unwrap(await readBlob(slow, ONE, HASH)).text()).toBe('x')
  expect(await db.blobs.count()).toBe(0)
  await readBlob(core(), ONE, HASH)
  expect(await db.blobs.count()).toBe(1)
})
