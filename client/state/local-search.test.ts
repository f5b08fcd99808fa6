import { expect, test, vi } from 'vitest'
import type { Test, SearchFacts } from '../../shared/search/match.ts'
import { makeTest } from '../../shared/search/match.ts'
import { wantedOf } from '../../shared/search/fold.ts'
import { parseSearch } from '../../shared/search/parse.ts'
import type { Query } from '../../shared/search/query.ts'
import { breathless } from '../replica/breathe.ts'
import { makeTickets } from '../test-stage/sample-tickets.ts'
import { makeStandIn } from '../test-stage/stand-in-replica.ts'
import { makeLocalSearch } from './local-search.ts'
import {
  makeEngine,
  openEngineHere,
  type EngineAnswer,
  type RemoteEngine,
} from './search-engine.ts'
import { makeSearchIndex } from './search-index.ts'

const NOW = Date.UTC(2026, 2, 2, 10)
const FACTS: SearchFacts = {
  me: 'me',
  now: NOW,
  zone: 'UTC',
  nameOf: () => '',
  queueName: (slug) => slug,
  isUnread: () => false,
  hasDraft: () => false,
}

function missing(): never {
  throw new Error('it is not there')
}

function read(text: string): Query {
  const parsed = parseSearch(text)
  if (!parsed.ok || !parsed.query) throw new Error('not a search')
  return parsed.query
}

function open(engine: RemoteEngine = openEngineHere()) {
  const replica = makeStandIn({ tickets: 40, now: NOW })
  const search = makeLocalSearch(replica, engine, breathless)
  const settled = () => vi.waitFor(() => expect(search.state().isDone).toBe(true))
  const testOf = async (text: string): Promise<Test> => {
    const query = read(text)
    const hits = await search.ask(query)
    if (!hits) throw new Error('the search has ended')
    return makeTest(query, FACTS, hits)
  }
  const find = async (text: string) => {
    const isFound = await testOf(text)
    return replica
      .rows()
      .filter((row) => isFound(row) === true)
      .map(({ id }) => id)
  }
  const someone = () => replica.rows()[3] ?? missing()
  return { replica, search, settled, find, testOf, someone }
}

function hitsOf(answer: EngineAnswer): number[] {
  if (answer.type !== 'answers') throw new Error('no answers')
  return answer.hits.flatMap((flags) => [...flags])
}

test('words of a message that is in no row are found as soon as they are here', async () => {
  const { replica, search, settled, find, someone } = open()
  await settled()
  const { id } = someone()
  replica.receive(id, `${'so it goes '.repeat(30)} the zebraword, ${'and on '.repeat(30)}`)
  await settled()
  expect(await find('zebraword')).toEqual([id])
  expect(await find('"the zebraword"')).toEqual([id])
  expect(await find('zebraw -goes')).toEqual([])
  expect(await search.excerpt(id, [wantedOf('zebraword', false)])).toContain('the zebraword')
})

test('[SE9] a ticket that leaves the device is in no result at once, and then in no index', async () => {
  const engine = makeEngine()
  /** Of a thread that is busy: it does not hear of what went. */
  const unheard: (() => void)[] = []
  const remote: RemoteEngine = {
    ask: (request) =>
      new Promise<EngineAnswer>((resolve) => {
        if (request.type === 'remove') unheard.push(() => resolve(engine(request)))
        else resolve(engine(request))
      }),
    end() {},
  }
  const { replica, settled, testOf, someone } = open(remote)
  await settled()
  const { id } = someone()
  replica.receive(id, 'the zebraword')
  await settled()
  const row = replica.row(id) ?? missing()
  const before = await testOf('zebraword')
  expect(before(row)).toBe(true)
  replica.takeAway(id)
  // What was answered before is not believed, and what is asked now neither, though the index still has it.
  expect(before(row)).toBeNull()
  expect((await testOf('zebraword'))(row)).toBeNull()
  await vi.waitFor(() => expect(unheard).toHaveLength(1))
  for (const hear of unheard) hear()
  await settled()
  const wanted = { tokens: ['zebraword'], isPrefix: false }
  const left = engine({ type: 'ask', questions: [{ where: 'all', wanted }] })
  expect(hitsOf(left)).not.toContain(1)
})

test('[SE9] a document that made way for others takes its words with it when its ticket changes', async () => {
  const { replica, settled, find, someone } = open()
  await settled()
  const { id } = someone()
  const held = replica.heldDocuments.bind(replica)
  replica.receive(id, `the zebraword ${'and on '.repeat(60)} lionword`)
  await settled()
  expect(await find('lionword')).toEqual([id])
  replica.heldDocuments = async (ids) => (await held(ids)).filter(({ ticket }) => ticket !== id)
  replica.receive(id, 'something else')
  await settled()
  expect(await find('lionword')).toEqual([])
})

test('[SE4] of a ticket without a document here, what it says is not known', async () => {
  const { replica, settled, testOf, someone } = open()
  replica.heldDocuments = async () => []
  await settled()
  const row = someone()
  const word = row.subject.split(' ')[0] ?? ''
  expect((await testOf(`"${word}"`))(row)).toBe(true)
  expect((await testOf('zebraword'))(row)).toBeNull()
  expect((await testOf('-zebraword'))(row)).toBeNull()
})

test('an index that is full keeps what it has, and says of the rest that it does not know', () => {
  const tickets = [...makeTickets(20, NOW).values()]
  const all = makeSearchIndex()
  const taken = tickets.map((ticket, n) => all.addTicket(n, ticket, []))
  expect(taken).not.toContain(false)
  const small = makeSearchIndex(all.size().chars / 2)
  const fits = tickets.map((ticket, n) => small.addTicket(n, ticket, []))
  expect(fits).toContain(false)
  const { whole } = small.ask([])
  expect([...whole.slice(0, 20)].map(Boolean)).toEqual(fits.slice(0, whole.length))
})

test('taking everything out of an index leaves nothing in it', () => {
  const tickets = [...makeTickets(20, NOW).values()]
  const index = makeSearchIndex()
  for (const [n, ticket] of tickets.entries()) index.addTicket(n, ticket, [])
  for (const [n, ticket] of tickets.entries()) index.addTicket(n, ticket, ['zebraword'])
  expect(index.hasToken('zebraword')).toBe(true)
  for (const n of tickets.keys()) index.remove(n)
  expect(index.hasToken('zebraword')).toBe(false)
  expect(index.size()).toEqual({ tickets: 0, whole: 0, tokens: 0, chars: 0 })
})
