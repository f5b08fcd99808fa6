/**
 * A mailbox whose provider wants OAuth, from the settings to the spool: a desk over HTTP, a real gateway's fetching, a
 * token endpoint and an IMAP server on loopback that lets in by the newest access token alone. Fetching itself: fetching.test.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { noLog } from '../../shared/kit/log.ts'
import { idFromBytes } from '../../shared/kit/id.ts'
import { v } from '../../shared/kit/schema.ts'
import { TrialAnswer } from '../../shared/wire/mailbox.ts'
import { startFetching, type Fetching } from '../../mail-gateway/fetch/fetching.ts'
import { openImapSession } from '../../mail-gateway/fetch/imap-session.ts'
import { openMailboxBook } from '../../mail-gateway/fetch/mailbox-book.ts'
import { openSpool, type Spool } from '../../mail-gateway/inbound/spool.ts'
import { makePeer } from '../../mail-gateway/peer.ts'
import { realTimers } from '../../mail-gateway/test-stage/door-stage.ts'
import { openImapScript, type ImapScript } from '../../mail-gateway/test-stage/imap-script.ts'
import { openWebStage, type WebStage } from '../../sync-server/http/test-stage/web-stage.ts'
import {
  granting,
  openTokenEndpoint,
  type TokenEndpoint,
} from '../../sync-server/mail/test-stage/token-endpoint.ts'

const OFFERS = 'IMAP4rev1 IDLE AUTH=XOAUTH2 AUTH=OAUTHBEARER'
const SECRETS = { clientSecret: 'client-secret', refreshToken: 'refresh-typed' }

let web: WebStage
let provider: TokenEndpoint
let imap: ImapScript
let spool: Spool
let fetching: Fetching
let dir: string
let admin: Record<string, string>
/** Tokens that signed in, and those that did not. */
let taken: string[]
let refused: string[]
let isRevoked: (token: string) => boolean
let aheadMs: number

