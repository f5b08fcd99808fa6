/** Where mail ends up: on its ticket, as a new one, as a delivery state, or held; and what is answered to it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import { OutgoingMail, type ReceiveMail } from '../../../shared/wire/mail.ts'
import { readFacts } from '../../sla/sla-record.ts'
import { codeOf, openStage, type Stage } from '../../commit/test-stage/desk-stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

type Where = { ticket: string | null; held: string | null }

async function handIn(over: Parameters<Stage['mail']>[0] = {}): Promise<Where> {
  const done = unwrap(await stage.handIn(await stage.mail(over)))
  const { ticket, held } = done.result ?? {}
  return {
    ticket: typeof ticket === 'string' ? ticket : null,
    held: typeof held === 'string' ? held : null,
  }
}

const stranger = { address: 'eve@elsewhere.test', name: 'Ruth' }
const strangerEnvelope = (to: string[]): ReceiveMail['envelope'] => ({
  from: stranger.address,
  to,
  remoteAddress: '203.0.113.9',
  helo: 'elsewhere.test',
  isEncrypted: false,
})

async function outgoing(kind: string): Promise<OutgoingMail[]> {
  const rows = await stage.sql.all(`SELECT mail FROM outgoing WHERE kind = ? ORDER BY at, id`, kind)
  return rows.map((row) => v.parse(OutgoingMail, JSON.parse(String(row['mail']))))
}

/** A ticket made by mail, with the reply address its acknowledgement named. */
async function begun() {
  const mail = await stage.mail({ messageId: 'first@customer.test' })
  const { result } = unwrap(await stage.handIn(mail))
  const [acknowledgement] = await outgoing('acknowledgement')
  stage.advance(60_000)
  return {
    ticket: String(result?.['ticket']),
    replyTo: acknowledgement?.replyTo?.address ?? '',
    acknowledgementId: acknowledgement?.messageId ?? '',
  }
}

const shown = async (ticket: string) =>
  String((await stage.sql.get(`SELECT public FROM tickets WHERE id = ?`, ticket))?.['public'])

test('[MR45] an acknowledgement says number and queue, how to add something and where to follow it', async () => {
  await handIn({ subject: 'My own subject', text: 'My own words', visible: 'My own words' })
  const [mail] = await outgoing('acknowledgement')
  expect(mail?.subject).toBe('We have your message [#1]')
  for (const body of [mail?.text, mail?.html]) {
    expect(body).toContain('It is number #1 in support.')
    expect(body).toContain('To add something, reply to this mail.')
    expect(body).toMatch(/https?:\/\/[^\s"]+\/s\/[^\s"]{20,}/)
    expect(body).not.toMatch(/My own/)
  }
  // The way to answer is the ticket's own, and it works.
  expect(mail?.replyTo?.address).toMatch(/^support\+[a-z0-9]{16,}@/)
  const envelope = { ...(await stage.mail()).envelope, to: [mail?.replyTo?.address ?? ''] }
  await handIn({ envelope, rawText: 'the answer' })
  expect(await stage.count('tickets')).toBe(1)
})

test('[MR24] what is longer than is kept says so on its ticket, and the original is kept whole', async () => {
  const { ticket } = await handIn({ cut: ['header', 'files'], rawText: 'all of it' })
  const [message] = (await stage.read(ticket ?? '')).messages
  expect(message?.cut).toEqual(['header', 'files'])
  expect(await stage.desk.parts.blobs.has(message?.raw ?? '')).toBe(true)
  const whole = await handIn()
  const [other] = (await stage.read(whole.ticket ?? '')).messages
  expect(other?.cut).toBeUndefined()
})

