/** Access tokens of mailboxes: how they are asked for, kept, replaced and refused. With IMAP: e2e/mail/oauth-mailbox.test. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { idFromBytes } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { MailboxToken, MailboxWork } from '../../shared/wire/mailbox.ts'
import { makeHousekeeping } from '../jobs/housekeeping.ts'
import {
  granting,
  openTokenEndpoint,
  type TokenEndpoint,
} from '../mail/test-stage/token-endpoint.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

const MINUTE = 60_000
const worker = idFromBytes(new Uint8Array(17).fill(1))
const SECRETS = { clientSecret: 'the-client-secret', refreshToken: 'refresh-typed' }

let web: WebStage
let provider: TokenEndpoint
let admin: Record<string, string>

async function openDesk(environment: Record<string, string>): Promise<void> {
  web = await openWebStage(environment)
  admin = { authorization: `Bearer ${await web.bearer(await web.agent('Ada', null, 'admin'))}` }
}
beforeEach(async () => {
  provider = await openTokenEndpoint()
  await openDesk({ DESKSIDE_EGRESS_ALLOW: '127.0.0.0/8' })
})
afterEach(async () => {
  await web.close()
  await provider.close()
})

const ask = (method: string, path: string, body?: unknown, headers = admin) =>
  web.call(path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
const gateway = () => ({ authorization: `Bearer ${web.desk.keys.gateway}` })
const settings = (more: object = {}, client: object = {}) => ({
  isOn: true,
  host: 'imap.provider.example',
  port: 993,
  security: 'tls',
  user: 'support@company.example',
  signIn: 'refresh-token',
  oauth: { tokenUrl: provider.url, clientId: 'desk', scope: 'imap', ...client },
  ...more,
})
const save = (more: object = SECRETS, wanted = settings()) =>
  ask('PUT', '/api/queues/support/mailbox', { settings: wanted, ...more })
const work = async () =>
  v.parse(
    MailboxWork,
    await (await ask('POST', '/gateway/mailboxes', { worker }, gateway())).json(),
  )

async function tokenAnswer(isAnew = false): Promise<Response> {
  const [mailbox] = (await work()).mailboxes
  const { queue = '', revision = 0 } = mailbox ?? {}
  return ask('POST', '/gateway/mailbox-tokens', { worker, queue, revision, isAnew }, gateway())
}
const token = async (isAnew = false) =>
  v.parse(MailboxToken, await (await tokenAnswer(isAnew)).json())
const refusal = async () =>
  v.parse(v.object({ code: v.string(), detail: v.string() }), await (await tokenAnswer()).json())

test('an access token is got for the refresh token, used until shortly before its end, then asked for anew', async () => {
  expect((await save()).status).toBe(200)
  expect((await work()).mailboxes[0]?.password).toBeNull()
  expect(await token()).toEqual({ accessToken: 'access-1', forMs: 55 * MINUTE })
  expect(provider.asked).toEqual([
    {
      grant_type: 'refresh_token',
      refresh_token: 'refresh-typed',
      client_id: 'desk',
      client_secret: 'the-client-secret',
      scope: 'imap',
    },
  ])
  web.advance(54 * MINUTE)
  expect(await token()).toEqual({ accessToken: 'access-1', forMs: MINUTE })
  web.advance(MINUTE)
  expect((await token()).accessToken).toBe('access-2')
  expect((await token(true)).accessToken).toBe('access-3')
  expect(provider.asked).toHaveLength(3)
})

test('a refresh token that the provider replaces is used from then on, also after trying out and saving', async () => {
  provider.answer = granting({ refresh_token: 'refresh-#' })
  const begun = await ask('POST', '/api/queues/support/mailbox/trials', {
    settings: settings(),
    ...SECRETS,
  })
  const { id } = v.parse(v.object({ id: v.string() }), await begun.json())
  expect((await work()).trials).toMatchObject([{ id, password: null }])
  const tried = await ask('POST', '/gateway/mailbox-tokens', { trial: id }, gateway())
  expect(v.parse(MailboxToken, await tried.json()).accessToken).toBe('access-1')
  await save()
  expect((await token()).accessToken).toBe('access-1')
  web.advance(MINUTE * 60)
  await token()
  web.advance(MINUTE * 60)
  await token()
  expect(provider.asked.map((form) => form['refresh_token'])).toEqual([
    'refresh-typed',
    'refresh-1',
    'refresh-2',
  ])
  // Other settings of the same account go on with it; a new one that is typed in counts from then on.
  await save({}, settings({ after: 'seen' }))
  await token(true)
  await save({ refreshToken: 'refresh-new' })
  await token()
  expect(provider.asked.slice(3).map((form) => form['refresh_token'])).toEqual([
    'refresh-3',
    'refresh-new',
  ])
  expect(provider.asked.at(-1)?.['client_secret']).toBe('the-client-secret')
})

test('a client that speaks for itself needs no refresh token', async () => {
  const itself = settings({ signIn: 'client-credentials' })
  await save({ clientSecret: SECRETS.clientSecret }, itself)
  expect((await token()).accessToken).toBe('access-1')
  expect(provider.asked[0]).toEqual({
    grant_type: 'client_credentials',
    client_id: 'desk',
    client_secret: 'the-client-secret',
    scope: 'imap',
  })
  // Another secret is tried at once, not when the token ends.
  await save({ clientSecret: 'renewed' }, itself)
  expect((await token()).accessToken).toBe('access-2')
  expect(provider.asked[1]?.['client_secret']).toBe('renewed')
})

test('a refusal is told in the words of the provider, without a secret that it repeats', async () => {
  await save()
  const words = `AADSTS70008: refresh-typed has expired.\r\nTrace ${'x'.repeat(400)}`
  provider.answer = {
    status: 400,
    body: { error: 'invalid_grant', error_description: words },
  }
  const { code, detail } = await refusal()
  expect(code).toBe('mailbox/grant')
  expect(detail).toMatch(/^invalid_grant: AADSTS70008: … has expired\. Trace x+$/)
  expect(detail.length).toBeLessThanOrEqual(200)
  // And the next try is a try.
  provider.answer = granting()
  expect((await token()).accessToken).toBe('access-2')
})

test.each([
  ['a fault of the provider', { status: 503, body: 'away' }, /status 503/],
  ['too many requests', { status: 429, body: { error: 'slow_down' } }, /status 429/],
  ['no token', { status: 200, body: { token_type: 'Bearer' } }, /not with an access token/],
  ['another kind of token', granting({ token_type: 'mac' }), /not with an access token/],
  ['a token that breaks its line', granting({ access_token: 'a\r\nb' }), /not with an access/],
  ['a redirect', { status: 302, body: '' }, /status 302/],
  ['no end', { status: 200, body: 'x'.repeat(LIMITS.mailboxTokenBytes) }, /more than 65536 bytes/],
])('%s is not taken for an answer', async (_what, answer, words) => {
  await save()
  provider.answer = answer
  const { code, detail } = await refusal()
  expect(code).toBe('mailbox/token-host')
  expect(detail).toMatch(words)
})

test('several who ask at once make one request', async () => {
  // The clock of this desk stands; who waits for another's request waits by the real one.
  web.desk.timers.after = (ms, run) => {
    const timer = setTimeout(run, ms)
    return { cancel: () => clearTimeout(timer) }
  }
  provider.answer = { ...granting(), waitMs: 300 }
  await save()
  const answers = await Promise.all([token(), token(), token()])
  expect(new Set(answers.map(({ accessToken }) => accessToken))).toEqual(new Set(['access-1']))
  expect(provider.asked).toHaveLength(1)
})

test('[SEC-SSRF] the token address is asked by the rules of all that goes out', async () => {
  await web.close()
  await openDesk({})
  await save()
  expect((await refusal()).code).toBe('mailbox/token-host')
  expect(provider.asked).toEqual([])
})

test('secrets lie sealed, come out to nobody, and go to the account they were typed in for', async () => {
  provider.answer = granting({ refresh_token: 'refresh-#' })
  await save()
  await token()
  const secrets = ['the-client-secret', 'refresh-typed', 'refresh-1', 'access-1']
  const stored = JSON.stringify([
    await web.sql.all(`SELECT * FROM mailboxes`),
    await web.sql.all(`SELECT * FROM mailbox_grants`),
  ])
  const listed = await (await ask('GET', '/api/mailboxes')).text()
  expect(listed).toContain('"hasPassword":true')
  for (const secret of secrets) expect(stored + listed).not.toContain(secret)
  // Only gateways ask, and only who has the mailbox.
  expect((await ask('POST', '/gateway/mailbox-tokens', { trial: worker })).status).toBe(401)
  const other = { worker: idFromBytes(new Uint8Array(17).fill(2)), queue: 'support', revision: 1 }
  expect((await ask('POST', '/gateway/mailbox-tokens', other, gateway())).status).toBe(404)
  const elsewhere = await openTokenEndpoint()
  await save({}, settings({}, { tokenUrl: elsewhere.url }))
  expect((await refusal()).code).toBe('mailbox/no-grant')
  expect(elsewhere.asked).toEqual([])
  await elsewhere.close()
})

test('what was got goes with the mailbox, and what was only tried out after a day', async () => {
  await save()
  await token()
  expect(await web.count('mailbox_grants')).toBe(1)
  await ask('DELETE', '/api/queues/support/mailbox')
  expect(await web.count('mailbox_grants')).toBe(0)
  const trial = { settings: settings(), ...SECRETS }
  await ask('POST', '/api/queues/support/mailbox/trials', trial)
  const [open] = (await work()).trials
  await ask('POST', '/gateway/mailbox-tokens', { trial: open?.id }, gateway())
  expect(await web.count('mailbox_grants')).toBe(1)
  web.advance(LIMITS.mailboxGrantTriedMs + 1)
  await makeHousekeeping(web.desk.parts, web.desk.timers).tidy()
  expect(await web.count('mailbox_grants')).toBe(0)
})

test('what cannot be meant is refused', async () => {
  const code = async (wanted: object) => (await save(SECRETS, settings(wanted))).status
  expect(await code({ oauth: null })).toBe(400)
  expect(await code({ oauth: { tokenUrl: 'nonsense', clientId: 'desk' } })).toBe(400)
  expect(await code({ oauth: { tokenUrl: provider.url, clientId: 'a\nb' } })).toBe(400)
  expect(await code({ signIn: 'password', oauth: null })).toBe(200)
})
