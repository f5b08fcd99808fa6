/**
 * Merging, deleting, redacting and erasing over HTTP: what they answer, to whom, and to what is hostile. A refusal
 * changes nothing, and has a code that stays. What the acts do is tested with the commit.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { sessionCookieName } from './request-auth.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

const Answer = v.looseObject({ code: v.optional(v.string()) })

let web: WebStage
let tokens: { admin: string; lead: string; agent: string; outside: string; gone: string }
let admin: Rights
let ticket: string
let other: string
let foreign: string
let message: string
let contact: string

beforeEach(async () => {
  web = await openWebStage({ DESKSIDE_RATE_LIMITS: 'off', DESKSIDE_UNDO_SECONDS: '10' })
  admin = await web.agent('Ada', null, 'admin')
  const lead = await web.agent('Lea', ['support'], 'lead')
  const agent = await web.agent('Eve', ['support'])
  const outside = await web.agent('Olaf', ['payments'], 'lead')
  const gone = await web.agent('Gone', null, 'admin')
  tokens = {
    admin: await web.bearer(admin),
    lead: await web.bearer(lead),
    agent: await web.bearer(agent),
    outside: await web.bearer(outside),
    gone: await web.bearer(gone),
  }
  unwrap(await web.desk.people.change(gone.person, { isDisabled: true }))
  ticket = await web.ticket()
  other = await web.ticket('olga@other.test')
  foreign = await web.ticket('zoe@third.test', { queue: 'payments' })
  const read = await web.read(ticket)
  message = read.messages.find((one) => one.kind === 'inbound')?.id ?? ''
  contact = read.facts.requester.id
})
afterEach(() => web.close())

type Asked = {
  path: string
  method?: string
  body?: unknown
  token?: string | null
  headers?: Record<string, string>
}

async function call({ path, method = 'POST', body, token = tokens.lead, headers = {} }: Asked) {
  const response = await web.call(path, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      'content-type': 'application/json',
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const json: unknown = JSON.parse(text)
  return { status: response.status, code: v.parse(Answer, json).code, json, text, response }
}

/** By name: the request as it should be; each may be changed in one thing. */
const ROUTES = {
  merge: (over: Partial<Asked> = {}): Asked => ({
    path: `/api/tickets/${ticket}/merge`,
    body: { into: other },
    ...over,
  }),
  delete: (over: Partial<Asked> = {}): Asked => ({
    path: `/api/tickets/${ticket}`,
    method: 'DELETE',
    body: { why: 'asked for' },
    ...over,
  }),
  redact: (over: Partial<Asked> = {}): Asked => ({
    path: `/api/tickets/${ticket}/messages/${message}/redact`,
    body: { why: 'a card number' },
    ...over,
  }),
  erase: (over: Partial<Asked> = {}): Asked => ({
    path: `/api/contacts/${contact}`,
    method: 'DELETE',
    body: { why: 'asked for' },
    token: tokens.admin,
    ...over,
  }),
} as const
type Name = keyof typeof ROUTES
const NAMES: Name[] = ['merge', 'delete', 'redact', 'erase']

/** Status and code of a refusal, of which nothing came. */
async function refusalOf(asked: Asked): Promise<[number, string | undefined]> {
  const before = await web.everything()
  const { status, code, response } = await call(asked)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(await web.everything()).toBe(before)
  return [status, code]
}

