/** People and sessions over HTTP: who may change whom, and what an ended session hears from then on. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { v } from '../../shared/kit/schema.ts'
import { DeskInfo } from '../../shared/wire/down.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { sessionCookieName } from './request-auth.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

const Answer = v.looseObject({ code: v.optional(v.string()) })
const Sessions = v.object({
  sessions: v.array(v.looseObject({ id: v.string(), kind: v.string(), isCurrent: v.boolean() })),
})

let web: WebStage
let ada: Rights
let admin = ''
let eve: Rights
let count = 0
beforeAll(async () => {
  web = await openWebStage()
  ada = await web.agent('Ada', null, 'admin')
  admin = await web.bearer(ada)
})
afterAll(() => web.close())
beforeEach(async () => {
  eve = await web.agent(`Eve${++count}`, ['support'])
})

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const cookieOf = (secret: string) => ({
  cookie: `${sessionCookieName(web.desk.config.publicUrl)}=${secret}`,
  'x-deskside': '1',
  origin: 'https://desk.test',
})
const patch = (rights: Rights, body: object, token = admin) =>
  web.json(`/api/people/${rights.person}`, body, bearer(token), 'PATCH')
const codeOf = async (response: Response) => v.parse(Answer, await response.json()).code

describe('PATCH /api/people/:id', () => {
  test('changes and answers with what is now; the socket of that person hears it', async () => {
    const socket = web.socket('/sync', ['deskside', `bearer.${await web.bearer(eve)}`])
    await socket.opened()
    socket.say({ type: 'hello', protocol: 2, device: web.newId() })
    await socket.hear('welcome')
    const response = await patch(eve, { role: 'lead', queues: ['payments'] })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ role: 'lead', queues: ['payments'] })
    const scopes = await socket.hear('scopes')
    expect(scopes.scopes.map(({ scope }) => scope)).toEqual(['q:payments'])
    socket.raw.close()
  })

  test('is an admin’s alone, and names what is wrong', async () => {
    const token = await web.bearer(eve)
    const before = await web.desk.people.entries()
    for (const [response, status, code] of [
      [await patch(eve, { role: 'admin' }, token), 403, 'auth/denied'],
      [await web.json(`/api/people/${eve.person}`, {}, {}, 'PATCH'), 401, 'auth/required'],
      [await patch(ada, { role: 'agent' }), 409, 'auth/last-admin'],
      [await patch(eve, { queues: ['nowhere'] }), 404, 'desk/unknown-queue'],
      [await patch(eve, { role: 'king' }), 400, 'kit/invalid'],
      [await patch(eve, { email: 'x@x.test' }), 400, 'kit/invalid'],
      [await patch({ ...eve, person: web.newId() }, { role: 'lead' }), 404, 'kit/not-found'],
      [await patch({ ...eve, person: 'x' }, { role: 'lead' }), 404, 'kit/not-found'],
      [await web.call('/api/people', { headers: bearer(token) }), 403, 'auth/denied'],
    ] as const)
      expect([response.status, await codeOf(response)]).toEqual([status, code])
    expect(await web.desk.people.entries()).toEqual(before)
  })

  test('[RI8] [RI20] disabling: sockets, cookies and tokens are over, and new sockets are refused', async () => {
    const token = await web.bearer(eve)
    const cookie = cookieOf(await web.desk.sessions.open(eve.person, 'browser'))
    const sockets = [
      web.socket('/sync', ['deskside', `bearer.${token}`]),
      web.socket('/sync', ['deskside'], cookie),
      web.socket(`/y/t:${await web.ticket()}`, ['deskside', `bearer.${token}`]),
    ]
    await Promise.all(sockets.map((socket) => socket.opened()))
    for (const socket of sockets.slice(0, 2)) {
      socket.say({ type: 'hello', protocol: 2, device: web.newId() })
      await socket.hear('welcome')
    }
    const began = performance.now()
    expect((await patch(eve, { isDisabled: true })).status).toBe(200)
    const closed = await Promise.all(sockets.map((socket) => socket.closed))
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(closed.slice(0, 2)).toEqual([
      { code: 4403, reason: 'auth/denied' },
      { code: 4403, reason: 'auth/denied' },
    ])
    expect([4401, 4403]).toContain(closed[2]?.code)
    for (const headers of [bearer(token), cookie])
      for (const path of ['/api/desk', '/feed', '/feed?scope=q:support', '/api/tickets']) {
        const response = await web.call(path, { headers })
        expect([path, response.status, await codeOf(response)]).toEqual([path, 403, 'auth/denied'])
      }
    for (const again of [
      web.socket('/sync', ['deskside', `bearer.${token}`]),
      web.socket('/sync', ['deskside'], cookie),
    ])
      expect((await again.closed).code).toBe(403)
    // Signing out of what is over is no error, and the form is open to everybody.
    expect((await web.json('/api/sign-out', {}, cookie)).status).toBe(200)
    const form = { queue: 'support', name: 'E', email: 'e@x.test', subject: 'Hi', body: 'Help' }
    expect((await web.json('/api/tickets', form, cookie)).status).toBe(201)
  })
})

describe('one’s own sessions', () => {
  test('[RI6] are listed and ended one by one; another’s are not there', async () => {
    const here = cookieOf(await web.desk.sessions.open(eve.person, 'browser'))
    const laptop = cookieOf(await web.desk.sessions.open(eve.person, 'browser'))
    const list = async (headers: Record<string, string>) =>
      v.parse(Sessions, await (await web.call('/api/sessions', { headers })).json()).sessions
    const mine = await list(here)
    expect(mine.map((one) => one.kind)).toEqual(['browser', 'browser'])
    expect(mine.filter((one) => one.isCurrent)).toHaveLength(1)
    expect(JSON.stringify(mine)).not.toContain('hash')
    const other = mine.find((one) => !one.isCurrent)?.id ?? ''
    const end = (headers: Record<string, string>) =>
      web.call(`/api/sessions/${other}`, { method: 'DELETE', headers })
    expect((await end(bearer(admin))).status).toBe(404)
    expect((await web.call('/api/desk', { headers: laptop })).status).toBe(200)
    const socket = web.socket('/sync', ['deskside'], laptop)
    await socket.opened()
    socket.say({ type: 'hello', protocol: 2, device: web.newId() })
    await socket.hear('welcome')
    expect((await end(here)).status).toBe(204)
    expect(await socket.closed).toEqual({ code: 4403, reason: 'auth/denied' })
    const refused = await web.call('/api/desk', { headers: laptop })
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'auth/denied'])
    expect((await end(here)).status).toBe(404)
    expect(await list(here)).toHaveLength(1)
  })

  test('[RI12] are not ended from another site', async () => {
    const cookie = cookieOf(await web.desk.sessions.open(eve.person, 'browser'))
    const [session] = await web.desk.sessions.list(eve.person)
    for (const headers of [{ ...cookie, origin: 'https://evil.test' }, { cookie: cookie.cookie }]) {
      const path = `/api/sessions/${session?.id}`
      expect((await web.call(path, { method: 'DELETE', headers })).status).toBe(403)
    }
    expect(await web.desk.sessions.list(eve.person)).toHaveLength(1)
  })

  test('a session that expired, or was signed out by its device, is told to sign in', async () => {
    const secret = await web.desk.sessions.open(eve.person, 'browser')
    await web.json('/api/sign-out', {}, cookieOf(secret))
    const response = await web.call('/api/desk', { headers: cookieOf(secret) })
    expect([response.status, await codeOf(response)]).toEqual([401, 'auth/required'])
  })
})

test('queues that were taken out of the settings are named by their slug while tickets are in them', async () => {
  await web.ticket('q@x.test', { queue: 'community' })
  const { settings } = web.desk.parts
  const before = settings.get().queues
  await settings.change((now) => ({
    ...now,
    queues: now.queues.filter((queue) => queue.slug !== 'community'),
  }))
  const response = await web.call('/api/desk', { headers: bearer(admin) })
  const info = v.parse(DeskInfo, await response.json())
  expect(info.queues).toContainEqual({ slug: 'community', name: 'community', address: null })
  expect(info.queues.map((queue) => queue.slug)).toEqual(['support', 'payments', 'community'])
  const filed = { queue: 'community', name: 'E', email: 'e@x.test', subject: 'Hi', body: 'Help' }
  expect(await codeOf(await web.json('/api/tickets', filed))).toBe('desk/unknown-queue')
  await settings.change((now) => ({ ...now, queues: before }))
})

test('[RI1] GET /api/desk says of others which of one’s own queues they see, and of no other queue', async () => {
  const bert = await web.agent('Bert', ['support', 'payments'])
  const response = await web.call('/api/desk', { headers: bearer(await web.bearer(eve)) })
  const { people } = v.parse(DeskInfo, await response.json())
  const seenBy = (rights: Rights) => people.find(({ id }) => id === rights.person)?.queues
  expect([seenBy(bert), seenBy(ada)]).toEqual([['support'], ['support']])
  await patch(bert, { queues: ['payments'] })
  const again = await web.call('/api/desk', { headers: bearer(await web.bearer(eve)) })
  const now = v.parse(DeskInfo, await again.json())
  expect(now.people.find(({ id }) => id === bert.person)?.queues).toEqual([])
})
