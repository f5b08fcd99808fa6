/** Acts that only the server does: they wait, survive a restart, happen once, and can be taken back before they left. */
import { afterEach, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { setValue } from '../../shared/ticket/ticket-doc.ts'
import type { OpenTicket } from '../../shared/wire/up.ts'
import { makeDevice, type Device } from './stage.ts'
import { makeStandIn } from './stand-in.ts'

const id = (n: number) => `0000000000000000000000000${n}`
const devices: Device[] = []
afterEach(() => {
  for (const device of devices.splice(0)) device.close()
})
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 2 })

const NEW: OpenTicket = {
  kind: 'open-ticket',
  ticket: id(7),
  queue: 'support',
  name: 'Ruth',
  email: 'ruth@customer.test',
  subject: 'Your delivery',
  first: { as: 'note', id: id(8), text: 'Ruth rang.' },
}
const SAID = { title: 'new ticket: Your delivery', text: 'Ruth rang.' }

async function openDevice() {
  const server = makeStandIn()
  server.addTicket(id(1), 'one')
  const device = makeDevice(server)
  devices.push(device)
  const replica = await device.open()
  await until(() => expect(replica.rows()).toHaveLength(1))
  await until(() => expect(replica.sync().progress).toBeNull())
  return { server, device, replica }
}

test('[CO20] [OU1] asked without a network it waits with its words, also over a restart, and happens once', async () => {
  const { server, device, replica } = await openDevice()
  server.goDown()
  const { pushId } = unwrap(await replica.command(NEW.ticket, NEW, SAID))
  expect(await replica.waiting()).toMatchObject([
    { kind: 'act', ticket: NEW.ticket, state: 'waiting', ...SAID },
  ])
  expect(replica.sync().waiting).toBe(1)
  replica.close()
  const again = await device.open()
  // The first answer is lost: the same push goes once more.
  let isLost = false
  server.doesAnswer = () => {
    if (isLost) return true
    isLost = true
    setTimeout(() => {
      server.goDown()
      server.comeUp()
    })
    return false
  }
  server.comeUp()
  await until(() => expect(again.sync().waiting).toBe(0))
  expect(server.received.map((push) => push.pushId)).toEqual([pushId, pushId])
  expect(server.carriedOut).toMatchObject([{ kind: 'command', command: NEW }])
  expect(await again.takeBack(pushId)).toMatchObject({ fault: { code: 'ticket/too-late' } })
  expect(device.bugs).toEqual([])
})

test('[OU3] taken back before it left, nothing is sent and its words come back', async () => {
  const { server, replica } = await openDevice()
  server.goDown()
  const { pushId } = unwrap(await replica.command(NEW.ticket, NEW, SAID))
  expect(unwrap(await replica.takeBack(pushId))).toEqual(NEW)
  expect(await replica.waiting()).toEqual([])
  server.comeUp()
  await until(() => expect(replica.sync().link.state).toBe('live'))
  expect(server.received).toEqual([])
})

test('[OU3] refused, it is kept with its words and the reason, and can be asked for again', async () => {
  const { server, replica } = await openDevice()
  server.judge = () => 'ticket/invalid'
  unwrap(await replica.command(NEW.ticket, NEW, SAID))
  await until(() => expect(replica.sync().refused).toBe(1))
  const [refused] = await replica.waiting()
  expect(refused).toMatchObject({ kind: 'act', state: 'refused', code: 'ticket/invalid', ...SAID })
  server.judge = () => null
  unwrap(await replica.retry(refused?.pushId ?? ''))
  await until(() => expect(server.carriedOut).toMatchObject([{ command: NEW }]))
  await until(() => expect(replica.sync()).toMatchObject({ waiting: 0, refused: 0 }))
})

test('[CO25] [OU1] who is taken off goes from this device at once, and comes back when that is undone or refused', async () => {
  const { server, replica } = await openDevice()
  const cleo = { id: 'c-1', name: 'Cleo', address: 'cleo@x.test', how: 'added' as const }
  server.change(id(1), (doc) => setValue(doc, 'facts', 'participants', [cleo]))
  const people = async () => {
    const { facts } = unwrap(await replica.openTicket(id(1))).ticket
    return [facts.participants, facts.takenOff ?? []].map((some) => some.map((one) => one.id))
  }
  await until(async () => expect(await people()).toEqual([['c-1'], []]))
  server.goDown()
  const ask = async (kind: 'take-off' | 'put-back') => {
    const command = { kind, ticket: id(1), person: 'c-1' }
    return unwrap(await replica.command(id(1), command, { title: kind, text: null })).pushId
  }
  const pushId = await ask('take-off')
  expect(await people()).toEqual([[], ['c-1']])
  unwrap(await replica.takeBack(pushId))
  expect(await people()).toEqual([['c-1'], []])
  await ask('take-off')
  await ask('put-back')
  expect(await people()).toEqual([['c-1'], []])
  await ask('take-off')
  expect(await people()).toEqual([[], ['c-1']])
  server.judge = () => 'ticket/denied'
  server.comeUp()
  await until(() => expect(replica.sync()).toMatchObject({ waiting: 0, refused: 3 }))
  expect(await people()).toEqual([['c-1'], []])
})
