/** What somebody loses is lost at once, on every socket, whatever else happens in the same moment. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { ServerMessage } from '../../shared/wire/down.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { connectDevice, type DeviceSocket } from './test-stage/device.ts'

let stage: Stage
let ada: Rights
let eve: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada', null, 'admin')
  eve = await stage.agent('Eve', ['support', 'payments'])
})
afterEach(() => stage.close())

const tag = (ticket: string, name: string) =>
  stage.push(ada, { kind: 'edit', ticket, ops: [{ op: 'add-tag', tag: name }] })
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise<void>((done) => setImmediate(done))
}

/** What of these messages says anything of a queue. */
function told(messages: readonly ServerMessage[], scope: string): ServerMessage[] {
  return messages.filter(
    (message) =>
      (message.type === 'item' && message.scope === scope) ||
      (message.type === 'page' && message.scope === scope) ||
      (message.type === 'docs' && message.items.some((item) => item.kind !== 'gone')),
  )
}

/** How much a device had heard in the turn in which the change of its rights was durable. */
function markAtChange(device: DeviceSocket): () => { heard: number; roomFrames: number } {
  let mark: { heard: number; roomFrames: number } | null = null
  stage.desk.parts.hub.subscribe((event) => {
    if (event.type === 'rights-changed')
      mark ??= { heard: device.heard.length, roomFrames: device.roomFrames.length }
  })
  return () => mark ?? { heard: 0, roomFrames: 0 }
}

