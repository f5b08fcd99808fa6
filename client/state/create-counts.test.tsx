/** Counts beside the views, change by change: what one pass over all rows would give. */
import { createRoot } from 'solid-js'
import { afterEach, expect, test, vi } from 'vitest'
import { queuesOfRow } from '../../shared/ticket/row.ts'
import { SORTED_AT_ONCE } from '../replica/sort-in-turns.ts'
import { makeStandIn, type StandIn } from '../test-stage/stand-in-replica.ts'
import { createCounts } from './create-counts.ts'
import { createViewFacts } from './create-view.ts'
import { createDesk, type Desk } from './replica-context.tsx'
import { belongs, VIEW_IDS, type ViewFacts, type ViewId } from './view.ts'

type Scene = {
  replica: StandIn
  desk: Desk
  facts: () => ViewFacts
  counts: () => Map<string, number>
}

const SMALL = 120
const LARGE = SORTED_AT_ONCE + 500
let dispose = () => {}
afterEach(() => {
  dispose()
  vi.restoreAllMocks()
})

function open(tickets: number): Scene {
  const replica = makeStandIn({ tickets, now: Date.now() })
  return createRoot((done) => {
    dispose = done
    const desk = createDesk(replica)
    const facts = createViewFacts(desk)
    return { replica, desk, facts, counts: createCounts(desk, facts) }
  })
}

function inOnePass({ replica, facts }: Scene): Map<string, number> {
  const rows = replica.rows()
  const queues = new Set(rows.flatMap((row) => queuesOfRow(row)))
  const views: ViewId[] = [...VIEW_IDS, ...[...queues].map((queue) => `q-${queue}` as const)]
  const counted = views.map(
    (view) => [view, rows.filter((row) => belongs(view, row, facts())).length] as const,
  )
  return new Map(counted.filter(([, count]) => count > 0))
}

const untilRight = (scene: Scene) =>
  vi.waitFor(() => expect(sorted(scene.counts())).toEqual(sorted(inOnePass(scene))))
const sorted = (counts: Map<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1))

test.each([SMALL, LARGE])('of %i, all rows', async (tickets) => {
  const scene = open(tickets)
  await untilRight(scene)
  expect(scene.counts().get('all')).toBe(tickets)
})

test('what changed, went, was seen or came', async () => {
  const scene = open(SMALL)
  const { replica, desk } = scene
  await untilRight(scene)
  const [one, two, three] = replica.rows().map(({ id }) => id)
  await replica.edit(one ?? '', { op: 'set-status', status: 'on-hold' })
  await untilRight(scene)
  replica.takeAway(two ?? '')
  await untilRight(scene)
  replica.receive('', 'Somebody new writes')
  await untilRight(scene)
  await desk.rows.markSeen(three ?? '', replica.row(three ?? '')?.lastId ?? null)
  await untilRight(scene)
  expect(scene.counts().get('all')).toBe(SMALL)
})

test('while a large desk is gone through for the first time', async () => {
  const scene = open(LARGE)
  const { replica } = scene
  // Under way, and not over.
  expect(scene.counts().size).toBe(0)
  const ids = replica.rows().map(({ id }) => id)
  await replica.edit(ids.at(0) ?? '', { op: 'set-status', status: 'on-hold' })
  await replica.edit(ids.at(-1) ?? '', { op: 'set-status', status: 'on-hold' })
  replica.takeAway(ids.at(1) ?? '')
  await untilRight(scene)
})

test('of a large desk, one change looks at one row', async () => {
  const scene = open(LARGE)
  await untilRight(scene)
  const { replica } = scene
  const [one, other] = replica.rows().filter(({ status }) => status === 'open')
  if (!one || !other) throw new Error('no open tickets')
  const looked = vi.fn<() => boolean>(() => false)
  Object.defineProperty(other, 'isSpam', { get: looked })
  const waiting = scene.counts().get('waiting') ?? 0
  await replica.edit(one.id, { op: 'set-status', status: 'on-hold' })
  await vi.waitFor(() => expect(scene.counts().get('waiting')).toBe(waiting + 1))
  expect(looked).not.toHaveBeenCalled()
})