describe('the same message', () => {
  test('[MA2] handed in twice it makes one ticket and one acknowledgement', async () => {
    const mail = await stage.mail({ rawText: 'the same bytes' })
    const pushId = stage.newId()
    const first = unwrap(await stage.handIn(mail, pushId))
    const again = unwrap(await stage.handIn(mail, pushId))
    const anew = unwrap(await stage.handIn(mail))
    expect([again.result?.['ticket'], anew.result?.['ticket']]).toEqual(
      Array(2).fill(first.result?.['ticket']),
    )
    expect(await stage.count('tickets')).toBe(1)
    expect(await outgoing('acknowledgement')).toHaveLength(1)
    const facts = await readFacts(stage.sql, String(first.result?.['ticket']))
    expect(facts.map((fact) => fact.kind)).toEqual(['calendar', 'policy', 'accepted'])
    expect(facts.at(-1)).toEqual({ kind: 'accepted', at: mail.receivedAt })
  })

  test('[MA2] by two addresses of the desk it is one ticket, remembered under both', async () => {
    const rawText = 'one message, two copies'
    const first = await handIn({ rawText })
    const envelope = { ...(await stage.mail()).envelope, to: ['payments@help.desk.test'] }
    const second = await handIn({ rawText, envelope })
    expect(second.ticket).toBe(first.ticket)
    expect(await stage.count('tickets')).toBe(1)
    const row = await stage.sql.get(`SELECT queues FROM received_mail`)
    expect(JSON.parse(String(row?.['queues']))).toEqual([
      'support@help.desk.test',
      'payments@help.desk.test',
    ])
  })

  test('[CO17] by another way leaves no file of its own, and none that was taken out', async () => {
    const file = await stage.put('a file')
    const attached = { ...file, name: 'a.txt', type: 'text/plain', inline: false, cid: null }
    const mail = await stage.mail({ rawText: 'by one relay', attachments: [attached] })
    unwrap(await stage.handIn(mail))
    const raw = await stage.put('by another relay')
    unwrap(await stage.handIn({ ...mail, raw }))
    await stage.desk.jobs.runDue()
    const { blobs } = stage.desk.parts
    expect(await blobs.has(raw.hash)).toBe(false)
    expect([await blobs.has(file.hash), await blobs.has(mail.raw.hash)]).toEqual([true, true])
  })

  test('a message whose files have not arrived is a gap, and comes in later', async () => {
    const mail = await stage.mail()
    const missing = { ...mail, html: 'f'.repeat(64) }
    const pushId = stage.newId()
    expect(codeOf(await stage.handIn(missing, pushId))).toBe('ticket/gap')
    expect(await stage.count('received_mail')).toBe(0)
    unwrap(await stage.handIn(mail, pushId))
  })
})

describe('a new ticket', () => {
  test('[MA3] counts from when the gateway took the mail, and says how sure its sender is', async () => {
    const receivedAt = stage.now() - 3_600_000
    const sender = { spf: 'fail', dkim: 'none', dmarc: 'fail', words: '' } as const
    const { ticket } = await handIn({ receivedAt, sender })
    const read = await stage.read(ticket ?? '')
    expect(read.facts).toMatchObject({ acceptedAt: receivedAt, channel: 'mail' })
    expect(read.messages[0]).toMatchObject({ sender: 'unverified', kind: 'inbound' })
    // Who may not be who they say gets no answer by themselves.
    expect(await outgoing('acknowledgement')).toEqual([])
  })

  test('goes to the queue of the address it came to', async () => {
    const envelope = { ...(await stage.mail()).envelope, to: ['payments+any@help.desk.test'] }
    const { ticket } = await handIn({ envelope })
    expect((await stage.read(ticket ?? '')).queue).toBe('payments')
  })
})

