/**
 * A mail that the gateway signed and a real Postfix handed on: the signature still holds, on the other side of everything
 * that Postfix does to a mail.
 */
import { generateKeyPairSync } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import { dkimVerify } from 'mailauth'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { OutgoingMail, SigningKey } from '../../shared/wire/mail.ts'
import { composeMail } from '../../mail-gateway/outbound/compose.ts'
import { openRelay as openWayOut } from '../../mail-gateway/outbound/send.ts'
import { signMail } from '../../mail-gateway/outbound/sign.ts'
import { openNameServer } from '../../mail-gateway/test-stage/name-server.ts'
import { FILE, makeOutgoingMail } from '../../mail-gateway/test-stage/outgoing-mail.ts'
import { openRelay, type Relay } from '../stage/relay.ts'
import { openPostfix, whyNoPostfix, type Postfix } from './postfix.ts'

// The first run may install Postfix.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 })

const reason = await whyNoPostfix()
const MAIL = makeOutgoingMail({
  to: [{ address: 'ann@home.test', name: 'Änne' }],
  text: `Hello\n.\n..two dots\n \nFrom here on\n${'a long line without an end '.repeat(100)}\n\n\n`,
  html: '<p>Grüße</p>',
})
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const KEY: SigningKey = {
  domain: 'desk.test',
  selector: 'one',
  algorithm: 'rsa-sha256',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
}
const Verified = v.object({
  results: v.array(v.object({ status: v.object({ result: v.string() }) })),
})

describe.skipIf(reason !== null)(`behind Postfix${reason === null ? '' : ` (${reason})`}`, () => {
  let outside: Relay
  let postfix: Postfix
  let server: Awaited<ReturnType<typeof openNameServer>>
  beforeAll(async () => {
    outside = await openRelay()
    postfix = await openPostfix({ to: `smtp:[127.0.0.1]:${outside.port}`, domain: 'home.test' })
    const p = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    server = await openNameServer({ 'one._domainkey.desk.test': { TXT: [`v=DKIM1; p=${p}`] } })
  })
  afterAll(async () => {
    await postfix?.close()
    await outside?.close()
    await server?.close()
  })

  test.each<[string, Partial<OutgoingMail>]>([
    ['text, HTML and a file', {}],
    ['text alone', { html: null, attachments: [] }],
    [
      'an automatic mail without words',
      { html: null, attachments: [], text: '', autoSubmitted: 'auto-replied' },
    ],
  ])('[MR44] the signature of %s holds behind a relay', async (name, over) => {
    const messageId = `reply-${name.length}@desk.test`
    const files = new Map([[FILE, Buffer.from('hi')]])
    const composed = unwrap(await composeMail({ ...MAIL, messageId, ...over }, files))
    const out = openWayOut(`smtp://127.0.0.1:${postfix.port}`, {
      tls: 'off',
      timers: {
        after(delayMs, run) {
          const timer = setTimeout(run, delayMs)
          return { cancel: () => clearTimeout(timer) }
        },
      },
    })
    try {
      const raw = await signMail(composed.raw, [KEY], Date.now())
      expect(await out.send({ ...composed, raw })).toMatchObject({ end: 'accepted' })
      const arrived = await outside.mail((mail) => mail.messageId === messageId)
      // It did go through another's hands.
      expect(arrived.raw).toMatch(/^Received: from .*\r\n\tby mx\.relay\.test \(Postfix\)/m)
      const resolver = new Resolver()
      resolver.setServers([server.address])
      const answer = await dkimVerify(Buffer.from(arrived.raw, 'latin1'), {
        resolver: (asked: string) => resolver.resolveTxt(asked),
      })
      expect(v.parse(Verified, answer).results).toMatchObject([{ status: { result: 'pass' } }])
    } finally {
      out.close()
    }
  })
})
