/** The list on screen: right at once on a small desk, in turns on a large one, and the same in the end. */
import { createRoot, createSignal, type Setter } from 'solid-js'
import { afterEach, expect, test, vi } from 'vitest'
import { SORTED_AT_ONCE } from '../replica/sort-in-turns.ts'
import { makeStandIn, type StandIn } from '../test-stage/stand-in-replica.ts'
import { createView, createViewFacts, type View } from './create-view.ts'
import { createDesk, type Desk } from './replica-context.tsx'
import { selectRows, type Sort, type ViewFacts, type Matcher, type ViewId } from './view.ts'

type Choice = { view: ViewId; sort: Sort; words: string; matcher?: Matcher }
type Scene = {
  replica: StandIn
  desk: Desk
  view: View
  facts: () => ViewFacts
  choose: Setter<Choice>
}

const SMALL = 120
const LARGE = SORTED_AT_ONCE + 500
let dispose = () => {}
afterEach(() => dispose())

function open(tickets: number, first: Choice): Scene {
  const replica = makeStandIn({ tickets, now: Date.now() })
  return createRoot((done) => {
    dispose = done
    const desk = createDesk(replica)
    const facts = createViewFacts(desk)
    const [choice, choose] = createSignal(first)
    return {
      replica,
      desk,
      facts,
      choose,
      view: createView(desk, facts, choice),
    }
  })
}

const all: Choice = { view: 'all', sort: 'newest', words: '' }
const expected = ({ replica, facts }: Scene, choice: Choice) =>
  selectRows(replica.rows(), choice, facts()).map((row) => row.id)

test('a small desk is there at once', () => {
  const scene = open(SMALL, all)
  expect(scene.view.isReady()).toBe(true)
  expect(scene.view.ids()).toEqual(expected(scene, all))
  for (const view of ['inbox', 'mine', 'solved'] as const)
    for (const sort of ['due', 'oldest', 'priority'] as const) {
      scene.choose({ view, sort, words: '' })
      expect(scene.view.ids()).toEqual(expected(scene, { view, sort, words: '' }))
    }
})

test('a large desk comes in turns: first nothing is known, then all is right', async () => {
  const scene = open(LARGE, all)
  expect(scene.view.isReady()).toBe(false)
  await vi.waitFor(() => expect(scene.view.isReady()).toBe(true))
  expect(scene.view.ids()).toEqual(expected(scene, all))
  const byDue: Choice = { ...all, sort: 'due' }
  scene.choose(byDue)
  await vi.waitFor(() => expect(scene.view.ids()).toEqual(expected(scene, byDue)))
  const words: Choice = { ...all, words: 'x', matcher: (row) => row.status === 'waiting' }
  scene.choose(words)
  await vi.waitFor(() => expect(scene.view.ids()).toEqual(expected(scene, words)))
  expect(scene.view.ids().length).toBeLessThan(LARGE)
})

test('what changes while a large desk is sorted is in its place afterwards', async () => {
  const scene = open(LARGE, all)
  const [first] = scene.replica.rows()
  await scene.replica.edit(first?.id ?? '', { op: 'set-status', status: 'on-hold' })
  scene.replica.receive('', 'Somebody new writes')
  expect(scene.view.isReady()).toBe(false)
  await vi.waitFor(() => expect(scene.view.ids()).toEqual(expected(scene, all)))
  expect(scene.view.ids()).toHaveLength(LARGE + 1)
})

test.each([SMALL, LARGE])('of %i, one change is in its place at once', async (tickets) => {
  const scene = open(tickets, all)
  await vi.waitFor(() => expect(scene.view.isReady()).toBe(true))
  const id = scene.view.ids().at(-1) ?? ''
  scene.replica.receive(id, 'Is anybody there?')
  expect(scene.view.ids().at(-1)).not.toBe(id)
  expect(scene.view.ids()).toEqual(expected(scene, all))
})

test.each(['inbox', 'first', 'mine', 'waiting', 'all'] as const)(
  '%s is, change by change, what one pass over all rows would give',
  async (view) => {
    const choice: Choice = { view, sort: 'due', words: '' }
    const scene = open(SMALL, choice)
    const { replica } = scene
    const ids = replica.rows().map(({ id }) => id)
    let state = 5
    const below = (n: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state % n
    }
    const statuses = ['open', 'waiting', 'solved'] as const
    for (let round = 0; round < 120; round++) {
      const id = ids[below(ids.length)] ?? ''
      const row = replica.row(id)
      const act = below(6)
      if (act === 0) replica.receive(id, 'more')
      else if (act === 1) await scene.desk.rows.markSeen(id, row?.lastId ?? null)
      else if (act === 2 && below(4) === 0) replica.takeAway(id)
      else if (act === 3)
        await replica.edit(id, { op: 'set-assignee', assignee: below(2) ? replica.me.id : null })
      else await replica.edit(id, { op: 'set-status', status: statuses[below(3)] ?? 'open' })
      expect(scene.view.ids()).toEqual(expected(scene, choice))
    }
    expect(new Set(scene.view.ids()).size).toBeGreaterThan(0)
  },
)

test('a list that is held stays as it is; another view starts afresh', async () => {
  const scene = open(LARGE, all)
  await vi.waitFor(() => expect(scene.view.isReady()).toBe(true))
  scene.replica.setStatus({ progress: null })
  const before = scene.view.ids()
  scene.view.setHeld(true)
  scene.replica.receive(before.at(-1) ?? '', 'Me again')
  expect(scene.view.ids()).toEqual(before)
  const inbox: Choice = { view: 'inbox', sort: 'newest', words: '' }
  scene.choose(inbox)
  await vi.waitFor(() => expect(scene.view.ids()).toEqual(expected(scene, inbox)))
})

test('what left the view is still shown where it was held, and said to be gone', async () => {
  const inbox: Choice = { view: 'inbox', sort: 'newest', words: '' }
  const scene = open(SMALL, inbox)
  const id = scene.view.ids()[0] ?? ''
  scene.view.setHeld(true)
  await scene.replica.edit(id, { op: 'set-status', status: 'solved' })
  expect(scene.view.ids()[0]).toBe(id)
  expect(scene.view.has(id)).toBe(false)
  expect(scene.view.has(scene.view.ids()[1] ?? '')).toBe(true)
})
