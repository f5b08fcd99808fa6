/** Who gets a reply: frozen out of the draft when it is sent, one mail for all, and what is known of each of them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { setRecipient, type Recipient } from '../../shared/ticket/draft-doc.ts'
import { audienceKey } from '../../shared/ticket/recipients.ts'
import { isTrouble } from '../../shared/ticket/row.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { MailPerson } from '../../shared/ticket/ticket.ts'
import type { DeliveryOutcome, MailJob, OutgoingMail } from '../../shared/wire/mail.ts'
import { leaseMail } from '../mail/outbound/mail-lease.ts'
import { suppress } from '../mail/outbound/suppressions.ts'
import { makeLetters, PROVED, type Letters } from '../mail/test-stage/letters.ts'
import { bytesOf, codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'

const SUPPORT = 'support@help.desk.test'
const RUTH = 'ruth@customer.test'
const ZOE = { address: 'zoe@customer.test', name: 'Zoe Ng' }
const KIM = { address: 'kim@outside.test', name: 'Kim' }
const BEN = { address: 'ben@customer.test', name: 'Ben' }

let stage: Stage
let letters: Letters
let ada: Rights
beforeEach(async () => {
  stage = await openStage()
  letters = makeLetters(stage)
  ada = await stage.agent('Ada')
})
afterEach(() => stage.close())

const as = (who: MailPerson, how: Recipient['as']): Recipient => ({ ...who, as: how })

/** A reply from a draft in which these were chosen. */
async function reply(
  ticket: string,
  chosen: readonly Recipient[],
  over: { audience?: string; isForced?: boolean; words?: string } = {},
) {
  const round = (await stage.read(ticket)).messages.filter((one) => one.kind === 'reply').length
  const { draft, doc } = await stage.draft(ada, ticket, over.words ?? 'Try again.', round)
  if (chosen.length > 0) {
    const update = bytesOf(doc, () => {
      for (const one of chosen) unwrap(setRecipient(doc, one))
    })
    unwrap(await stage.push(ada, { kind: 'draft', draft, update }))
  }
  const sendId = stage.newId()
  const seen = (await stage.read(ticket)).messages.at(-1)?.id ?? null
  const done = await stage.push(ada, {
    kind: 'send',
    sendId,
    ticket,
    draft,
    draftState: Y.encodeStateVector(doc),
    seen,
    isForced: over.isForced ?? over.audience === undefined,
    status: null,
    ...(over.audience === undefined ? {} : { audience: over.audience }),
  })
  return { done, sendId }
}

/** The same, gone out; the mail it became. */
async function sent(ticket: string, chosen: readonly Recipient[] = []): Promise<OutgoingMail> {
  unwrap((await reply(ticket, chosen)).done)
  await release()
  const mail = (await letters.sent('reply')).at(-1)
  if (!mail) throw new Error('no reply went out')
  return mail
}

async function release(): Promise<void> {
  stage.advance(11_000)
  await stage.desk.jobs.runDue()
}

const people = async (ticket: string) =>
  (await stage.read(ticket)).facts.participants.map(({ address, how }) => `${how} ${address}`)
const add = (ticket: string, who: MailPerson) =>
  stage.push(ada, { kind: 'add-participant', ticket, ...who })
const lastReply = async (ticket: string) =>
  (await stage.read(ticket)).messages.findLast((one) => one.kind === 'reply')

