/** What mail servers say of mail of ours: which one it is about, what it changes, and who is told. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import { OutgoingMail, type ReceiveMail } from '../../../shared/wire/mail.ts'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import { openStage, type Stage } from '../../commit/test-stage/desk-stage.ts'
import { readFacts } from '../../sla/sla-record.ts'
import { findSuppression, liftSuppression } from '../outbound/suppressions.ts'

let stage: Stage
let ada: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
})
afterEach(() => stage.close())

const RUTH = 'ruth@customer.test'

async function outgoing(kind: string): Promise<OutgoingMail[]> {
  const rows = await stage.sql.all(`SELECT mail FROM outgoing WHERE kind = ? ORDER BY at, id`, kind)
  return rows.map((row) => v.parse(OutgoingMail, JSON.parse(String(row['mail']))))
}

/** A ticket with a reply that has left the house. */
async function replied(status: 'waiting' | 'closed' = 'waiting') {
  const ticket = await stage.ticket(RUTH)
  const sendId = await stage.wholeReply(ada, ticket, { status })
  stage.advance(10_000)
  await stage.desk.jobs.runDue()
  const mail = (await outgoing('reply')).at(-1)
  if (!mail) throw new Error('nothing was sent')
  stage.advance(60_000)
  return { ticket, sendId, mail }
}

type Said = { action?: 'failed' | 'delayed' | 'delivered' | 'relayed'; status?: string | null }

async function bounce(
  to: string,
  said: Said & { address?: string; about?: string[]; envelopeId?: string } = {},
): Promise<{ ticket: string | null; held: string | null }> {
  const { action = 'failed', status = '5.1.1', address = RUTH, about = [], envelopeId } = said
  const nature: ReceiveMail['nature'] = {
    kind: 'bounce',
    why: 'delivery report (RFC 3464)',
    recipients: [{ address, action, status }],
    about,
    ...(envelopeId === undefined ? {} : { envelopeId }),
  }
  const { envelope } = await stage.mail()
  const mail = await stage.mail({
    from: { address: 'mailer-daemon@mx.customer.test', name: '' },
    envelope: { ...envelope, from: '', to: [to] },
    messageId: null,
    nature,
  })
  const { result } = unwrap(await stage.handIn(mail))
  const textOf = (key: string) => {
    const value = result?.[key]
    return typeof value === 'string' ? value : null
  }
  return { ticket: textOf('ticket'), held: textOf('held') }
}

const rowOf = async (ticket: string): Promise<unknown> =>
  JSON.parse(String((await stage.sql.get(`SELECT row FROM tickets WHERE id = ?`, ticket))?.['row']))

const deliveryOf = async (ticket: string, message: string) =>
  (await stage.read(ticket)).delivery[message]

