/**
 * The outbox over many tickets, with acks and nacks, lost answers, broken lines and restarts in any order: nothing is
 * lost, nothing is done twice, and each ticket's order is its author's.
 */
import { IDBObjectStore } from 'fake-indexeddb'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { fc } from '../../shared/kit/test-stage/properties.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { setValue } from '../../shared/ticket/ticket-doc.ts'
import type { Push } from '../../shared/wire/up.ts'
import type { Replica } from './api.ts'
import { makeDevice, type Device } from './stage.ts'
import { makeStandIn, type StandIn } from './stand-in.ts'

const id = (n: number) => `0000000000000000000000000${n}`
const TICKETS = [1, 2, 3, 4, 5, 6].map(id)
const RUNS = 5
const devices: Device[] = []

afterEach(() => {
  vi.restoreAllMocks()
  for (const device of devices.splice(0)) device.close()
})

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 2 })

/** What happens to one edit: on which ticket, what the server says, whether its answers arrive, what breaks after it. */
const Step = fc.record({
  ticket: fc.constantFrom(...TICKETS),
  verdict: fc.constantFrom('taken', 'taken', 'taken', 'denied', 'busy once', 'answer lost'),
  after: fc.constantFrom('nothing', 'nothing', 'nothing', 'down', 'up', 'restart'),
})
type Step = typeof Step extends fc.Arbitrary<infer S> ? S : never

/** A device on which all of the tickets are. */
async function openSettled(): Promise<{ server: StandIn; replica: Replica }> {
  const server = makeStandIn()
  for (const ticket of TICKETS) server.addTicket(ticket, ticket)
  const device = makeDevice(server)
  devices.push(device)
  const replica = await device.open()
  await until(() => expect(replica.rows()).toHaveLength(TICKETS.length))
  await until(() => expect(replica.sync().progress).toBeNull())
  return { server, replica }
}

const tagOf = (at: number) => `t${at}`

test('[CO2] [OU3] per ticket in order, tickets side by side, one push id, one effect, nothing lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(Step, { minLength: 8, maxLength: 30 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      async (steps, seed) => {
        const server = makeStandIn()
        for (const ticket of TICKETS) server.addTicket(ticket, ticket)
        const device = makeDevice(server, seed)
        devices.push(device)
        const replica = await play(steps, server, device)
        await judge(steps, server, replica)
        expect(device.bugs).toEqual([])
        replica.close()
      },
    ),
    { numRuns: RUNS, endOnFailure: false },
  )
}, 240_000)

async function play(steps: readonly Step[], server: StandIn, device: Device): Promise<Replica> {
  let replica = await device.open()
  await until(() => expect(replica.rows()).toHaveLength(TICKETS.length))
  await until(() => expect(replica.sync().progress).toBeNull())
  /** The step of a push: its tag stands in the bytes, whatever id it goes under. */
  const stepOf = (push: Push) => {
    const text = push.kind === 'update' ? new TextDecoder('latin1').decode(push.update) : ''
    const at = steps.findLastIndex((_, n) => text.includes(`${tagOf(n)}_`))
    return { at, step: steps[at] }
  }
  const isSpent = new Set<string>()
  const once = (what: string) => !isSpent.has(what) && Boolean(isSpent.add(what))
  server.judge = (push) => {
    const { at, step } = stepOf(push)
    if (step?.verdict === 'denied') return 'ticket/denied'
    return step?.verdict === 'busy once' && once(`busy ${at}`) ? 'kit/busy' : null
  }
  server.doesAnswer = (push) => {
    const { at, step } = stepOf(push)
    if (step?.verdict !== 'answer lost' || !once(`lost ${at}`)) return true
    // The line breaks with the answer: one that never came would be waited for.
    setTimeout(() => {
      server.goDown()
      server.comeUp()
    }, 1)
    return false
  }
  for (const [at, { ticket, after }] of steps.entries()) {
    unwrap(await replica.edit(ticket, { op: 'add-tag', tag: `${tagOf(at)}_` }))
    if (after === 'down') server.goDown()
    if (after === 'up') server.comeUp()
    if (after === 'restart') {
      replica.close()
      replica = await device.open()
    }
  }
  server.comeUp()
  return replica
}

async function judge(steps: readonly Step[], server: StandIn, replica: Replica): Promise<void> {
  await until(() => {
    const { link, waiting, progress } = replica.sync()
    expect([link.state, waiting, progress]).toEqual(['live', 0, null])
  })
  const isDenied = (step: Step) => step.verdict === 'denied'
  const tagsOf = (ticket: string, wanted: boolean) =>
    steps.flatMap((step, at) =>
      step.ticket === ticket && isDenied(step) === wanted ? [`${tagOf(at)}_`] : [],
    )
  const refused = await replica.waiting()
  for (const ticket of TICKETS) {
    // Every taken one is there and every refused one is kept, with its reason.
    expect(server.ticket(ticket).tags.toSorted()).toEqual(tagsOf(ticket, false).toSorted())
    const kept = refused.filter((item) => item.ticket === ticket)
    expect(kept.map((item) => item.title).toSorted()).toEqual(
      tagsOf(ticket, true)
        .map((tag) => `tag + ${tag}`)
        .toSorted(),
    )
    for (const item of kept) expect(item.code).toBe('ticket/denied')
    // Effects in the order in which they were made.
    const made = server.carriedOut.flatMap((push) =>
      push.kind === 'update' && push.ticket === ticket ? [textOf(push.update)] : [],
    )
    const order = made.map((text) => tagsOf(ticket, false).findIndex((tag) => text.includes(tag)))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(new Set(order).size).toBe(order.length)
  }
  // One id, one content: what goes again goes unchanged.
  const contents = new Map<string, string>()
  for (const push of server.received) {
    if (push.kind !== 'update') continue
    const before = contents.get(push.pushId)
    expect(before ?? textOf(push.update)).toBe(textOf(push.update))
    contents.set(push.pushId, textOf(push.update))
  }
  const ids = server.carriedOut.map((push) => push.pushId)
  expect(new Set(ids).size).toBe(ids.length)
}