describe('a reply to several', () => {
  test('[MR42] is one mail: To, Cc in its header, Bcc beside it; no link of the requester’s in it', async () => {
    const { ticket, replyTo, signedId } = await letters.begun()
    const mail = await sent(ticket, [as(ZOE, 'cc'), as(KIM, 'bcc')])
    expect(mail).toMatchObject({
      to: [{ address: RUTH }],
      cc: [ZOE],
      bcc: [KIM],
      replyTo: { address: expect.stringMatching(/^support\+[0-9a-z]{26}@/) },
    })
    expect(await stage.count('outgoing', `kind = 'reply'`)).toBe(1)
    expect(mail.references).toContain(signedId)
    expect(replyTo).not.toBe('')
    const { number } = (await stage.read(ticket)).facts
    expect(mail.text).toMatch(new RegExp(`Ticket #${number}\\s*$`))
    expect(mail.text).not.toContain('https://')
    expect(JSON.stringify({ ...mail, bcc: [] })).not.toContain(KIM.address)
    expect(await lastReply(ticket)).toMatchObject({ cc: [ZOE], bcc: [KIM] })
  })

  test('to the requester alone has the link, and says nothing of others', async () => {
    const { ticket } = await letters.begun()
    const mail = await sent(ticket)
    expect(mail.text).toContain('https://desk.test/')
    expect(mail).toMatchObject({ cc: [] })
    expect(mail).not.toHaveProperty('bcc')
    expect(await lastReply(ticket)).not.toHaveProperty('cc')
  })

  test('[RI5][SEC-TT-4] the requester’s page names nobody of them', async () => {
    const { ticket } = await letters.begun()
    await sent(ticket, [as(ZOE, 'cc'), as(KIM, 'bcc')])
    const shown = await letters.shown(ticket)
    expect(shown).toContain('Try again.')
    for (const { address, name } of [ZOE, KIM]) {
      expect(shown).not.toContain(address)
      expect(shown).not.toContain(name)
    }
  })

  test('[OU5] taken back, it leaves nobody on the ticket and its choices in the draft', async () => {
    const { ticket } = await letters.begun()
    const { sendId, done } = await reply(ticket, [as(ZOE, 'cc')])
    unwrap(done)
    unwrap(await stage.push(ada, { kind: 'unsend', ticket, sendId }))
    await release()
    expect(await people(ticket)).toEqual([])
    expect(await letters.sent('reply')).toEqual([])
    expect((await sent(ticket)).cc).toEqual([ZOE])
  })

  test('[MR34] what is known of each address is told before it goes out', async () => {
    const { ticket } = await letters.begun()
    await stage.desk.database.write((tx) =>
      suppress(tx, {
        address: KIM.address,
        reason: 'bounced',
        detail: '5.1.1',
        outgoing: null,
        at: 1,
      }),
    )
    await sent(ticket, [as(ZOE, 'cc'), as(KIM, 'bcc')])
    const told = (await stage.read(ticket)).messages.filter((one) => one.kind === 'event')
    expect(told.flatMap(({ text }) => text || [])).toEqual([
      expect.stringContaining('somebody who gets a copy'),
    ])
    expect(JSON.stringify(told)).not.toContain(KIM.address)
  })
})

describe('who gets a copy', () => {
  test('by Cc is on the ticket from then on and gets the next one too; by Bcc is not', async () => {
    const { ticket } = await letters.begun()
    await sent(ticket, [as(ZOE, 'cc'), as(KIM, 'bcc')])
    expect(await people(ticket)).toEqual([`added ${ZOE.address}`])
    const next = await sent(ticket)
    expect([next.cc, next.bcc]).toEqual([[ZOE], undefined])
    const last = await sent(ticket, [as(ZOE, 'none')])
    expect(last.cc).toEqual([])
  })

  test('whom an agent put on the ticket does, whoever only wrote does not', async () => {
    const { ticket, replyTo, signedId } = await letters.begun()
    await letters.from(BEN.address, replyTo, { inReplyTo: [signedId], sender: PROVED })
    unwrap(await add(ticket, ZOE))
    expect(await people(ticket)).toEqual([`wrote ${BEN.address}`, `added ${ZOE.address}`])
    expect((await sent(ticket)).cc).toEqual([ZOE])
    // An agent who sends them a copy puts them on it.
    await sent(ticket, [as(BEN, 'cc')])
    expect(await people(ticket)).toEqual([`added ${BEN.address}`, `added ${ZOE.address}`])
  })

  test('[CO15] a merge sends nothing by itself to who was on the other ticket', async () => {
    const [left, right] = [await stage.ticket('olga@other.test'), await stage.ticket()]
    unwrap(await add(left, ZOE))
    unwrap(await stage.push(ada, { kind: 'merge', ticket: left, into: right }))
    expect(await people(right)).toEqual(['earlier olga@other.test', `earlier ${ZOE.address}`])
    const mail = await sent(right)
    expect([mail.to.map(({ address }) => address), mail.cc]).toEqual([[RUTH], []])
  })

  test('[MA20][MR28] answers all, and their mail joins the ticket as them', async () => {
    const { ticket } = await letters.begun()
    const mail = await sent(ticket, [as(ZOE, 'cc'), as(KIM, 'bcc')])
    const answered = await letters.from(ZOE.address, mail.replyTo?.address ?? SUPPORT, {
      inReplyTo: [mail.messageId],
      references: mail.references,
      cc: [{ address: RUTH, name: 'Ruth' }],
      sender: PROVED,
      text: 'I can say more.',
      visible: 'I can say more.',
    })
    expect([answered.ticket, answered.message?.standing]).toEqual([ticket, 'participant'])
    expect(answered.message).toMatchObject({ address: ZOE.address, by: { kind: 'contact' } })
    expect(await letters.shown(ticket)).not.toContain('I can say more.')
    // Without the token and by the Message-ID alone they are known too: they are on it.
    const again = await letters.from(ZOE.address, SUPPORT, { inReplyTo: [mail.messageId] })
    expect(again.message?.standing).toBe('participant')
  })

  test('a requester who was another gets no copy, and is on the ticket', async () => {
    const { ticket } = await letters.begun()
    unwrap(await stage.push(ada, { kind: 'set-requester', ticket, ...ZOE }))
    expect(await people(ticket)).toEqual([`wrote ${RUTH}`])
    const mail = await sent(ticket)
    expect([mail.to.map(({ address }) => address), mail.cc]).toEqual([[ZOE.address], []])
  })
})