describe('which mail it is about', () => {
  test('[MA27][MR34] every mail is sent from an address of its own, and only its hash can be looked up', async () => {
    const first = await replied()
    const second = await replied()
    for (const { mail } of [first, second])
      expect(mail.envelopeFrom).toMatch(/^support\+b[0-9a-z]{26}@help\.desk\.test$/)
    expect(first.mail.envelopeFrom).not.toBe(second.mail.envelopeFrom)
    const row = await stage.sql.get(`SELECT bounce FROM outgoing WHERE id = ?`, first.sendId)
    expect(first.mail.envelopeFrom).not.toContain(String(row?.['bounce']))
    expect(String(row?.['bounce'])).toMatch(/^[0-9a-f]{64}$/)
  })

  test.each([
    ['the address it comes back to', (mail: OutgoingMail) => ({ to: mail.envelopeFrom })],
    [
      'Original-Envelope-Id',
      (mail: OutgoingMail) => ({
        to: 'support@help.desk.test',
        envelopeId: /\+(b\w+)@/.exec(mail.envelopeFrom)?.[1] ?? '',
      }),
    ],
    [
      'the returned Message-ID',
      (mail: OutgoingMail) => ({ to: 'support@help.desk.test', about: [mail.messageId] }),
    ],
  ])('[MA27][OU10][MR34] is known by %s', async (_how, naming) => {
    const other = await replied()
    const { ticket, sendId, mail } = await replied()
    const { to, ...said } = naming(mail)
    expect(await bounce(to, said)).toEqual({ ticket, held: null })
    expect(await deliveryOf(ticket, sendId)).toMatchObject({
      state: 'bounced',
      detail: `${RUTH} 5.1.1`,
    })
    expect(await deliveryOf(other.ticket, other.sendId)).toMatchObject({ state: 'accepted' })
  })

  test('[MA27] one that proves nothing is held, and changes nothing', async () => {
    const { ticket, mail } = await replied()
    const before = await stage.read(ticket)
    const guess = mail.envelopeFrom.replace(/\+b.{26}@/, `+b${'0'.repeat(26)}@`)
    for (const to of ['support@help.desk.test', guess]) {
      const taken = await bounce(to, { about: ['somebody-elses@mail.test'] })
      expect(taken).toEqual({ ticket: null, held: expect.any(String) })
    }
    expect(await stage.count('held_mail', `reason LIKE 'bounce, unproved%'`)).toBe(2)
    expect(await stage.read(ticket)).toEqual(before)
    expect(await findSuppression(stage.sql, RUTH)).toBeNull()
    expect(await outgoing('notice')).toEqual([])
  })

  test('[MA27] what it says of others than those the mail was for counts for nobody', async () => {
    const { mail } = await replied()
    await bounce(mail.envelopeFrom, { address: 'boss@elsewhere.test' })
    expect(await findSuppression(stage.sql, 'boss@elsewhere.test')).toBeNull()
    // Ruth's mail was forwarded there: it did not arrive, and her own mailbox may still be read.
    expect(await findSuppression(stage.sql, RUTH)).toBeNull()
  })
})

