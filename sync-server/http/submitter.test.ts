/** What the key of a submitter opens: the page of one ticket, and none of the doors that agents' devices use. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

const Filed = v.object({ id: v.string(), statusUrl: v.string() })
const SECRETS = { note: 'quetzalcoatl', other: 'popocatepetl', tag: 'vip-secret', agent: 'Xochitl' }

let web: WebStage
let ada: Rights
let mine: string
let theirs: string
let cookie: string
beforeAll(async () => {
  web = await openWebStage({ DESKSIDE_RATE_LIMITS: 'off', DESKSIDE_UNDO_SECONDS: '10' })
  ada = await web.agent(SECRETS.agent, null, 'admin')
  const filed = await web.json('/api/tickets', {
    queue: 'support',
    name: 'Ruth',
    email: 'ruth@customer.test',
    subject: 'It does not open',
    body: 'The lid is stuck.',
  })
  const { id, statusUrl } = v.parse(Filed, await filed.json())
  mine = id
  theirs = await web.ticket('olga@other.test', { subject: SECRETS.other, body: SECRETS.other })
  const ops: TicketOp[] = [
    { op: 'add-note', id: web.newId(), text: SECRETS.note, mentions: [] },
    { op: 'add-tag', tag: SECRETS.tag },
  ]
  unwrap(await web.push(ada, { kind: 'edit', ticket: mine, ops }))
  await web.draft(ada, mine, `half an answer ${SECRETS.note}`)
  const opened = await web.call(`/s/${mine}/open`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ token: statusUrl.slice(statusUrl.indexOf('#') + 1) }),
  })
  cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
})
afterAll(() => web.close())

test('[RI5] the page and its live stream are a projection: no note, no draft, no tag, no name, no bytes of Yjs', async () => {
  const page = await web.call(`/s/${mine}`, { headers: { cookie } })
  expect(page.status).toBe(200)
  const text = await page.text()
  expect(text).toContain('The lid is stuck.')
  const abort = new AbortController()
  const live = await web.call(`/s/${mine}/live`, { headers: { cookie }, signal: abort.signal })
  expect(live.headers.get('content-type')).toContain('text/event-stream')
  const reader = live.body?.getReader()
  const first = await reader?.read()
  abort.abort()
  const said = text + new TextDecoder('latin1').decode(first?.value)
  for (const secret of Object.values(SECRETS)) expect(said).not.toContain(secret)
})

test('[RI5] with it nothing opens that agents’ devices use, for one’s own ticket or another', async () => {
  for (const ticket of [mine, theirs]) {
    for (const [path, body] of [
      [`/api/tickets/${ticket}`, null],
      [`/api/tickets`, null],
      [`/feed?scope=q:support&after=0`, null],
      [`/feed/manifest?scope=q:support`, null],
      [`/docs`, { want: [{ ticket, version: 0 }] }],
      [`/api/tickets/${ticket}/notes`, { text: 'x' }],
      [`/api/tickets/${ticket}/replies`, { text: 'x' }],
      [`/push`, { pushId: web.newId(), kind: 'command', command: { kind: 'move', ticket } }],
    ] as const) {
      const headers = { cookie, 'x-deskside': '1', origin: 'https://desk.test' }
      const response = body
        ? await web.json(path, body, headers)
        : await web.call(path, { headers })
      expect([path, response.status]).toEqual([path, 401])
      const text = await response.text()
      for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret)
    }
    const secret = cookie.slice(cookie.indexOf('=') + 1)
    for (const path of ['/sync', `/y/t:${ticket}`, `/y/d:${ticket}-r0`]) {
      const origin = 'https://desk.test'
      expect((await web.socket(path, ['deskside'], { cookie, origin }).closed).code).toBe(401)
      expect((await web.socket(path, ['deskside', `bearer.${secret}`]).closed).code).toBe(401)
    }
  }
  expect((await web.call(`/s/${theirs}`, { headers: { cookie } })).status).toBe(404)
})
