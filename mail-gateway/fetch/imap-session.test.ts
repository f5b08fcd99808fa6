/** A mailbox whose server does what servers do at the worst moment. What they do every day: e2e/mail/fetching.test. */
import { afterEach, expect, test, vi } from 'vitest'
import type { Timers } from '../../shared/kit/clock.ts'
import { v } from '../../shared/kit/schema.ts'
import { MailboxSettings } from '../../shared/wire/mailbox.ts'
import { makeHandTimers, realTimers } from '../test-stage/door-stage.ts'
import { openImapScript, type ImapScript } from '../test-stage/imap-script.ts'
import { openImapSession, type ImapSession } from './imap-session.ts'

const LOST = 'mailbox/unreachable'
let script: ImapScript | null = null
let session: ImapSession | null = null
afterEach(async () => {
  await session?.close()
  await script?.close()
  session = script = null
})

const settingsFor = ({ port }: ImapScript) =>
  v.parse(MailboxSettings, { isOn: true, host: '127.0.0.1', port, security: 'none', user: 'ann' })

async function open(
  answers: Parameters<typeof openImapScript>[0],
  { timers }: { timers: Timers } = { timers: realTimers },
): Promise<ImapSession> {
  script = await openImapScript(answers)
  const { signal } = new AbortController()
  session = await openImapSession(settingsFor(script), 'word', timers, signal)
  return session
}

async function readAll(from: ImapSession): Promise<string> {
  let all = ''
  for await (const chunk of from.read(1)) all += Buffer.from(chunk).toString()
  return all
}

test('[MA1] a message is not taken for gone because the server says BYE, or the line broke', async () => {
  const bye = await open({ NOOP: () => ['* BYE shutting down'] })
  expect(await readAll(bye)).toBe('')
  await expect(bye.waitForMore(0, AbortSignal.abort())).resolves.toBeUndefined()
  await expect(bye.waitForMore(0, new AbortController().signal)).rejects.toThrow(LOST)
  await expect(readAll(bye)).rejects.toThrow(LOST)
  await expect(bye.heads([1], false)).rejects.toThrow(LOST)
  await script?.close()
  const broken = await open({ 'UID FETCH': (socket) => (socket.destroy(), null) })
  await expect(readAll(broken)).rejects.toThrow(LOST)
  await expect(readAll(broken)).rejects.toThrow(LOST)
})

test('[MA1] nor because whoever reads it has closed', async () => {
  const ended = await open({})
  const closing = ended.close()
  await expect(readAll(ended)).rejects.toThrow(LOST)
  await closing
  await expect(readAll(ended)).rejects.toThrow(LOST)
})

test('[MA1] half a message is none: one that is taken away while it is read is not passed on', async () => {
  const chunk = 'x'.repeat(1024 * 1024)
  const parts = [`* 1 FETCH (UID 1 BODY[]<0> {${chunk.length}}\r\n${chunk})`]
  const half = await open({ 'UID FETCH': () => parts.splice(0) })
  await expect(readAll(half)).rejects.toThrow('taken away')
})

test('what comes while a folder is searched is not waited for', async () => {
  const searches = [['* SEARCH 1', '* 2 EXISTS'], ['* SEARCH 1 2']]
  const told = await open({ 'UID SEARCH': () => searches.shift() ?? ['* SEARCH'] })
  const { signal } = new AbortController()
  expect(await told.uidsAfter(0, null)).toEqual([1])
  await told.waitForMore(60_000, signal)
  expect(await told.uidsAfter(0, null)).toEqual([1, 2])
  expect(script?.heard).not.toContain('IDLE')
})

