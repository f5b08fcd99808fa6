/** Saved views on a device: changed at once, told to the server once, kept without a network, and counted here. */
import { createRoot } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { v } from '../../shared/kit/schema.ts'
import { SavedView, SavedViewWords, slugOf } from '../../shared/wire/saved-view.ts'
import { makeStandIn, type StandIn } from '../test-stage/stand-in-replica.ts'
import { createViewFacts } from './create-view.ts'
import { createDesk } from './replica-context.tsx'
import { createSavedViews, withChanges, type SavedViews } from './saved-views.ts'

const id = (n: number) => String(n).padStart(26, '0')
const WORDS = {
  name: 'Urgent ones',
  view: 'all',
  query: 'priority:urgent',
  isShared: false,
  isPinned: true,
  place: 0,
}
let replica: StandIn
let server: SavedView[]
let calls: string[]
let isAway: boolean
let refusal: string | null
let dispose = () => {}

function respond(status: number, body: unknown): Response {
  return new Response(status === 204 ? null : JSON.stringify(body), { status })
}

beforeEach(() => {
  replica = makeStandIn({ tickets: 40, now: Date.now() })
  server = []
  calls = []
  isAway = false
  refusal = null
  vi.stubGlobal('fetch', async (path: string, init: { method: string; body?: string }) => {
    if (isAway) throw new Error('no network')
    calls.push(`${init.method} ${path}`)
    const key = path.split('/').at(-1) ?? ''
    if (init.method === 'GET') return respond(200, { views: server })
    if (refusal !== null) return respond(403, { code: refusal })
    server = server.filter((one) => one.id !== key)
    if (init.method === 'DELETE') return respond(204, null)
    const words = v.parse(SavedViewWords, JSON.parse(init.body ?? ''))
    const made = { ...words, id: key, by: replica.me.id, changedAt: 1 }
    server.push(made)
    return respond(200, made)
  })
})
afterEach(() => {
  dispose()
  vi.unstubAllGlobals()
  localStorage.clear()
})

function open(): { views: SavedViews; desk: ReturnType<typeof createDesk> } {
  return createRoot((done) => {
    dispose = done
    const desk = createDesk(replica)
    return { desk, views: createSavedViews(desk, createViewFacts(desk)) }
  })
}
const names = (views: SavedViews) => views.list().map(({ name }) => name)

test('a view is there at once, the server is told once, and what it finds is counted here', async () => {
  const { views } = open()
  const saving = views.save(id(1), WORDS)
  expect(names(views)).toEqual(['Urgent ones'])
  await saving
  await vi.waitFor(() => expect(server).toHaveLength(1))
  expect(calls.filter((call) => call.startsWith('PUT'))).toHaveLength(1)
  const urgent = replica.rows().filter((row) => row.priority === 'urgent').length
  expect(urgent).toBeGreaterThan(0)
  const slug = slugOf({ name: WORDS.name, id: id(1) })
  await vi.waitFor(() => expect(views.counts().get(slug)).toBe(urgent), { timeout: 4_000 })
})

test('[WO6] without a network it is kept, survives a reload, and goes when the network is back', async () => {
  isAway = true
  replica.setOffline(true)
  const first = open()
  await first.views.save(id(1), WORDS)
  await first.views.save(id(2), { ...WORDS, name: 'Second', place: 1 })
  await first.views.save(id(1), { ...WORDS, name: 'Renamed' })
  await first.views.remove(id(2))
  dispose()
  const again = open()
  await vi.waitFor(() => expect(names(again.views)).toEqual(['Renamed']))
  expect(calls).toEqual([])
  isAway = false
  replica.setOffline(false)
  await vi.waitFor(() => expect(server.map(({ name }) => name)).toEqual(['Renamed']))
  await vi.waitFor(() => expect(calls.at(-1)).toBe('GET /api/views'))
  expect(calls.filter((call) => !call.startsWith('GET'))).toEqual([
    `PUT /api/views/${id(1)}`,
    `DELETE /api/views/${id(2)}`,
  ])
})

test('what the server refuses is said, and what it has stands', async () => {
  refusal = 'auth/denied'
  const { views, desk } = open()
  await views.save(id(1), WORDS)
  await vi.waitFor(() => expect(names(views)).toEqual([]))
  expect(desk.notice()?.text).toBeTruthy()
})

test('one’s own come in their order, then the team’s', () => {
  const view = (n: number, by: string, place: number): SavedView => ({
    ...WORDS,
    id: id(n),
    by,
    place,
    changedAt: 0,
  })
  const merged = withChanges(
    [view(1, 'ada', 2), view(2, 'omar', 0), view(3, 'ada', 1)],
    [{ id: id(4), words: { ...WORDS, place: 0 } }],
    { id: 'ada', now: 0 },
  )
  expect(merged.map((one) => one.id)).toEqual([id(4), id(3), id(1), id(2)])
})

test('a name in any script has an address, and two of one name have two', () => {
  expect(slugOf({ name: 'Überfällig & dringend', id: id(1) })).toBe('s-uberfallig-dringend-00001')
  expect(slugOf({ name: 'متأخر', id: id(2) })).toBe('s-00002')
  expect(slugOf({ name: 'A', id: id(1) })).not.toBe(slugOf({ name: 'A', id: id(2) }))
})
