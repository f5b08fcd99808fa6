/** Which pages are asked for ahead of their turn, and which of them count. */
import { beforeEach, expect, test } from 'vitest'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { makeAskedPages, type AskedPages } from './asked-pages.ts'
import type { RowsPage } from './read-answer.ts'

const SCOPE = 'q:support'

type Asked = { after: number; say(next: number): void; answer(page: Result<RowsPage>): void }

let asked: Asked[]
let pages: AskedPages

const page = (after: number): Result<RowsPage> =>
  ok({
    type: 'page',
    scope: SCOPE,
    after,
    items: [],
    next: after + 10,
    isLast: false,
    isReset: false,
  })
const places = () => asked.map(({ after }) => after)
const at = (after: number): Asked => {
  const found = asked.findLast((one) => one.after === after)
  if (!found) throw new Error(`nobody asked for ${after}`)
  return found
}

beforeEach(() => {
  asked = []
  pages = makeAskedPages(
    (_scope, after, say) =>
      new Promise((answer) => {
        asked.push({ after, say, answer })
      }),
  )
})

test('two pages are asked for ahead, as soon as the server says where they begin', async () => {
  const first = pages.take(SCOPE, 0)
  expect(places()).toEqual([0])
  at(0).say(10)
  at(10).say(20)
  // The fourth waits until one is taken.
  at(20).say(30)
  expect(places()).toEqual([0, 10, 20])
  at(0).answer(page(0))
  expect(await first).toEqual({ answer: page(0), isEarly: false })
  expect(places()).toEqual([0, 10, 20, 30])
  pages.askNext(SCOPE, 10)
  const second = pages.take(SCOPE, 10)
  at(10).answer(page(10))
  expect((await second).answer).toEqual(page(10))
  expect(places()).toEqual([0, 10, 20, 30])
})

test('a server that does not say so is asked for the next page once this one is here', async () => {
  const first = pages.take(SCOPE, 0)
  at(0).answer(page(0))
  await first
  pages.askNext(SCOPE, 10)
  expect(places()).toEqual([0, 10])
  const second = pages.take(SCOPE, 10)
  at(10).answer(page(10))
  expect((await second).answer).toEqual(page(10))
  expect(places()).toEqual([0, 10])
})

test('what is ahead of another place than the one wanted is not taken', async () => {
  void pages.take(SCOPE, 0)
  at(0).say(10)
  const other = pages.take(SCOPE, 5)
  // Told of a run that is over.
  at(10).say(20)
  expect(places()).toEqual([0, 10, 5])
  at(5).answer(page(5))
  expect((await other).answer).toEqual(page(5))
})

test('nothing follows from a page that was asked for early, and one that failed is asked for anew', async () => {
  pages.askEarly(new Map([[SCOPE, 7]]))
  at(7).say(17)
  expect(places()).toEqual([7])
  pages.keepEarly(new Set([SCOPE]))
  const first = pages.take(SCOPE, 7)
  at(7).answer(fail('kit/busy', 'the line was cut'))
  await Promise.resolve().then(() => undefined)
  expect(places()).toEqual([7, 7])
  at(7).answer(page(7))
  expect(await first).toEqual({ answer: page(7), isEarly: false })
})

test('[RI2] under other rights only early answers of scopes that are still granted count', async () => {
  pages.askEarly(
    new Map([
      [SCOPE, 7],
      ['q:payments', 3],
    ]),
  )
  pages.keepEarly(new Set([SCOPE]))
  void pages.take('q:payments', 3)
  expect(places()).toEqual([7, 3, 3])
  const support = pages.take(SCOPE, 7)
  at(7).answer(page(7))
  expect((await support).isEarly).toBe(true)
  // Ahead of what is taken now, and asked for under the rights before.
  const next = pages.take(SCOPE, 17)
  at(17).say(27)
  pages.keepEarly(new Set([SCOPE]))
  at(17).answer(page(17))
  await next
  void pages.take(SCOPE, 27)
  expect(places().filter((after) => after === 27)).toHaveLength(2)
})
