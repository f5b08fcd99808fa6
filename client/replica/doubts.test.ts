/** What goes on the word of an answer that says gone, and what comes back: the feed decides. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { setValue } from '../../shared/ticket/ticket-doc.ts'
import type { Replica } from './api.ts'
import { makeDevice, type Device } from './stage.ts'
import { makeStandIn, type StandIn } from './stand-in.ts'

const id = (n: number) => `0000000000000000000000000${n}`
const [ONE, TWO, THREE] = [id(1), id(2), id(3)]
const ALL = ['q:support', 'q:sales']

let server: StandIn
let device: Device

beforeEach(() => {
  server = makeStandIn()
  device = makeDevice(server)
  server.rights = ALL
  server.addTicket(ONE, 'printer on fire')
  server.addTicket(TWO, 'lost password')
  server.addTicket(THREE, 'an offer', 'sales')
})
afterEach(() => {
  device.close()
  if (device.bugs.length > 0) throw new Error(device.bugs.join('\n'))
})

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 2 })

async function settled(replica: Replica) {
  await until(() => {
    const { link, progress, isChecking } = replica.sync()
    expect([link.state, progress, isChecking]).toEqual(['live', null, false])
  })
}

async function openSettled(): Promise<Replica> {
  const replica = await device.open()
  await settled(replica)
  return replica
}

const shown = (replica: Replica) =>
  replica
    .rows()
    .map((row) => row.id)
    .sort()
const heldIds = () => device.look((db) => db.docs.toCollection().primaryKeys())
const isAsked = (path: string, from: number) =>
  until(() => expect(server.requests.slice(from)).toContain(path))
const doubts = () => device.look(async (db) => (await db.setting('doubted-tickets')) ?? [])

/** Its document is asked for while it is not to be had, and no socket hears of that. */
async function openWhileGone(replica: Replica, ticket: string) {
  await device.look((db) => db.docs.delete(ticket))
  server.rights = ['q:sales']
  expect(await replica.openTicket(ticket)).toMatchObject({ ok: false })
  expect(shown(replica)).not.toContain(ticket)
  server.rights = ALL
}

test('[FE1] a right that was away while documents were asked for: all of it is here in the end', async () => {
  server.hold('/docs')
  const replica = await device.open()
  await until(() => expect(shown(replica)).toEqual([ONE, TWO, THREE]))
  await isAsked('/docs', 0)
  server.rights = ['q:sales']
  server.release()
  server.hold('/feed/manifest')
  await until(() => expect(shown(replica)).toEqual([THREE]))
  server.rights = ALL
  server.release()
  await until(async () => expect(await heldIds()).toEqual([ONE, TWO, THREE]))
  await settled(replica)
  expect(shown(replica)).toEqual([ONE, TWO, THREE])
  expect(await doubts()).toEqual([])
})

test('[FE1] the same, when another tab asked than the one that leads', async () => {
  const leads = await openSettled()
  const other = await openSettled()
  server.hold('/feed/manifest')
  await openWhileGone(other, ONE)
  server.release()
  await until(async () => expect(await heldIds()).toEqual([ONE, TWO, THREE]))
  for (const tab of [leads, other]) await until(() => expect(shown(tab)).toEqual([ONE, TWO, THREE]))
  expect(unwrap(await other.openTicket(ONE)).ticket).toEqual(server.ticket(ONE))
})

test('[FE1] the same, when the device was closed before it could compare', async () => {
  const first = await openSettled()
  server.hold('/feed/manifest')
  await openWhileGone(first, ONE)
  first.close()
  expect(await doubts()).toEqual([ONE])
  server.release()
  const replica = await openSettled()
  await until(async () => expect(await heldIds()).toEqual([ONE, TWO, THREE]))
  expect(shown(replica)).toEqual([ONE, TWO, THREE])
})

test('[FE1] while it is compared the device says that something may be missing', async () => {
  const replica = await openSettled()
  server.hold('/feed/manifest')
  await openWhileGone(replica, ONE)
  await until(() => expect(replica.sync().isChecking).toBe(true))
  server.release()
  await settled(replica)
  expect(shown(replica)).toEqual([ONE, TWO, THREE])
})

// Seed 136908 of the simulation.
test('how far one was that led before is no news to the tab that leads now', async () => {
  const replica = await openSettled()
  let told = 0
  replica.onFiles(() => told++)
  device.hear({ type: 'progress', progress: null, isChecking: true, at: 0 })
  device.hear({ type: 'files', ticket: ONE })
  await until(() => expect(told).toBeGreaterThan(0))
  expect(replica.sync().isChecking).toBe(false)
})

test('[RI2] a right that is still away stays away, and what is left of it goes', async () => {
  const replica = await openSettled()
  await device.look((db) => db.docs.delete(ONE))
  server.rights = ['q:sales']
  expect(await replica.openTicket(ONE)).toMatchObject({ ok: false })
  await until(async () => expect(await heldIds()).toEqual([THREE]))
  expect(shown(replica)).toEqual([THREE])
  await until(async () => expect(await doubts()).toEqual([]))
})

test('[FE4] one that was deleted is compared for, and nothing is read anew', async () => {
  const replica = await openSettled()
  await device.look((db) => db.docs.delete(ONE))
  const before = server.requests.length
  server.vanish(ONE)
  expect(await replica.openTicket(ONE)).toMatchObject({ ok: false })
  await isAsked('/feed/manifest', before)
  await until(async () => expect(await doubts()).toEqual([]))
  await settled(replica)
  expect(shown(replica)).toEqual([TWO, THREE])
  expect(server.requests.slice(before)).not.toContain('/feed')
})

test('[FE1] a ticket that was elsewhere when its document was asked for is fetched once it is back', async () => {
  server.rights = ['q:support']
  server.hold('/docs')
  const replica = await device.open()
  await until(() => expect(shown(replica)).toEqual([ONE, TWO]))
  await isAsked('/docs', 0)
  server.moveTo(ONE, 'sales')
  server.release()
  await until(() => expect(shown(replica)).toEqual([TWO]))
  await settled(replica)
  server.moveTo(ONE, 'support')
  await until(async () => expect(await heldIds()).toEqual([ONE, TWO]))
  expect(shown(replica)).toEqual([ONE, TWO])
})

test('a server that names a ticket and never gives it is not asked for ever', async () => {
  const replica = await openSettled()
  await device.look((db) => db.docs.delete(ONE))
  server.withheld.add(ONE)
  const before = server.requests.length
  expect(await replica.openTicket(ONE)).toMatchObject({ ok: false })
  // Read anew once, asked for once more, and left.
  await isAsked('/feed', before)
  await until(() => expect(shown(replica)).toEqual([TWO, THREE]))
  await settled(replica)
  const asked = server.requests.length
  server.change(TWO, (doc) => setValue(doc, 'fields', 'priority', 'high'))
  await until(() => expect(replica.row(TWO)?.priority).toBe('high'))
  expect(server.requests.slice(asked)).toEqual([])
  expect(await doubts()).toEqual([ONE])
  // Until the server is heard anew.
  server.withheld.clear()
  server.goDown()
  server.comeUp()
  await until(async () => expect(await heldIds()).toEqual([ONE, TWO, THREE]))
  expect(shown(replica)).toEqual([ONE, TWO, THREE])
})