describe('a queue is taken away', () => {
  test('[RI2] every socket of that person hears the new scopes; its rooms close with 4403', async () => {
    const [mine, other] = [
      await stage.ticket(),
      await stage.ticket('x@x.test', { queue: 'payments' }),
    ]
    const devices = [await connectDevice(stage, eve), await connectDevice(stage, eve)]
    for (const device of devices) {
      device.say({ type: 'open', channel: 1, room: `t:${mine}` })
      device.say({ type: 'open', channel: 2, room: `t:${other}` })
      device.say({ type: 'open', channel: 3, room: `p:${mine}` })
      device.say({ type: 'open', channel: 4, room: `d:${mine}-r0` })
      for (const channel of [1, 2, 3, 4])
        await device.hear('opened', (message) => message.channel === channel)
    }
    unwrap(await stage.desk.people.change(eve.person, { queues: ['payments'] }))
    for (const device of devices) {
      const scopes = await device.hear('scopes')
      expect(scopes.scopes.map(({ scope }) => scope)).toEqual(['q:payments'])
      for (const channel of [1, 3, 4]) {
        const closed = await device.hear('closed', (message) => message.channel === channel)
        expect([closed.code, closed.reason]).toEqual([4403, 'auth/denied'])
      }
      await device.hear('desk-changed')
      expect(device.heard.filter((one) => one.type === 'closed')).toHaveLength(3)
      expect(device.closed()).toBeNull()
    }
  })

  test('[RI21] nothing of it is told after the change, however many others write at once', async () => {
    const ticket = await stage.ticket()
    const device = await connectDevice(stage, eve)
    device.say({ type: 'open', channel: 1, room: `t:${ticket}` })
    await device.hear('opened')
    const mark = markAtChange(device)
    const work: Promise<unknown>[] = []
    for (let at = 0; at < 60; at++) {
      work.push(tag(ticket, `t${at % 40}`))
      device.say({ type: 'feed', scope: 'q:support', after: 0 })
      device.say({ type: 'docs', want: [{ ticket, version: 0 }] })
      if (at === 30) work.push(stage.desk.people.change(eve.person, { queues: ['payments'] }))
      if (at % 7 === 0) await turns(1)
    }
    await Promise.all(work)
    await device.hear('scopes')
    await turns(20)
    const { heard, roomFrames } = mark()
    expect(told(device.heard.slice(0, heard), 'q:support').length).toBeGreaterThan(5)
    expect(told(device.heard.slice(heard), 'q:support')).toEqual([])
    expect(roomFrames).toBeGreaterThan(1)
    expect(device.roomFrames.length).toBe(roomFrames)
  })

  test('[RI21] also when no word of the change came: the next step of a queue brings it', async () => {
    const ticket = await stage.ticket()
    const device = await connectDevice(stage, eve)
    const { hub } = stage.desk.parts
    const { publish } = hub
    // Another process made the change, and its hint was lost.
    hub.publish = (event) => {
      if (event.type !== 'rights-changed' && event.type !== 'desk-changed') publish(event)
    }
    unwrap(await stage.desk.people.change(eve.person, { queues: ['payments'] }))
    const from = device.heard.length
    unwrap(await tag(ticket, 'secret'))
    const scopes = await device.hear('scopes')
    expect(scopes.scopes.map(({ scope }) => scope)).toEqual(['q:payments'])
    expect(told(device.heard.slice(from), 'q:support')).toEqual([])
    // Who lost nothing misses nothing: their device asks again.
    device.say({ type: 'feed', scope: 'q:support', after: 0 })
    expect((await device.hear('fault')).code).toBe('auth/denied')
  })

  test.each(['feed', 'docs', 'scopes', 'welcome'] as const)(
    '[RI21] %s: a change after the last look and before the answer is not answered over',
    async (what) => {
      const ticket = await stage.ticket()
      const device = what === 'welcome' ? null : await connectDevice(stage, eve)
      const { read } = stage.desk.database
      const { get } = read
      let looks = 0
      // The second look at the number of changes is the last; the change is durable before it has been answered.
      read.get = async (text, ...params) => {
        const found = await get.call(read, text, ...params)
        if (!text.includes('FROM counters') || ++looks !== 2) return found
        unwrap(await stage.desk.people.change(eve.person, { queues: ['payments'] }))
        return found
      }
      const from = device?.heard.length ?? 0
      if (what === 'feed') device?.say({ type: 'feed', scope: 'q:support', after: 0 })
      if (what === 'docs') device?.say({ type: 'docs', want: [{ ticket, version: 0 }] })
      if (what === 'scopes') stage.desk.parts.hub.publish({ type: 'desk-changed' })
      const used = device ?? (await connectDevice(stage, eve))
      await turns(20)
      expect(looks).toBeGreaterThan(2)
      const after = used.heard.slice(from)
      expect(told(after, 'q:support')).toEqual([])
      const grants = after.filter((one) => one.type === 'scopes' || one.type === 'welcome')
      expect(grants.length).toBeGreaterThan(0)
      for (const grant of grants) expect(JSON.stringify(grant)).not.toContain('q:support')
    },
  )

  test('[RI21] a change while the device is greeted counts', async () => {
    const ticket = await stage.ticket()
    const connecting = connectDevice(stage, eve)
    const changed = stage.desk.people.change(eve.person, { queues: [] })
    const device = await connecting
    unwrap(await changed)
    unwrap(await tag(ticket, 'secret'))
    await turns(20)
    const last = device.heard.findLast((one) => one.type === 'welcome' || one.type === 'scopes')
    expect(last).toMatchObject({ scopes: [] })
    expect(told(device.heard, 'q:support')).toEqual([])
  })

  test('a queue that is given is told at once, with all that is in it', async () => {
    const ticket = await stage.ticket('x@x.test', { queue: 'community' })
    const device = await connectDevice(stage, eve)
    unwrap(await stage.desk.people.change(eve.person, { queues: null }))
    const scopes = await device.hear('scopes')
    expect(scopes.scopes).toContainEqual({ scope: 'q:community', seq: 1 })
    device.say({ type: 'feed', scope: 'q:community', after: 0 })
    expect((await device.hear('page')).items.map((item) => item.ticket)).toEqual([ticket])
    unwrap(await tag(ticket, 'live'))
    await device.hear('item', (message) => message.item.ticket === ticket)
  })
})

