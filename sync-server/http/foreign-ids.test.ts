/**
 * Every id in a request, as somebody who may not see what it names (assurance: IDOR): the answer is that of an id that
 * names nothing, and no byte of it. Each request is also made with one's own ids, so that it is known to work.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { v } from '../../shared/kit/schema.ts'
import { Y } from '../../shared/ticket/ticket-doc.ts'
import { applyOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { bytesOf } from '../commit/test-stage/desk-stage.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

const SECRET = 'quetzalcoatl'
const Answer = v.looseObject({ code: v.optional(v.string()) })

type Ids = {
  ticket: string
  draft: string
  send: string
  message: string
  hash: string
  queue: string
}
/** One request; the ids it is made with are its only difference. */
type Asked = { path: string; method?: string; body?: object }

let web: WebStage
let ada: Rights
let eve: Rights
let mine: Ids
let theirs: Ids
let nothing: Ids
let tokens: { eve: string; disabled: string }

beforeAll(async () => {
  web = await openWebStage({ DESKSIDE_RATE_LIMITS: 'off' })
  ada = await web.agent('Ada', null, 'admin')
  eve = await web.agent('Eve', ['support'], 'lead')
  const gone = await web.agent('Gone', ['support', 'payments'])
  tokens = { eve: await web.bearer(eve), disabled: await web.bearer(gone) }
  unwrap(await web.desk.people.change(gone.person, { isDisabled: true }))
  mine = await fill('support', 'a plain word')
  theirs = await fill('payments', SECRET)
  nothing = {
    ticket: web.newId(),
    draft: `${web.newId()}-r0`,
    send: web.newId(),
    message: web.newId(),
    hash: 'f'.repeat(64),
    queue: 'nowhere',
  }
})
afterAll(() => web.close())

/** A ticket with everything that has an id of its own. */
async function fill(queue: string, word: string): Promise<Ids> {
  const file = await web.put(`the file says ${word}`)
  const mail = await web.mail({
    envelope: {
      from: 'ruth@customer.test',
      to: [`${queue}@help.desk.test`],
      remoteAddress: '203.0.113.5',
      helo: 'mx.customer.test',
      isEncrypted: true,
    },
    subject: word,
    text: word,
    visible: word,
    attachments: [{ ...file, name: `${word}.txt`, type: 'text/plain', inline: false, cid: null }],
  })
  const ticket = String(unwrap(await web.handIn(mail)).result?.['ticket'])
  const message = (await web.read(ticket)).messages.find((one) => one.kind === 'inbound')?.id ?? ''
  const { draft, draftState } = await web.draft(ada, ticket, `${word} in a draft`)
  const send = web.newId()
  unwrap(
    await web.push(ada, {
      kind: 'send',
      sendId: send,
      ticket,
      draft,
      draftState,
      seen: null,
      isForced: true,
      status: null,
    }),
  )
  return { ticket, draft, send, message, hash: file.hash, queue }
}

const call = (asked: Asked, token: string | null) =>
  web.call(asked.path, {
    method: asked.method ?? (asked.body ? 'POST' : 'GET'),
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(asked.body ? { 'content-type': 'application/json' } : {}),
    },
    ...(asked.body ? { body: JSON.stringify(asked.body) } : {}),
  })

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

const push = (body: object): Asked => ({
  path: '/push',
  body: { pushId: web.newId(), claimedAt: web.now(), ...body },
})
const command = (body: object): Asked => push({ kind: 'command', command: body })

function edit(ids: Ids): Asked {
  const doc = new Y.Doc()
  const update = bytesOf(doc, () =>
    applyOp(
      doc,
      { op: 'set-status', status: 'open' },
      { person: { id: eve.person, name: eve.name }, at: web.now() },
    ),
  )
  return push({ kind: 'update', ticket: ids.ticket, epoch: 1, update: base64(update) })
}

function typing(ids: Ids): Asked {
  const doc = new Y.Doc()
  const update = bytesOf(doc, () => doc.getXmlFragment('body').insert(0, [new Y.XmlText('x')]))
  return push({ kind: 'draft', draft: ids.draft, update: base64(update) })
}

const send = (ids: Pick<Ids, 'ticket' | 'draft' | 'send'>): Asked =>
  command({
    kind: 'send',
    sendId: ids.send,
    ticket: ids.ticket,
    draft: ids.draft,
    draftState: base64(new Uint8Array([0])),
    seen: null,
    isForced: true,
    status: null,
  })

