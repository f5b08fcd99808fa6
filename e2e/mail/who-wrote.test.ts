/**
 * Who wrote a mail, from its bytes to what the desk does: read and judged by the gateway's own code, with a name server
 * that is asked over the network, and handed in to a real desk.
 */
import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dkimSign } from 'mailauth'
import { unwrap } from '../../shared/kit/fault.ts'
import { noLog } from '../../shared/kit/log.ts'
import { v } from '../../shared/kit/schema.ts'
import { OutgoingMail } from '../../shared/wire/mail.ts'
import { makeJudge } from '../../mail-gateway/inbound/judge.ts'
import { makeAskNameServer } from '../../mail-gateway/inbound/name-server.ts'
import { parseMessage } from '../../mail-gateway/inbound/parse.ts'
import { openNameServer } from '../../mail-gateway/test-stage/name-server.ts'
import { changeNotices } from '../../sync-server/auth/notices.ts'
import { openStage, type Stage } from '../../sync-server/commit/test-stage/desk-stage.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const SUPPORT = 'support@help.desk.test'
const LAPTOP = '127.0.0.1'
const OUTSIDE = '203.0.113.9'

let stage: Stage
let server: Awaited<ReturnType<typeof openNameServer>>
beforeEach(async () => {
  stage = await openStage()
  server = await openNameServer({
    's1._domainkey.desk.test': { TXT: [`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`] },
    '_dmarc.desk.test': { TXT: ['v=DMARC1; p=reject'] },
    'home.test': { TXT: ['v=spf1 ip4:203.0.113.0/24 -all'] },
  })
})
afterEach(async () => {
  await server.close()
  await stage.close()
})

async function take(raw: string, from: { ip: string; envelopeFrom: string; to: string }) {
  const judge = makeJudge({
    timers: {
      after(delayMs, run) {
        const timer = setTimeout(run, delayMs)
        return { cancel: () => clearTimeout(timer) }
      },
    },
    log: noLog,
    resolve: makeAskNameServer([server.address]),
  })
  const bytes = Buffer.from(raw)
  const {
    files: _files,
    html: _html,
    ...read
  } = await parseMessage(bytes, {
    envelopeFrom: from.envelopeFrom,
    receivedAt: stage.now(),
  })
  const sender = await judge(bytes, {
    remoteAddress: from.ip,
    helo: 'mx.home.test',
    envelopeFrom: from.envelopeFrom,
  })
  const { envelope } = await stage.mail()
  const mail = await stage.mail({
    rawText: raw,
    ...read,
    sender,
    envelope: { ...envelope, from: from.envelopeFrom, to: [from.to], remoteAddress: from.ip },
  })
  return unwrap(await stage.handIn(mail)).result ?? {}
}

async function signed(raw: string): Promise<string> {
  const key = { signingDomain: 'desk.test', selector: 's1', privateKey }
  // The library's types name the first form, its code reads the second.
  const options = { ...key, signatureData: [key] }
  const { signatures } = await dkimSign(Buffer.from(raw), options)
  return signatures + raw
}

const message = (from: string, body: string, more = '') =>
  `From: ${from}\r\nTo: ${SUPPORT}\r\nSubject: The door ${from.length}\r\nMessage-ID: <${body.length}@mail.test>\r\n${more}Content-Type: text/plain\r\n\r\n${body}\r\n`

const sent = async (kind: string) =>
  (await stage.sql.all(`SELECT mail FROM outgoing WHERE kind = ? ORDER BY at, id`, kind)).map(
    (row) => v.parse(OutgoingMail, JSON.parse(String(row['mail']))),
  )

test('[MR33][MR35] a laptop is acknowledged, a proved sender is, and nobody else', async () => {
  const from = { ip: LAPTOP, envelopeFrom: 'me@laptop.test', to: SUPPORT }
  await take(message('me@laptop.test', 'Does it work?'), from)
  await take(message('ruth@home.test', 'Hello'), {
    ip: OUTSIDE,
    envelopeFrom: 'ruth@home.test',
    to: SUPPORT,
  })
  // By a mail server on this machine that took it elsewhere, by a stranger's host, in a victim's name.
  const passed = 'Received: from x (x [198.51.100.7]) by mx.ours.test; now\r\n'
  await take(passed + message('victim@home.test', 'Relayed'), {
    ...from,
    envelopeFrom: 'victim@home.test',
  })
  await take(message('victim@home.test', 'Forged'), {
    ip: '192.0.2.5',
    envelopeFrom: 'x@evil.test',
    to: SUPPORT,
  })
  await take(message('victim@desk.test', 'Disowned'), {
    ip: '192.0.2.5',
    envelopeFrom: 'x@evil.test',
    to: SUPPORT,
  })
  const to = (await sent('acknowledgement')).map((mail) => mail.to[0]?.address)
  expect(to).toHaveLength(2)
  expect(new Set(to)).toEqual(new Set(['me@laptop.test', 'ruth@home.test']))
  expect(await stage.count('held_mail', `kind = 'held' AND reason LIKE '%DMARC reject%'`)).toBe(1)
})

test('[MA24][MR36] an agent answers a notice from their own program, and what it quotes is left out', async () => {
  const ada = await stage.agent('Ada')
  const ben = await stage.agent('Ben')
  await changeNotices(stage.desk.database, ada.person, { assigned: true, answered: false })
  const ticket = await stage.ticket()
  const ops = [{ op: 'set-assignee' as const, assignee: ada.person }]
  unwrap(await stage.push(ben, { kind: 'edit', ticket, ops }))
  const [notice] = await sent('agent-notice')
  stage.advance(60_000)
  const address = notice?.replyTo?.address ?? ''
  const quoted = (notice?.text ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\r\n')
  const body = `Please try the other door.\r\n\r\nBest, Ada\r\n\r\nOn Mon, 2 Mar 2026 at 11:00, Deskside support <${address}> wrote:\r\n\r\n${quoted}`
  const raw = message('Ada <ada@desk.test>', body, `In-Reply-To: <${notice?.messageId}>\r\n`)
  const asAda = { ip: '192.0.2.5', envelopeFrom: 'ada@desk.test', to: address }
  // Forged first: the same bytes without the signature of their domain.
  expect((await take(raw, asAda))['held']).not.toBeNull()
  const good = await take(await signed(raw), asAda)
  expect(good).toMatchObject({ ticket, held: null })
  const reply = (await stage.read(ticket)).messages.find((one) => one.kind === 'reply')
  expect(reply?.by).toMatchObject({ id: ada.person })
  expect(reply?.text).toBe('Please try the other door.\n\nBest, Ada')
})
