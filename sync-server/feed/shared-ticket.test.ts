/**
 * A ticket that several queues see, on the devices of their agents: by each of them, once, and gone when the last way to
 * it is gone. Over the real session.
 */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { ServerMessage } from '../../shared/wire/down.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { makeReplica, type Replica } from './test-stage/replica.ts'

let stage: Stage
let ada: Rights
let devices: Map<string, Replica>
let heard: Map<string, ServerMessage[]>

beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada', null, 'admin')
  devices = new Map()
  heard = new Map()
  for (const [name, queues] of [
    ['support', ['support']],
    ['payments', ['payments']],
    ['both', ['support', 'payments']],
    ['community', ['community']],
  ] as const) {
    const messages: ServerMessage[] = []
    const rights = await stage.agent(name, [...queues])
    devices.set(
      name,
      makeReplica(stage, rights, (message) => void messages.push(message)),
    )
    heard.set(name, messages)
  }
  for (const device of devices.values()) await device.connect()
})
afterEach(() => stage.close())

const settle = async () => {
  for (const device of devices.values()) await device.settle()
}
const device = (name: string): Replica => {
  const found = devices.get(name)
  if (!found) throw new Error(`no device ${name}`)
  return found
}
/** Who holds the row of a ticket and its document. */
async function holders(ticket: string): Promise<string[]> {
  await settle()
  return [...devices]
    .filter(([, one]) => one.tickets().has(ticket) && one.docs().has(ticket))
    .map(([name]) => name)
}

async function mailTo(...slugs: string[]): Promise<string> {
  const mail = await stage.mail()
  const to = slugs.map((slug) => `${slug}@help.desk.test`)
  const done = unwrap(await stage.handIn({ ...mail, envelope: { ...mail.envelope, to } }))
  return String(done.result?.['ticket'])
}
const act = async (kind: 'move' | 'share' | 'leave', ticket: string, queue: string) =>
  unwrap(await stage.push(ada, { kind, ticket, queue }))
/** Until their device was told. */
async function setRights(name: string, queues: string[]): Promise<void> {
  const told = () => heard.get(name)?.filter((message) => message.type === 'scopes').length
  const before = told()
  unwrap(await stage.desk.people.change(device(name).rights.person, { queues }))
  await expect.poll(told).not.toBe(before)
}

test('[MA28] [FE4] [RI1] all its queues hold it, each in its own scope, and nobody else hears of it', async () => {
  const ticket = await mailTo('support', 'payments')
  expect(await holders(ticket)).toEqual(['support', 'payments', 'both'])
  expect(JSON.stringify(heard.get('community'))).not.toContain(ticket)
})

test('[MA28] [FE4] a queue that is taken out drops it, and who sees another keeps it', async () => {
  const ticket = await mailTo('support', 'payments')
  await holders(ticket)
  await act('leave', ticket, 'payments')
  expect(await holders(ticket)).toEqual(['support', 'both'])
  await act('share', ticket, 'community')
  expect(await holders(ticket)).toEqual(['support', 'both', 'community'])
  await act('move', ticket, 'community')
  expect(await holders(ticket)).toEqual(['community'])
})

test('[MA28] [FE2] whoever was away meanwhile ends where the others are', async () => {
  const ticket = await mailTo('support', 'payments')
  await holders(ticket)
  for (const one of devices.values()) one.cut()
  await act('leave', ticket, 'payments')
  await act('share', ticket, 'community')
  await act('share', ticket, 'payments')
  await act('move', ticket, 'payments')
  for (const one of devices.values()) await one.connect()
  expect(await holders(ticket)).toEqual(['payments', 'both', 'community'])
})

test('[MA28] [RI2] of two queues one right is lost: still seen; both: gone', async () => {
  const ticket = await mailTo('support', 'payments')
  await holders(ticket)
  await setRights('both', ['payments'])
  expect(await holders(ticket)).toContain('both')
  const ops = [{ op: 'add-tag' as const, tag: 'still' }]
  unwrap(await stage.push(ada, { kind: 'edit', ticket, ops }))
  expect(await holders(ticket)).toContain('both')
  expect(device('both').tickets().get(ticket)).toBe(3)
  await setRights('both', ['community'])
  expect(await holders(ticket)).not.toContain('both')
  expect(device('both').docs().has(ticket)).toBe(false)
})

test('[MA28] [FE5] a first start finds it in every scope, and an old row without the field as before', async () => {
  const ticket = await mailTo('support', 'payments')
  const plain = await stage.ticket()
  const page = await stage.desk.feed.page('q:payments', 0)
  expect(page.items).toMatchObject([
    { ticket, op: 'row', row: { queue: 'support', alsoIn: ['payments'] } },
  ])
  const { items } = await stage.desk.feed.page('q:support', 0)
  expect(items.find((item) => item.ticket === plain)?.row).not.toHaveProperty('alsoIn')
})
