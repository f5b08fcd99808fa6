/** Files that were asked for without a network: remembered, fetched once, kept, and gone with their ticket. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fail, ok, unwrap, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import { makeTickets } from '../test-stage/sample-tickets.ts'
import { Db } from './db.ts'
import type { LinkState } from './api.ts'
import { makeLaterFiles } from './later-files.ts'

const [[ONE, ticket] = ['']] = makeTickets(1, 0)
const FILE = { hash: 'a'.repeat(64), name: 'plan.zip' }

let db: Db
let isHere: boolean
let state: LinkState
let listen: () => void
let pauses: (() => void)[]
let asked: string[]
let answer: () => Result<Blob>
beforeEach(() => {
  db = new Db('later', { indexedDB: new IDBFactory(), IDBKeyRange })
  isHere = true
  state = { state: 'offline', since: 0 }
  pauses = []
  asked = []
  answer = () => ok(new Blob(['the plan']))
})
afterEach(() => db.close())

const begin = (
  over: {
    isLeading?: boolean
    onChange?: (ticket: string) => void
    background?: Parameters<typeof makeLaterFiles>[0]['background']
  } = {},
) =>
  makeLaterFiles(
    {
      db,
      clock: { now: () => 1 },
      random: (count) => new Uint8Array(count),
      timers: {
        after(_waitMs, run) {
          pauses.push(run)
          return { cancel() {} }
        },
      },
      link: {
        state: () => state,
        onState(told) {
          listen = told
          return () => {}
        },
      } as Parameters<typeof makeLaterFiles>[0]['link'],
      log: () => {},
      background:
        over.background ??
        (async (work) => {
          await work()
          return true
        }),
      http: {
        blob: async (_ticket, hash) => {
          asked.push(hash)
          return answer()
        },
      },
      summaries: { row: () => (ticket && isHere ? makeRow(ONE, ticket) : undefined) },
    },
    { isLeading: () => over.isLeading ?? true, onChange: over.onChange ?? (() => {}) },
  )

const goOnline = () => {
  state = { state: 'live' }
  listen()
}

test('[WO10] a file asked for without a network is fetched once there is one, after a restart too', async () => {
  await begin().ask(ONE, FILE)
  expect(asked).toEqual([])
  const changed = vi.fn<(ticket: string) => void>()
  const again = begin({ onChange: changed })
  expect(await again.of(ONE)).toEqual({ held: new Set(), asked: new Set([FILE.hash]) })
  goOnline()
  await vi.waitFor(() => expect(changed).toHaveBeenCalledWith(ONE))
  expect(await again.of(ONE)).toEqual({ held: new Set([FILE.hash]), asked: new Set() })
  expect(await (await db.blobs.get([ONE, FILE.hash]))?.blob.text()).toBe('the plan')
  expect(asked).toHaveLength(1)
})

test('one that breaks off is tried again; one that is not to be had any more is not', async () => {
  const later = begin()
  answer = () => fail('kit/busy', 'it broke off')
  await later.ask(ONE, FILE)
  goOnline()
  await vi.waitFor(() => expect(pauses).toHaveLength(1))
  expect(await later.asked()).toHaveLength(1)
  answer = () => fail('kit/not-found', 'it is gone')
  pauses[0]?.()
  await vi.waitFor(async () => expect(await later.asked()).toEqual([]))
  expect(await later.of(ONE)).toEqual({ held: new Set(), asked: new Set() })
})

test('[WO10] a large one that was asked for is kept, though in passing it would not be', async () => {
  answer = () => ok(new Blob([new Uint8Array(LIMITS.deviceBlobBytes + 1)]))
  const later = begin()
  await later.ask(ONE, FILE)
  goOnline()
  await vi.waitFor(async () => expect((await later.of(ONE)).held.has(FILE.hash)).toBe(true))
})

test('[RI2] of a ticket that is gone nothing is kept', async () => {
  const later = begin()
  await later.ask(ONE, FILE)
  isHere = false
  goOnline()
  await vi.waitFor(async () => expect(await later.asked()).toEqual([]))
  expect(await db.blobs.count()).toBe(0)
})

test('only the tab that leads fetches', async () => {
  state = { state: 'live' }
  const other = begin({ isLeading: false })
  await other.ask(ONE, FILE)
  other.wake()
  expect(await other.asked()).toHaveLength(1)
  expect(asked).toEqual([])
})

test('so many wait and no more; what is not wanted is let go of', async () => {
  const later = begin()
  for (let n = 0; n < LIMITS.laterFiles; n++)
    unwrap(await later.ask(ONE, { hash: String(n).padStart(64, '0'), name: 'x' }))
  const refused = await later.ask(ONE, FILE)
  expect(refused.ok ? null : refused.fault.code).toBe('kit/too-big')
  await later.drop(ONE, '0'.repeat(64))
  expect((await later.ask(ONE, FILE)).ok).toBe(true)
})

test('on a device that is closed nothing is begun over and over', async () => {
  let begun = 0
  // As a replica that is closed has it: nothing is run. The limit ends what would not end.
  begin({ background: async () => ++begun < 50 || new Promise(() => {}) })
  goOnline()
  await new Promise((resolve) => setTimeout(resolve))
  expect(begun).toBe(1)
})
