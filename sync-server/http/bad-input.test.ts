/** What bad requests get: a clear problem with a stable code, a process that stays up, and nothing changed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { sessionCookieName } from './request-auth.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

const Problem = v.object({
  code: v.string(),
  status: v.number(),
  title: v.string(),
  detail: v.string(),
})
const Made = v.object({ id: v.string(), number: v.number() })
let web: WebStage
let token = ''
let cookie = ''
let ticket = ''

beforeAll(async () => {
  web = await openWebStage()
  const ada = await web.agent('Ada', null, 'admin')
  token = await web.bearer(ada)
  cookie = `${sessionCookieName(web.desk.config.publicUrl)}=${await web.desk.sessions.open(ada.person, 'browser')}`
  ticket = await web.ticket()
})
afterAll(() => web.close())

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  const problem = v.parse(Problem, await response.json())
  expect(problem.status).toBe(response.status)
  expect(problem.detail.length).toBeGreaterThan(3)
  return problem.code
}
const bearer = () => ({ authorization: `Bearer ${token}` })
const good = { queue: 'support', name: 'Bob', email: 'bob@x.test', subject: 'Hi', body: 'Help' }

describe('POST /api/tickets', () => {
  test.each([
    ['an unknown queue', { ...good, queue: 'nowhere' }, 'desk/unknown-queue'],
    ['no mail address', { ...good, email: 'bob' }, 'kit/invalid'],
    ['an empty subject', { ...good, subject: '  ' }, 'kit/invalid'],
    ['a body over the limit', { ...good, body: 'x'.repeat(60_000) }, 'kit/invalid'],
    ['a list instead of an object', [], 'kit/invalid'],
  ])('%s is refused and makes no ticket', async (_name, body, code) => {
    const before = await web.count('tickets')
    expect(await problemOf(await web.json('/api/tickets', body))).toBe(code)
    expect(await web.count('tickets')).toBe(before)
  })

  test('more than the limit of bytes is 413, whether or not its length was said', async () => {
    const big = JSON.stringify({ ...good, body: 'x'.repeat(2_000_000) })
    const said = await web.call('/api/tickets', {
      method: 'POST',
      body: big,
      headers: { 'content-type': 'application/json' },
    })
    expect(await problemOf(said)).toBe('kit/too-big')
    const stream = new ReadableStream({
      start(controller) {
        for (let at = 0; at < 40; at++)
          controller.enqueue(new TextEncoder().encode('x'.repeat(65_536)))
        controller.close()
      },
    })
    const unsaid = await web.call('/api/tickets', {
      method: 'POST',
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect(await problemOf(unsaid)).toBe('kit/too-big')
  })

  test('rubbish that is not JSON is refused', async () => {
    const response = await web.call('/api/tickets', {
      method: 'POST',
      body: '{"queue":',
      headers: { 'content-type': 'application/json' },
    })
    expect(await problemOf(response)).toBe('kit/invalid')
  })

  test('[CO2] the same Idempotency-Key makes one ticket and gives the same answer', async () => {
    const one = v.parse(
      Made,
      await (await web.json('/api/tickets', good, { 'idempotency-key': 'k-1' })).json(),
    )
    const two = v.parse(
      Made,
      await (await web.json('/api/tickets', good, { 'idempotency-key': 'k-1' })).json(),
    )
    expect(two.id).toBe(one.id)
    expect(two.number).toBe(one.number)
    const other = await web.json(
      '/api/tickets',
      { ...good, subject: 'Else' },
      { 'idempotency-key': 'k-1' },
    )
    expect(await problemOf(other)).toBe('ticket/reused-push')
  })

  test('too many from one address are told to wait', async () => {
    let last = 201
    for (let at = 0; at < 70 && last === 201; at++)
      last = (await web.json('/api/tickets', good)).status
    expect(last).toBe(429)
  })
})

describe('who asks', () => {
  test('no token, a wrong token', async () => {
    expect(await problemOf(await web.call('/api/tickets'))).toBe('auth/required')
    expect(
      await problemOf(
        await web.call('/api/tickets', { headers: { authorization: 'Bearer nonsense' } }),
      ),
    ).toBe('auth/bad-token')
  })

  test('[RI1] a ticket of a queue one may not see looks as if it were not there', async () => {
    const eve = await web.agent('Eve', ['payments'])
    const headers = { authorization: `Bearer ${await web.bearer(eve)}` }
    expect(await problemOf(await web.call(`/api/tickets/${ticket}`, { headers }))).toBe(
      'kit/not-found',
    )
    expect(
      await problemOf(
        await web.json(`/api/tickets/${ticket}`, { status: 'solved' }, headers, 'PATCH'),
      ),
    ).toBe('kit/not-found')
    expect(
      await problemOf(await web.json(`/api/tickets/${ticket}/replies`, { text: 'Hi' }, headers)),
    ).toBe('kit/not-found')
  })

  test('a cookie alone changes nothing: our header and our origin are asked for', async () => {
    const patch = { status: 'solved' }
    expect(
      await problemOf(await web.json(`/api/tickets/${ticket}`, patch, { cookie }, 'PATCH')),
    ).toBe('auth/origin')
    const foreign = { cookie, 'x-deskside': '1', origin: 'https://evil.test' }
    expect(await problemOf(await web.json(`/api/tickets/${ticket}`, patch, foreign, 'PATCH'))).toBe(
      'auth/origin',
    )
    const own = await web.json(
      `/api/tickets/${ticket}`,
      patch,
      { cookie, 'x-deskside': '1' },
      'PATCH',
    )
    expect(own.status).toBe(200)
  })

  test('a sign-in link opens once, and not after its time', async () => {
    const person = await web.desk.people.byEmail('ada@desk.test')
    const link = await web.desk.sessions.makeSignInLink(person?.id ?? '')
    expect((await web.json('/api/sign-in/redeem', { token: link })).status).toBe(200)
    expect(await problemOf(await web.json('/api/sign-in/redeem', { token: link }))).toBe(
      'auth/expired-link',
    )
    const late = await web.desk.sessions.makeSignInLink(person?.id ?? '')
    web.advance(16 * 60_000)
    expect(await problemOf(await web.json('/api/sign-in/redeem', { token: late }))).toBe(
      'auth/expired-link',
    )
  })

  test('[RI9] known and unknown addresses get the same answer, and the same end of patience', async () => {
    const ask = async (email: string) => {
      const response = await web.json('/api/sign-in', { email })
      const headers = [...response.headers].filter(([name]) => name !== 'date')
      return { status: response.status, text: await response.text(), headers }
    }
    web.advance(3_600_000)
    for (let at = 0; at <= LIMITS.signInLinksPerHourPerAddress; at++) {
      const known = await ask('ada@desk.test')
      expect(await ask('nobody@desk.test')).toEqual(known)
      expect(known.status).toBe(at < LIMITS.signInLinksPerHourPerAddress ? 200 : 429)
    }
    // In any spelling it is the same address; another one is not limited by it.
    expect((await ask(' ADA@desk.test ')).status).toBe(429)
    expect((await ask('someone@desk.test')).status).toBe(200)
    web.advance(3_600_000)
    expect((await ask('ada@desk.test')).status).toBe(200)
  })

  test('[RI9] one origin asks for so many links an hour, whoever they are for', async () => {
    web.advance(3_600_000)
    const statuses: number[] = []
    for (let at = 0; at < 70; at++)
      statuses.push((await web.json('/api/sign-in', { email: `p${at}@desk.test` })).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(60)
    expect(new Set(statuses.slice(60))).toEqual(new Set([429]))
    web.advance(3_600_000)
    expect((await web.json('/api/sign-in', { email: 'p1@desk.test' })).status).toBe(200)
  })

  test('setup takes its own link only', async () => {
    const body = {
      token: 'wrong',
      deskName: 'X',
      timeZone: 'UTC',
      admin: { name: 'E', email: 'e@x.test' },
      queues: [{ slug: 'a', name: 'A', address: null }],
    }
    expect(await problemOf(await web.json('/api/setup', body))).toBe('auth/expired-link')
  })

  test('the gateway’s doors take the gateway’s key only', async () => {
    expect(await problemOf(await web.call('/gateway/routes', { headers: bearer() }))).toBe(
      'auth/bad-token',
    )
    expect(await problemOf(await web.json('/gateway/lease', { max: 1 }, bearer()))).toBe(
      'auth/bad-token',
    )
  })
})

describe('other bad input', () => {
  test('a field that a ticket does not have', async () => {
    expect(
      await problemOf(await web.json(`/api/tickets/${ticket}`, { number: 7 }, bearer(), 'PATCH')),
    ).toBe('kit/invalid')
  })
  test('an assignee who does not exist', async () => {
    expect(
      await problemOf(
        await web.json(`/api/tickets/${ticket}`, { assignee: 'x@y.test' }, bearer(), 'PATCH'),
      ),
    ).toBe('kit/invalid')
  })
  test('bytes that do not have the hash they claim', async () => {
    const response = await web.call(`/blobs/${'0'.repeat(64)}`, {
      method: 'PUT',
      body: 'abc',
      headers: bearer(),
    })
    expect(await problemOf(response)).toBe('kit/invalid')
  })
  test('a push that cannot be read, over HTTP', async () => {
    const response = await web.json('/push', { pushId: 'x' }, bearer())
    expect(response.status).toBe(422)
    expect(await problemOf(response)).toBe('ticket/invalid')
  })
  test('a foreign scope of the feed', async () => {
    expect(
      await problemOf(await web.call('/feed?scope=u:somebody&after=0', { headers: bearer() })),
    ).toBe('auth/denied')
  })
  test('a cursor of somebody else’s making', async () => {
    expect(await problemOf(await web.call('/api/tickets?cursor=abc', { headers: bearer() }))).toBe(
      'kit/invalid',
    )
  })
  test('an address that is not there, and one outside the folder', async () => {
    expect(await problemOf(await web.call('/api/nothing'))).toBe('kit/not-found')
    expect((await web.call('/..%2f..%2fetc/passwd')).status).toBe(404)
  })
  test('afterwards the process is ready', async () => {
    expect((await web.call('/readyz')).status).toBe(200)
    expect((await web.call('/healthz')).status).toBe(200)
  })
})
