/** Large answers are read beside the page: the same comes out of both, and a thread that ends or hangs holds up nobody. */
import { encodeAny } from 'lib0/buffer'
import { expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { FeedItem, FeedPage } from '../../shared/wire/down.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import { makeDoc, readTicket } from '../../shared/ticket/ticket-doc.ts'
import { makeAnswerThread, type AnswerRead, type AnswerToRead } from './answer-thread.ts'
import { makeDeskHttp } from './desk-http.ts'
import { packPage, readDocs, readPage } from './read-answer.ts'
import { packsOf } from './row-packs.ts'

const ROWS = 600
const id = (n: number) => String(n).padStart(26, '0')
const blank = readTicket(makeDoc())

const rowItem = (n: number): FeedItem => ({
  ticket: id(n),
  seq: n,
  version: n + 1,
  op: 'row',
  row: makeRow(id(n), { ...blank, subject: `Ticket ${n}` }),
})
const page = (items: FeedItem[]): FeedPage => ({
  type: 'page',
  scope: 'q:a',
  after: 0,
  items,
  next: items.length,
  isLast: true,
  isReset: false,
})
const rows = Array.from({ length: ROWS }, (_, n) => rowItem(n))
const bytesOf = (value: unknown): ArrayBuffer =>
  new TextEncoder().encode(JSON.stringify(value)).slice().buffer

/** What runs beside the page, in it: answers once the test lets it. */
function makeStage() {
  const due: { run: () => void; ms: number }[] = []
  const posted: AnswerToRead[] = []
  let opened = 0
  let ended = 0
  let say: (data: AnswerRead | 'ready') => void = () => {}
  let fail = () => {}
  const thread = makeAnswerThread(
    {
      after(ms, run) {
        const one = { run, ms }
        due.push(one)
        return { cancel: () => void due.splice(due.indexOf(one) >>> 0, 1) }
      },
    },
    () => {
      opened++
      return {
        onMessage: (listen) => (say = listen),
        onError: (listen) => (fail = listen),
        post: (message) => posted.push(message),
        end: () => void ended++,
      }
    },
  )
  return {
    thread,
    due,
    counts: () => ({ opened, ended }),
    ready: () => say('ready'),
    break: () => fail(),
    async answer() {
      const { n, type, bytes } = posted.shift() ?? { n: -1, type: 'page', bytes: new ArrayBuffer() }
      if (type === 'docs') return say({ n, docs: readDocs(bytes) })
      const read = unwrap(await readPage(bytes))
      say({ n, page: { ok: true, value: packPage(read) ?? read } })
    },
  }
}

test('a page read beside says the same, and brings the texts its rows are kept in', async () => {
  const stage = makeStage()
  expect(stage.thread.page(bytesOf(page(rows)))).toBeNull()
  stage.ready()
  const asked = stage.thread.page(bytesOf(page(rows)))
  await stage.answer()
  const { items, packs, ...head } = unwrap((await asked) ?? { ok: true, value: page([]) })
  const { items: same, ...headHere } = unwrap(await readPage(bytesOf(page(rows))))
  expect(head).toEqual(headHere)
  expect(items).toEqual(same.map(({ seq: _seq, ...item }) => item))
  const entries = same.flatMap(({ ticket, version, row }) =>
    row ? [{ id: ticket, version, row, scopes: ['q:a'] }] : [],
  )
  expect(packs).toEqual(packsOf(entries))
})

test('a page on which a ticket left has no packs', async () => {
  const left: FeedItem = { ...rowItem(3), op: 'leave', row: null }
  const read = unwrap(await readPage(bytesOf(page([...rows, left]))))
  expect(packPage(read)).toBeNull()
  expect(read.items.at(-1)?.op).toBe('leave')
})

test('what is no page is said by either', async () => {
  const wrong = { ...page(rows), items: [...rows, { ...rowItem(1), version: 'new' }] }
  expect(await readPage(bytesOf(wrong))).toMatchObject({ fault: { code: 'wire/malformed' } })
  expect(readDocs(bytesOf(wrong))).toMatchObject({ fault: { code: 'wire/malformed' } })
})

test('documents have bytes of their own', () => {
  const items = [1, 2].map((n) => ({
    ticket: id(n),
    epoch: 0,
    version: n,
    kind: 'state',
    bytes: new Uint8Array(2_000).fill(n),
  }))
  const read = unwrap(readDocs(encodeAny({ items }).slice().buffer))
  expect(read).toEqual(items)
  for (const { bytes } of read) expect(bytes.buffer.byteLength).toBe(bytes.byteLength)
})

test('a thread that breaks off or hangs gives back what waits, and is not asked again', async () => {
  for (const trouble of ['break', 'hang'] as const) {
    const stage = makeStage()
    void stage.thread.page(bytesOf(page(rows)))
    stage.ready()
    const asked = stage.thread.page(bytesOf(page(rows)))
    if (trouble === 'break') stage.break()
    else stage.due.find(({ ms }) => ms === LIMITS.requestMs)?.run()
    expect(await asked).toMatchObject({ ok: false, fault: { code: 'kit/busy' } })
    expect(stage.thread.page(bytesOf(page(rows)))).toBeNull()
    expect(stage.counts()).toEqual({ opened: 1, ended: 1 })
  }
})

test('with nothing to read it is let go, and opened again for the next', () => {
  const stage = makeStage()
  void stage.thread.page(bytesOf(page(rows)))
  stage.ready()
  expect(stage.due.map(({ ms }) => ms)).toEqual([LIMITS.answerThreadIdleMs])
  stage.due[0]?.run()
  expect(stage.counts()).toEqual({ opened: 1, ended: 1 })
  expect(stage.thread.page(bytesOf(page(rows)))).toBeNull()
  expect(stage.counts()).toEqual({ opened: 2, ended: 1 })
})

test('small answers are read in the page, and no thread is opened for them', async () => {
  let opened = 0
  const http = makeDeskHttp('http://desk.example', {
    fetch: (url) =>
      Promise.resolve(
        Response.json(
          page(url instanceof URL && url.href.endsWith('=0') ? rows : rows.slice(0, 3)),
        ),
      ),
    openThread: () => Promise.reject(new Error(`opened ${++opened}`)),
  })
  expect(unwrap(await http.feed('q:a', 7)).items).toHaveLength(3)
  expect(opened).toBe(0)
  // Without one the page reads them all the same.
  expect(unwrap(await http.feed('q:a', 0)).items).toHaveLength(ROWS)
  expect(unwrap(await http.feed('q:a', 0)).items).toHaveLength(ROWS)
  expect(opened).toBe(1)
})