describe('is refused', () => {
  test.each([
    ['a queue of the desk', SUPPORT],
    ['another queue, with a tag', 'payments+abc@help.desk.test'],
    ['an address of nobody', '0123456789abcdefghjkmnpqrs@erased.invalid'],
  ])('[MA8][MR32] a copy to %s', async (_name, address) => {
    const { ticket } = await letters.begun()
    const chosen = [as({ address, name: '' }, 'bcc')]
    expect(codeOf((await reply(ticket, chosen)).done)).toBe('ticket/invalid')
    await release()
    expect(await letters.sent('reply')).toEqual([])
  })

  test('more copies than a reply may have', async () => {
    const { ticket } = await letters.begun()
    const many = Array.from({ length: LIMITS.replyRecipients + 1 }, (_, at) =>
      as({ address: `p${at}@customer.test`, name: '' }, at % 2 === 0 ? 'cc' : 'bcc'),
    )
    expect(codeOf((await reply(ticket, many)).done)).toBe('ticket/invalid')
    const other = await letters.begun()
    const most = await sent(other.ticket, many.slice(1))
    expect(most.cc.length + (most.bcc?.length ?? 0)).toBe(LIMITS.replyRecipients)
  })

  test('[UX-CMP-5] a reply whose author saw others get it; with what stands, or insisting, it goes', async () => {
    const { ticket } = await letters.begun()
    const seen = audienceKey({ cc: [], bcc: [] })
    const refused = await reply(ticket, [as(ZOE, 'cc')], { audience: seen })
    expect(refused.done).toMatchObject({
      ok: false,
      fault: { code: 'ticket/stale', more: { readers: expect.stringContaining(ZOE.address) } },
    })
    expect((await reply(ticket, [], { audience: seen, isForced: true, words: '' })).done.ok).toBe(
      true,
    )
  })

  test('[MA20] the requester and the address they ask to be answered at get one copy', async () => {
    const { ticket } = await letters.begun({
      replyTo: [{ address: BEN.address, name: '' }],
      sender: PROVED,
    })
    const mail = await sent(ticket, [as({ address: RUTH, name: '' }, 'cc'), as(BEN, 'bcc')])
    expect(mail.to).toMatchObject([{ address: BEN.address }])
    expect([mail.cc, mail.bcc]).toEqual([[], undefined])
  })
})

