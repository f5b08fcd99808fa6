/** Who may push what: by role and queue, by device and push id, over the socket. Refusals leave everything as it was. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { LIMITS } from '../../shared/kit/limits.ts'
import { encodeControl } from '../../shared/wire/frame.ts'
import type { Rights, Role } from '../../shared/ticket/ticket-rules.ts'
import { bytesOf } from '../commit/test-stage/desk-stage.ts'
import { v2Bomb } from '../commit/test-stage/raw-update.ts'
import { openWebStage, type WebStage } from '../http/test-stage/web-stage.ts'

let web: WebStage
let ada: Rights
let bert: Rights
beforeAll(async () => {
  web = await openWebStage({ DESKSIDE_RATE_LIMITS: 'off' })
  ada = await web.agent('Ada')
  bert = await web.agent('Bert')
})
afterAll(() => web.close())

/** Everything that a device could put into a document, one a line, with what an agent of the queue is told. */
const WRITES: [path: string, isAllowed: boolean, write: (doc: Y.Doc, by: Rights) => void][] = [
  ['fields/status', true, (doc) => doc.getMap('fields').set('status', 'open')],
  ['fields/priority', true, (doc) => doc.getMap('fields').set('priority', 'high')],
  ['fields/subject', true, (doc) => doc.getMap('fields').set('subject', 'Other')],
  ['fields/assignee', true, (doc, by) => doc.getMap('fields').set('assignee', by.person)],
  ['fields/snoozedUntil', true, (doc) => doc.getMap('fields').set('snoozedUntil', 2 ** 41)],
  ['fields/c.colour', true, (doc) => doc.getMap('fields').set('c.colour', 'red')],
  ['tags', true, (doc) => doc.getMap('tags').set('a-tag', true)],
  ['watchers', true, (doc, by) => doc.getMap('watchers').set(by.person, true)],
  ['messages, a note', true, (doc, by) => note(doc, by, 'note')],
  ['messages, a reply', false, (doc, by) => note(doc, by, 'reply')],
  ['messages, an event', false, (doc, by) => note(doc, by, 'event')],
  ['fields/queue', false, (doc) => doc.getMap('fields').set('queue', 'payments')],
  ['fields/unknown', false, (doc) => doc.getMap('fields').set('unknown', 1)],
  ['delivery', false, (doc) => doc.getMap('delivery').set('x', { state: 'accepted', at: 1 })],
  ['facts/number', false, (doc) => doc.getMap('facts').set('number', 1)],
  ['facts/clocks', false, (doc) => doc.getMap('facts').set('clocks', [])],
]

function note(doc: Y.Doc, by: Rights, kind: string): void {
  const id = web.newId()
  const author = { kind: 'agent', id: by.person, name: by.name }
  doc.getMap('messages').set(id, { id, kind, by: author, at: web.now(), text: 'Hello.' })
}

const ROLES: Role[] = ['agent', 'lead', 'admin']
/** By the queues a person has; an admin has all. */
const QUEUES: [string, string[] | null, (role: Role) => boolean][] = [
  ['all queues', null, () => true],
  ['the ticket’s queue', ['support'], () => true],
  ['another queue', ['payments'], (role) => role === 'admin'],
  ['no queue', [], (role) => role === 'admin'],
]

const everyone = ROLES.flatMap((role) =>
  QUEUES.map(([name, queues, maySee]) => [role, name, queues, maySee(role)] as const),
)

describe.each(everyone)('[CO8] [RI3] %s with %s', (role, _name, queues, maySee) => {
  test('writes what the table says, and not a word more', async () => {
    const by = await web.agent(`P${web.newId()}`, queues, role)
    const admin = { ...by, role: 'admin', queues: null } as const
    for (const [path, isAllowed, write] of WRITES) {
      const ticket = await web.ticket()
      const doc = await web.copy(admin, ticket)
      const update = bytesOf(doc, () => write(doc, by))
      const before = await web.everything()
      const done = await web.push(by, { kind: 'update', ticket, epoch: 1, update })
      const told = done.ok ? 'accepted' : done.fault.code
      expect([path, told]).toEqual([
        path,
        maySee ? (isAllowed ? 'accepted' : 'ticket/denied') : 'kit/not-found',
      ])
      expect((await web.everything()) === before).toBe(!(maySee && isAllowed))
    }
  })
})

async function connect(rights: Rights, device = web.newId()) {
  const socket = web.socket('/sync', ['deskside', `bearer.${await web.bearer(rights)}`])
  await socket.opened()
  socket.say({ type: 'hello', protocol: 2, device })
  await socket.hear('welcome')
  return { ...socket, device }
}

async function pushOf(rights: Rights, ticket: string, tag: string, over: object = {}) {
  const doc = await web.copy(rights, ticket)
  const update = bytesOf(doc, () => doc.getMap('tags').set(tag, true))
  const pushId = web.newId()
  return { kind: 'update', pushId, ticket, epoch: 1, update, claimedAt: web.now(), ...over }
}

type Connected = Awaited<ReturnType<typeof connect>>
type Pushed = Awaited<ReturnType<typeof pushOf>>

async function answerTo(socket: Connected, push: Pushed): Promise<string> {
  const seen = socket.heard.length
  socket.say({ type: 'push', push })
  socket.say({ type: 'ping' })
  const isMine = (message: { pushId: string }) => message.pushId === push.pushId
  return Promise.race([
    socket.hear('ack', (one) => isMine(one) && socket.heard.indexOf(one) >= seen).then(() => 'ack'),
    socket
      .hear('nack', (one) => isMine(one) && socket.heard.indexOf(one) >= seen)
      .then((one) => one.code),
  ])
}

