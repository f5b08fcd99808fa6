/** What may be done about all that waits: try at once, and have it as words, against a stand-in server. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { makeDraftFrom } from '../../shared/ticket/draft-doc.ts'
import { Y } from '../../shared/ticket/ticket-doc.ts'
import type { Replica } from './api.ts'
import { makeDevice, type Device } from './stage.ts'
import { makeStandIn, type StandIn } from './stand-in.ts'

const ONE = '00000000000000000000000001'
const TWO = '00000000000000000000000002'

let server: StandIn
let device: Device

beforeEach(() => {
  server = makeStandIn()
  device = makeDevice(server)
  server.addTicket(ONE, 'printer on fire')
  server.addTicket(TWO, 'lost password')
})
afterEach(() => {
  device.close()
  if (device.bugs.length > 0) throw new Error(device.bugs.join('\n'))
})

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 2 })

async function openOffline(): Promise<Replica> {
  const replica = await device.open()
  await until(() => {
    const { link, progress } = replica.sync()
    expect([replica.rows().length, link.state, progress]).toEqual([2, 'live', null])
  })
  server.goDown()
  await until(() => expect(replica.sync().link.state).toBe('offline'))
  return replica
}

test('[OU24] all that only this device has is there as words, what was typed a moment ago too', async () => {
  const replica = await openOffline()
  unwrap(await replica.edit(ONE, { op: 'set-status', status: 'solved' }))
  await replica.keepNote(TWO, { text: 'ask the landlord' })
  const draft = await replica.openDraft(ONE)
  Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(makeDraftFrom('On our way.')))
  const unsent = await replica.unsent()
  expect(unsent.map(({ ticket, text }) => [ticket, text?.trim() ?? null])).toEqual([
    [ONE, null],
    [ONE, 'On our way.'],
    [TWO, 'ask the landlord'],
  ])
  draft.close()
})

test('[OU24] whoever does not want to wait for the next try has it made now', async () => {
  const replica = await openOffline()
  unwrap(await replica.edit(ONE, { op: 'set-status', status: 'solved' }))
  server.comeUp()
  replica.tryNow()
  expect(replica.sync().link.state).toBe('connecting')
  await until(() => expect(replica.sync()).toMatchObject({ link: { state: 'live' }, waiting: 0 }))
})
