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
