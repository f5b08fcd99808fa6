/**
 * A whole desk that fetches: a real server, a real gateway and a real Dovecot with TLS. Killed in the middle, mail that
 * comes both ways, and whose word about a sender counts. What the gateway does by itself: fetching.test.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { v } from '../../shared/kit/schema.ts'
import { openStage, type Person, type Stage } from '../stage.ts'
import { sendMail } from '../stage/smtp-sender.ts'
import { until } from '../stage/wait.ts'
import { openDovecot, whyNoDovecot, type Dovecot } from './dovecot.ts'
import { listSubjects, makeLetter } from './letters.ts'

// Real processes on a busy machine; the first run may install Dovecot.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

const reason = await whyNoDovecot()
const SUPPORT = 'support@desk.test'
const WAIT = { waitMsMax: 60_000 }
const Items = v.object({
  items: v.array(
    v.object({
      queue: v.string(),
      said: v.nullable(
        v.object({ code: v.nullable(v.string()), lookedAt: v.nullable(v.number()) }),
      ),
    }),
  ),
})
const Trial = v.object({ answer: v.nullable(v.object({ code: v.nullable(v.string()) })) })

describe.skipIf(reason !== null)(
  `a desk that fetches${reason === null ? '' : ` (${reason})`}`,
  () => {
    let dovecot: Dovecot
    let stage: Stage
    let admin: Person

    beforeAll(async () => {
      dovecot = await openDovecot({ users: ['support', 'payments'] })
      stage = await openStage({ environment: { NODE_EXTRA_CA_CERTS: dovecot.certFile } })
      await stage.addQueue('support', 'Support', SUPPORT)
      await stage.addQueue('payments', 'Payments', 'payments@desk.test')
      admin = await stage.addPerson({ email: 'ada@desk.test', name: 'Ada', role: 'admin' })
    })
    afterAll(async () => {
      await stage?.close()
      await dovecot?.close()
    })

    const settings = (user: string, more: object = {}) => ({
      isOn: true,
      host: 'localhost',
      port: dovecot.tlsPort,
      security: 'tls',
      user,
      ...more,
    })
    const save = async (queue: string, more: object = {}) => {
      const body = { settings: settings(queue, more), password: dovecot.password }
      const answer = await admin.api.call('PUT', `/api/queues/${queue}/mailbox`, { body })
      expect(answer.status).toBe(200)
      await until(
        'the mailbox is looked into',
        async () => {
          const { items } = v.parse(Items, (await admin.api.get('/api/mailboxes')).json)
          return items.find((one) => one.queue === queue)?.said?.lookedAt
        },
        WAIT,
      )
    }
    const subjects = async (start: string) =>
      (await listSubjects(admin.api)).filter((subject) => subject.startsWith(start))

    test('the test button says what is wrong, over TLS and STARTTLS', async () => {
      const tryOut = async (more: object, password = dovecot.password) => {
        const body = { settings: settings('support', more), password }
        const asked = await admin.api.post('/api/queues/support/mailbox/trials', body)
        const { id } = v.parse(v.object({ id: v.string() }), asked.json)
        return until('it is answered', async () => {
          const found = v.parse(Trial, (await admin.api.get(`/api/mailbox-trials/${id}`)).json)
          return found.answer
        })
      }
      expect(await tryOut({})).toEqual({ code: null })
      expect(await tryOut({ port: dovecot.port, security: 'starttls' })).toEqual({ code: null })
      // A name the certificate does not have.
      expect(await tryOut({ host: '127.0.0.1' })).toEqual({ code: 'mailbox/certificate' })
      expect(await tryOut({}, 'wrong')).toEqual({ code: 'mailbox/password' })
      // The port that begins with TLS does not greet in the clear, and the other does not answer in TLS.
      expect(await tryOut({ port: dovecot.port })).toEqual({ code: 'mailbox/tls' })
    })

    test('[MA2][MR1][MR5] killed in the middle of fifty mails, nothing is lost and nothing comes twice', async () => {
      await save('support', { after: 'seen' })
      for (let number = 1; number <= 50; number++) {
        const letter = { from: `u${number}@home.test`, to: SUPPORT, subject: `Fifty ${number}` }
        await dovecot.deliver('support', makeLetter({ ...letter, id: `fifty-${number}` }))
        if (number === 20 || number === 40) {
          await until(
            'some have come',
            async () => (await subjects('Fifty')).length > number / 4,
            WAIT,
          )
          await stage.gateway.kill()
          await stage.gateway.start()
        }
      }
      await until('all are there', async () => (await subjects('Fifty')).length >= 50, WAIT)
      await until(
        'all are marked',
        async () =>
          (await dovecot.list('support', 'INBOX', 'flags')).filter((flags) =>
            flags.includes('Seen'),
          ).length >= 50,
        WAIT,
      )
      const found = await subjects('Fifty')
      expect(found).toHaveLength(50)
      expect(new Set(found).size).toBe(50)
    })

    test('[MA28][MR5][MR6] the same mail by SMTP and by IMAP is one ticket, also in two mailboxes', async () => {
      await save('payments')
      const head = (to: string) =>
        Buffer.from(
          `Return-Path: <ada@home.test>\r\nDelivered-To: ${to}\r\nReceived: from a by b; Mon, 5 Jan 2026 10:00:00 +0000\r\n`,
        )
      const both = makeLetter({
        from: 'ada@home.test',
        to: SUPPORT,
        subject: 'Both ways',
        id: 'both',
      })
      expect(
        (await sendMail(stage.smtpPort, { from: 'ada@home.test', to: [SUPPORT] }, both)).code,
      ).toBe(250)
      await dovecot.deliver('support', Buffer.concat([head(SUPPORT), both]))
      await dovecot.deliver('payments', Buffer.concat([head('payments@desk.test'), both]))
      // Whatever comes after it has come: so has this.
      for (const user of ['support', 'payments']) {
        const last = {
          from: 'eve@home.test',
          to: SUPPORT,
          subject: `Last ${user}`,
          id: `last-${user}`,
        }
        await dovecot.deliver(user, makeLetter(last))
      }
      await until('the last came', async () => (await subjects('Last')).length === 2, WAIT)
      expect(await subjects('Both')).toEqual(['Both ways'])
      const payments = await stage.addPerson({
        email: 'bo@desk.test',
        name: 'Bo',
        role: 'agent',
        queues: ['payments'],
      })
      expect(await listSubjects(payments.api)).toEqual(
        expect.arrayContaining(['Both ways', 'Last payments']),
      )
    })

    test('[MR35] the provider’s judgement counts under the name that was given, and no other’s', async () => {
      await save('support', { authservs: ['mx.provider.test'] })
      const says = (name: string) =>
        `Authentication-Results: ${name}; spf=pass smtp.mailfrom=home.test; dkim=pass header.d=home.test; dmarc=pass header.from=home.test`
      const letter = (subject: string, name: string) =>
        Buffer.concat([
          Buffer.from(`${says(name)}\r\n`),
          makeLetter({ from: `${subject}@home.test`, to: SUPPORT, subject, id: subject }),
        ])
      await dovecot.deliver('support', letter('forged', 'mx.elsewhere.test'))
      await dovecot.deliver('support', letter('vouched', 'mx.provider.test'))
      await until('both came', async () => (await subjects('vouched')).length === 1, WAIT)
      await until('the forged came', async () => (await subjects('forged')).length === 1, WAIT)
      // Only who is shown to be the person in From is acknowledged (mail.md 33).
      await until('the one is answered', () =>
        stage.relay.mails.some((mail) => mail.to.includes('vouched@home.test')),
      )
      expect(stage.relay.mails.some((mail) => mail.to.includes('forged@home.test'))).toBe(false)
    })

    test('mail that came while the server was away is there after its return', async () => {
      await stage.server.kill()
      for (let number = 1; number <= 5; number++) {
        const letter = { from: `a${number}@home.test`, to: SUPPORT, subject: `Away ${number}` }
        await dovecot.deliver('support', makeLetter({ ...letter, id: `away-${number}` }))
      }
      await stage.server.start()
      await until('all are there', async () => (await subjects('Away')).length >= 5, WAIT)
      expect(new Set(await subjects('Away')).size).toBe(5)
    })
  },
)
