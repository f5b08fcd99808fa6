/**
 * A tab that led, stopped, and leads again: meanwhile another one may have gone over to another history, and what was
 * told or asked before is not of it. Not here: who leads (tabs), a restore under one tab (feed.test).
 */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { noLog } from '../../shared/kit/log.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import { makeDoc, readTicket, Y } from '../../shared/ticket/ticket-doc.ts'
import type { DocItem, FeedItem, FeedPage, ServerMessage } from '../../shared/wire/down.ts'
import { encodeControl } from '../../shared/wire/frame.ts'
import type { Core } from './core.ts'
import { Db } from './db.ts'
import { makeDeskHttp, type DeskHttp } from './desk-http.ts'
import { distrustDocs, fromState } from './doc-log.ts'
import { makeFeed, type Feed } from './feed.ts'
import { noteRead } from './generation.ts'
import { makeLink, type SocketEvents } from './link.ts'
import { ADA } from './stand-in.ts'
import { makeSummaries } from './summaries.ts'

const SCOPE = 'q:support'
const TICKET = '1'.padStart(26, '0')

type Asked<T> = { after: number; answer(value: Result<T>): void }

let feed: Feed
let core: Core
let socket: SocketEvents
let pages: Asked<FeedPage>[]
let docs: Asked<DocItem[]>[]
/** How often the feed said how far it is: the last time when it has nothing more to do. */
let told: number

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 2 })

beforeEach(() => {
  pages = []
  docs = []
  told = 0
  const db = new Db('handover', { indexedDB: new IDBFactory(), IDBKeyRange })
  const clock = { now: () => 0 }
  const random = (count: number) => new Uint8Array(count).fill(7)
  const timers = { after: () => ({ cancel() {} }) }
  const http: DeskHttp = {
    ...makeDeskHttp('http://desk.example', {
      fetch: () => Promise.reject(new TypeError('no network')),
    }),
    feed: (_scope, after) => new Promise((answer) => pages.push({ after, answer })),
    docs: () => new Promise((answer) => docs.push({ after: 0, answer })),
  }
  const link = makeLink({
    url: '',
    device: '',
    clock,
    random,
    timers,
    openSocket: (_url, events) => {
      socket = events
      return { send() {}, close() {}, unsentBytes: () => 0 }
    },
    checkSession: () => Promise.resolve(null),
    onWelcome: () => true,
  })
  const summaries = makeSummaries(db, timers)
  core = {
    me: ADA,
    desk: () => {
      throw new Error('not in this test')
    },
    db,
    link,
    http,
    summaries,
    clock,
    serverNow: clock.now,
    random,
    timers,
    breathe: () => Promise.resolve(),
    log: noLog,
    publish: ({ entries = [] }) => summaries.show(entries, []),
    show: ({ entries = [] }) => summaries.show(entries, []),
    recount: () => Promise.resolve(),
    background: (work) => work().then(() => true),
  }
  feed = makeFeed(core, () => void told++)
  link.start()
  return () => {
    feed.close()
    link.stop()
    db.close()
  }
})

function tell(message: ServerMessage) {
  socket.onFrame(encodeControl(message))
}

function greet(generation: string, seq: number) {
  socket.onOpen()
  const scopes = [{ scope: SCOPE, seq }]
  const desk = { now: 0, undoSeconds: 10, leaseMs: 1_000_000 }
  tell({ type: 'welcome', protocol: 2, person: ADA, scopes, generation, ...desk })
}

const row = makeRow(TICKET, readTicket(makeDoc()))
const itemOf = (seq: number, version: number): FeedItem => {
  return { ticket: TICKET, seq, version, op: 'row', row }
}

function pageOf(after: number, seq: number, version: number): Result<FeedPage> {
  const items = [itemOf(seq, version)]
  return ok({ type: 'page', scope: SCOPE, after, items, next: seq, isLast: true, isReset: false })
}

const bytes = Uint8Array.from(Y.encodeStateAsUpdate(makeDoc()))
const docOf = (epoch: number): DocItem => {
  return { ticket: TICKET, epoch, version: 1, kind: 'state', bytes }
}

/** What another tab stores that leads meanwhile, after the server was restored. */
async function leadElsewhere() {
  const { db } = core
  await distrustDocs(db, 'two')
  await noteRead(db, 'two')
  await db.cursors.put({ scope: SCOPE, seq: 1 })
  const entry = { id: TICKET, version: 1, row, scopes: [SCOPE] }
  await db.entries.put({ id: TICKET, entry })
  await db.docs.put(fromState(docOf(2), 1))
}

/** This tab leads again before its link is back, and is welcomed then. */
async function leadAgain(whatCame: () => void) {
  socket.onClose(1006)
  feed.stop()
  await leadElsewhere()
  feed.start()
  const before = { pages: pages.length, told }
  whatCame()
  await until(() => expect(told).toBeGreaterThan(before.told))
  core.link.nudge()
  greet('two', 1)
  await until(() => expect(pages).toHaveLength(before.pages + 1))
  expect(pages.at(-1)?.after).toBe(1)
  expect(core.summaries.entry(TICKET)?.version).toBe(1)
  expect(await core.db.docs.get(TICKET)).toMatchObject({ epoch: 2 })
}

test('[FE6] an item that waited is not taken', async () => {
  feed.start(true)
  greet('one', 1)
  await until(() => expect(pages).toHaveLength(1))
  pages[0]?.answer(pageOf(0, 1, 1))
  await until(() => expect(docs).toHaveLength(1))
  tell({ type: 'item', scope: SCOPE, prev: 1, item: itemOf(2, 2), epoch: 1, update: null })
  await leadAgain(() => docs[0]?.answer(fail('kit/busy', 'the line broke')))
})

test('[FE6] a page that was asked for is not taken', async () => {
  feed.start(true)
  greet('one', 5)
  await until(() => expect(pages).toHaveLength(1))
  await leadAgain(() => pages[0]?.answer(pageOf(0, 5, 2)))
})

test('[FE9] a document that was asked for is not taken', async () => {
  feed.start(true)
  greet('one', 1)
  await until(() => expect(pages).toHaveLength(1))
  pages[0]?.answer(pageOf(0, 1, 1))
  await until(() => expect(docs).toHaveLength(1))
  await leadAgain(() => docs[0]?.answer(ok([docOf(1)])))
})