describe('a reply', () => {
  test('[MA9] to the reply address joins its ticket, and the ball is with the desk again', async () => {
    const { ticket, replyTo } = await begun()
    const agent = await stage.agent('Ada')
    unwrap(
      await stage.push(agent, {
        kind: 'edit',
        ticket,
        ops: [{ op: 'set-status', status: 'solved' }],
      }),
    )
    stage.advance(60_000)
    const joined = await handIn({
      envelope: { ...(await stage.mail()).envelope, to: [replyTo] },
      text: 'It came back.\n\n> Hello',
      visible: 'It came back.',
    })
    expect(joined.ticket).toBe(ticket)
    const read = await stage.read(ticket)
    expect(read.status).toBe('open')
    const last = read.messages.findLast((message) => message.kind === 'inbound')
    expect(last).toMatchObject({
      text: 'It came back.',
      quoted: '> Hello',
      joinedBy: 'reply-address',
    })
    expect((await readFacts(stage.sql, ticket)).map((fact) => fact.kind)).toContain('inbound')
    expect(await outgoing('acknowledgement')).toHaveLength(1)
  })

  test('[MA10] of a stranger to a reply address is a ticket of its own', async () => {
    const { ticket, replyTo } = await begun()
    const before = await stage.read(ticket)
    const apart = await handIn({
      from: stranger,
      envelope: strangerEnvelope([replyTo]),
      text: 'Welcome to quetzal, 4711.',
      visible: 'Welcome to quetzal, 4711.',
    })
    expect(apart.ticket).not.toBe(ticket)
    const { messages } = await stage.read(ticket)
    expect(messages.filter((message) => message.kind !== 'event')).toEqual(before.messages)
    expect(await shown(ticket)).not.toContain('4711')
    expect((await stage.read(apart.ticket ?? '')).messages[0]?.joinedBy).toBe('new-unmatched')
  })

  test('[MA10] of a stranger who has token and Message-ID is on the ticket, and not for its requester', async () => {
    const { ticket, replyTo, acknowledgementId } = await begun()
    const joined = await handIn({
      from: stranger,
      envelope: strangerEnvelope([replyTo]),
      inReplyTo: [acknowledgementId],
      text: 'I was forwarded this.',
      visible: 'I was forwarded this.',
    })
    expect(joined.ticket).toBe(ticket)
    expect(await shown(ticket)).not.toContain('I was forwarded this.')
  })

  test('[MA9] by Message-ID joins: known to all for the requester, signed for who has it', async () => {
    const { ticket, acknowledgementId } = await begun()
    const mine = await handIn({ inReplyTo: [acknowledgementId] })
    expect(mine.ticket).toBe(ticket)
    const byReference = await handIn({ references: ['first@customer.test', 'unknown@x'] })
    expect(byReference.ticket).toBe(ticket)
    const theirs = await handIn({
      from: stranger,
      envelope: strangerEnvelope(['support@help.desk.test']),
      inReplyTo: ['first@customer.test'],
    })
    expect(theirs.ticket).not.toBe(ticket)
  })

  test('[MA9] a From that its own domain disowns proves nothing', async () => {
    const { ticket, replyTo, acknowledgementId } = await begun()
    const sender = { spf: 'fail', dkim: 'none', dmarc: 'fail', words: '' } as const
    const envelope = { ...(await stage.mail()).envelope, to: [replyTo] }
    expect((await handIn({ sender, envelope })).ticket).not.toBe(ticket)
    expect((await handIn({ sender, inReplyTo: [acknowledgementId] })).ticket).not.toBe(ticket)
    const both = await handIn({ sender, envelope, inReplyTo: [acknowledgementId] })
    expect(both.ticket).toBe(ticket)
  })

  test('[MA9] words decide nothing: number in the subject, token in body or name', async () => {
    const { ticket, replyTo } = await begun()
    const apart = await handIn({
      from: { ...stranger, name: replyTo },
      envelope: strangerEnvelope(['support@help.desk.test']),
      subject: 'Re: It does not open [#1]',
      text: `See ${replyTo}`,
      visible: `See ${replyTo}`,
    })
    expect(apart.ticket).not.toBe(ticket)
  })

  test('a reply address that has run out is an ordinary one', async () => {
    const { ticket, replyTo } = await begun()
    stage.advance(LIMITS.capabilityMs)
    const envelope = { ...(await stage.mail()).envelope, to: [replyTo] }
    expect((await handIn({ envelope })).ticket).not.toBe(ticket)
  })
})