describe('what it changes', () => {
  test('[MA27][MR29][MR34] a closed ticket stays closed, needs attention, and its author is told', async () => {
    const { ticket, sendId, mail } = await replied('closed')
    const factsBefore = await readFacts(stage.sql, ticket)
    await bounce(mail.envelopeFrom)
    const read = await stage.read(ticket)
    expect(read.status).toBe('closed')
    expect(read.delivery[sendId]).toMatchObject({ state: 'bounced' })
    expect(await rowOf(ticket)).toMatchObject({ hasTrouble: true, status: 'closed' })
    expect(read.messages.at(-1)).toMatchObject({
      kind: 'event',
      text: `Not delivered: ${RUTH} 5.1.1`,
      raw: expect.any(String),
    })
    // No clock runs for what a machine says.
    expect(await readFacts(stage.sql, ticket)).toEqual(factsBefore)
    const [notice, ...more] = await outgoing('notice')
    expect(more).toEqual([])
    expect(notice).toMatchObject({
      to: [{ address: 'ada@desk.test' }],
      subject: 'Not delivered: #1',
      autoSubmitted: 'auto-generated',
    })
    // Nothing of the submitter's is in it.
    expect(JSON.stringify(notice)).not.toContain('ruth')
  })

  test('[MA27] on a ticket that was merged it is where the reply went', async () => {
    const { ticket, sendId, mail } = await replied()
    const into = await stage.ticket('cleo@customer.test')
    unwrap(await stage.push(ada, { kind: 'merge', ticket, into }))
    expect(await bounce(mail.envelopeFrom)).toEqual({ ticket: into, held: null })
    expect(await deliveryOf(into, sendId)).toMatchObject({ state: 'bounced' })
    expect(await rowOf(into)).toMatchObject({ hasTrouble: true })
    expect((await stage.read(ticket)).status).toBe('closed')
  })

  test('[MA27][OU17] a delay is no failure: it is shown, and a later end replaces it', async () => {
    const { ticket, sendId, mail } = await replied()
    await bounce(mail.envelopeFrom, { action: 'delayed', status: '4.4.1' })
    expect(await deliveryOf(ticket, sendId)).toMatchObject({ state: 'deferred', isLate: true })
    expect(await outgoing('notice')).toEqual([])
    expect(await findSuppression(stage.sql, RUTH)).toBeNull()
    await bounce(mail.envelopeFrom, { action: 'delivered', status: '2.0.0' })
    expect(await deliveryOf(ticket, sendId)).toMatchObject({ state: 'delivered' })
    expect(await rowOf(ticket)).toMatchObject({ hasTrouble: false })
    // A warning that was late itself changes nothing any more.
    const { messages } = await stage.read(ticket)
    await bounce(mail.envelopeFrom, { action: 'delayed', status: '4.4.1' })
    expect(await deliveryOf(ticket, sendId)).toMatchObject({ state: 'delivered' })
    expect((await stage.read(ticket)).messages).toEqual(messages)
  })

  test('[MA27] a delay that ends in failure is one, told once', async () => {
    const { ticket, sendId, mail } = await replied()
    await bounce(mail.envelopeFrom, { action: 'delayed', status: '4.4.1' })
    for (let times = 0; times < 3; times++)
      await bounce(mail.envelopeFrom, { action: 'failed', status: '4.4.7' })
    expect(await deliveryOf(ticket, sendId)).toMatchObject({ state: 'bounced' })
    expect(await outgoing('notice')).toHaveLength(1)
    const said = (await stage.read(ticket)).messages.filter((one) => /^Not deliv/.test(one.text))
    expect(said).toHaveLength(1)
  })

  test('[MA26] a server that says the same for ever fills no ticket: the rest is held', async () => {
    const { ticket, mail } = await replied()
    const more = 2
    for (let times = 0; times < LIMITS.reportsPerTicket + 1 + more; times++)
      await bounce(mail.envelopeFrom, { action: 'delayed', status: '4.4.1' })
    const reports = `ticket = ? AND name = 'delivery-report.eml'`
    expect(await stage.count('blob_refs', reports, ticket)).toBe(LIMITS.reportsPerTicket)
    expect(await stage.count('held_mail')).toBe(more)
    const said = (await stage.read(ticket)).messages.filter((one) => /delayed/.test(one.text))
    expect(said).toHaveLength(1)
  })

  test('[MA27][OU17] relayed to a host that tells nobody is not delivered, and says nothing', async () => {
    const { ticket, sendId, mail } = await replied()
    const before = await deliveryOf(ticket, sendId)
    await bounce(mail.envelopeFrom, { action: 'relayed', status: '2.0.0' })
    expect(await deliveryOf(ticket, sendId)).toEqual(before)
  })

  test('[MA27] an acknowledgement that did not arrive is trouble of its ticket', async () => {
    const done = unwrap(await stage.handIn(await stage.mail()))
    const ticket = String(done.result?.['ticket'])
    const [acknowledgement] = await outgoing('acknowledgement')
    await bounce(acknowledgement?.envelopeFrom ?? '')
    expect(await rowOf(ticket)).toMatchObject({ hasTrouble: true })
    expect((await stage.read(ticket)).status).toBe('new')
  })
})

