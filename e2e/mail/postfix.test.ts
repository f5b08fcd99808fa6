/**
 * Mail through a real Postfix to a real gateway, over SMTP and over LMTP: it becomes one ticket, waits in Postfix's queue
 * while the gateway is away or full, and comes once.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { findFreePort } from '../../bin/free-port.mjs'
import { LIMITS } from '../../shared/kit/limits.ts'
import { openStage, type Person, type Stage } from '../stage.ts'
import { openSmtpSender, sendMail } from '../stage/smtp-sender.ts'
import { until } from '../stage/wait.ts'
import { listSubjects, makeLetter } from './letters.ts'
import { openPostfix, whyNoPostfix, type Postfix } from './postfix.ts'

// Real processes on a busy machine; the first run may install Postfix.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 })

const reason = await whyNoPostfix()
const SUPPORT = 'support@desk.test'
const PAYMENTS = 'payments@desk.test'
const LIST = 'all@lists.test'
const FROM = 'ada@home.test'
/** Postfix itself may wait a minute before it goes on with what broke off. */
const WAIT = { waitMsMax: 100_000 }

describe.skipIf(reason !== null)(`behind Postfix${reason === null ? '' : ` (${reason})`}`, () => {
  let stage: Stage
  let agent: Person
  let bySmtp: Postfix
  let byLmtp: Postfix
  let number = 0

  beforeAll(async () => {
    const lmtpPort = await findFreePort()
    stage = await openStage({
      environment: { DESKSIDE_LMTP: String(lmtpPort), DESKSIDE_SPOOL_MIB: '1' },
    })
    await stage.addQueue('support', 'Support', SUPPORT)
    await stage.addQueue('payments', 'Payments', PAYMENTS)
    agent = await stage.addPerson({ email: 'bo@desk.test', name: 'Bo', role: 'agent' })
    bySmtp = await openPostfix({
      to: `smtp:[127.0.0.1]:${stage.smtpPort}`,
      domain: 'desk.test',
      aliases: { [LIST]: SUPPORT },
    })
    byLmtp = await openPostfix({ to: `lmtp:inet:127.0.0.1:${lmtpPort}`, domain: 'desk.test' })
    await until('the gateway knows its addresses', async () => {
      const first = makeLetter({ from: FROM, to: PAYMENTS, subject: 'First', id: 'first' })
      return (await sendMail(stage.smtpPort, { from: FROM, to: [PAYMENTS] }, first)).code === 250
    })
  })
  afterAll(async () => {
    await Promise.all([bySmtp?.close(), byLmtp?.close()])
    await stage?.close()
  })
  afterEach(async () => {
    if (!stage.server.isRunning()) await stage.server.start()
    if (!stage.gateway.isRunning()) await stage.gateway.start()
  })

  /** Everybody writes once: who opens many tickets in an hour is held. */
  const sender = (of: number) => `ada-${of}@home.test`
  const letter = (subject: string, more: { to?: string; text?: string } = {}) =>
    makeLetter({ from: sender(++number), to: SUPPORT, subject, id: `letter-${number}`, ...more })
  async function give(through: Postfix, raw: Buffer, to: readonly string[] = [SUPPORT]) {
    const reply = await sendMail(through.port, { from: FROM, to }, raw)
    expect(reply).toMatchObject({ code: 250 })
  }
  const timesOf = async (subject: string) =>
    (await listSubjects(agent.api)).filter((one) => one === subject).length
  const isTicket = (subject: string) =>
    until(`“${subject}” is a ticket`, async () => (await timesOf(subject)) === 1, WAIT)
  const isEmpty = (postfix: Postfix) =>
    until('Postfix has delivered everything', async () => (await postfix.waiting()) === 0, WAIT)

  describe.each([
    ['SMTP', () => bySmtp],
    ['LMTP', () => byLmtp],
  ])('over %s', (way, postfix) => {
    test('a mail becomes a ticket', async () => {
      await give(postfix(), letter(`Hello by ${way}`))
      await isTicket(`Hello by ${way}`)
      await isEmpty(postfix())
      expect(await postfix().log()).toMatch(/status=sent \(250 2\./)
    })

    test('[MA1] [MR3] while the gateway is away mail waits in the queue, and comes once', async () => {
      await stage.gateway.stop()
      const subjects = [1, 2, 3].map((at) => `While away ${at} by ${way}`)
      for (const subject of subjects) await give(postfix(), letter(subject))
      await postfix().line(/status=deferred \(connect to 127\.0\.0\.1/, WAIT)
      await until('all three wait', async () => (await postfix().waiting()) === 3, WAIT)
      await stage.gateway.start()
      for (const subject of subjects) await isTicket(subject)
      await isEmpty(postfix())
      for (const subject of subjects) expect(await timesOf(subject)).toBe(1)
    })

    test('[MA2] [MR5] a gateway that is killed again and again gets every mail, and makes one ticket of each', async () => {
      const subjects = Array.from({ length: 30 }, (_, at) => `Through kills ${at} by ${way}`)
      const sending = (async () => {
        const line = await openSmtpSender(postfix().port)
        for (const subject of subjects)
          expect(await line.send({ from: FROM, to: [SUPPORT] }, letter(subject))).toMatchObject({
            code: 250,
          })
        line.close()
      })()
      // Once more while the same mail is read, and it counts as one that ends whoever reads it (MA18).
      for (let kills = 1; kills < LIMITS.parseDeaths; kills++) {
        await stage.gateway.kill()
        await stage.gateway.start()
      }
      await sending
      for (const subject of subjects) await isTicket(subject)
      await isEmpty(postfix())
      const all = await listSubjects(agent.api)
      for (const subject of subjects) expect(all.filter((one) => one === subject)).toHaveLength(1)
    })

    test('[MR7] one of two recipients is unknown: it is refused for good, the other is served', async () => {
      const subject = `Two recipients by ${way}`
      await give(postfix(), letter(subject), [SUPPORT, `nobody-${way}@desk.test`])
      await isTicket(subject)
      const refused = new RegExp(
        `to=<nobody-${way}@desk\\.test>.*dsn=5\\.1\\.1, status=bounced`,
        'i',
      )
      await postfix().line(refused, WAIT)
      await isEmpty(postfix())
      expect(await timesOf(subject)).toBe(1)
    })

    test('[MA15] [MR3] a full spool says 452, Postfix comes again, and nothing is lost', async () => {
      await stage.server.stop()
      const subjects = [1, 2, 3, 4, 5].map((at) => `Large ${at} by ${way}`)
      const text = 'A line of a large mail, so that five of them are too much.\r\n'.repeat(5_000)
      for (const subject of subjects) await give(postfix(), letter(subject, { text }))
      await postfix().line(/dsn=4\.3\.1, status=deferred .*452/, WAIT)
      await stage.server.start()
      for (const subject of subjects) await isTicket(subject)
      await isEmpty(postfix())
      for (const subject of subjects) expect(await timesOf(subject)).toBe(1)
    })
  })

  test('[MA2] [MR5] as a blind copy and through a list it is one message', async () => {
    const subject = 'By two ways'
    const raw = letter(subject, { to: LIST })
    await give(bySmtp, raw, [LIST])
    await give(bySmtp, raw, [SUPPORT])
    await give(byLmtp, raw, [SUPPORT])
    await isTicket(subject)
    await Promise.all([isEmpty(bySmtp), isEmpty(byLmtp)])
    // One that comes after them is there: so are all that came before.
    await give(bySmtp, letter('After the two ways'))
    await isTicket('After the two ways')
    expect(await timesOf(subject)).toBe(1)
  })
})
