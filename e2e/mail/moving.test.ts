/**
 * An address that is moved to a real desk: a test mail goes out by its relay and comes back straight, through an old server
 * and out of a real Dovecot; what is claimed needs what came straight here.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { v } from '../../shared/kit/schema.ts'
import { Move, Moves } from '../../shared/wire/moving.ts'
import { openStage, type Person, type Stage } from '../stage.ts'
import type { RelayMail } from '../stage/relay.ts'
import { sendMail } from '../stage/smtp-sender.ts'
import { until } from '../stage/wait.ts'
import { openDovecot, whyNoDovecot, type Dovecot } from './dovecot.ts'
import { listSubjects, makeLetter } from './letters.ts'

// Real processes on a busy machine; the first run may install Dovecot.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

const SUPPORT = 'support@desk.test'
const WAIT = { waitMsMax: 60_000 }
const reason = await whyNoDovecot()

let stage: Stage
let admin: Person
beforeAll(async () => {
  stage = await openStage()
  await stage.addQueue('support', 'Support', SUPPORT)
  await stage.addQueue('payments', 'Payments', 'payments@desk.test')
  admin = await stage.addPerson({ email: 'ada@desk.test', name: 'Ada', role: 'admin' })
  const body = { place: 'mailbox', oldServers: ['old.provider.example'], quietDays: 1 }
  await put('move', body)
})
afterAll(() => stage?.close())

async function put(what: string, body: object): Promise<void> {
  const { status, text } = await admin.api.call('PUT', `/api/queues/support/${what}`, { body })
  if (status !== 200) throw new Error(`${what}: ${status} ${text}`)
}

async function look(): Promise<Move> {
  const [move] = v.parse(Moves, (await admin.api.get('/api/moves')).json).moves
  if (!move) throw new Error('nothing is moved')
  return move
}

/** What the world is given to deliver. */
async function sendTest(): Promise<RelayMail> {
  const before = stage.relay.mails.length
  const sent = await until(
    'a test may be sent',
    async () => {
      const answer = await admin.api.post('/api/queues/support/move/tests', {})
      // One in twenty seconds.
      return answer.status === 429 ? null : answer
    },
    WAIT,
  )
  expect(sent.status).toBe(201)
  return until('it is at the relay', () =>
    stage.relay.mails.slice(before).find((mail) => mail.to.includes(SUPPORT)),
  )
}
const traced = (mail: RelayMail, ...lines: string[]) =>
  Buffer.concat([Buffer.from([...lines, ''].join('\r\n')), Buffer.from(mail.raw, 'latin1')])
const arrived = (count: number) =>
  until(
    'it is known again',
    async () => {
      const [newest] = (await look()).tests
      return newest?.arrivals.length === count ? newest : null
    },
    WAIT,
  )
const claim = () => admin.api.post('/api/queues/support/move/step', { step: 'redirected' })

test('a test mail comes back through an old server, and straight; it makes no ticket', async () => {
  const mail = await sendTest()
  expect(mail.raw).toMatch(/^Auto-Submitted: auto-generated/m)
  const envelope = { from: mail.from, to: [SUPPORT] }
  const relay = 'Received: from desk.test by relay.test with ESMTP; Mon, 5 Jan 2026 10:00:00 +0000'
  const old = `Received: from relay.test by mx.old.provider.example with ESMTP for <${SUPPORT}>; Mon, 5 Jan 2026 10:00:01 +0000`
  expect((await sendMail(stage.smtpPort, envelope, traced(mail, old, relay))).code).toBe(250)
  expect((await arrived(1)).arrivals).toMatchObject([{ way: 'forwarded' }])
  const refused = await claim()
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('move/only-forwarded')
  expect((await sendMail(stage.smtpPort, envelope, traced(mail, relay))).code).toBe(250)
  const made = await arrived(2)
  expect(made.arrivals.map(({ way }) => way).sort()).toEqual(['direct', 'forwarded'])
  expect((await look()).missing).not.toContain('move/only-forwarded')

  const letter = { from: 'ann@home.test', to: SUPPORT, subject: 'An ordinary mail', id: 'one' }
  await sendMail(stage.smtpPort, { from: letter.from, to: [SUPPORT] }, makeLetter(letter))
  await until('what came after it is there', async () => (await listSubjects(admin.api)).length > 0)
  expect(await listSubjects(admin.api)).toEqual(['An ordinary mail'])
  expect((await look()).days).toMatchObject([{ mails: 1, direct: 1, twice: 0 }])
})

describe.skipIf(reason !== null)(`with a mailbox${reason === null ? '' : ` (${reason})`}`, () => {
  let dovecot: Dovecot
  beforeAll(async () => {
    dovecot = await openDovecot({ users: ['support'] })
    const settings = {
      isOn: true,
      host: '127.0.0.1',
      port: dovecot.port,
      security: 'none',
      user: 'support',
    }
    await put('mailbox', { settings, password: dovecot.password })
    const Items = v.object({
      items: v.array(
        v.object({ said: v.nullable(v.object({ lookedAt: v.nullable(v.number()) })) }),
      ),
    })
    await until(
      'the mailbox is looked into',
      async () =>
        v.parse(Items, (await admin.api.get('/api/mailboxes')).json).items[0]?.said?.lookedAt,
      WAIT,
    )
  })
  afterAll(() => dovecot?.close())

  test('a test mail that only came out of the old mailbox proves nothing', async () => {
    const mail = await sendTest()
    const head = `Return-Path: <${mail.from}>\r\nDelivered-To: ${SUPPORT}`
    await dovecot.deliver('support', traced(mail, head))
    expect((await arrived(1)).arrivals).toMatchObject([{ way: 'fetched' }])
    expect((await look()).missing).toContain('move/only-fetched')
    const refused = await claim()
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('move/only-fetched')
  })

  test('the same mail by SMTP and out of the mailbox is one mail that came both ways', async () => {
    const letter = makeLetter({ from: 'bo@home.test', to: SUPPORT, subject: 'Both', id: 'both' })
    const before = (await look()).days.reduce((sum, { mails }) => sum + mails, 0)
    await sendMail(stage.smtpPort, { from: 'bo@home.test', to: [SUPPORT] }, letter)
    await dovecot.deliver(
      'support',
      Buffer.concat([Buffer.from(`Delivered-To: ${SUPPORT}\r\n`), letter]),
    )
    await until(
      'it came twice',
      async () => (await look()).days.some(({ twice }) => twice === 1),
      WAIT,
    )
    expect((await look()).days.reduce((sum, { mails }) => sum + mails, 0)).toBe(before + 1)
    expect((await listSubjects(admin.api)).filter((one) => one === 'Both')).toHaveLength(1)
  })
})
