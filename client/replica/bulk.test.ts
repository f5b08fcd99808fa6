/** One verb on many tickets: each is an intent of its own, what cannot be done leaves the others, and all arrive. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Replica } from './api.ts'
import { makeDevice, type Device } from './stage.ts'
import { makeStandIn, type StandIn } from './stand-in.ts'

const id = (n: number) => String(n).padStart(26, '0')
/** More than two steps, and not a whole number of them. */
const COUNT = LIMITS.bulkStepTickets * 2 + 3
const ALL = Array.from({ length: COUNT }, (_, n) => id(n + 1))
const solve = (ticket: string) =>
  ({ ticket, verb: { op: 'set-status', status: 'solved' } }) as const

let server: StandIn
let device: Device

beforeEach(() => {
  server = makeStandIn()
  device = makeDevice(server)
  for (const ticket of ALL) server.addTicket(ticket, `about ${ticket}`)
})
afterEach(() => {
  device.close()
  if (device.bugs.length > 0) throw new Error(device.bugs.join('\n'))
})

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 2 })

async function openSettled(): Promise<Replica> {
  const replica = await device.open()
  await until(() => {
    expect(replica.rows()).toHaveLength(COUNT)
    expect(replica.sync()).toMatchObject({ progress: null, link: { state: 'live' } })
  })
  return replica
}

async function goOffline(replica: Replica) {
  server.goDown()
  await until(() => expect(replica.sync().link.state).not.toBe('live'))
}

const pushed = () => server.carriedOut.filter((push) => push.kind === 'update')

test('[WO2] many at once, without a network: each waits as its own intent, and all arrive in order', async () => {
  const replica = await openSettled()
  await goOffline(replica)
  const steps: number[] = []
  const outcome = await replica.bulk(ALL.map(solve), (count) => steps.push(count))
  expect(outcome).toEqual({ done: ALL, failed: [] })
  expect(steps).toEqual([LIMITS.bulkStepTickets, LIMITS.bulkStepTickets * 2, COUNT])
  expect(replica.rows().every((row) => row.status === 'solved')).toBe(true)
  expect(replica.sync().waiting).toBe(COUNT)
  const kept = await device.look((db) => db.outbox.orderBy('order').toArray())
  expect(kept.map((intent) => intent.ticket)).toEqual(ALL)
  expect(new Set(kept.map((intent) => intent.batch)).size).toBe(1)
  expect(pushed()).toEqual([])
  server.comeUp()
  await until(() => expect(replica.sync().waiting).toBe(0))
  expect(pushed()).toHaveLength(COUNT)
})

test('two acts of a batch on one ticket: the second builds on the first', async () => {
  const replica = await openSettled()
  const ticket = id(1)
  const tag = (one: string) => ({ ticket, verb: { op: 'add-tag', tag: one } }) as const
  const outcome = await replica.bulk([tag('a'), tag('b')])
  expect(outcome).toEqual({ done: [ticket, ticket], failed: [] })
  expect(replica.row(ticket)?.tags.toSorted()).toEqual(['a', 'b'])
})

test('[WO2] of a batch the server refuses some: these share its mark, the others stand', async () => {
  const replica = await openSettled()
  const refused = new Set(ALL.slice(0, 3))
  server.judge = (push) =>
    push.kind === 'update' && refused.has(push.ticket) ? 'ticket/denied' : null
  await replica.bulk(ALL.map(solve))
  await until(() => expect(replica.sync()).toMatchObject({ waiting: 0, refused: 3 }))
  const items = await replica.waiting()
  expect(items.map((item) => item.ticket).sort()).toEqual([...refused])
  expect(new Set(items.map((item) => item.batch)).size).toBe(1)
  expect(items[0]?.batch).toBeDefined()
  expect(replica.rows().filter((row) => row.status === 'solved')).toHaveLength(COUNT - 3)
})

test('a ticket whose document is not here is said, and the others are done', async () => {
  const replica = await openSettled()
  await goOffline(replica)
  const [away = ''] = ALL
  await device.look((db) => db.docs.delete(away))
  const outcome = await replica.bulk(ALL.map(solve))
  expect(outcome.failed.map(({ ticket }) => ticket)).toEqual([away])
  expect(outcome.done).toHaveLength(COUNT - 1)
})

test('with a network documents that are not here are fetched together', async () => {
  const replica = await openSettled()
  await device.look((db) => db.docs.bulkDelete(ALL.slice(0, 5)))
  const outcome = await replica.bulk(ALL.map(solve))
  expect(outcome.failed).toEqual([])
  expect(replica.rows().every((row) => row.status === 'solved')).toBe(true)
})

test('a batch of moves shows at once', async () => {
  const replica = await openSettled()
  await goOffline(replica)
  await replica.bulk(ALL.map((ticket) => ({ ticket, verb: { op: 'move', queue: 'sales' } })))
  expect(replica.rows().every((row) => row.queue === 'sales')).toBe(true)
})

test('of thousands that wait the first are listed, and every reply', async () => {
  const replica = await openSettled()
  await goOffline(replica)
  const many = LIMITS.waitingListed / COUNT + 1
  for (let n = 0; n < many; n++)
    await replica.bulk(
      ALL.map((ticket) => ({ ticket, verb: { op: 'add-tag', tag: `tag-${n}` } }) as const),
    )
  expect(replica.sync().waiting).toBeGreaterThan(LIMITS.waitingListed)
  expect(await replica.waiting()).toHaveLength(LIMITS.waitingListed)
})
