/** What comes over `/sync`, good and bad: answers by push id, live items, and frames that end only their own socket. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { FaultError } from '../../shared/kit/fault.ts'
import { applyOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { encodeControl } from '../../shared/wire/frame.ts'
import { openWebStage, type WebStage } from '../http/test-stage/web-stage.ts'

let web: WebStage
let ada: Rights
let ben: Rights

beforeAll(async () => {
  web = await openWebStage()
  ada = await web.agent('Ada')
  ben = await web.agent('Ben')
})
afterAll(() => web.close())

async function connect(rights: Rights) {
  const socket = web.socket('/sync', ['deskside', `bearer.${await web.bearer(rights)}`])
  await socket.opened()
  const device = web.newId()
  socket.say({ type: 'hello', protocol: 1, device })
  await socket.hear('welcome')
  return { ...socket, device }
}

async function pushOf(rights: Rights, ticket: string, status: 'open' | 'solved') {
  const doc = await web.copy(rights, ticket)
  const update = applyOp(
    doc,
    { op: 'set-status', status },
    { person: { id: rights.person, name: rights.name }, at: web.now() },
  )
  return { kind: 'update', pushId: web.newId(), ticket, epoch: 1, update, claimedAt: web.now() }
}

describe('a device on /sync', () => {
  test('[FE1] an edit is acknowledged to one and seen by the other, with its bytes', async () => {
    const ticket = await web.ticket()
    const [one, two] = [await connect(ada), await connect(ben)]
    const push = await pushOf(ada, ticket, 'open')
    one.say({ type: 'push', push })
    const ack = await one.hear('ack', (message) => message.pushId === push.pushId)
    expect(ack.version).toBe(2)
    const item = await two.hear(
      'item',
      (message) => message.item.ticket === ticket && message.item.version === 2,
    )
    expect(item.prev).toBe(item.item.seq - 1)
    expect(item.item.row?.status).toBe('open')
    expect(item.update?.length).toBeGreaterThan(0)
    one.raw.close()
    two.raw.close()
  })

  test('[CO2] a push that is sent again gets the answer it got', async () => {
    const ticket = await web.ticket()
    const one = await connect(ada)
    const push = await pushOf(ada, ticket, 'solved')
    one.say({ type: 'push', push })
    await one.hear('ack')
    one.say({ type: 'push', push })
    one.say({ type: 'ping' })
    await one.hear('pong')
    const acks = one.heard.filter((message) => message.type === 'ack')
    expect(acks).toHaveLength(2)
    expect(acks[1]).toEqual(acks[0])
    expect(await web.count('updates', 'ticket = ?', ticket)).toBe(2)
    one.raw.close()
  })

  test('[RI2] documents of queues one may not see are as if they were not there', async () => {
    const ticket = await web.ticket()
    const eve = await connect(await web.agent('Eve', ['payments']))
    eve.say({ type: 'docs', want: [{ ticket, version: 0 }] })
    const docs = await eve.hear('docs')
    expect(docs.items[0]?.kind).toBe('gone')
    expect(docs.items[0]?.bytes.length).toBe(0)
    eve.say({ type: 'feed', scope: 'q:support', after: 0 })
    expect((await eve.hear('fault')).code).toBe('auth/denied')
    eve.raw.close()
  })
})

test('who cannot be greeted because the disk is full is sent away to try again later', async () => {
  const socket = web.socket('/sync', ['deskside', `bearer.${await web.bearer(ada)}`])
  await socket.opened()
  const full = new FaultError({ code: 'kit/storage', detail: 'the database has no room left' })
  const write = vi.spyOn(web.desk.database, 'write').mockRejectedValue(full)
  onTestFinished(() => write.mockRestore())
  socket.say({ type: 'hello', protocol: 1, device: web.newId() })
  expect(await socket.closed).toEqual({ code: 1013, reason: 'kit/storage' })
})

describe('bad frames', () => {
  test.each([
    [
      'bytes that are no frame',
      (send: (data: Uint8Array | string) => void) =>
        send(new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255, 255])),
      4400,
    ],
    [
      'a control message cut short',
      (send: (data: Uint8Array | string) => void) =>
        send(encodeControl({ type: 'ping', more: 'x'.repeat(50) }).slice(0, 20)),
      4400,
    ],
    ['text', (send: (data: Uint8Array | string) => void) => send('hello'), 4400],
    [
      'a frame over the limit',
      (send: (data: Uint8Array | string) => void) => send(new Uint8Array(600 * 1024)),
      1009,
    ],
  ])('%s closes that socket with its code and no other', async (_name, act, code) => {
    const bystander = await connect(ben)
    const socket = await connect(ada)
    act((data) => socket.raw.send(data))
    expect((await socket.closed).code).toBe(code)
    bystander.say({ type: 'ping' })
    await bystander.hear('pong')
    bystander.raw.close()
  })

  test('anything before hello, and a version we do not speak', async () => {
    const early = web.socket('/sync', ['deskside', `bearer.${await web.bearer(ada)}`])
    await early.opened()
    early.say({ type: 'feed', scope: 'q:support', after: 0 })
    expect((await early.closed).reason).toBe('wire/malformed')
    const old = web.socket('/sync', ['deskside', `bearer.${await web.bearer(ada)}`])
    await old.opened()
    old.say({ type: 'hello', protocol: 99, device: web.newId() })
    expect((await old.closed).code).toBe(4426)
  })

  test('a push without its parts is refused by its id, so that the device can show it', async () => {
    const socket = await connect(ada)
    const pushId = web.newId()
    socket.say({ type: 'push', push: { kind: 'update', pushId, ticket: 'x' } })
    const nack = await socket.hear('nack')
    expect([nack.pushId, nack.code]).toEqual([pushId, 'ticket/invalid'])
    socket.raw.close()
  })

  test('[CO5] V2 bytes are refused and stop nobody', async () => {
    const ticket = await web.ticket()
    const socket = await connect(ada)
    const doc = new Y.Doc()
    doc.getMap('fields').set('status', 'solved')
    const pushId = web.newId()
    socket.say({
      type: 'push',
      push: {
        kind: 'update',
        pushId,
        ticket,
        epoch: 1,
        update: Y.encodeStateAsUpdateV2(doc),
        claimedAt: 0,
      },
    })
    expect((await socket.hear('nack')).code).toBe('ticket/invalid')
    socket.say({ type: 'ping' })
    await socket.hear('pong')
    expect((await web.read(ticket)).status).toBe('new')
    socket.raw.close()
  })

  test('another device’s id cannot be claimed by somebody else', async () => {
    const first = await connect(ada)
    const thief = web.socket('/sync', ['deskside', `bearer.${await web.bearer(ben)}`])
    await thief.opened()
    thief.say({ type: 'hello', protocol: 1, device: first.device })
    expect((await thief.closed).code).toBe(4403)
    first.raw.close()
  })
})

describe('who may open a socket', () => {
  test('[RI7] no token, a wrong one, a foreign origin: not for the feed, not for a room', async () => {
    const cookieOf = async () =>
      `__Host-deskside=${await web.desk.sessions.open(ada.person, 'browser')}`
    for (const path of ['/sync', `/y/t:${await web.ticket()}`]) {
      const open = (protocols: string[], headers: Record<string, string> = {}) =>
        web.socket(path, protocols, headers)
      const cookie = await cookieOf()
      for (const origin of ['https://evil.test', 'null', 'https://desk.test.evil.test', ''])
        expect((await open(['deskside'], { cookie, origin }).closed).code, origin).toBe(403)
      expect((await open(['deskside'], { cookie }).closed).code).toBe(403)
      // With a token the origin does not matter: another site does not have it.
      const token = await web.bearer(ada)
      const bearer = open(['deskside', `bearer.${token}`], { origin: 'https://evil.test' })
      await bearer.opened()
      bearer.raw.close()
      expect((await open(['deskside'], { authorization: `Bearer ${token}` }).closed).code).toBe(403)
    }
    expect((await web.socket('/sync', ['deskside']).closed).code).toBe(403)
    expect((await web.socket('/sync', ['deskside', 'bearer.nonsense']).closed).code).toBe(401)
    const cookie = `__Host-deskside=${await web.desk.sessions.open(ada.person, 'browser')}`
    const foreign = web.socket('/sync', ['deskside'], { cookie, origin: 'https://evil.test' })
    expect((await foreign.closed).code).toBe(403)
    const own = web.socket('/sync', ['deskside'], { cookie, origin: 'https://desk.test' })
    await own.opened()
    own.raw.close()
  })
  test('an address without a socket', async () => {
    expect(
      (await web.socket('/elsewhere', ['deskside', `bearer.${await web.bearer(ada)}`]).closed).code,
    ).toBe(404)
  })
})
