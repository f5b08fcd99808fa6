/** The outbox against a stand-in server that refuses for now, on a device whose clock does not run as it should. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { makeDevice, type Device } from './stage.ts'
import { makeStandIn, type StandIn } from './stand-in.ts'

const TICKET = '00000000000000000000000001'
const HOUR_MS = 3_600_000

let server: StandIn
let device: Device
beforeEach(() => {
  server = makeStandIn()
  device = makeDevice(server)
  server.addTicket(TICKET, 'printer on fire')
})
afterEach(() => device.close())

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 2 })

test('what the server could not take just now goes again, also when the clock was set back', async () => {
  const replica = await device.open()
  await until(() => expect(replica.sync()).toMatchObject({ isChecking: false, progress: null }))
  let refusals = 0
  server.judge = () => {
    if (refusals > 0) return null
    refusals++
    const back = device.clock.at - HOUR_MS
    device.clock.now = () => back
    return 'kit/storage'
  }
  unwrap(await replica.edit(TICKET, { op: 'set-status', status: 'open' }))
  await until(() => expect(replica.sync()).toMatchObject({ waiting: 0, refused: 0 }))
  expect(refusals).toBe(1)
  expect(server.carriedOut).toHaveLength(1)
})
