import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MailIn, MarkDelivery } from '../shared/wire/mail.ts'
import { makeBareCommand } from './inbound/mail-command.ts'
import { isWorthRetrying, makePeer, type Peer } from './peer.ts'

const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}
const ID = '0'.repeat(26)
const COMMAND: MarkDelivery = {
  kind: 'mark-delivery',
  jobId: ID,
  lease: ID,
  outcome: { state: 'sending' },
}
const MAIL: MailIn = {
  pushId: ID,
  command: makeBareCommand(
    {
      digest: ID,
      hash: 'a'.repeat(64),
      bytes: 1,
      receivedAt: 1,
      file: null,
      envelope: { from: '', to: ['a@desk.test'], remoteAddress: '', helo: '', isEncrypted: false },
    },
    'a test',
    null,
  ),
  blobs: [{ hash: 'a'.repeat(64), base64: 'YQ==' }],
}
let dir = ''
let server: Server
let peer: Peer
let answer: { status: number; body: string } = { status: 200, body: '' }
let seen: IncomingMessage[] = []
let bodies: Buffer[] = []

beforeEach(async () => {
  seen = []
  bodies = []
  dir = await mkdtemp(join(tmpdir(), 'deskside-peer-'))
  server = createServer((request, response) => {
    seen.push(request)
    request.on('data', (chunk: Buffer) => void bodies.push(chunk))
    request.on('end', () => response.writeHead(answer.status).end(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  peer = makePeer({
    worker: '0'.repeat(26),
    serverUrl: `http://127.0.0.1:${port}`,
    keyFile: join(dir, 'gateway.key'),
    timers,
  })
})
afterEach(async () => {
  server.close()
  server.closeAllConnections()
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
})

const push = () => peer.push(ID, COMMAND, new AbortController().signal)

test('without a key nothing is asked, and it is worth asking later', async () => {
  const pushed = await push()
  expect(!pushed.ok && isWorthRetrying(pushed.fault)).toBe(true)
  expect(seen).toEqual([])
  await writeFile(join(dir, 'gateway.key'), 'secret\n')
  answer = { status: 200, body: JSON.stringify({ type: 'ack', pushId: ID, version: 1 }) }
  expect((await push()).ok).toBe(true)
  expect(seen[0]?.headers.authorization).toBe('Bearer secret')
})

test.each([
  [200, { type: 'nack', pushId: ID, code: 'kit/invalid', detail: 'no' }, 'kit/invalid', false],
  [200, { type: 'nack', pushId: ID, code: 'kit/storage', detail: 'full' }, 'kit/storage', true],
  [200, { anything: 'else' }, 'kit/busy', true],
  [200, null, 'kit/busy', true],
  [400, { code: 'kit/invalid', detail: 'no' }, 'kit/invalid', false],
  [401, { code: 'auth/bad-token' }, 'auth/bad-token', true],
  [403, {}, 'auth/denied', true],
  [404, {}, 'kit/busy', true],
  [413, {}, 'kit/too-big', false],
  [500, 'a proxy in flames', 'kit/busy', true],
  [507, {}, 'kit/storage', true],
])('%i %j is %s, worth retrying: %s', async (status, body, code, isRetried) => {
  await writeFile(join(dir, 'gateway.key'), 'secret')
  answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) }
  const pushed = await push()
  expect(pushed.ok ? null : pushed.fault.code).toBe(code)
  expect(!pushed.ok && isWorthRetrying(pushed.fault)).toBe(isRetried)
})

test('messages that go together have an answer each, or are asked about again', async () => {
  await writeFile(join(dir, 'gateway.key'), 'secret')
  const mails = [MAIL, MAIL]
  const pushMails = async (answers: unknown) => {
    answer = { status: 200, body: JSON.stringify(answers) }
    return peer.pushMails(mails, new AbortController().signal)
  }
  const ack = { type: 'ack', pushId: ID, version: 1 }
  const nack = { type: 'nack', pushId: ID, code: 'ticket/invalid', detail: 'no' }
  const both = await pushMails({ answers: [ack, nack] })
  expect(both.ok && both.value.map((one) => (one.ok ? 'taken' : one.fault.code))).toEqual([
    'taken',
    'ticket/invalid',
  ])
  expect(seen.at(-1)?.url).toBe('/gateway/mails')
  expect(JSON.parse(Buffer.concat(bodies).toString())).toEqual({ mails })
  for (const strange of [{ answers: [ack] }, { answers: [ack, {}] }, [], null]) {
    const pushed = await pushMails(strange)
    expect(!pushed.ok && isWorthRetrying(pushed.fault)).toBe(true)
  }
})

test('a server that is not there is worth waiting for', async () => {
  await writeFile(join(dir, 'gateway.key'), 'secret')
  server.close()
  server.closeAllConnections()
  const pushed = await push()
  expect(!pushed.ok && isWorthRetrying(pushed.fault)).toBe(true)
})

test('a large file goes in pieces, and arrives as it is', async () => {
  await writeFile(join(dir, 'gateway.key'), 'secret\n')
  answer = { status: 200, body: '' }
  const bytes = randomBytes(3 * 1024 * 1024 + 5)
  expect((await peer.putBlob('hash', bytes, new AbortController().signal)).ok).toBe(true)
  expect(seen[0]?.headers['content-length']).toBe(String(bytes.length))
  expect(Buffer.concat(bodies).equals(bytes)).toBe(true)
})