describe('what is no ticket', () => {
  test('[MA7][MR31] automatic mail is held where an admin sees it, and answered by nobody', async () => {
    const { ticket, replyTo } = await begun()
    // Known to the service that writes, and no sign that anybody on the ticket did.
    const auto = await handIn({
      from: stranger,
      envelope: strangerEnvelope([replyTo]),
      nature: { kind: 'auto', why: 'Auto-Submitted' },
    })
    expect(auto).toMatchObject({ ticket: null, held: expect.any(String) })
    expect(await stage.count('held_mail', `reason = 'Auto-Submitted'`)).toBe(1)
    expect((await stage.read(ticket)).messages).toHaveLength(1)
    expect(await outgoing('acknowledgement')).toHaveLength(1)
  })

  test('[MA8] mail from an address of the desk itself is held', async () => {
    const from = { address: 'Payments@help.desk.test', name: 'desk' }
    expect((await handIn({ from })).held).not.toBeNull()
    expect(await stage.count('tickets')).toBe(0)
    expect(await outgoing('acknowledgement')).toEqual([])
  })

  test.each(['postmaster', 'abuse'])(
    '[MR7] mail to %s, which is no queue, is held, where an admin sees it',
    async (name) => {
      const envelope = { ...(await stage.mail()).envelope, to: [`${name}@help.desk.test`] }
      expect((await handIn({ envelope })).held).not.toBeNull()
    },
  )

  test('[MA12][OU10] a bounce is the state of the reply it is about, and no message of the requester', async () => {
    const { ticket } = await begun()
    const agent = await stage.agent('Ada')
    const sendId = await stage.wholeReply(agent, ticket, { status: 'waiting' })
    stage.advance(10_000)
    await stage.desk.jobs.runDue()
    const [reply] = await outgoing('reply')
    const bounce = {
      from: null,
      envelope: { ...strangerEnvelope(['support@help.desk.test']), from: '' },
      nature: {
        kind: 'bounce' as const,
        why: 'mailbox is gone',
        recipients: [{ address: 'ruth@customer.test', action: 'failed' as const, status: '5.1.1' }],
        about: [reply?.messageId ?? ''],
      },
    }
    expect((await handIn(bounce)).ticket).toBe(ticket)
    const read = await stage.read(ticket)
    expect(read.delivery[sendId]).toMatchObject({ state: 'bounced' })
    expect(read.delivery[sendId]?.detail).toContain('5.1.1')
    expect(read.status).toBe('waiting')
    expect(read.messages.filter((message) => message.kind === 'inbound')).toHaveLength(1)
    const row = await stage.sql.get(`SELECT row FROM tickets WHERE id = ?`, ticket)
    expect(JSON.parse(String(row?.['row']))).toMatchObject({ hasTrouble: true })
    // About something nobody here sent: held.
    const unknown = { ...bounce, nature: { ...bounce.nature, about: ['other@elsewhere.test'] } }
    expect((await handIn(unknown)).held).not.toBeNull()
  })

  test('[MA4] mail nobody can read is a ticket that says so, with the original', async () => {
    const rawText = 'bytes that are no mail'
    const { ticket } = await handIn({
      rawText,
      problem: 'the parser gave up',
      subject: '',
      from: null,
      text: '',
      visible: '',
    })
    const read = await stage.read(ticket ?? '')
    expect(read.messages[0]?.text).toContain('could not be read')
    const [file] = read.messages[0]?.attachments ?? []
    const bytes = await stage.desk.parts.blobs.get(file?.hash ?? '')
    expect(new TextDecoder().decode(bytes ?? undefined)).toBe(rawText)
    expect(await outgoing('acknowledgement')).toEqual([])
  })
})

describe('acknowledgements', () => {
  test('[FO4] hold no word of the sender’s', async () => {
    await handIn({
      subject: 'Buy gold at gold.test',
      text: 'Cheap gold',
      visible: 'Cheap gold',
      from: { address: 'ruth@customer.test', name: 'Gold Dealer' },
    })
    const [mail] = await outgoing('acknowledgement')
    expect(JSON.stringify(mail)).not.toMatch(/gold/i)
    expect(mail).toMatchObject({ autoSubmitted: 'auto-replied' })
  })

  test('[FO4][MA26][MR32] are few for one address: one a queue in ten minutes, five a day', async () => {
    let made = 0
    const ask = async (to: string) => {
      const envelope = { ...(await stage.mail()).envelope, to: [to] }
      await handIn({ envelope, subject: `About ${'abcdefghijklmnop'[made++]}` })
    }
    await ask('support@help.desk.test')
    await ask('support@help.desk.test')
    expect(await outgoing('acknowledgement')).toHaveLength(1)
    // Another queue is another question.
    await ask('payments@help.desk.test')
    expect(await outgoing('acknowledgement')).toHaveLength(2)
    for (let at = 0; at < 8; at++) {
      stage.advance(LIMITS.acknowledgementEveryMs + 1)
      await ask('support@help.desk.test')
    }
    expect(await outgoing('acknowledgement')).toHaveLength(LIMITS.acknowledgementsPerDayPerAddress)
    // Capped or not, each mail is a ticket.
    expect(await stage.count('tickets')).toBe(made)
    stage.advance(24 * 3_600_000)
    await ask('support@help.desk.test')
    expect(await outgoing('acknowledgement')).toHaveLength(
      LIMITS.acknowledgementsPerDayPerAddress + 1,
    )
  })

  test('[MA26] the same again with another number in it is answered once a day', async () => {
    for (let at = 1; at <= 4; at++) {
      await handIn({ subject: `${at > 1 ? 'Re: ' : ''}Disk 7${at} is full` })
      stage.advance(LIMITS.acknowledgementEveryMs + 1)
    }
    expect(await outgoing('acknowledgement')).toHaveLength(1)
    expect(await stage.count('tickets')).toBe(4)
  })

  test('[FO4][MA26] are limited in all, whoever they go to', async () => {
    const most = LIMITS.automaticMailPerMinute
    for (let at = 0; at < most + 5; at++)
      await handIn({ from: { address: `person-${at}@customer.test`, name: 'P' } })
    expect(await outgoing('acknowledgement')).toHaveLength(most)
    expect(await stage.count('tickets')).toBe(most + 5)
  })
})
