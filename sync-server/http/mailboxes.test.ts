/** Mailboxes elsewhere, as admins set them and as gateways are given them. Fetching itself: e2e/mail/fetching.test. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { idFromBytes } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { MailboxReport, MailboxWork, type MailboxAsk } from '../../shared/wire/mailbox.ts'
import { makeHousekeeping } from '../jobs/housekeeping.ts'
import { PROVED } from '../mail/test-stage/letters.ts'
import { checkDesk } from '../operator/desk-checks.ts'
import { number } from '../store/database.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

let web: WebStage
let admin: Record<string, string>
beforeEach(async () => {
  web = await openWebStage()
  admin = { authorization: `Bearer ${await web.bearer(await web.agent('Ada', null, 'admin'))}` }
})
afterEach(() => web.close())

const SETTINGS = {
  isOn: true,
  host: 'imap.provider.example',
  port: 993,
  security: 'tls',
  user: 'support@company.example',
}
const PASSWORD = 'a very secret word'
const one = idFromBytes(new Uint8Array(17).fill(1))
const two = idFromBytes(new Uint8Array(17).fill(2))

const ask = (method: string, path: string, body?: unknown, headers = admin) =>
  web.call(path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
const save = (settings: object, password?: string) =>
  ask('PUT', '/api/queues/support/mailbox', {
    settings: { ...SETTINGS, ...settings },
    ...(password === undefined ? {} : { password }),
  })
const gateway = () => ({ authorization: `Bearer ${web.desk.keys.gateway}` })

async function work(worker: string, more: Partial<MailboxAsk> = {}) {
  const answer = await ask('POST', '/gateway/mailboxes', { worker, ...more }, gateway())
  expect(answer.status).toBe(200)
  return v.parse(MailboxWork, await answer.json())
}

async function report(
  code: MailboxReport['code'],
  reached: MailboxReport['reached'] = null,
): Promise<MailboxReport> {
  const row = await web.sql.get(`SELECT revision FROM mailboxes`)
  return {
    queue: 'support',
    revision: row ? number(row, 'revision') : 0,
    code,
    detail: '',
    at: web.now(),
    lookedAt: null,
    fetchedAt: null,
    fetched: 0,
    waiting: 0,
    hasIdle: true,
    left: [],
    reached,
  }
}

test('the password goes in and comes out to the gateway alone; it lies sealed, and not in the settings', async () => {
  expect((await save({}, PASSWORD)).status).toBe(200)
  const listed = await (await ask('GET', '/api/mailboxes')).text()
  expect(listed).toContain('imap.provider.example')
  expect(listed).toContain('"hasPassword":true')
  expect(listed).not.toContain(PASSWORD)
  expect(JSON.stringify(web.desk.parts.settings.get())).not.toContain('imap.provider.example')
  const rows = JSON.stringify(await web.sql.all(`SELECT * FROM mailboxes`))
  expect(rows).not.toContain(PASSWORD)
  const { mailboxes } = await work(one)
  expect(mailboxes).toMatchObject([{ address: 'support@help.desk.test', password: PASSWORD }])
  // Nobody but the gateway asks, and nobody but an admin sets.
  expect((await ask('POST', '/gateway/mailboxes', { worker: one })).status).toBe(401)
  const agent = { authorization: `Bearer ${await web.bearer(await web.agent('Bo'))}` }
  expect((await ask('GET', '/api/mailboxes', undefined, agent)).status).toBe(403)
  expect((await ask('PUT', '/api/queues/support/mailbox', {}, agent)).status).toBe(403)
})

test('a kept password goes to the account it was typed in for, and to no other server', async () => {
  await save({}, PASSWORD)
  await save({ after: 'seen' })
  expect((await work(one)).mailboxes[0]?.password).toBe(PASSWORD)
  const trial = await ask('POST', '/api/queues/support/mailbox/trials', {
    settings: { ...SETTINGS, host: 'imap.attacker.example' },
  })
  expect(trial.status).toBe(202)
  expect((await work(one)).trials).toMatchObject([{ password: null }])
  await save({ host: 'imap.attacker.example' })
  expect((await work(one)).mailboxes[0]?.password).toBe(null)
})

test('what cannot be meant is refused by its code', async () => {
  const code = async (answer: Response) =>
    v.parse(v.object({ code: v.string() }), await answer.json()).code
  expect(await code(await save({ security: 'none' }))).toBe('mailbox/plain')
  expect((await save({ security: 'none', host: '127.0.0.1' })).status).toBe(200)
  expect(await code(await save({ after: 'move' }))).toBe('kit/invalid')
  expect(await code(await save({ user: 'a\r\nb LOGOUT' }))).toBe('kit/invalid')
  const nowhere = { settings: SETTINGS }
  expect(await code(await ask('PUT', '/api/queues/none/mailbox', nowhere))).toBe(
    'desk/unknown-queue',
  )
  unwrap(
    await web.desk.parts.settings.change((settings) => ({
      ...settings,
      queues: settings.queues.map((queue) => ({ ...queue, address: null })),
    })),
  )
  expect(await code(await save({}))).toBe('kit/invalid')
})

test('[MA1] one gateway has a mailbox at a time; when it falls silent another goes on where it was', async () => {
  await save({}, PASSWORD)
  expect((await work(one)).mailboxes).toHaveLength(1)
  expect((await work(two)).mailboxes).toEqual([])
  const reached = { place: one, validity: '7', uid: 41, backlog: null, from: 0, at: web.now() }
  await work(one, { reports: [await report(null, reached)] })
  // What somebody says who does not have it counts for nothing.
  await work(two, { reports: [await report('mailbox/password', { ...reached, uid: 1 })] })
  web.advance(LIMITS.mailboxLeaseMs - 1_000)
  expect((await work(two)).mailboxes).toEqual([])
  expect((await work(one)).leaseMs).toBe(LIMITS.mailboxLeaseMs)
  web.advance(LIMITS.mailboxLeaseMs + 1)
  expect((await work(two)).mailboxes).toMatchObject([{ reached: { uid: 41 } }])
  expect((await work(one)).mailboxes).toEqual([])
})

test('a mailbox that is off, or whose queue has gone, is nobody’s', async () => {
  await save({ isOn: false }, PASSWORD)
  expect((await work(one)).mailboxes).toEqual([])
  await save({ isOn: true })
  expect((await work(one)).mailboxes).toHaveLength(1)
  const { known } = await work(one)
  expect((await ask('DELETE', '/api/queues/support/mailbox')).status).toBe(200)
  expect(await work(one)).toMatchObject({ mailboxes: [] })
  expect((await work(one)).known).not.toBe(known)
  expect((await ask('DELETE', '/api/queues/support/mailbox')).status).toBe(404)
})

test('a mailbox that was removed and set up anew is another one, also for a gateway that heard of neither', async () => {
  await save({}, PASSWORD)
  const before = await work(one)
  await ask('DELETE', '/api/queues/support/mailbox')
  web.advance(1)
  await save({ host: 'imap.other.example' }, PASSWORD)
  const after = await work(one)
  expect(after.mailboxes[0]?.revision).not.toBe(before.mailboxes[0]?.revision)
  expect(after.known).not.toBe(before.known)
})

test('what a gateway says is shown, and doctor says it too', async () => {
  const check = async () => {
    const Checks = v.object({
      checks: v.array(v.object({ name: v.string(), state: v.string(), detail: v.string() })),
    })
    const done = unwrap(await checkDesk.run(web.desk, {}, () => {}))
    return v.parse(Checks, done.json).checks.find(({ name }) => name === 'mailboxes')
  }
  expect(await check()).toBeUndefined()
  await save({}, PASSWORD)
  expect(await check()).toMatchObject({ state: 'bad' })
  await work(one)
  await work(one, { reports: [await report('mailbox/password')] })
  expect(await check()).toMatchObject({
    state: 'bad',
    detail: 'support: The mailbox refused the user name or the password. (mailbox/password)',
  })
  expect(await (await ask('GET', '/api/mailboxes')).json()).toMatchObject({
    items: [{ queue: 'support', isHeld: true, said: { code: 'mailbox/password' } }],
  })
  await work(one, { reports: [await report(null)] })
  expect(await check()).toMatchObject({ state: 'ok' })
})

test('settings are tried by a gateway; without one that is said, and the password goes', async () => {
  const begin = async () => {
    const body = { settings: SETTINGS, password: PASSWORD }
    const answer = await ask('POST', '/api/queues/support/mailbox/trials', body)
    return v.parse(v.object({ id: v.string() }), await answer.json()).id
  }
  const look = async (id: string) => (await ask('GET', `/api/mailbox-trials/${id}`)).json()
  const id = await begin()
  expect(await look(id)).toEqual({ answer: null })
  expect((await work(one)).trials).toMatchObject([{ id, password: PASSWORD }])
  // What a gateway did not hear is said again, and told apart from what it knows.
  const asked = await work(one)
  expect(asked.trials).toHaveLength(1)
  const answer = { code: 'mailbox/folder', detail: '', messages: 0, hasIdle: false }
  expect((await ask('POST', `/gateway/mailbox-trials/${id}`, answer, gateway())).status).toBe(204)
  expect(await look(id)).toEqual({ answer })
  expect(await work(one)).toMatchObject({ trials: [] })
  expect((await work(one)).known).not.toBe(asked.known)
  expect(await web.count('mailbox_trials', `secret <> ''`)).toBe(0)
  const other = await begin()
  web.advance(LIMITS.mailboxTrialMs)
  expect(await look(other)).toMatchObject({ answer: { code: 'mailbox/silent-gateway' } })
  expect((await work(one)).trials).toEqual([])
  // Those that are over hold up nobody, and their passwords do not stay.
  for (let turn = 1; turn < LIMITS.mailboxTrialsAtOnce; turn++) await begin()
  web.advance(LIMITS.mailboxTrialMs)
  await begin()
  web.advance(LIMITS.mailboxTrialsKeptMs + 1)
  await makeHousekeeping(web.desk.parts, web.desk.timers).tidy()
  expect(await web.count('mailbox_trials')).toBe(0)
})

test('[MA7][MR33] mail that lay long at its provider is not acknowledged, what is new is', async () => {
  const send = async (arrivedAt: number, address: string) => {
    const mail = await web.mail({ from: { address, name: '' }, sender: PROVED })
    const envelope = { ...mail.envelope, from: address, fetched: { arrivedAt, authservs: [] } }
    unwrap(await web.handIn({ ...mail, envelope, receivedAt: arrivedAt }))
  }
  await send(web.now() - LIMITS.mailboxAnswerMs - 1, 'old@home.test')
  expect(await web.count('outgoing', `kind = 'acknowledgement'`)).toBe(0)
  await send(web.now() - 1_000, 'new@home.test')
  expect(await web.count('outgoing', `kind = 'acknowledgement'`)).toBe(1)
})