beforeEach(async () => {
  taken = []
  refused = []
  isRevoked = () => false
  aheadMs = 0
  web = await openWebStage({ DESKSIDE_EGRESS_ALLOW: '127.0.0.0/8' })
  admin = {
    authorization: `Bearer ${await web.bearer(await web.agent('Ada', null, 'admin'))}`,
    'content-type': 'application/json',
  }
  provider = await openTokenEndpoint()
  imap = await openImapScript(
    {
      CAPABILITY: () => [`* CAPABILITY ${OFFERS}`],
      AUTHENTICATE(socket, tag) {
        const token = tokenIn(imap.heard.at(-1) ?? '')
        // The provider's newest is the one that it lets in.
        if (token === `access-${provider.asked.length}` && !isRevoked(token)) {
          taken.push(token)
          return []
        }
        refused.push(token)
        socket.write(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials\r\n`)
        return null
      },
    },
    `* OK [CAPABILITY ${OFFERS}] hello`,
  )
  dir = await mkdtemp(join(tmpdir(), 'deskside-oauth-'))
  const keyFile = join(dir, 'gateway.key')
  await writeFile(keyFile, web.desk.keys.gateway)
  spool = await openSpool({ dir, log: noLog })
  const worker = idFromBytes(new Uint8Array(17).fill(7))
  fetching = startFetching({
    peer: makePeer({ serverUrl: web.url, keyFile, timers: realTimers, worker }),
    spool,
    book: await openMailboxBook(dir),
    openSession: openImapSession,
    passwordFile: null,
    clock: { now: () => Date.now() + aheadMs },
    timers: realTimers,
    chance: () => 0.5,
    log: noLog,
    waits: { pollMs: 100, retryMs: 100 },
  })
})
afterEach(async () => {
  await fetching.stop()
  await spool.close()
  await imap.close()
  await provider.close()
  await web.close()
  await rm(dir, { recursive: true, force: true })
})

const tokenIn = (command: string): string =>
  /auth=Bearer ([^\u0001]*)/.exec(
    Buffer.from(command.split(' ')[2] ?? '', 'base64').toString(),
  )?.[1] ?? ''

const wanted = () => ({
  settings: {
    ...{ isOn: true, host: '127.0.0.1', port: imap.port, security: 'none' },
    user: 'support@company.test',
    signIn: 'refresh-token',
    oauth: { tokenUrl: provider.url, clientId: 'desk' },
  },
  ...SECRETS,
})
const send = (method: string, path: string, body: unknown) =>
  web.call(path, { method, headers: admin, body: JSON.stringify(body) })
const save = () => send('PUT', '/api/queues/support/mailbox', wanted())
const Listed = v.object({
  items: v.array(
    v.object({
      said: v.nullable(
        v.object({ code: v.nullable(v.string()), lookedAt: v.nullable(v.number()) }),
      ),
    }),
  ),
})
async function said() {
  const answer = await web.call('/api/mailboxes', { headers: admin })
  return v.parse(Listed, await answer.json()).items[0]?.said
}

async function tryOut(): Promise<TrialAnswer> {
  const begun = await send('POST', '/api/queues/support/mailbox/trials', wanted())
  const { id } = v.parse(v.object({ id: v.string() }), await begun.json())
  let answer: TrialAnswer | null = null
  await vi.waitFor(
    async () => {
      const looked = await web.call(`/api/mailbox-trials/${id}`, { headers: admin })
      const found = v.parse(v.object({ answer: v.nullable(TrialAnswer) }), await looked.json())
      if (found.answer === null) throw new Error('not yet')
      ;({ answer } = found)
    },
    { timeout: 20_000 },
  )
  if (answer === null) throw new Error('no answer')
  return answer
}

test('it is tried out, opened, and opened again before each token ends; a revoked one is replaced', async () => {
  // Short-lived: each is used for half of its time.
  provider.answer = granting({ expires_in: 40, refresh_token: 'refresh-#' })
  expect(await tryOut()).toMatchObject({ code: null, messages: 1 })
  expect((await save()).status).toBe(200)
  await vi.waitFor(() => expect(taken).toEqual(['access-1', 'access-1']), { timeout: 20_000 })
  await vi.waitFor(async () => expect((await said())?.lookedAt).not.toBeNull(), { timeout: 20_000 })
  const later = (ms: number) => {
    aheadMs += ms
    web.advance(ms)
  }
  later(21_000)
  await vi.waitFor(() => expect(taken.at(-1)).toBe('access-2'), { timeout: 20_000 })
  expect((await said())?.code).toBeNull()
  expect(refused).toEqual([])
  // The provider takes one back before its time, and breaks the line.
  isRevoked = (token) => token === 'access-2'
  for (const socket of imap.sockets) socket.destroy()
  await vi.waitFor(() => expect(taken.at(-1)).toBe('access-3'), { timeout: 20_000 })
  expect(new Set(refused)).toEqual(new Set(['access-2']))
  expect(provider.asked.map((form) => form['refresh_token'])).toEqual([
    'refresh-typed',
    'refresh-1',
    'refresh-2',
  ])
  expect(imap.heard.join()).not.toMatch(/LOGIN|PLAIN/)
}, 90_000)

test('what the provider refuses is said in the settings, by its code and its words', async () => {
  provider.answer = { status: 400, body: { error: 'invalid_grant', error_description: 'Revoked.' } }
  expect(await tryOut()).toMatchObject({
    code: 'mailbox/grant',
    detail: 'invalid_grant: Revoked.',
  })
  await save()
  await vi.waitFor(async () => expect((await said())?.code).toBe('mailbox/grant'), {
    timeout: 20_000,
  })
  provider.answer = granting()
  isRevoked = () => true
  expect((await tryOut()).code).toBe('mailbox/token')
  expect(taken).toEqual([])
}, 90_000)