describe('suppression', () => {
  test('[MA27][MR34][MR45] who is gone gets nothing automatic, and agents are told before they write', async () => {
    const { mail } = await replied()
    await bounce(mail.envelopeFrom)
    expect(await findSuppression(stage.sql, RUTH)).toMatchObject({
      reason: 'bounced',
      detail: '5.1.1',
    })
    const acknowledged = (await outgoing('acknowledgement')).length
    const done = unwrap(await stage.handIn(await stage.mail({ subject: 'Another thing' })))
    const ticket = String(done.result?.['ticket'])
    expect(await outgoing('acknowledgement')).toHaveLength(acknowledged)
    const { messages } = await stage.read(ticket)
    expect(messages.at(-1)).toMatchObject({ kind: 'event' })
    expect(messages.at(-1)?.text).toContain('was refused on 2026-03-02 (5.1.1)')
    // What a person writes goes out all the same.
    const sendId = stage.newId()
    unwrap(
      await stage.push(ada, {
        kind: 'whole-reply',
        ticket,
        sendId,
        text: 'Do you read this?',
        html: null,
        seen: null,
        isForced: true,
        status: null,
      }),
    )
    stage.advance(10_000)
    await stage.desk.jobs.runDue()
    expect((await outgoing('reply')).at(-1)?.messageId).toContain(sendId)
    // Lifted, they are answered again.
    expect(await stage.desk.database.write((tx) => liftSuppression(tx, RUTH))).toBe(true)
    stage.advance(24 * 3_600_000)
    await stage.handIn(await stage.mail({ subject: 'A third thing' }))
    expect(await outgoing('acknowledgement')).toHaveLength(acknowledged + 1)
  })

  test.each(['5.2.2', '5.7.1', '4.4.7', null])(
    '[MA27] %s is not for ever: nobody is suppressed',
    async (status) => {
      const { ticket, sendId, mail } = await replied()
      await bounce(mail.envelopeFrom, { status })
      expect(await deliveryOf(ticket, sendId)).toMatchObject({ state: 'bounced' })
      expect(await findSuppression(stage.sql, RUTH)).toBeNull()
    },
  )

  test('[MA27][MR34] a complaint suppresses whoever had that mail, and is not undone by a mail that arrives', async () => {
    const { ticket, mail } = await replied()
    const { envelope } = await stage.mail()
    const complain = async (sentFrom: string) =>
      stage.handIn(
        await stage.mail({
          from: { address: 'feedback@provider.test', name: '' },
          envelope: { ...envelope, from: 'feedback@provider.test', to: ['support@help.desk.test'] },
          nature: {
            kind: 'auto',
            why: 'feedback report (RFC 5965)',
            complaint: { recipients: [], sentFrom, about: [] },
          },
        }),
      )
    unwrap(await complain('support@help.desk.test'))
    expect(await findSuppression(stage.sql, RUTH)).toBeNull()
    unwrap(await complain(mail.envelopeFrom))
    await bounce(mail.envelopeFrom, { action: 'delivered', status: '2.0.0' })
    await bounce(mail.envelopeFrom)
    expect(await findSuppression(stage.sql, RUTH)).toMatchObject({ reason: 'complained' })
    expect((await stage.read(ticket)).messages.map((one) => one.text)).toContain(
      'The reader told their mail provider that mail from here is not wanted. Nothing automatic goes to them any more.',
    )
  })

  test('[CO19] who is erased is in no suppression', async () => {
    const { mail } = await replied()
    await bounce(mail.envelopeFrom)
    const row = await stage.sql.get(`SELECT id FROM contacts WHERE email = ?`, RUTH)
    unwrap(
      await stage.desk.commit({
        actor: { kind: 'desk' },
        device: 'test',
        pushId: stage.newId(),
        input: { kind: 'erase', contact: String(row?.['id']), why: 'asked' },
      }),
    )
    await stage.desk.jobs.runDue()
    expect(await stage.everything()).not.toContain(RUTH)
  })
})