describe('what became of it', () => {
  async function leased(ticket: string): Promise<MailJob> {
    await sent(ticket, [as(ZOE, 'cc'), as(KIM, 'bcc')])
    return lease()
  }
  async function lease(): Promise<MailJob> {
    const asked = { max: 20, worker: null, isFirst: false }
    const jobs = await leaseMail(stage.desk.parts, asked)
    const job = jobs.find(({ mail }) => mail.cc.length > 0)
    if (!job) throw new Error('no job')
    return job
  }
  const mark = async (job: MailJob, outcome: DeliveryOutcome) =>
    unwrap(await stage.mark(job, outcome))
  async function state(ticket: string) {
    const { delivery, messages } = await stage.read(ticket)
    const id = messages.findLast((one) => one.kind === 'reply')?.id ?? ''
    const { state: whole, readers = [] } = delivery[id] ?? {}
    return [whole, ...readers.map((one) => `${one.state} ${one.address}`)]
  }

  test('[MR41] is told for each: taken, told to wait, refused', async () => {
    const { ticket } = await letters.begun()
    const job = await leased(ticket)
    await mark(job, { state: 'sending' })
    const refused = [{ address: KIM.address, reply: '550 5.7.1 no' }]
    await mark(job, {
      state: 'deferred',
      reply: '451 later',
      nextTryAt: stage.now() + 60_000,
      left: [ZOE.address],
      refused,
    })
    expect(await state(ticket)).toEqual([
      'deferred',
      `handed-over ${RUTH}`,
      `deferred ${ZOE.address}`,
      `failed ${KIM.address}`,
    ])
    stage.advance(61_000)
    const again = await lease()
    expect(again.only).toEqual([ZOE.address])
    await mark(again, { state: 'sending' })
    await mark(again, { state: 'handed-over', reply: '250 ok', possiblyTwice: false })
    expect(await state(ticket)).toEqual([
      'failed',
      `handed-over ${RUTH}`,
      `handed-over ${ZOE.address}`,
      `failed ${KIM.address}`,
    ])
  })

  test('[OU22] what somebody has seen to for one is no news when another is served, and is when another bounces', async () => {
    const { ticket } = await letters.begun()
    const job = await leased(ticket)
    await mark(job, { state: 'sending' })
    const nextTryAt = stage.now() + 60_000
    const left = [ZOE.address]
    await mark(job, { state: 'deferred', reply: '451 later', nextTryAt, left })
    const bounced = async (address: string) =>
      letters.send({
        from: { address: 'mailer-daemon@mx.test', name: '' },
        envelope: { ...(await stage.mail()).envelope, from: '', to: [job.mail.envelopeFrom] },
        messageId: null,
        nature: {
          kind: 'bounce',
          why: 'report',
          recipients: [{ address, action: 'failed', status: '5.1.1' }],
          about: [],
        },
      })
    const hasTrouble = async () =>
      Object.values((await stage.read(ticket)).delivery).some(isTrouble)
    await bounced(RUTH)
    expect(await hasTrouble()).toBe(true)
    unwrap(await stage.push(ada, { kind: 'settle-delivery', ticket }))
    expect(await hasTrouble()).toBe(false)
    stage.advance(61_000)
    const again = await lease()
    for (const outcome of [
      { state: 'sending' },
      { state: 'handed-over', reply: '250 ok', possiblyTwice: false },
    ] as const) {
      await mark(again, outcome)
      expect(await hasTrouble()).toBe(false)
    }
    expect((await state(ticket))[0]).toBe('bounced')
    await bounced(KIM.address)
    expect(await hasTrouble()).toBe(true)
  })

  test('[OU10][MR34] a bounce is of one: the others have it, and a second one is news', async () => {
    const { ticket } = await letters.begun()
    const job = await leased(ticket)
    await mark(job, { state: 'sending' })
    await mark(job, { state: 'handed-over', reply: '250 ok', possiblyTwice: false })
    const report = async (address: string, action: 'failed' | 'delivered') =>
      letters.send({
        from: { address: 'mailer-daemon@mx.test', name: '' },
        envelope: { ...(await stage.mail()).envelope, from: '', to: [job.mail.envelopeFrom] },
        messageId: null,
        nature: {
          kind: 'bounce',
          why: 'report',
          recipients: [{ address, action, status: action === 'failed' ? '5.1.1' : '2.0.0' }],
          about: [],
        },
      })
    await report(RUTH, 'delivered')
    expect(await state(ticket)).toEqual([
      'handed-over',
      `delivered ${RUTH}`,
      `handed-over ${ZOE.address}`,
      `handed-over ${KIM.address}`,
    ])
    await report(ZOE.address, 'failed')
    await report(KIM.address, 'failed')
    expect(await state(ticket)).toEqual([
      'bounced',
      `delivered ${RUTH}`,
      `bounced ${ZOE.address}`,
      `bounced ${KIM.address}`,
    ])
    const told = (await stage.read(ticket)).messages.filter((one) => one.text.startsWith('Not del'))
    expect(told).toHaveLength(2)
  })
})

test('a reply that comes whole names everybody, or leaves it to who is on the ticket', async () => {
  const { ticket } = await letters.begun()
  unwrap(await add(ticket, ZOE))
  const send = async (given: { cc?: MailPerson[]; bcc?: MailPerson[] }) => {
    const rest = { text: 'Hello', html: null, seen: null, isForced: true, status: null }
    const sendId = stage.newId()
    unwrap(await stage.push(ada, { kind: 'whole-reply', ticket, sendId, ...rest, ...given }))
    const read = (await stage.read(ticket)).messages.find((one) => one.id === sendId)
    return [read?.cc, read?.bcc]
  }
  expect(await send({})).toEqual([[ZOE], undefined])
  expect(await send({ bcc: [KIM] })).toEqual([[ZOE], [KIM]])
  expect(await send({ cc: [BEN] })).toEqual([[BEN], undefined])
  expect(await send({ cc: [] })).toEqual([undefined, undefined])
})

test('a ticket of before participants were kept in its document can be read, and learns of them', async () => {
  const { ticket, firstId } = await letters.begun()
  unwrap(await add(ticket, ZOE))
  const doc = await stage.copy(ada, ticket)
  doc.getMap('facts').delete('participants')
  await stage.desk.database.write(async (tx) => {
    await tx.run(
      `UPDATE tickets SET state = ?, state_version = version WHERE id = ?`,
      Y.encodeStateAsUpdate(doc),
      ticket,
    )
  })
  const { facts } = await stage.read(ticket)
  expect(facts.participants).toEqual([])
  expect(facts.requester.address).toBe(RUTH)
  stage.desk.parts.shadows.forget(Infinity)
  await letters.from(RUTH, SUPPORT, { inReplyTo: [firstId], sender: PROVED })
  expect(await people(ticket)).toEqual([`added ${ZOE.address}`])
})
