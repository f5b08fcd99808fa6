/** An unmodified y-websocket provider in our rooms: syncs, is refused per message, and is who it is. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { unwrap } from '../../shared/kit/fault.ts'
import { applyOp } from '../../shared/ticket/ticket-ops.ts'
import { draftBody } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { openWebStage, type WebStage } from '../http/test-stage/web-stage.ts'

let web: WebStage
let ada: Rights
let ben: Rights
const providers: WebsocketProvider[] = []

beforeAll(async () => {
  web = await openWebStage()
  ada = await web.agent('Ada')
  ben = await web.agent('Ben')
})
afterAll(async () => {
  for (const provider of providers) provider.destroy()
  await web.close()
})

async function join(rights: Rights, room: string) {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`ws://127.0.0.1:${web.port}/y`, room, doc, {
    protocols: ['deskside', `bearer.${await web.bearer(rights)}`],
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  providers.push(provider)
  const counts = { acks: 0, denied: 0, closed: 0, codes: new Array<number>() }
  provider.messageHandlers[4] = () => void counts.acks++
  provider.messageHandlers[2] = () => void counts.denied++
  provider.on('connection-close', (event) => {
    counts.closed++
    counts.codes.push(event?.code ?? 0)
  })
  return {
    doc,
    provider,
    counts,
    synced: () => vi.waitFor(() => expect(provider.synced).toBe(true)),
  }
}

describe('[DR2] a stock client', () => {
  test('reads a ticket, changes what it may, and is refused what it may not, per message', async () => {
    const ticket = await web.ticket()
    const [one, two] = [await join(ada, `t:${ticket}`), await join(ben, `t:${ticket}`)]
    await one.synced()
    await two.synced()
    expect(two.doc.getMap('fields').get('subject')).toBe('It does not open')
    applyOp(
      one.doc,
      { op: 'set-priority', priority: 'urgent' },
      { person: { id: ada.person, name: 'Ada' }, at: web.now() },
    )
    await vi.waitFor(() => expect(two.doc.getMap('fields').get('priority')).toBe('urgent'))
    await vi.waitFor(() => expect(one.counts.acks).toBe(1))
    one.doc.getMap('facts').set('number', 99)
    await vi.waitFor(() => expect(one.counts.denied).toBe(1))
    expect((await web.read(ticket)).facts.number).not.toBe(99)
    expect(two.doc.getMap('facts').get('number')).not.toBe(99)
    expect(one.counts.closed).toBe(0)
  })

  test('[DR1] two type in one draft, and a third who comes later reads the same', async () => {
    const ticket = await web.ticket()
    const room = `d:${ticket}-r0`
    const [one, two] = [await join(ada, room), await join(ben, room)]
    await one.synced()
    await two.synced()
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('Hello ')])
    draftBody(one.doc).insert(0, [paragraph])
    await vi.waitFor(() => expect(draftBody(two.doc).length).toBe(1))
    const shared = draftBody(two.doc).get(0)
    if (!(shared instanceof Y.XmlElement)) throw new Error('no paragraph')
    shared.insert(1, [new Y.XmlText('Ruth')])
    await vi.waitFor(() => expect(renderDraft(one.doc).text).toBe('Hello Ruth'))
    const three = await join(ada, room)
    await vi.waitFor(() => expect(renderDraft(three.doc).text).toBe('Hello Ruth'))
  })

  test('types in a draft, and is refused per message what has no place in it', async () => {
    const ticket = await web.ticket()
    const room = `d:${ticket}-r0`
    const [one, two] = [await join(ada, room), await join(ben, room)]
    await one.synced()
    await two.synced()
    one.doc.getMap('facts').set('number', 99)
    await vi.waitFor(() => expect(one.counts.denied).toBe(1))
    // The refused client has a hole: what it writes next is refused too, and its socket stays open.
    draftBody(one.doc).insert(0, [new Y.XmlElement('paragraph')])
    await vi.waitFor(() => expect(one.counts.denied).toBe(2))
    draftBody(two.doc).insert(0, [new Y.XmlElement('paragraph')])
    await vi.waitFor(() => expect(two.counts.acks).toBe(1))
    await vi.waitFor(() => expect(draftBody(one.doc).length).toBe(2))
    expect(two.doc.getMap('facts').size).toBe(0)
    expect([one.counts.closed, two.counts.closed]).toEqual([0, 0])
  })

  test('[RI2] who lost the right is refused, told nothing more, and cannot come back', async () => {
    const ticket = await web.ticket()
    const gus = await web.agent('Gus')
    for (const room of [`t:${ticket}`, `d:${ticket}-r0`]) {
      const [one, two] = [await join(gus, room), await join(ada, room)]
      await one.synced()
      await two.synced()
      unwrap(await web.desk.people.change(gus.person, { queues: ['payments'] }))
      await vi.waitFor(() => expect(one.counts.codes).toContain(4403))
      // The provider gives up on 44xx by itself.
      expect(one.provider.shouldConnect).toBe(false)
      const change = () =>
        room.startsWith('t:')
          ? applyOp(
              two.doc,
              { op: 'set-priority', priority: 'urgent' },
              { person: { id: ada.person, name: 'Ada' }, at: web.now() },
            )
          : draftBody(two.doc).insert(0, [new Y.XmlElement('paragraph')])
      const before = Y.encodeStateVector(one.doc)
      change()
      await vi.waitFor(() => expect(two.counts.acks).toBe(1))
      expect(Y.encodeStateVector(one.doc)).toEqual(before)
      const again = await join(gus, room)
      await vi.waitFor(() => expect(again.counts.codes.length).toBeGreaterThan(0))
      expect(again.doc.share.size).toBe(0)
      expect(again.provider.synced).toBe(false)
      again.provider.destroy()
      unwrap(await web.desk.people.change(gus.person, { queues: null }))
    }
  })

  test('a room is dropped when its last member leaves', async () => {
    const ticket = await web.ticket()
    const before = web.rooms.count()
    const [one, two] = [await join(ada, `d:${ticket}-r0`), await join(ben, `d:${ticket}-r0`)]
    await one.synced()
    await two.synced()
    expect(web.rooms.count()).toBe(before + 1)
    one.provider.destroy()
    two.provider.destroy()
    await vi.waitFor(() => expect(web.rooms.count()).toBe(before))
  })

  test('[DR5] presence carries the identity the server knows', async () => {
    const ticket = await web.ticket()
    const [one, two] = [await join(ada, `p:${ticket}`), await join(ben, `p:${ticket}`)]
    await one.synced()
    await two.synced()
    one.provider.awareness.setLocalState({
      user: { id: 'boss', name: 'The Boss' },
      isReplying: true,
    })
    await vi.waitFor(() => {
      const state = two.provider.awareness.getStates().get(one.doc.clientID)
      expect(state?.['user']?.name).toBe('Ada')
      expect(state?.['isReplying']).toBe(true)
    })
    one.provider.destroy()
    await vi.waitFor(() =>
      expect(two.provider.awareness.getStates().has(one.doc.clientID)).toBe(false),
    )
  })

  test('[RI3] a room one may not see closes as if it were not there, and leaves no bytes', async () => {
    const ticket = await web.ticket()
    const eve = await join(await web.agent('Eve', ['payments']), `t:${ticket}`)
    await vi.waitFor(() => expect(eve.counts.closed).toBeGreaterThan(0))
    expect(eve.doc.getMap('fields').size).toBe(0)
    eve.provider.destroy()
  })

  test('scratch rooms are closed unless they were asked for', async () => {
    const scratch = await join(ada, 'x:bench')
    await vi.waitFor(() => expect(scratch.counts.closed).toBeGreaterThan(0))
    scratch.provider.destroy()
  })
})