describe.each(NAMES)('%s', (name) => {
  const route = (over: Partial<Asked> = {}) => ROUTES[name](over)

  test('[RI8] [RI20] is nobody’s without a session, and not that of one that ended', async () => {
    expect(await refusalOf(route({ token: null }))).toEqual([401, 'auth/required'])
    expect(await refusalOf(route({ token: 'f'.repeat(52) }))).toEqual([401, 'auth/bad-token'])
    expect(await refusalOf(route({ token: tokens.gone }))).toEqual([403, 'auth/denied'])
  })

  test('[RI12] a browser that another site drives is refused', async () => {
    const session = await web.desk.sessions.open(admin.person, 'browser')
    const cookie = `${sessionCookieName(web.desk.config.publicUrl)}=${session}`
    const from = (headers: Record<string, string>) =>
      route({ token: null, headers: { cookie, ...headers } })
    expect(await refusalOf(from({ origin: 'https://evil.test', 'x-deskside': '1' }))).toEqual([
      403,
      'auth/origin',
    ])
    expect(await refusalOf(from({ origin: 'https://desk.test' }))).toEqual([403, 'auth/origin'])
    const own = await call(from({ origin: 'https://desk.test', 'x-deskside': '1' }))
    expect(own.status).toBeLessThan(300)
  })

  test('a body that is not what it should be is named, and nothing happens', async () => {
    const field = name === 'merge' ? 'into' : 'why'
    for (const body of [
      '',
      'null',
      '[]',
      '"why"',
      '{"why":',
      '{}',
      { [field]: null },
      { [field]: 7 },
      { [field]: {} },
      { [field]: [other] },
      { [field]: '' },
      { [field]: '   ' },
      { [field]: 'x'.repeat(LIMITS.fieldTextChars + 1) },
      `{"__proto__":{"${field}":"${other}"}}`,
    ])
      expect(await refusalOf(route({ body }))).toEqual([400, 'kit/invalid'])
    const tooBig = `{"${field}":"x","pad":"${'x'.repeat(LIMITS.jsonBytes)}"}`
    expect(await refusalOf(route({ body: tooBig }))).toEqual([413, 'kit/too-big'])
  })

  test('an Idempotency-Key that is none is refused', async () => {
    if (name === 'erase') return
    expect(await refusalOf(route({ headers: { 'idempotency-key': 'x'.repeat(201) } }))).toEqual([
      400,
      'kit/invalid',
    ])
  })
})

describe('ids that are none', () => {
  const HOSTILE = [
    'x',
    '0'.repeat(26),
    '%00',
    '..%2f..',
    '%F0%9F%9A%B0',
    "'%20OR%201=1--",
    'a'.repeat(500),
  ]

  test('[RI3] in the path they are as what is not there', async () => {
    for (const id of HOSTILE) {
      expect(await refusalOf(ROUTES.merge({ path: `/api/tickets/${id}/merge` }))).toEqual([
        404,
        'kit/not-found',
      ])
      expect(await refusalOf(ROUTES.delete({ path: `/api/tickets/${id}` }))).toEqual([
        404,
        'kit/not-found',
      ])
      expect(await refusalOf(ROUTES.erase({ path: `/api/contacts/${id}` }))).toEqual([
        404,
        'kit/not-found',
      ])
      for (const path of [
        `/api/tickets/${id}/messages/${message}/redact`,
        `/api/tickets/${ticket}/messages/${id}/redact`,
      ])
        expect(await refusalOf(ROUTES.redact({ path }))).toEqual([404, 'kit/not-found'])
    }
  })

  test('[RI4] a message of another ticket is not there, a contact is no person of the desk', async () => {
    const theirs = (await web.read(other)).messages[0]?.id ?? ''
    const path = `/api/tickets/${ticket}/messages/${theirs}/redact`
    expect(await refusalOf(ROUTES.redact({ path }))).toEqual([404, 'kit/not-found'])
    const person = `/api/contacts/${admin.person}`
    expect(await refusalOf(ROUTES.erase({ path: person }))).toEqual([404, 'kit/not-found'])
  })
})

describe('rights', () => {
  test('[RI3] [CO14] who may not see a ticket hears the same as of none, on either side of a merge', async () => {
    const { outside } = tokens
    for (const name of ['merge', 'delete', 'redact'] as const)
      expect(await refusalOf(ROUTES[name]({ token: outside }))).toEqual([404, 'kit/not-found'])
    expect(await refusalOf(ROUTES.merge({ body: { into: foreign } }))).toEqual([
      404,
      'kit/not-found',
    ])
    expect(
      await refusalOf(ROUTES.merge({ path: `/api/tickets/${foreign}/merge`, token: outside })),
    ).toEqual([404, 'kit/not-found'])
  })

  test('agents merge; leads delete and redact; admins alone erase', async () => {
    for (const name of ['delete', 'redact'] as const)
      expect(await refusalOf(ROUTES[name]({ token: tokens.agent }))).toEqual([403, 'ticket/denied'])
    for (const token of [tokens.agent, tokens.lead, tokens.outside])
      expect(await refusalOf(ROUTES.erase({ token }))).toEqual([403, 'auth/denied'])
    expect((await call(ROUTES.merge({ token: tokens.agent }))).status).toBe(200)
  })
})

