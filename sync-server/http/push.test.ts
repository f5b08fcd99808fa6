/** Push messages over HTTP: each session says for itself what it is told, and hears of nobody else's. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { PushState } from '../../shared/wire/push.ts'
import { v } from '../../shared/kit/schema.ts'
import { openPushService, type PushService } from '../push/test-stage/push-service.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

let web: WebStage
let service: PushService
beforeAll(async () => {
  service = await openPushService()
  web = await openWebStage({ DESKSIDE_EGRESS_ALLOW: '127.0.0.0/8' })
})
afterAll(async () => {
  await web.close()
  await service.close()
})

const WISHES = { queues: ['support'], answers: true, promises: false, quiet: null }

function call(token: string, method: string, path: string, body?: object): Promise<Response> {
  return web.call(path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
}

const read = async (token: string) =>
  v.parse(PushState, await (await call(token, 'GET', '/api/push')).json())

test('[PU3] it is off until a session turns it on, for that session alone', async () => {
  const ada = await web.agent('Ada')
  const [here, there] = [await web.bearer(ada), await web.bearer(ada)]
  expect((await read(here)).wishes).toBeNull()
  expect((await call(here, 'PUT', '/api/push', { ...service.subscribe(), ...WISHES })).status).toBe(
    200,
  )
  expect((await read(here)).wishes).toEqual(WISHES)
  expect((await read(there)).wishes).toBeNull()
  expect((await call(here, 'DELETE', '/api/push')).status).toBe(200)
  expect((await read(here)).wishes).toBeNull()
  expect((await web.call('/api/push')).status).toBe(401)
})

test('[PU5] an address changes hands with its keys alone', async () => {
  const [ben, cleo] = [await web.agent('Ben'), await web.agent('Cleo')]
  const [bens, cleos] = [await web.bearer(ben), await web.bearer(cleo)]
  const target = service.subscribe()
  await call(bens, 'PUT', '/api/push', { ...target, ...WISHES })
  const { keys } = service.subscribe()
  const taken = await call(cleos, 'PUT', '/api/push', { ...target, keys, ...WISHES })
  expect(taken.status).toBe(403)
  expect((await read(bens)).wishes).toEqual(WISHES)
  // The same browser, after Ben: it is hers now.
  expect((await call(cleos, 'PUT', '/api/push', { ...target, ...WISHES })).status).toBe(200)
  expect((await read(bens)).wishes).toBeNull()
})

test('[PU11] what is no subscription is refused, and so are too many', async () => {
  const dora = await web.agent('Dora')
  const token = await web.bearer(dora)
  const target = service.subscribe()
  const bad = [
    { ...target, keys: { ...target.keys, auth: 'short' } },
    { ...target, keys: { ...target.keys, p256dh: 'A'.repeat(87) } },
    { ...target, endpoint: 'nonsense' },
    { ...target, endpoint: `https://push.example/${'x'.repeat(LIMITS.pushEndpointChars)}` },
  ]
  for (const one of bad)
    expect((await call(token, 'PUT', '/api/push', { ...one, ...WISHES })).status).toBe(400)
  const quiet = { from: 0, to: 60, zone: 'Nowhere/Land' }
  expect((await call(token, 'PUT', '/api/push', { ...target, ...WISHES, quiet })).status).toBe(400)
  for (let count = 0; count < LIMITS.pushDevicesPerPerson; count++) {
    const own = await web.bearer(dora)
    const put = await call(own, 'PUT', '/api/push', { ...service.subscribe(), ...WISHES })
    expect(put.status).toBe(200)
  }
  expect((await call(token, 'PUT', '/api/push', { ...target, ...WISHES })).status).toBe(413)
})

test('[PU1] [PU7] a test comes at once; what was seen is said per session', async () => {
  const emma = await web.agent('Emma')
  const token = await web.bearer(emma)
  expect((await call(token, 'POST', '/api/push/test', {})).status).toBe(404)
  await call(token, 'PUT', '/api/push', { ...service.subscribe(), ...WISHES })
  expect((await call(token, 'POST', '/api/push/test', {})).status).toBe(202)
  await web.desk.pushes.runDue()
  expect(service.titles()).toEqual(['Notifications work here'])
  const ticket = await web.ticket()
  const message = (await web.read(ticket)).messages.at(-1)?.id ?? null
  const seen = await call(token, 'POST', '/api/push/seen', {
    seen: [{ ticket, message }],
    unread: 3,
  })
  expect(seen.status).toBe(200)
  const mine = await web.sql.get(`SELECT unread FROM push_devices WHERE person = ?`, emma.person)
  expect(Number(mine?.['unread'])).toBe(3)
  web.advance(LIMITS.pushSettleMs)
  while ((await web.desk.pushes.runDue()) > 0);
  // Dora's many browsers hear of it; Emma has seen it.
  expect(service.titles().filter((title) => title.startsWith('New'))).toHaveLength(
    await web.count('push_devices', `person <> ?`, emma.person),
  )
})
