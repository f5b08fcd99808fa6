/** What is said of work that waits: from the key on, and what of it is on the disk. */
import { afterEach, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { makeDevice, type Device } from '../replica/stage.ts'
import { makeStandIn } from '../replica/stand-in.ts'
import { sayPill } from './create-sync-status.ts'

const TICKET = '00000000000000000000000001'
let device: Device | undefined

afterEach(() => device?.close())

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 2 })

test('[OU2] [OU27] without a network a change is said to wait once it is on the disk', async () => {
  const server = makeStandIn()
  server.addTicket(TICKET, 'The pump')
  device = makeDevice(server)
  const replica = await device.open()
  await until(() => expect(replica.sync()).toMatchObject({ progress: null, isChecking: false }))
  server.goDown()
  await until(() => expect(replica.sync().link.state).toBe('offline'))
  const pill = () => sayPill(replica.sync(), false).text
  const alone = pill()
  const written = replica.edit(TICKET, { op: 'set-priority', priority: 'high' })
  // Between the key and the disk it is not saved, and not safe either.
  expect(replica.sync()).toMatchObject({ waiting: 1, stored: 0, isWriting: true })
  expect(pill()).toBe(alone)
  unwrap(await written)
  expect(replica.sync()).toMatchObject({ waiting: 1, stored: 1, isWriting: false })
  expect(pill()).not.toBe(alone)
})