describe('what is answered', () => {
  test('[CO2] [CO14] a merge says where to, again under its key; what is merged is merged', async () => {
    const key = { 'idempotency-key': 'once' }
    const first = await call(ROUTES.merge({ headers: key }))
    expect(first.json).toMatchObject({ into: other, number: 2 })
    expect((await call(ROUTES.merge({ headers: key }))).text).toBe(first.text)
    const more = { body: { into: foreign }, headers: key, token: tokens.admin }
    expect((await call(ROUTES.merge({ ...more, headers: {} }))).code).toBe('ticket/merged')
    expect(await call({ path: `/api/tickets/${ticket}/notes`, body: { text: 'x' } })).toMatchObject(
      {
        status: 409,
        code: 'ticket/merged',
        json: { into: other },
      },
    )
    const read = await call({ path: `/api/tickets/${ticket}`, method: 'GET' })
    expect(read.json).toMatchObject({ mergedInto: other, status: 'closed' })
    const back = { path: `/api/tickets/${other}/merge`, body: { into: ticket } }
    expect(await refusalOf(ROUTES.merge(back))).toEqual([422, 'ticket/invalid'])
    const itself = { path: `/api/tickets/${other}/merge`, body: { into: other } }
    expect(await refusalOf(ROUTES.merge(itself))).toEqual([422, 'ticket/invalid'])
  })

  test('[CO16] a deletion says the number, and from then on there is nothing', async () => {
    const key = { 'idempotency-key': 'once' }
    const first = await call(ROUTES.delete({ headers: key }))
    expect(first.json).toMatchObject({ number: 1 })
    expect((await call(ROUTES.delete({ headers: key }))).text).toBe(first.text)
    expect((await call(ROUTES.delete())).status).toBe(404)
    for (const asked of [ROUTES.merge(), ROUTES.redact()])
      expect((await call(asked)).code).toBe('kit/not-found')
    expect((await call({ path: `/api/tickets/${ticket}`, method: 'GET' })).status).toBe(404)
  })

  test('[CO17] a redaction says the epoch; a second changes nothing; a held reply is taken back instead', async () => {
    const first = await call(ROUTES.redact())
    expect(first.json).toMatchObject({ epoch: 2 })
    const before = (await web.read(ticket)).messages
    expect((await call(ROUTES.redact())).json).toMatchObject({ epoch: 2 })
    expect((await web.read(ticket)).messages).toEqual(before)
    const read = await call({ path: `/api/tickets/${ticket}`, method: 'GET' })
    expect(read.text).not.toContain('it does not open')
    const reply = await call({ path: `/api/tickets/${ticket}/replies`, body: { text: 'My card…' } })
    const { id } = v.parse(v.object({ id: v.string() }), reply.json)
    const path = `/api/tickets/${ticket}/messages/${id}/redact`
    expect(await refusalOf(ROUTES.redact({ path }))).toEqual([422, 'ticket/invalid'])
  })

  test('[CO19] an erasure is taken on, and the name is gone once the tickets were gone through', async () => {
    const answer = await call(ROUTES.erase())
    expect([answer.status, answer.json]).toEqual([202, { contact }])
    await web.desk.jobs.runDue()
    const read = await call({ path: `/api/tickets/${ticket}`, method: 'GET' })
    expect(read.text).not.toMatch(/Ruth|ruth@customer\.test|does not open\./)
    expect((await call(ROUTES.erase())).status).toBe(202)
    expect((await call({ path: `/api/tickets/${other}`, method: 'GET' })).text).toContain('olga@')
  })
})