const textOf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)

test('[OU14] a ticket whose answer is awaited holds up no other, and sends nothing more itself', async () => {
  const { server, replica } = await openSettled()
  const [stuck = '', ...others] = TICKETS
  server.doesAnswer = (push) => !(push.kind === 'update' && push.ticket === stuck)
  unwrap(await replica.edit(stuck, { op: 'add-tag', tag: 'first' }))
  unwrap(await replica.edit(stuck, { op: 'add-tag', tag: 'second' }))
  for (const ticket of others) unwrap(await replica.edit(ticket, { op: 'add-tag', tag: 'free' }))
  await until(() => expect(replica.sync().waiting).toBe(2))
  for (const ticket of others) expect(server.ticket(ticket).tags).toEqual(['free'])
  expect(server.ticket(stuck).tags).toEqual(['first'])
})

describe('merged without a network', () => {
  async function openAway() {
    const { server, replica } = await openSettled()
    server.goDown()
    await until(() => expect(replica.sync().link.state).not.toBe('live'))
    const merge = async (ticket: string, into: string) =>
      unwrap(
        await replica.command(
          ticket,
          { kind: 'merge', ticket, into },
          { title: 'merge', text: '' },
        ),
      )
    const tag = async (ticket: string, name: string) =>
      unwrap(await replica.edit(ticket, { op: 'add-tag', tag: name }))
    /** What the server did, in its order. */
    const done = async () => {
      server.comeUp()
      await until(() => expect(replica.sync()).toMatchObject({ waiting: 0, refused: 0 }))
      return server.carriedOut.map((push) =>
        push.kind === 'command' ? push.command.kind : 'ticket' in push ? push.ticket : '',
      )
    }
    return { merge, tag, done }
  }
  const [one = '', two = '', three = ''] = TICKETS

  test('[OU26] what waits on the other ticket goes before, what was done after it too', async () => {
    const { merge, tag, done } = await openAway()
    for (const name of ['a', 'b', 'c']) await tag(two, name)
    await merge(one, two)
    await tag(two, 'd')
    expect(await done()).toEqual([two, two, two, two, 'merge'])
  })

  test('[OU26] two that go into each other, and a chain, wait for no other for ever', async () => {
    const { merge, tag, done } = await openAway()
    await tag(one, 'a')
    await merge(one, two)
    await merge(two, one)
    await merge(two, three)
    await merge(three, two)
    expect((await done()).toSorted()).toEqual([one, 'merge', 'merge', 'merge', 'merge'])
  })
})

test('[FE4] what waits on a ticket that came back into sight goes out, though no document of it comes', async () => {
  const server = makeStandIn()
  server.rights = ['q:support', 'q:sales']
  for (const ticket of TICKETS) server.addTicket(ticket, ticket)
  const device = makeDevice(server)
  devices.push(device)
  const replica = await device.open()
  await until(() => expect(replica.rows()).toHaveLength(TICKETS.length))
  await until(() => expect(replica.sync().progress).toBeNull())
  server.goDown()
  const [ticket = ''] = TICKETS
  unwrap(await replica.edit(ticket, { op: 'add-tag', tag: 'mine' }))
  // Away when the device comes back, and given back before it has read on.
  server.hold('/feed')
  server.rights = ['q:sales']
  server.comeUp()
  const cursors = () => device.look((db) => db.cursors.toCollection().primaryKeys())
  await until(async () => expect(await cursors()).toEqual(['q:sales']))
  expect(replica.rows()).toEqual([])
  server.setRights(['q:support', 'q:sales'])
  server.release()
  await until(() => expect(server.ticket(ticket).tags).toEqual(['mine']))
  expect(replica.rows()).toHaveLength(TICKETS.length)
})

test.each([
  ['the live word of it', true],
  ['a page of the feed', false],
])(
  'what was done where a full disk has given up the document is forgotten with %s',
  async (_, isLive) => {
    const server = makeStandIn()
    server.rights = ['q:support', 'q:sales']
    const [gone = '', other = '', sold = ''] = TICKETS
    for (const ticket of [gone, other]) server.addTicket(ticket, ticket)
    server.addTicket(sold, sold, 'sales')
    // The least wanted of all.
    server.change(gone, (doc) => setValue(doc, 'fields', 'status', 'solved'))
    const device = makeDevice(server)
    devices.push(device)
    const replica = await device.open()
    await until(() => expect(replica.rows()).toHaveLength(3))
    await until(() => expect(replica.sync().progress).toBeNull())
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    unwrap(await replica.edit(other, { op: 'add-tag', tag: 'mine' }))
    const held = () => device.look((db) => db.docs.toCollection().primaryKeys())
    expect(await held()).toEqual([other, sold])
    // A word that does not fit is asked for in a page: the answer to what was done comes before it.
    if (!isLive) {
      server.changeUnseen(sold, (doc) => setValue(doc, 'fields', 'priority', 'high'))
      server.hold('/feed')
    }
    unwrap(await replica.move(gone, 'sales'))
    await until(() => expect(replica.sync().waiting).toBe(0))
    server.release()
    await until(() => expect(replica.row(gone)?.queue).toBe('sales'))
    await until(async () => expect(await device.look((db) => db.echoes.toArray())).toEqual([]))
    expect(await held()).toEqual([other, sold])
  },
)
