/** The search over a real replica: what comes, what changes, and what the person may no longer see. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { makeDevice, type Device } from './stage.ts'
import { makeStandIn, type StandIn } from './stand-in.ts'

const id = (n: number) => `0000000000000000000000000${n}`

let server: StandIn
let device: Device

beforeEach(() => {
  server = makeStandIn()
  device = makeDevice(server)
  server.rights = ['q:support', 'q:sales']
  server.addTicket(id(1), 'printer on fire')
  server.addTicket(id(2), 'an offer', 'sales')
})
afterEach(() => {
  device.close()
  if (device.bugs.length > 0) throw new Error(device.bugs.join('\n'))
})

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 2 })

test('[SE9] documents are told of as they come and change, and are not had once the right is gone', async () => {
  const replica = await device.open()
  const told = new Set<string>()
  replica.onDocuments((ids) => {
    for (const one of ids) told.add(one)
  })
  await until(() => expect(replica.sync().progress).toBeNull())
  const both = async () =>
    (await replica.heldDocuments([id(1), id(2)])).map(({ ticket }) => ticket).sort()
  await until(async () => expect(await both()).toEqual([id(1), id(2)]))
  told.clear()
  unwrap(await replica.edit(id(1), { op: 'add-note', id: id(9), text: 'zebra', mentions: [] }))
  await until(() => expect([...told]).toContain(id(1)))
  const [doc] = await replica.heldDocuments([id(1)])
  expect(new TextDecoder('latin1').decode(doc?.bytes)).toContain('zebra')
  server.setRights(['q:support'])
  await until(() => expect(replica.row(id(2))).toBeUndefined())
  await until(async () => expect(await both()).toEqual([id(1)]))
})