/** By name: the request with the given ids in one field, one's own in all others. */
const REQUESTS: Record<string, (ids: Ids) => Asked> = {
  'feed: scope': ({ queue }) => ({ path: `/feed?scope=q:${queue}` }),
  'manifest: scope': ({ queue }) => ({ path: `/feed/manifest?scope=q:${queue}` }),
  'docs: ticket': ({ ticket }) => ({ path: '/docs', body: { want: [{ ticket, version: 0 }] } }),
  'docs: ticket, with a version': ({ ticket }) => ({
    path: '/docs',
    body: { want: [{ ticket, version: 1 }] },
  }),
  'ticket: id': ({ ticket }) => ({ path: `/api/tickets/${ticket}` }),
  'list: queue': ({ queue }) => ({ path: `/api/tickets?queue=${queue}` }),
  'change: id': ({ ticket }) => ({
    path: `/api/tickets/${ticket}`,
    method: 'PATCH',
    body: { priority: 'high' },
  }),
  'reply: id': ({ ticket }) => ({ path: `/api/tickets/${ticket}/replies`, body: { text: 'x' } }),
  'people: id': ({ ticket }) => ({ path: `/api/tickets/${ticket}/people` }),
  'requester: id': ({ ticket }) => ({
    path: `/api/tickets/${ticket}/requester`,
    method: 'PUT',
    body: { email: 'ruth@customer.test' },
  }),
  'participant: id': ({ ticket }) => ({
    path: `/api/tickets/${ticket}/participants`,
    body: { email: 'carl@customer.test' },
  }),
  'participant off: id': ({ ticket }) => ({
    path: `/api/tickets/${ticket}/participants/${web.newId()}`,
    method: 'DELETE',
  }),
  'settled mail: ticket': ({ ticket }) => ({
    path: `/api/tickets/${ticket}/delivery/settled`,
    method: 'POST',
    body: {},
  }),
  'shown mail: ticket': ({ ticket, message }) => ({
    path: `/api/tickets/${ticket}/messages/${message}/shown`,
  }),
  'shown mail: message': ({ message }) => ({
    path: `/api/tickets/${mine.ticket}/messages/${message}/shown`,
  }),
  'show mail: ticket': ({ ticket, message }) => ({
    path: `/api/tickets/${ticket}/messages/${message}/shown`,
    body: { why: 'x' },
  }),
  'show mail: message': ({ message }) => ({
    path: `/api/tickets/${mine.ticket}/messages/${message}/shown`,
    body: { why: 'x' },
  }),
  'note: id': ({ ticket }) => ({ path: `/api/tickets/${ticket}/notes`, body: { text: 'x' } }),
  'file: ticket': ({ ticket, hash }) => ({ path: `/api/tickets/${ticket}/blobs/${hash}` }),
  'file: hash': ({ hash }) => ({ path: `/api/tickets/${mine.ticket}/blobs/${hash}` }),
  'picture: ticket': ({ ticket, hash }) => ({
    path: `/api/tickets/${ticket}/blobs/${hash}/remote-image`,
    body: { url: 'http://pictures.test/a.png' },
  }),
  'picture: hash': ({ hash }) => ({
    path: `/api/tickets/${mine.ticket}/blobs/${hash}/remote-image`,
    body: { url: 'http://pictures.test/a.png' },
  }),
  'push: ticket': edit,
  'push: draft': typing,
  'send: ticket': ({ ticket }) => send({ ...mine, send: web.newId(), ticket }),
  'send: draft': ({ draft }) => send({ ...mine, send: web.newId(), draft }),
  'unsend: ticket': ({ ticket }) => command({ kind: 'unsend', ticket, sendId: mine.send }),
  'unsend: send': (ids) => command({ kind: 'unsend', ticket: mine.ticket, sendId: ids.send }),
  'move: ticket': ({ ticket }) => command({ kind: 'move', ticket, queue: 'support' }),
  'merge: ticket': ({ ticket }) => command({ kind: 'merge', ticket, into: mine.ticket }),
  'merge: into': ({ ticket }) => command({ kind: 'merge', ticket: mine.ticket, into: ticket }),
  'redact: ticket': ({ ticket, message }) =>
    command({ kind: 'redact', ticket, message, why: 'because' }),
  'redact: message': ({ message }) =>
    command({ kind: 'redact', ticket: mine.ticket, message, why: 'because' }),
  'delete: ticket': ({ ticket }) => command({ kind: 'delete', ticket, why: 'because' }),
}
/** What only reads. */
const READS = Object.keys(REQUESTS).filter((name) =>
  /^(feed|manifest|docs|ticket|list|file)\b/.test(name),
)

/** What the answer says, without the ids that were asked for. */
async function read(response: Response, ids: Ids): Promise<string> {
  const bytes = Buffer.from(await response.arrayBuffer())
  const headers = JSON.stringify([...response.headers]).toLowerCase()
  expect(headers).not.toContain(SECRET)
  expect(bytes.toString('latin1').toLowerCase()).not.toContain(SECRET)
  let text = bytes.toString('latin1')
  for (const id of Object.values(ids)) text = text.replaceAll(id, '<id>')
  return `${response.status} ${text.replaceAll(/"pushId":"[^"]*"/g, '"pushId":"<id>"')}`
}