describe('telling', () => {
  test('[MA27] one person is told a number of times in an hour, and the tickets show the rest', async () => {
    const sent = []
    for (let at = 0; at < LIMITS.noticesPerHourPerPerson + 2; at++) sent.push(await replied())
    for (const { mail } of sent) await bounce(mail.envelopeFrom, { status: '5.2.2' })
    expect(await outgoing('notice')).toHaveLength(LIMITS.noticesPerHourPerPerson)
    for (const { ticket } of sent) expect(await rowOf(ticket)).toMatchObject({ hasTrouble: true })
  })

  test('[CO16] a notice goes with its ticket', async () => {
    const { ticket, mail } = await replied()
    await bounce(mail.envelopeFrom)
    expect(await outgoing('notice')).toHaveLength(1)
    const lead = await stage.agent('Lea', null, 'lead')
    unwrap(await stage.push(lead, { kind: 'delete', ticket, why: 'asked' }))
    expect(await outgoing('notice')).toEqual([])
  })

  test('[MA8][MR32] a notice that bounces is told to nobody', async () => {
    const { mail } = await replied()
    await bounce(mail.envelopeFrom, { status: '5.2.2' })
    const [notice] = await outgoing('notice')
    const taken = await bounce(notice?.envelopeFrom ?? '', { address: 'ada@desk.test' })
    expect(taken.held).not.toBeNull()
    expect(await outgoing('notice')).toHaveLength(1)
  })
})

describe('[OU22] somebody saw to it', () => {
  const settle = (ticket: string, by = ada) => stage.push(by, { kind: 'settle-delivery', ticket })

  test('what became of the mail stays, with who said so, and the ticket needs no attention for it', async () => {
    const { ticket, sendId, mail } = await replied('closed')
    await bounce(mail.envelopeFrom)
    const before = await stage.read(ticket)
    unwrap(await settle(ticket))
    expect(await rowOf(ticket)).toMatchObject({ hasTrouble: false, status: 'closed' })
    expect(await deliveryOf(ticket, sendId)).toEqual({
      ...before.delivery[sendId],
      settled: { by: expect.objectContaining({ id: ada.person }), at: stage.now() },
    })
    const after = await stage.read(ticket)
    expect(after.messages.at(-1)).toMatchObject({ kind: 'event', by: { id: ada.person } })
    // Again there is nothing to do, and nothing more in the thread.
    const { version } = unwrap(await settle(ticket))
    expect(unwrap(await settle(ticket)).version).toBe(version)
    expect((await stage.read(ticket)).messages).toHaveLength(after.messages.length)
    // Its address still gets nothing automatic.
    expect(await findSuppression(stage.sql, RUTH)).not.toBeNull()
  })

  test('another mail that does not arrive is trouble again', async () => {
    const { ticket, mail } = await replied()
    await bounce(mail.envelopeFrom)
    unwrap(await settle(ticket))
    await stage.wholeReply(ada, ticket, { isForced: true })
    stage.advance(10_000)
    await stage.desk.jobs.runDue()
    const next = (await outgoing('reply')).at(-1)
    await bounce(next?.envelopeFrom ?? '')
    expect(await rowOf(ticket)).toMatchObject({ hasTrouble: true })
    unwrap(await settle(ticket))
    expect(await rowOf(ticket)).toMatchObject({ hasTrouble: false })
  })

  test('an acknowledgement that came back is settled too; what still waits ends by itself', async () => {
    const ticket = await stage.ticket(RUTH, { isAcknowledged: true })
    const [mail] = await outgoing('acknowledgement')
    await bounce(mail?.envelopeFrom ?? '')
    expect(await rowOf(ticket)).toMatchObject({ hasTrouble: true })
    unwrap(await settle(ticket))
    expect(await rowOf(ticket)).toMatchObject({ hasTrouble: false })
    const late = await replied()
    await bounce(late.mail.envelopeFrom, { action: 'delayed', status: '4.4.1' })
    expect(await rowOf(late.ticket)).toMatchObject({ hasTrouble: true })
    unwrap(await settle(late.ticket))
    expect(await rowOf(late.ticket)).toMatchObject({ hasTrouble: true })
  })

  test('[RI3] nobody settles what they may not see', async () => {
    const { ticket, mail } = await replied()
    await bounce(mail.envelopeFrom)
    const eve = await stage.agent('Eve', ['payments'])
    expect(await settle(ticket, eve)).toMatchObject({ ok: false, fault: { code: 'kit/not-found' } })
    expect(await rowOf(ticket)).toMatchObject({ hasTrouble: true })
  })
})
