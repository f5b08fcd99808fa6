/** Warnings and breaches told to other programs: signed, once an id, tried again with growing pauses, never to a private address. */
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findFreePort } from '../../bin/free-port.mjs'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { openWebStage, type WebStage } from '../http/test-stage/web-stage.ts'
import { verify } from '../operator/verify.ts'
import { SlaTerms } from '../settings/sla-terms.ts'
import { PAUSES_MS } from './hook-runner.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

type Heard = { headers: IncomingMessage['headers']; body: string }

async function openReceiver() {
  const port = await findFreePort()
  const heard: Heard[] = []
  const statuses: number[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
      const status = statuses.shift() ?? 204
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {})
      response.end()
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${port}/hook`, heard, statuses, close: () => server.close() }
}

let web: WebStage
let admin: Rights
let receiver: Awaited<ReturnType<typeof openReceiver>>
const open = async (allow = '127.0.0.0/8') => {
  web = await openWebStage({ DESKSIDE_EGRESS_ALLOW: allow })
  admin = await web.agent('Ada', null, 'admin')
}
beforeEach(async () => {
  receiver = await openReceiver()
})
afterEach(async () => {
  await web.close()
  receiver.close()
})

const call = async (method: string, path: string, body?: object, by: Rights = admin) =>
  web.call(path, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await web.bearer(by)}`,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
const Made = v.object({ id: v.string(), secret: v.optional(v.string()) })
const addHook = async (more: object = {}) => {
  const answer = await call('POST', '/api/hooks', {
    name: 'Here',
    url: receiver.url,
    shape: 'webhook',
    ...more,
  })
  expect(answer.status).toBe(201)
  return v.parse(Made, await answer.json())
}
const setAlarms = async (hooks: string[]) =>
  unwrap(
    await web.desk.parts.settings.change((settings) => ({
      ...settings,
      sla: v.parse(SlaTerms, {
        calendars: [],
        policies: [
          {
            id: 'all',
            name: 'All',
            state: 'live',
            match: {},
            calendar: 'desk',
            targets: { firstResponse: { seconds: 3600, time: 'wall', warnSeconds: 900 } },
            alarms: { mail: false, hooks },
            version: 1,
            changedAt: 0,
            changedBy: '',
          },
        ],
      }),
    })),
  )
/** What is due by then is done, as the runners would. */
const runAt = async (ms: number) => {
  web.advance(ms)
  await web.desk.jobs.runDue()
  await web.desk.hooks.runDue()
}
const Log = v.object({
  deliveries: v.array(
    v.looseObject({
      id: v.string(),
      event: v.string(),
      state: v.string(),
      tries: v.number(),
      status: v.nullable(v.number()),
    }),
  ),
})
const log = async () => v.parse(Log, await (await call('GET', '/api/hooks')).json()).deliveries

test('[SL14] [SL9] a warning and a breach are sent once each, signed, with an id, and hold no word of anybody', async () => {
  await open()
  const { id, secret = '' } = await addHook()
  await setAlarms([id])
  const ticket = await web.ticket('kim@visitors.test', { subject: 'Secret words' })
  await runAt(45 * MINUTE_MS)
  await runAt(15 * MINUTE_MS + 1_000)
  await runAt(HOUR_MS)
  expect(receiver.heard).toHaveLength(2)
  const ids = receiver.heard.map(({ headers }) => headers['webhook-id'])
  expect(new Set(ids).size).toBe(2)
  for (const { headers, body } of receiver.heard) {
    const at = String(headers['webhook-timestamp'])
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    const signature = createHmac('sha256', key)
      .update(`${String(headers['webhook-id'])}.${at}.${body}`)
      .digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${signature}`)
    expect(JSON.parse(body)).toMatchObject({ data: { ticket, target: 'firstResponse' } })
    expect(body).not.toContain('Secret')
    expect(body).not.toContain('kim')
  }
  expect(
    receiver.heard.map(
      ({ body }) => v.parse(v.object({ type: v.string() }), JSON.parse(body)).type,
    ),
  ).toEqual(['sla.warning', 'sla.breach'])
  expect((await log()).map(({ state, status, tries }) => [state, status, tries])).toEqual([
    ['delivered', 204, 1],
    ['delivered', 204, 1],
  ])
})

test('[SL15] one that fails is tried again under its id with growing pauses, is given up in the end, and replayed by hand', async () => {
  await open()
  const { id } = await addHook()
  const tested = await call('POST', `/api/hooks/${id}/test`)
  expect(tested.status).toBe(202)
  receiver.statuses.push(...Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? 500 : 302)))
  await web.desk.hooks.runDue()
  for (const pause of PAUSES_MS) {
    await runAt(pause - 1_000)
    const before = receiver.heard.length
    await runAt(1_000)
    expect(receiver.heard.length).toBe(before + 1)
  }
  expect(await log()).toMatchObject([
    { event: 'sla.test', state: 'failed', tries: 10, status: 302 },
  ])
  await runAt(48 * HOUR_MS)
  expect(receiver.heard).toHaveLength(10)
  const [failed] = await log()
  expect((await call('POST', `/api/hook-deliveries/${failed?.id}/replay`)).status).toBe(202)
  await web.desk.hooks.runDue()
  expect(await log()).toMatchObject([{ state: 'delivered', status: 204 }])
  expect(new Set(receiver.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(new Set(receiver.heard.map(({ body }) => body)).size).toBe(1)
})

test('[SL15] a kill while it is sent sends it again under the same id, once its lease is over', async () => {
  await open()
  const { id } = await addHook()
  await call('POST', `/api/hooks/${id}/test`)
  // Killed after it went out: the lease was taken, nothing was noted.
  const row = await web.sql.get(`SELECT * FROM jobs WHERE kind = 'hook'`)
  await web.desk.hooks.runDue()
  await web.desk.database.write(async (tx) => {
    await tx.run(`UPDATE hook_deliveries SET state = 'waiting', tries = 0`)
    await tx.run(
      `INSERT INTO jobs (id, kind, key, due_at, lease_until, tries, is_started, payload, queued_at) VALUES (?, 'hook', ?, ?, ?, 0, 1, ?, ?)`,
      String(row?.['id']),
      String(row?.['key']),
      Number(row?.['due_at']),
      web.now() + MINUTE_MS,
      String(row?.['payload']),
      web.now(),
    )
  })
  await web.desk.hooks.runDue()
  expect(receiver.heard).toHaveLength(1)
  await runAt(MINUTE_MS)
  expect(receiver.heard).toHaveLength(2)
  expect(receiver.heard[0]?.headers['webhook-id']).toBe(receiver.heard[1]?.headers['webhook-id'])
})

test('[SL16] SEC-SSRF: a private address that nobody listed is never asked', async () => {
  await open('')
  const { id } = await addHook()
  await call('POST', `/api/hooks/${id}/test`)
  await web.desk.hooks.runDue()
  expect(receiver.heard).toHaveLength(0)
  expect(await log()).toMatchObject([{ state: 'waiting', status: 0, tries: 1 }])
})

test('[SL14] a pager takes the same as an event of its own, with its key and one incident a clock', async () => {
  await open()
  const { id, secret } = await addHook({ shape: 'pager', routingKey: 'R0UT1NGKEY12345' })
  expect(secret).toBeUndefined()
  await setAlarms([id])
  await web.ticket()
  await runAt(45 * MINUTE_MS)
  await runAt(15 * MINUTE_MS + 1_000)
  const pages = receiver.heard.map(({ body }) =>
    v.parse(v.looseObject({ dedup_key: v.string() }), JSON.parse(body)),
  )
  expect(pages).toMatchObject([
    { routing_key: 'R0UT1NGKEY12345', event_action: 'trigger', payload: { severity: 'warning' } },
    { routing_key: 'R0UT1NGKEY12345', event_action: 'trigger', payload: { severity: 'critical' } },
  ])
  expect(new Set(pages.map(({ dedup_key }) => dedup_key)).size).toBe(1)
  const shown = await (await call('GET', '/api/hooks')).text()
  expect(shown).not.toContain('R0UT1NGKEY12345')
})

test('[SL18] a pager that was told hears once that the clock is over, and no more of what is over', async () => {
  await open()
  const pager = await addHook({ shape: 'pager', routingKey: 'R0UT1NGKEY12345' })
  const webhook = await addHook({ name: 'There' })
  await setAlarms([pager.id, webhook.id])
  const answer = (ticket: string) => web.wholeReply(admin, ticket, { isForced: true })
  const Page = v.looseObject({ event_action: v.string(), dedup_key: v.string() })
  const pages = () =>
    receiver.heard.flatMap(({ body }) => {
      const page = v.safeParse(Page, JSON.parse(body))
      return page.success ? [page.output] : []
    })
  const actions = () => pages().map(({ event_action }) => event_action)
  const ticket = await web.ticket()
  const calm = await web.ticket('calm@visitors.test')
  await runAt(10 * MINUTE_MS)
  await answer(calm)
  await runAt(35 * MINUTE_MS)
  await runAt(15 * MINUTE_MS + 1_000)
  expect(actions()).toEqual(['trigger', 'trigger'])
  await answer(ticket)
  await runAt(MINUTE_MS)
  await runAt(MINUTE_MS)
  expect(actions()).toEqual(['trigger', 'trigger', 'resolve'])
  expect(pages().at(-1)).toEqual({
    routing_key: 'R0UT1NGKEY12345',
    event_action: 'resolve',
    dedup_key: pages()[0]?.dedup_key,
  })
  // Whatever happens to it later, that is over.
  unwrap(
    await web.push(admin, { kind: 'edit', ticket, ops: [{ op: 'set-status', status: 'solved' }] }),
  )
  await runAt(MINUTE_MS)
  expect(actions()).toHaveLength(3)
  // One that could not be reached with a page is not paged once it is over.
  const other = await web.ticket('other@visitors.test')
  receiver.statuses.push(500, 500)
  await runAt(45 * MINUTE_MS)
  const before = receiver.heard.length
  await answer(other)
  for (let times = 0; times < 4; times++) await runAt(MINUTE_MS)
  expect(actions().slice(4)).toEqual(['resolve'])
  expect(receiver.heard.slice(before).map(({ body }) => body)).not.toContainEqual(
    expect.stringContaining('"trigger"'),
  )
})

test('[SL14] 410 ends a webhook; one that is off, or of a deleted ticket, tells nothing; admins alone see them', async () => {
  await open()
  const { id } = await addHook()
  await setAlarms([id])
  const ticket = await web.ticket()
  await runAt(45 * MINUTE_MS)
  receiver.statuses.push(410)
  await runAt(15 * MINUTE_MS + 1_000)
  expect(receiver.heard).toHaveLength(2)
  expect(await (await call('GET', '/api/hooks')).json()).toMatchObject({
    hooks: [{ state: 'gone' }],
  })
  await web.ticket('other@visitors.test')
  await runAt(2 * HOUR_MS)
  expect(receiver.heard).toHaveLength(2)
  unwrap(await web.push(admin, { kind: 'delete', ticket, why: 'asked for' }))
  expect(await log()).toEqual([])
  const { listed } = await verify(web.desk, () => {})
  expect(listed.filter((one) => !one.includes('fts5'))).toEqual([])
  const lead = await web.agent('Lea', null, 'lead')
  expect((await call('GET', '/api/hooks', undefined, lead)).status).toBe(403)
  expect((await call('DELETE', `/api/hooks/${id}`)).status).toBe(200)
  expect((await call('GET', '/api/hooks')).ok).toBe(true)
})