describe.each(Object.entries(REQUESTS))('%s', (name, make) => {
  test('[RI3] [RI4] what is not theirs answers as what is not there', async () => {
    const before = await web.everything()
    const foreign = await call(make(theirs), tokens.eve)
    expect([403, 404, 409, 200]).toContain(foreign.status)
    expect(await read(foreign, theirs)).toBe(
      await read(await call(make(nothing), tokens.eve), nothing),
    )
    expect(await web.everything()).toBe(before)
  })

  test('[RI8] without a session, and with one that was ended, there is nothing at all', async () => {
    for (const [token, status] of [
      [null, 401],
      ['0'.repeat(52), 401],
      [tokens.disabled, 403],
    ] as const)
      for (const ids of [theirs, mine, nothing]) {
        const response = await call(make(ids), token)
        expect([name, response.status]).toEqual([name, status])
        await read(response, ids)
      }
  })
})

test.each(READS)('%s: with one’s own it is answered', async (name) => {
  const response = await call(REQUESTS[name]?.(mine) ?? { path: '/' }, tokens.eve)
  expect(response.status).toBe(200)
  const bytes = Buffer.from(await response.arrayBuffer()).toString('latin1')
  expect(bytes).toMatch(/a plain word|"tickets":\["/)
})

test.each(['change: id', 'note: id', 'push: draft', 'move: ticket'])(
  '%s: with one’s own it is done',
  async (name) => {
    const response = await call(REQUESTS[name]?.(mine) ?? { path: '/' }, tokens.eve)
    expect([200, 201]).toContain(response.status)
  },
)

describe('bytes by hash alone', () => {
  test('[RI4] are the gateway’s, whoever else knows the hash', async () => {
    for (const ids of [mine, theirs]) {
      const response = await call({ path: `/blobs/${ids.hash}` }, tokens.eve)
      expect([response.status, v.parse(Answer, await response.json()).code]).toEqual([
        401,
        'auth/bad-token',
      ])
    }
  })
})

describe('a device', () => {
  test('[RI4] of somebody else is not spoken for', async () => {
    const device = web.newId()
    const asked = edit(mine)
    const headers = (token: string) => ({
      authorization: `Bearer ${token}`,
      'x-deskside-device': device,
    })
    await web.json(asked.path, asked.body, headers(await web.bearer(ada)))
    const stolen = await web.json(asked.path, asked.body, headers(tokens.eve))
    expect([stolen.status, v.parse(Answer, await stolen.json()).code]).toEqual([403, 'auth/denied'])
  })
})

describe('rooms', () => {
  const open = async () => {
    const socket = web.socket('/sync', ['deskside', `bearer.${tokens.eve}`])
    await socket.opened()
    socket.say({ type: 'hello', protocol: 2, device: web.newId() })
    await socket.hear('welcome')
    return socket
  }

  test.each(['t', 'd', 'p'])(
    '[RI3] %s: theirs and one that is not there are the same',
    async (kind) => {
      const socket = await open()
      const nameOf = (ids: Ids) => `${kind}:${kind === 'd' ? ids.draft : ids.ticket}`
      socket.say({ type: 'open', channel: 1, room: nameOf(theirs) })
      socket.say({ type: 'open', channel: 2, room: nameOf(nothing) })
      socket.say({ type: 'open', channel: 3, room: nameOf(mine) })
      const [foreign, missing] = [
        await socket.hear('closed', (message) => message.channel === 1),
        await socket.hear('closed', (message) => message.channel === 2),
      ]
      expect({ ...foreign, channel: 2 }).toEqual(missing)
      expect(foreign).toMatchObject({ code: 4404, reason: 'kit/not-found' })
      await socket.hear('opened', (message) => message.channel === 3)
      socket.raw.close()
      // A stock client, one room a socket.
      const ends = await Promise.all(
        [theirs, nothing].map(async (ids) => {
          const room = web.socket(`/y/${nameOf(ids)}`, ['deskside', `bearer.${tokens.eve}`])
          return room.closed
        }),
      )
      expect(ends[0]).toEqual(ends[1])
      expect(ends[0]?.code).toBe(4404)
    },
  )

  test('[RI3] over the socket: scopes and documents', async () => {
    const socket = await open()
    for (const ids of [theirs, nothing]) {
      socket.say({ type: 'feed', scope: `q:${ids.queue}`, after: 0 })
      await socket.hear('fault', (message) => message.detail === `q:${ids.queue}`)
      socket.say({ type: 'docs', want: [{ ticket: ids.ticket, version: 0 }] })
      const docs = await socket.hear('docs', ({ items }) => items[0]?.ticket === ids.ticket)
      expect(docs.items).toEqual([
        { ticket: ids.ticket, epoch: 0, version: 0, kind: 'gone', bytes: new Uint8Array() },
      ])
    }
    expect(socket.heard.filter((message) => message.type === 'page')).toEqual([])
    socket.raw.close()
  })
})