describe('a person is disabled', () => {
  test('[RI8] [RI20] sockets close with 4403 at once, and nobody comes in again', async () => {
    const ticket = await stage.ticket()
    const [one, two] = [await connectDevice(stage, eve), await connectDevice(stage, eve)]
    const bystander = await connectDevice(stage, ada)
    const token = await stage.desk.sessions.open(eve.person, 'bearer')
    const link = await stage.desk.sessions.makeSignInLink(eve.person)
    unwrap(await stage.desk.people.change(eve.person, { isDisabled: true }))
    // In the same turn, not in two seconds.
    expect([one.closed()?.code, two.closed()?.code]).toEqual(['auth/denied', 'auth/denied'])
    const counts = [one.heard.length, two.heard.length]
    unwrap(await tag(ticket, 'later'))
    await bystander.hear('item')
    expect([one.heard.length, two.heard.length]).toEqual(counts)
    for (const secret of [one.secret, token]) {
      expect(await stage.desk.sessions.authenticate(secret)).toBeNull()
      expect(await stage.desk.sessions.isRevoked(secret)).toBe(true)
    }
    const redeemed = await stage.desk.sessions.redeemSignInLink(link)
    expect(redeemed.ok || redeemed.fault.code).toBe('auth/expired-link')
    await expect(stage.desk.sessions.open(eve.person, 'browser')).rejects.toThrow('auth/denied')
    expect(bystander.closed()).toBeNull()
  })

  test('[RI20] enabled again, they sign in anew: what was ended stays ended', async () => {
    const device = await connectDevice(stage, eve)
    unwrap(await stage.desk.people.change(eve.person, { isDisabled: true }))
    unwrap(await stage.desk.people.change(eve.person, { isDisabled: false }))
    expect(await stage.desk.sessions.authenticate(device.secret)).toBeNull()
    expect(await stage.desk.sessions.isRevoked(device.secret)).toBe(true)
    const again = await connectDevice(stage, eve)
    expect(again.closed()).toBeNull()
  })

  test('[RI20] a socket that was let in before and greets after is refused', async () => {
    const secret = await stage.desk.sessions.open(eve.person, 'browser')
    const connecting = connectDevice(stage, eve, { secret })
    const changed = stage.desk.people.change(eve.person, { isDisabled: true })
    const device = await connecting
    unwrap(await changed)
    expect((await device.ended()).code).toBe('auth/denied')
  })
})

describe('a session is over', () => {
  test('[RI6] [RI20] one that its person ends elsewhere closes alone', async () => {
    const [lost, kept] = [await connectDevice(stage, eve), await connectDevice(stage, eve)]
    const listed = await stage.desk.sessions.list(eve.person)
    expect(listed.map((entry) => entry.id)).toEqual(
      expect.arrayContaining([lost.session, kept.session]),
    )
    expect(await stage.desk.sessions.revoke(ada.person, lost.session)).toBe(0)
    expect(lost.closed()).toBeNull()
    expect(await stage.desk.sessions.revoke(eve.person, lost.session)).toBe(1)
    expect(lost.closed()?.code).toBe('auth/denied')
    expect(await stage.desk.sessions.whyOver(lost.session)).toBe('auth/denied')
    expect(kept.closed()).toBeNull()
    expect(await stage.desk.sessions.whyOver(kept.session)).toBeNull()
    expect((await stage.desk.sessions.list(eve.person)).map((entry) => entry.id)).toEqual([
      kept.session,
    ])
  })

  test('[RI6] a socket does not outlive its session: signed out, or its time over', async () => {
    const ticket = await stage.ticket()
    const device = await connectDevice(stage, eve)
    stage.advance(LIMITS.sessionMs)
    const from = device.heard.length
    unwrap(await tag(ticket, 'late'))
    expect(device.closed()?.code).toBe('auth/required')
    expect(device.heard.slice(from)).toEqual([])
    const quiet = await connectDevice(stage, eve)
    stage.advance(LIMITS.sessionMs)
    quiet.say({ type: 'ping' })
    expect(quiet.closed()?.code).toBe('auth/required')
  })
})
