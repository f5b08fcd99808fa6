/** Signatures as a receiver checks them: by another program, which asks a name server for the key. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateKeyPairSync } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import { dkimVerify } from 'mailauth'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { OutgoingMail, SigningKey } from '../../shared/wire/mail.ts'
import { openNameServer } from '../test-stage/name-server.ts'
import { FILE, makeOutgoingMail } from '../test-stage/outgoing-mail.ts'
import { composeMail } from './compose.ts'
import { signMail } from './sign.ts'

const NOW = Date.UTC(2026, 2, 2, 10)
const MAIL = makeOutgoingMail({
  date: NOW,
  subject: 'Re: Grüße, und ein Betreff, der so lang ist, dass er auf mehrere Zeilen umbrochen wird',
  text: `Hello  there \n.\nline with a bare\rCR\n${'a long line '.repeat(200)}\n\n\n`,
  html: '<p>Grüße</p>',
})

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ed = generateKeyPairSync('ed25519')
const pem = (key: typeof rsa.privateKey) => key.export({ type: 'pkcs8', format: 'pem' }).toString()
const KEYS: SigningKey[] = [
  {
    domain: 'desk.test',
    selector: 'one',
    algorithm: 'rsa-sha256',
    privateKey: pem(rsa.privateKey),
  },
  {
    domain: 'desk.test',
    selector: 'two',
    algorithm: 'ed25519-sha256',
    privateKey: pem(ed.privateKey),
  },
]
const der = (key: typeof rsa.publicKey) => key.export({ type: 'spki', format: 'der' })

let server: Awaited<ReturnType<typeof openNameServer>>
beforeAll(async () => {
  server = await openNameServer({
    'one._domainkey.desk.test': {
      TXT: [`v=DKIM1; k=rsa; p=${der(rsa.publicKey).toString('base64')}`],
    },
    'two._domainkey.desk.test': {
      TXT: [`v=DKIM1; k=ed25519; p=${der(ed.publicKey).subarray(-32).toString('base64')}`],
    },
  })
})
afterAll(() => server.close())

const Verified = v.object({
  results: v.array(
    v.object({
      status: v.object({ result: v.string() }),
      signingDomain: v.optional(v.string()),
      selector: v.optional(v.string()),
      algo: v.optional(v.string()),
      canonBodyLengthLimited: v.optional(v.boolean()),
    }),
  ),
})

async function verify(raw: Buffer | string) {
  const resolver = new Resolver()
  resolver.setServers([server.address])
  const answer = await dkimVerify(Buffer.from(raw), {
    resolver: (name: string) => resolver.resolveTxt(name),
  })
  return v.parse(Verified, answer).results
}
const results = async (raw: Buffer | string) =>
  (await verify(raw)).map(({ status }) => status.result)

async function compose(over: Partial<OutgoingMail> = {}): Promise<Buffer> {
  const files = new Map([[FILE, Buffer.from('hi')]])
  return unwrap(await composeMail({ ...MAIL, ...over }, files)).raw
}
const signed = async (over: Partial<OutgoingMail> = {}) => signMail(await compose(over), KEYS, NOW)

test('[MR44] a signed mail passes with both kinds of key, aligned with its sender', async () => {
  const verified = await verify(await signed())
  expect(verified).toEqual([
    expect.objectContaining({
      status: expect.objectContaining({ result: 'pass' }),
      selector: 'one',
      signingDomain: 'desk.test',
      algo: 'rsa-sha256',
    }),
    expect.objectContaining({
      status: expect.objectContaining({ result: 'pass' }),
      selector: 'two',
      signingDomain: 'desk.test',
      algo: 'ed25519-sha256',
    }),
  ])
})

test('[MR44] the mail itself is untouched, 7-bit, and no line of the signatures is long', async () => {
  const raw = await compose()
  const bytes = await signMail(raw, KEYS, NOW)
  expect(bytes.subarray(-raw.length).equals(raw)).toBe(true)
  const added = bytes.subarray(0, -raw.length).toString('latin1')
  expect(added.split('\r\n').every((line) => line.length <= 78)).toBe(true)
  expect(added).not.toMatch(/[^\r\n\t\x20-\x7e]/)
  // RFC 6376 §5.3: whatever could be changed on the way is not there.
  expect(bytes.toString('latin1')).not.toMatch(/[^\r\n\t\x20-\x7e]/)
  // §8.2: a signature over a part of the body would let anybody go on writing.
  expect(added).not.toMatch(/\bl=/)
})

test.each([
  ['From', 'From: Boss <boss@desk.test>'],
  ['Reply-To', 'Reply-To: thief@evil.test'],
  ['To', 'To: all@home.test'],
  ['Cc', 'Cc: all@home.test'],
  ['Subject', 'Subject: Pay this'],
  ['Date', 'Date: Mon, 1 Jan 2024 00:00:00 +0000'],
])('[MR44] a further %s put on top breaks the signature', async (_name, line) => {
  const raw = await signed()
  expect(await results(`${line}\r\n${raw.toString('latin1')}`)).toEqual(['fail', 'fail'])
})

test('[MR44] what says how a mail went may be added, and white space may change', async () => {
  const raw = (await signed()).toString('latin1')
  const trace = 'Received: from desk.test by relay.test; Mon, 2 Mar 2026 10:00:00 +0000\r\n'
  expect(await results(trace + raw)).toEqual(['pass', 'pass'])
  expect(await results(raw.replace('\r\nSubject: ', '\r\nSubject:   '))).toEqual(['pass', 'pass'])
  expect(await results(`${raw.trimEnd()}\r\n\r\n\r\n`)).toEqual(['pass', 'pass'])
})

test('[MR44] another word in the body, the subject or the type breaks it', async () => {
  const raw = (await signed()).toString('latin1')
  for (const [from, to] of [
    ['Hello', 'Hallo'],
    ['\r\nSubject: ', '\r\nSubject: x'],
    ['multipart/mixed', 'multipart/related'],
  ] as const) {
    expect(raw).toContain(from)
    expect((await results(raw.replace(from, to))).filter((word) => word === 'pass')).toEqual([])
  }
})

test('[MR27] a relay that gives the mail a Message-ID of its own leaves the signature whole', async () => {
  const raw = (await signed()).toString('latin1')
  expect(await results(raw.replace('<reply-1@desk.test>', '<0100-000@relay.test>'))).toEqual([
    'pass',
    'pass',
  ])
})

test('[MR44] mails of every shape pass: no files, no HTML, nothing to answer, an empty text, many recipients', async () => {
  const plain = { html: null, attachments: [], replyTo: null, inReplyTo: null, references: [] }
  for (const over of [
    plain,
    { ...plain, text: '' },
    { ...plain, text: '\n\n' },
    { ...plain, text: ' \t \n x' },
    { autoSubmitted: 'auto-replied' as const },
    {
      cc: Array.from({ length: 50 }, (_, at) => ({
        address: `person-${at}@home.test`,
        name: `Ännchen ${at}`,
      })),
    },
  ])
    expect(await results(await signed(over)), JSON.stringify(over).slice(0, 80)).toEqual([
      'pass',
      'pass',
    ])
})

test('[MR44] a body of many slices: line ends, spaces and empty lines at and across their borders', async () => {
  const head = 'From: a@desk.test\r\nTo: b@home.test\r\nSubject: x\r\nDate: y\r\n\r\n'
  const slice = 256 * 1024
  const bodies = [
    // Lines of all lengths, so that borders fall everywhere.
    Array.from({ length: 9_000 }, (_, at) => `${'w '.repeat(at % 40)} \t\r\n`).join(''),
    '\r\n'.repeat(slice),
    `${'\r\n'.repeat(slice)}end`,
    `start${' \r\n'.repeat(slice)}`,
    'x'.repeat(2 * slice + 1),
    `${'x'.repeat(slice - 1)}\r\n${'y '.repeat(slice)}\r\n\r\n`,
    ...[-3, -2, -1, 0, 1].map((at) => `${'z'.repeat(slice + at)} \r\n\r\nend \r\n \r\n`),
  ]
  for (const [at, body] of bodies.entries())
    expect([at, await results(await signMail(Buffer.from(head + body), KEYS, NOW))]).toEqual([
      at,
      ['pass', 'pass'],
    ])
})

test('without a key nothing is added', async () => {
  const raw = await compose()
  expect(await signMail(raw, [], NOW)).toBe(raw)
})