describe('[CO2] pushes over the socket', () => {
  test('again, with other bytes, of another device, of another person', async () => {
    const ticket = await web.ticket()
    const [one, other, berts] = [await connect(ada), await connect(ada), await connect(bert)]
    const push = await pushOf(ada, ticket, 'one')
    expect(await answerTo(one, push)).toBe('ack')
    const versions = () => web.count('updates', 'ticket = ?', ticket)
    expect(await versions()).toBe(2)
    // Replayed: the same answer, and nothing happens twice. Its own time may differ: a clock was set.
    expect(await answerTo(one, { ...push, claimedAt: 5 })).toBe('ack')
    expect(await versions()).toBe(2)
    // The same id for something else.
    const forged = { ...(await pushOf(ada, ticket, 'two')), pushId: push.pushId }
    expect(await answerTo(one, forged)).toBe('ticket/reused-push')
    expect(await answerTo(one, { ...push, ticket: await web.ticket() })).toBe('ticket/reused-push')
    // An id is its device's own: another's neither answers nor blocks it. The bytes stay the first device's.
    expect(await answerTo(other, push)).toBe('ack')
    expect(await answerTo(berts, push)).toBe('ack')
    expect(await versions()).toBe(2)
    expect(
      await answerTo(berts, { ...(await pushOf(bert, ticket, 'b')), pushId: push.pushId }),
    ).toBe('ticket/reused-push')
    // Bytes of one device sent by another: its client id is not theirs to write with.
    const doc = await web.copy(ada, ticket, 70_001)
    const first = bytesOf(doc, () => doc.getMap('tags').set('first', true))
    const second = bytesOf(doc, () => doc.getMap('tags').set('second', true))
    expect(await answerTo(one, await pushOf(ada, ticket, '', { update: first }))).toBe('ack')
    for (const thief of [other, berts])
      expect(await answerTo(thief, await pushOf(ada, ticket, '', { update: second }))).toBe(
        'ticket/denied',
      )
    expect(await answerTo(one, await pushOf(ada, ticket, '', { update: second }))).toBe('ack')
    for (const socket of [one, other, berts]) socket.raw.close()
  })

  test.each<[string, (ticket: string) => object, string]>([
    ['another epoch', () => ({ epoch: 2 }), 'ticket/epoch'],
    ['an epoch that is no number', () => ({ epoch: 'x' }), 'ticket/invalid'],
    ['a ticket that is not there', () => ({ ticket: '0'.repeat(26) }), 'kit/not-found'],
    ['a ticket that is no id', () => ({ ticket: '../../etc' }), 'ticket/invalid'],
    ['no bytes', () => ({ update: new Uint8Array() }), 'ticket/invalid'],
    ['bytes that are a text', () => ({ update: 'AAAA' }), 'ticket/invalid'],
    ['bytes that are a list', () => ({ update: [0, 0] }), 'ticket/invalid'],
    [
      'more bytes than an update may have',
      () => ({ update: new Uint8Array(LIMITS.updateBytes + 1) }),
      'ticket/invalid',
    ],
    ['the V2 bomb', () => ({ update: v2Bomb(2 ** 40) }), 'ticket/invalid'],
    ['a time before all', () => ({ claimedAt: -1 }), 'ticket/invalid'],
    ['a time that is no number', () => ({ claimedAt: Number.NaN }), 'ticket/invalid'],
    ['a kind that does not exist', () => ({ kind: 'drop-tables' }), 'ticket/invalid'],
  ])('%s is refused by its id, and the socket stays', async (_name, over, code) => {
    const ticket = await web.ticket()
    const socket = await connect(ada)
    const push = await pushOf(ada, ticket, 'x', over(ticket))
    const before = await web.count('updates')
    expect(await answerTo(socket, push)).toBe(code)
    expect(await web.count('updates')).toBe(before)
    expect(await answerTo(socket, await pushOf(ada, ticket, 'fine'))).toBe('ack')
    socket.raw.close()
  })

  test('[RI1] a ticket of a queue one may not see is not there', async () => {
    const ticket = await web.ticket()
    const eve = await connect(await web.agent('Eve', ['payments']))
    expect(await answerTo(eve, await pushOf(ada, ticket, 'eve'))).toBe('kit/not-found')
    expect((await web.read(ticket)).tags).toEqual([])
    eve.raw.close()
  })

  test('a device id of another person opens nothing', async () => {
    const one = await connect(ada)
    const thief = web.socket('/sync', ['deskside', `bearer.${await web.bearer(bert)}`])
    await thief.opened()
    thief.say({ type: 'hello', protocol: 2, device: one.device })
    expect((await thief.closed).code).toBe(4403)
    one.raw.close()
  })

  test('hundreds at once are answered in their order, and others between them', async () => {
    const ticket = await web.ticket()
    const [flood, other] = [await connect(ada), await connect(bert)]
    const push = await pushOf(ada, ticket, 'x', { epoch: 9 })
    const ids = Array.from({ length: 400 }, () => web.newId())
    for (const pushId of ids)
      flood.raw.send(encodeControl({ type: 'push', push: { ...push, pushId } }))
    const before = flood.heard.filter((one) => one.type === 'nack').length
    expect(await answerTo(other, await pushOf(bert, ticket, 'calm'))).toBe('ack')
    const during = flood.heard.filter((one) => one.type === 'nack').length
    const told = () => flood.heard.flatMap((one) => (one.type === 'nack' ? [one.pushId] : []))
    await vi.waitFor(() => expect(told()).toHaveLength(ids.length), { timeout: 20_000 })
    expect(told()).toEqual(ids)
    expect(before).toBe(0)
    expect(during).toBeLessThan(ids.length)
    flood.raw.close()
    other.raw.close()
  }, 30_000)
})