test('a server that refuses IDLE is asked again after the wait, not at once', async () => {
  const timers = makeHandTimers(20_000)
  const refusing = await open(
    { IDLE: (socket, tag) => (socket.write(`${tag} NO not now\r\n`), null) },
    { timers },
  )
  let isOver = false
  const waiting = refusing
    .waitForMore(60_000, new AbortController().signal)
    .finally(() => (isOver = true))
  // Commands are answered in order: by then the refusal was heard, and whatever it led to was asked.
  for (let turn = 0; turn < 2; turn++) await refusing.uidsAfter(0, null)
  expect(script?.heard).not.toContain('NOOP')
  expect(isOver).toBe(false)
  timers.fire(60_000)
  await waiting
})

test('a folder that does not number its messages is refused, and holds up no other', async () => {
  const selected = ['* FLAGS ()', '* 1 EXISTS']
  await expect(open({ SELECT: () => selected })).rejects.toThrow('mailbox/refused')
})

test(
  'connecting to a host that says nothing ends when it is no longer wanted',
  { timeout: 10_000 },
  async () => {
    script = await openImapScript({}, null)
    const stopped = new AbortController()
    const opening = openImapSession(settingsFor(script), 'word', realTimers, stopped.signal)
    await vi.waitFor(() => expect(script?.sockets.size).toBe(1))
    stopped.abort()
    await expect(opening).rejects.toThrow(LOST)
    const never = openImapSession(settingsFor(script), 'word', realTimers, stopped.signal)
    await expect(never).rejects.toThrow(LOST)
  },
)

const TOKEN = 'ya29.token'
const openByToken = (offers: string, answers: Parameters<typeof openImapScript>[0] = {}) =>
  openImapScript(
    { CAPABILITY: () => [`* CAPABILITY IMAP4rev1 ${offers}`], ...answers },
    `* OK [CAPABILITY IMAP4rev1 ${offers}] hello`,
  )
const tokenSettings = (port: number) =>
  v.parse(MailboxSettings, {
    ...{ isOn: true, host: '127.0.0.1', port, security: 'none', user: 'ann@desk.test' },
    signIn: 'refresh-token',
    oauth: { tokenUrl: 'https://provider.test/token', clientId: 'desk' },
  })

test.each([
  // RFC 7628 §3.1: who signs in, and where, in the header of the exchange.
  ['AUTH=XOAUTH2 AUTH=OAUTHBEARER', 'OAUTHBEARER', /^n,a=ann@desk\.test,\x01host=127\.0\.0\.1\x01/],
  ['AUTH=PLAIN AUTH=XOAUTH2', 'XOAUTH2', /^user=ann@desk\.test\x01/],
])(
  'a server that offers %s is told the token by %s, and no password',
  async (offers, name, who) => {
    script = await openByToken(offers)
    const { signal } = new AbortController()
    session = await openImapSession(tokenSettings(script.port), TOKEN, realTimers, signal)
    const line = script.heard.find((command) => command.startsWith('AUTHENTICATE')) ?? ''
    const [, mechanism, initial = ''] = line.split(' ')
    expect(mechanism).toBe(name)
    const words = Buffer.from(initial, 'base64').toString()
    expect(words).toMatch(who)
    expect(words.endsWith(`\x01auth=Bearer ${TOKEN}\x01\x01`)).toBe(true)
    expect(script.heard.join()).not.toMatch(/LOGIN|PLAIN/)
  },
)

test('a token that is refused, and a server that takes none, are told apart', async () => {
  const { signal } = new AbortController()
  const open = (port: number) => openImapSession(tokenSettings(port), TOKEN, realTimers, signal)
  script = await openByToken('AUTH=XOAUTH2', {
    AUTHENTICATE: (socket, tag) => {
      socket.write(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials\r\n`)
      return null
    },
  })
  await expect(open(script.port)).rejects.toMatchObject({
    fault: { code: 'mailbox/token', detail: 'Invalid credentials' },
  })
  await script.close()
  script = await openByToken('AUTH=PLAIN')
  await expect(open(script.port)).rejects.toMatchObject({
    fault: { code: 'mailbox/refused', detail: expect.stringContaining('OAUTHBEARER') },
  })
  expect(script.heard.join()).not.toMatch(/AUTHENTICATE|LOGIN/)
})
