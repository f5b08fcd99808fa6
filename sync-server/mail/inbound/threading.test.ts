/** Which ticket a mail is put on, by which rule, and what decides nothing (decision 10). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import { DAY_MS, LIMITS } from '../../../shared/kit/limits.ts'
import { applyOp } from '../../../shared/ticket/ticket-ops.ts'
import { bytesOf, openStage, type Stage } from '../../commit/test-stage/desk-stage.ts'
import {
  FORGED,
  LOCAL,
  makeLetters,
  PROVED,
  UNJUDGED,
  UNPROVED,
  type Letters,
} from '../test-stage/letters.ts'

const SUPPORT = 'support@help.desk.test'
const PAYMENTS = 'payments@help.desk.test'
const RUTH = 'ruth@customer.test'
const EVE = 'eve@elsewhere.test'

let stage: Stage
let letters: Letters
beforeEach(async () => {
  stage = await openStage()
  letters = makeLetters(stage)
})
afterEach(() => stage.close())

/** Two tickets of Ruth's, so that what points to one and what points to the other can disagree. */
async function two() {
  const a = await letters.begun()
  const b = await letters.begun()
  return { a, b }
}

const number = async (ticket: string) => (await stage.read(ticket)).facts.number
/** The same but for one character of the signature. */
const forged = (id: string) =>
  id.replace(/\.(.)/, (_dot, first: string) => `.${first === '0' ? '1' : '0'}`)

describe('the order', () => {
  test('[MA19][MR26] each rule finds its ticket, and the message says which', async () => {
    const { ticket, replyTo, signedId, firstId } = await letters.begun()
    const joinedBy = async (over: Parameters<Letters['send']>[0], to = SUPPORT) => {
      const { ticket: on, message } = await letters.from(RUTH, to, over)
      expect(on).toBe(ticket)
      return message?.joinedBy
    }
    expect(await joinedBy({}, replyTo)).toBe('reply-address')
    expect(await joinedBy({ inReplyTo: [signedId] })).toBe('signed-reply')
    expect(await joinedBy({ references: [signedId, 'other@customer.test'] })).toBe(
      'signed-reference',
    )
    expect(await joinedBy({ inReplyTo: [firstId] })).toBe('known-reply')
    expect(await joinedBy({ references: ['other@customer.test', firstId] })).toBe('known-reference')
    expect(await joinedBy({ subject: `Re: Door [#${await number(ticket)}]` })).toBe(
      'subject-number',
    )
    const apart = await letters.from(RUTH, SUPPORT, { subject: 'Something else' })
    expect(apart.ticket).not.toBe(ticket)
    expect(apart.message?.joinedBy).toBe('new')
  })

  test('[MA19][MR26] no later rule beats an earlier one', async () => {
    const { a, b } = await two()
    const c = await letters.begun()
    const d = await letters.begun()
    const subject = `[#${await number(d.ticket)}]`
    const all = { inReplyTo: [b.signedId, c.firstId], references: [c.firstId], subject }
    expect((await letters.from(RUTH, a.replyTo, all)).ticket).toBe(a.ticket)
    expect((await letters.from(RUTH, SUPPORT, all)).ticket).toBe(b.ticket)
    // Signed in References comes before known in In-Reply-To.
    const signedLater = { ...all, inReplyTo: [c.firstId], references: [c.firstId, b.signedId] }
    expect((await letters.from(RUTH, SUPPORT, signedLater)).ticket).toBe(b.ticket)
    const known = { ...all, inReplyTo: [], references: [c.firstId] }
    expect((await letters.from(RUTH, SUPPORT, known)).ticket).toBe(c.ticket)
    const onlyNumber = { ...all, inReplyTo: [], references: [] }
    expect((await letters.from(RUTH, SUPPORT, onlyNumber)).ticket).toBe(d.ticket)
  })

  test('[MA19][MR26] In-Reply-To comes before References, and of those the last', async () => {
    const { a, b } = await two()
    const reply = { inReplyTo: [a.signedId], references: [a.signedId, b.signedId] }
    expect((await letters.from(RUTH, SUPPORT, reply)).ticket).toBe(a.ticket)
    const references = { references: [a.signedId, b.signedId] }
    expect((await letters.from(RUTH, SUPPORT, references)).ticket).toBe(b.ticket)
    const known = { references: [b.firstId, a.firstId] }
    expect((await letters.from(RUTH, SUPPORT, known)).ticket).toBe(a.ticket)
  })

  test('[MA19][MR26][MR39] a forged or foreign one falls through to the next', async () => {
    const { a, b } = await two()
    const made = withTag(SUPPORT, '0123456789abcdefghjkmnpqrs')
    const next = { inReplyTo: [forged(a.signedId)], references: [b.firstId] }
    const found = await letters.from(RUTH, made, next)
    expect(found.ticket).toBe(b.ticket)
    expect(found.message?.joinedBy).toBe('known-reference')
    // The id of one mail with the signature of the other.
    const mixed = `${a.signedId.split('.')[0]}.${b.signedId.split(/\.(.*)/)[1]}`
    const none = await letters.from(RUTH, SUPPORT, { inReplyTo: [mixed] })
    expect(none.message?.joinedBy).toBe('new')
    // A program that writes it in capitals changes nothing.
    const loud = await letters.from(RUTH, SUPPORT, { inReplyTo: [a.signedId.toUpperCase()] })
    expect(loud.ticket).toBe(a.ticket)
  })

  test('[MA19][SEC-TT-3] a token in name, body, subject or header decides nothing', async () => {
    const { ticket, replyTo, signedId } = await letters.begun()
    const words = `See ${replyTo} and <${signedId}> [#${await number(ticket)}]`
    const apart = await letters.from(EVE, SUPPORT, {
      from: { address: EVE, name: `${replyTo} ${signedId}` },
      to: [{ address: replyTo, name: '' }],
      cc: [{ address: replyTo, name: '' }],
      subject: words,
      text: words,
      visible: words,
    })
    expect(apart.ticket).not.toBe(ticket)
    expect(apart.message?.joinedBy).toBe('new')
  })

  test('[MR6][MR26] the token is read where it was sent to, not where it says it was', async () => {
    const { ticket, replyTo } = await letters.begun()
    const behindList = await letters.from(RUTH, replyTo, {
      to: [{ address: 'everybody@customer.test', name: '' }],
    })
    expect(behindList.ticket).toBe(ticket)
  })
})

describe('a known Message-ID', () => {
  test('[MA19][MR26] counts in the queue it came by only', async () => {
    const { ticket, firstId } = await letters.begun()
    const elsewhere = await letters.from(RUTH, PAYMENTS, { inReplyTo: [firstId] })
    expect(elsewhere.ticket).not.toBe(ticket)
    expect(elsewhere.read?.queue).toBe('payments')
    expect((await letters.from(RUTH, SUPPORT, { inReplyTo: [firstId] })).ticket).toBe(ticket)
  })

  test('[MA19][MR40] of ours from before they were signed is still known', async () => {
    const { ticket } = await letters.begun()
    await stage.desk.database.write((tx) =>
      tx.run(
        `INSERT INTO mail_ids (message_id, ticket, message) VALUES (?, ?, NULL)`,
        '01kjpzwwv0gf7ga1avf2m9pz0w@help.desk.test',
        ticket,
      ),
    )
    const over = { inReplyTo: ['01kjpzwwv0gf7ga1avf2m9pz0w@help.desk.test'] }
    const found = await letters.from(RUTH, SUPPORT, over)
    expect([found.ticket, found.message?.joinedBy]).toEqual([ticket, 'known-reply'])
  })

  test('[MA21][MR5] used twice for other words loses nothing, and each answer finds its own', async () => {
    const messageId = 'always-the-same@parcels.test'
    const ruths = await letters.from(RUTH, SUPPORT, { messageId, text: 'one', visible: 'one' })
    stage.advance(60_000)
    const eves = await letters.from(EVE, SUPPORT, { messageId, text: 'two', visible: 'two' })
    expect(eves.ticket).not.toBe(ruths.ticket)
    const answer = { inReplyTo: [messageId] }
    expect((await letters.from(RUTH, SUPPORT, answer)).ticket).toBe(ruths.ticket)
    expect((await letters.from(EVE, SUPPORT, answer)).ticket).toBe(eves.ticket)
    // The same person's, on one ticket: both are there.
    await letters.from(RUTH, SUPPORT, { ...answer, messageId, text: 'three', visible: 'three' })
    const texts = (await letters.spoken(ruths.ticket)).map(({ text }) => text)
    expect(texts).toEqual(['one', 'Hello, it does not open.', 'three'])
  })

  test.each([null, '', 'a@@b', 'no-host', '@', `${'x'.repeat(900)}@y`])(
    '[MA21][MR5] that is %j is no reason to lose a mail',
    async (messageId) => {
      const first = await letters.from(RUTH, SUPPORT, { messageId })
      const second = await letters.from(RUTH, SUPPORT, { messageId })
      expect(first.message?.joinedBy).toBe('new')
      expect(second.ticket).not.toBe(first.ticket)
      const [reply] = await letters.sent('acknowledgement')
      const isNameable = messageId !== null && messageId !== '' && messageId.length < 300
      expect(reply?.inReplyTo).toBe(isNameable ? messageId : null)
    },
  )
})

describe('a number in the subject', () => {
  const sends = async (over: Parameters<Letters['send']>[0], ticket: string, from = RUTH) => {
    const subject = `Re: Door [#${await number(ticket)}]`
    return letters.from(from, SUPPORT, { subject, ...over })
  }

  test('[MA19][MR26][SEC-TT-3] counts for who is on that ticket and shown to be who they say', async () => {
    const { ticket } = await letters.begun()
    expect((await sends({ sender: PROVED }, ticket)).ticket).toBe(ticket)
    for (const sender of [UNPROVED, UNJUDGED, FORGED])
      expect((await sends({ sender }, ticket)).message?.joinedBy).toBe('new')
    expect((await sends({ sender: PROVED }, ticket, EVE)).message?.joinedBy).toBe('new')
  })

  test('[MA19][SEC-TT-3] a ticket filed by form in another’s name takes none of their mail', async () => {
    // The form proves nothing: its key shows this ticket to whoever filed it.
    const ticket = await stage.ticket('no-reply@chat.test')
    const subject = `Confirm [#${await number(ticket)}] on Chat`
    const code = {
      subject,
      text: 'Your code is 4711',
      visible: 'Your code is 4711',
      sender: PROVED,
    }
    const mail = await letters.from('no-reply@chat.test', SUPPORT, code)
    expect(mail.ticket).not.toBe(ticket)
    expect(await letters.shown(ticket)).not.toContain('4711')
  })

  test('[MA19] the address was proved, and the mail is from this machine: then it counts', async () => {
    const ticket = await stage.ticket(RUTH)
    expect((await sends({ sender: LOCAL }, ticket)).ticket).not.toBe(ticket)
    await stage.desk.database.write((tx) =>
      tx.run(`UPDATE contacts SET verified_at = ? WHERE email = ?`, stage.now(), RUTH),
    )
    expect((await sends({ sender: LOCAL }, ticket)).ticket).toBe(ticket)
    // Judged, and nothing stands by it.
    expect((await sends({ sender: UNPROVED }, ticket)).ticket).not.toBe(ticket)
  })
})

describe('From', () => {
  test('[MA19][MR35] that its own domain disowns proves nothing by any rule', async () => {
    const { ticket, replyTo, signedId, firstId } = await letters.begun()
    const sender = FORGED
    const subject = `[#${await number(ticket)}]`
    const ways: [string, Parameters<Letters['send']>[0]][] = [
      [replyTo, { sender }],
      [SUPPORT, { sender, inReplyTo: [signedId] }],
      [SUPPORT, { sender, references: [firstId] }],
      [SUPPORT, { sender, subject }],
    ]
    for (const [to, over] of ways)
      expect((await letters.from(RUTH, to, over)).ticket).not.toBe(ticket)
    expect(await letters.spoken(ticket)).toHaveLength(1)
    // Who has both has our mail: they are on the ticket, and not as Ruth.
    const words = { text: 'forged words', visible: 'forged words' }
    const both = await letters.from(RUTH, replyTo, { sender, inReplyTo: [signedId], ...words })
    expect(both.ticket).toBe(ticket)
    expect(both.message).toMatchObject({ standing: 'other', sender: 'unverified' })
    expect(both.message?.by).toMatchObject({ id: 'unknown', name: 'Unknown sender' })
    expect(await letters.shown(ticket)).not.toContain('forged words')
  })

  test('[MA21][MR18] missing, several, a group or without a host is an unknown sender, and a ticket', async () => {
    const two = { address: RUTH, name: 'Ruth' }
    const cases: Parameters<Letters['send']>[0][] = [
      { from: null, fromIs: 'none' },
      { from: two, fromIs: 'several' },
      { from: two, fromIs: 'group' },
      { from: { address: 'MAILER-DAEMON', name: '' } },
      { from: { address: 'a@@b', name: '' } },
    ]
    const requesters = new Set<string>()
    for (const over of cases) {
      const { read, message, ticket } = await letters.send(over)
      expect(read?.facts.requester.name).toBe('Unknown sender')
      expect(read?.facts.requester.isVerified).toBe(false)
      expect(message?.joinedBy).toBe('new')
      requesters.add(read?.facts.requester.id ?? '')
      // Nobody stands for all unknown senders: the next one is not on this ticket.
      const again = await letters.send({ ...over, inReplyTo: [message?.messageId ?? ''] })
      expect(again.ticket).not.toBe(ticket)
    }
    expect(requesters.size).toBe(cases.length)
    expect(await letters.sent('acknowledgement')).toEqual([])
  })
})

describe('dates', () => {
  test('[MA21][MR17] order is by receipt; what the header says is shown', async () => {
    const { ticket, signedId } = await letters.begun()
    const inReplyTo = [signedId]
    const early = await letters.from(RUTH, SUPPORT, { inReplyTo, date: stage.now() - 900 * DAY_MS })
    stage.advance(1_000)
    const plain = await letters.from(RUTH, SUPPORT, { inReplyTo, date: stage.now() - 1_000 })
    const none = await letters.from(RUTH, SUPPORT, { inReplyTo, date: null })
    expect(early.message?.sentAt).toBe(stage.now() - 1_000 - 900 * DAY_MS)
    expect(plain.message).not.toHaveProperty('sentAt')
    const order = (await letters.spoken(ticket)).map(({ id }) => id).slice(-3)
    expect(order).toEqual([early, plain, none].map(({ message }) => message?.id))
  })
})

describe('programs that change what they answer', () => {
  test('[MA19][MR26] drop In-Reply-To and References: the address is left', async () => {
    const { ticket, replyTo } = await letters.begun()
    expect((await letters.from(RUTH, replyTo, { sender: PROVED })).ticket).toBe(ticket)
    expect((await letters.from(RUTH, replyTo, { sender: LOCAL })).ticket).toBe(ticket)
  })

  test('[MA19][MR26] rewrite References, or add hundreds: ours is found among them', async () => {
    const { ticket, signedId } = await letters.begun()
    const noise = Array.from({ length: 99 }, (_, at) => `noise-${at}@customer.test`)
    const rewritten = {
      inReplyTo: ['of-its-own@customer.test'],
      references: [...noise.slice(0, 40), signedId],
    }
    expect((await letters.from(RUTH, SUPPORT, rewritten)).ticket).toBe(ticket)
    const first = { references: [signedId, ...noise] }
    // More than are looked up: the oldest of an endless list is not.
    expect((await letters.from(RUTH, SUPPORT, first)).ticket).not.toBe(ticket)
  })

  test('[MA19][MR27] a relay that gives our mail another Message-ID', async () => {
    const agent = await stage.agent('Ada')
    const { ticket } = await letters.begun()
    const reply = await letters.reply(agent, ticket)
    expect(reply.references.at(-1)).toBe(reply.messageId)
    // The program answers the id of the relay, and lists what we had put into References.
    const answer = {
      inReplyTo: ['0100abc@email.amazonses.com'],
      references: [...reply.references, '0100abc@email.amazonses.com'],
    }
    const found = await letters.from(RUTH, SUPPORT, answer)
    expect([found.ticket, found.message?.joinedBy]).toEqual([ticket, 'signed-reference'])
  })

  test('[MA19][MR27] and that drops References too: the relay’s id was remembered', async () => {
    const agent = await stage.agent('Ada')
    const { ticket } = await letters.begun()
    for (const [said, answered] of [
      [
        '250 Ok 0100018c2f7c1d2e-5a1f0c1e-1111-2222-3333-444455556666-000000',
        '0100018c2f7c1d2e-5a1f0c1e-1111-2222-3333-444455556666-000000@eu-west-1.amazonses.com',
      ],
      [
        '250 2.6.0 <AM0PR01@eurprd01.prod.exchange.test> [InternalId=1] Queued mail for delivery',
        'AM0PR01@eurprd01.prod.exchange.test',
      ],
    ] as const) {
      await letters.reply(agent, ticket)
      await handOver(said)
      const found = await letters.from(RUTH, SUPPORT, { inReplyTo: [answered] })
      expect([found.ticket, found.message?.joinedBy]).toEqual([ticket, 'known-reply'])
    }
  })

  test('[MA19][MR27] a mail server that knows no plus addresses: the plain one, and the Message-ID', async () => {
    unwrap(
      await stage.desk.parts.settings.change((settings) => ({
        ...settings,
        queues: settings.queues.map((queue) => ({ ...queue, hasSubaddresses: false })),
      })),
    )
    const { ticket, replyTo, signedId } = await letters.begun()
    expect(replyTo).toBe(SUPPORT)
    const [acknowledgement] = await letters.sent('acknowledgement')
    expect(acknowledgement?.envelopeFrom).toBe(SUPPORT)
    const reply = await letters.reply(await stage.agent('Ada'), ticket)
    expect(reply.replyTo?.address).toBe(SUPPORT)
    const answer = { inReplyTo: [reply.messageId], references: [signedId, reply.messageId] }
    expect((await letters.from(RUTH, SUPPORT, answer)).ticket).toBe(ticket)
  })

  test('[MR42] Outlook’s Thread-Index goes back one step longer, and is no sign of anything', async () => {
    const agent = await stage.agent('Ada')
    const threadIndex = Buffer.from([1, ...Array(21).fill(7)]).toString('base64')
    const { ticket, signedId } = await letters.begun({ threadIndex })
    const reply = await letters.reply(agent, ticket)
    const index = Buffer.from(reply.threadIndex ?? '', 'base64')
    expect(index).toHaveLength(27)
    expect(index.subarray(0, 22).toString('base64')).toBe(threadIndex)
    expect(reply.threadTopic).toBe('The door does not open')
    const named = await letters.begun({ threadIndex, threadTopic: 'Door\r\n trouble' })
    expect((await letters.reply(agent, named.ticket)).threadTopic).toBe('Door trouble')
    const apart = await letters.from(RUTH, SUPPORT, { threadIndex: reply.threadIndex ?? null })
    expect(apart.message?.joinedBy).toBe('new')
    // Somebody who sends none gets none.
    const plain = await letters.begun()
    expect(await letters.reply(agent, plain.ticket)).not.toHaveProperty('threadIndex')
    expect(signedId).not.toBe('')
  })
})

describe('where it went on', () => {
  test('[MA21][MR29] a reply to a merged ticket is on the one it was merged into', async () => {
    const agent = await stage.agent('Ada')
    const { a, b } = await two()
    unwrap(await stage.push(agent, { kind: 'merge', ticket: a.ticket, into: b.ticket }))
    for (const over of [{ inReplyTo: [a.signedId] }, { references: [a.firstId] }])
      expect((await letters.from(RUTH, SUPPORT, over)).ticket).toBe(b.ticket)
    const byToken = await letters.from(RUTH, a.replyTo)
    expect(byToken.ticket).toBe(b.ticket)
    expect(byToken.message?.standing).toBe('requester')
  })

  test('[MA20][MR29] of one that was merged into another’s it is not shown to that one', async () => {
    const agent = await stage.agent('Ada')
    const a = await letters.begun()
    const b = await letters.from(EVE, SUPPORT)
    unwrap(await stage.push(agent, { kind: 'merge', ticket: a.ticket, into: b.ticket }))
    const words = { text: 'for the desk', visible: 'for the desk' }
    const reply = await letters.from(RUTH, a.replyTo, { inReplyTo: [a.signedId], ...words })
    expect(reply.ticket).toBe(b.ticket)
    expect(reply.message?.standing).toBe('participant')
    expect(await letters.shown(b.ticket)).not.toContain('for the desk')
    // The same after a merge of before participants were noted.
    await stage.desk.database.write((tx) => tx.run(`DELETE FROM participants`))
    const later = await letters.from(RUTH, SUPPORT, { inReplyTo: [a.signedId] })
    expect([later.ticket, later.message?.standing]).toEqual([b.ticket, 'participant'])
  })

  test('[MA21][MR29] a reply to a moved ticket goes to its new queue', async () => {
    const agent = await stage.agent('Ada')
    const { ticket, replyTo, firstId } = await letters.begun()
    unwrap(await stage.push(agent, { kind: 'move', ticket, queue: 'payments' }))
    for (const found of [
      await letters.from(RUTH, replyTo),
      await letters.from(RUTH, SUPPORT, { inReplyTo: [firstId] }),
      await letters.from(RUTH, PAYMENTS, { inReplyTo: [firstId] }),
    ]) {
      expect(found.ticket).toBe(ticket)
      expect(found.read?.queue).toBe('payments')
    }
  })

  test('[MA21][MR29] a reply opens what ended, for two weeks; then it is a linked ticket', async () => {
    const agent = await stage.agent('Ada')
    for (const status of ['solved', 'closed'] as const) {
      const { ticket, replyTo, signedId } = await letters.begun()
      await letters.setStatus(agent, ticket, status)
      stage.advance(LIMITS.reopenMs - 60_000)
      const inReplyTo = [signedId]
      const soon = await letters.from(RUTH, replyTo, { inReplyTo })
      expect([soon.ticket, soon.read?.status]).toEqual([ticket, 'open'])
      await letters.setStatus(agent, ticket, status)
      // A note meanwhile ends nothing later.
      stage.advance(LIMITS.reopenMs / 2)
      unwrap(
        await stage.push(agent, { kind: 'edit', ticket, ops: [{ op: 'add-tag', tag: 'old' }] }),
      )
      stage.advance(LIMITS.reopenMs / 2)
      const late = await letters.from(RUTH, replyTo, { inReplyTo })
      expect(late.ticket).not.toBe(ticket)
      expect(late.message).toMatchObject({
        joinedBy: 'new-after-closed',
        linkedTo: { ticket, number: await number(ticket) },
      })
      const { messages, status: left } = await stage.read(ticket)
      expect(left).toBe(status)
      expect(messages.at(-1)).toMatchObject({ kind: 'event', linkedTo: { ticket: late.ticket } })
      stage.advance(LIMITS.acknowledgementEveryMs)
    }
  })

  test('[MA21][MR29] a reply to a deleted ticket is a new one', async () => {
    const lead = await stage.agent('Lea', null, 'lead')
    const { ticket, replyTo, signedId, firstId } = await letters.begun()
    unwrap(await stage.push(lead, { kind: 'delete', ticket, why: 'asked for' }))
    const over = { inReplyTo: [signedId], references: [firstId] }
    const found = await letters.from(RUTH, replyTo, over)
    expect(found.message?.joinedBy).toBe('new-after-deleted')
    expect(found.message).not.toHaveProperty('linkedTo')
    expect((await letters.from(RUTH, SUPPORT, { references: [firstId] })).message?.joinedBy).toBe(
      'new',
    )
  })

  test('[MA21] a reply to a ticket that can hold no more goes on in a linked one', async () => {
    const agent = await stage.agent('Ada')
    const { ticket, signedId } = await letters.begun()
    const reply = () => letters.from(RUTH, SUPPORT, { inReplyTo: [signedId] })
    const fill = async (count: number) => {
      const doc = await stage.copy(agent, ticket)
      const update = bytesOf(doc, () => {
        for (let at = 0; at < count; at++)
          applyOp(
            doc,
            { op: 'add-note', id: stage.newId(), text: 'n', mentions: [] },
            { person: { id: agent.person, name: agent.name }, at: stage.now() },
          )
      })
      unwrap(await stage.push(agent, { kind: 'update', ticket, epoch: 1, update }))
    }
    const most = LIMITS.messagesPerTicket - LIMITS.messagesLeftToDesk
    for (const count of [650, 650, most - 1_302]) await fill(count)
    expect((await stage.read(ticket)).messages).toHaveLength(most - 1)
    expect((await reply()).ticket).toBe(ticket)
    const next = await reply()
    expect(next.message).toMatchObject({ joinedBy: 'new-after-full', linkedTo: { ticket } })
    // Nobody's mail is refused, and the desk can still say something there.
    const told = (await stage.read(ticket)).messages.filter(({ linkedTo }) => linkedTo)
    expect(told).toMatchObject([{ linkedTo: { ticket: next.ticket } }])
  })

  test('[MA21][MR42] a long thread keeps its first and its newest ids, within two kilobytes', async () => {
    const agent = await stage.agent('Ada')
    const { ticket, signedId, firstId } = await letters.begun()
    let last = signedId
    for (let round = 0; round < 25; round++) {
      stage.advance(61_000)
      const sent = await letters.from(RUTH, SUPPORT, { inReplyTo: [last] })
      expect(sent.ticket).toBe(ticket)
      last = (await letters.reply(agent, ticket, `round ${round}`)).messageId
    }
    const reply = (await letters.sent('reply')).at(-1)
    expect(reply?.references[0]).toBe(firstId)
    expect(reply?.references.at(-1)).toBe(reply?.messageId)
    expect(reply?.references.length).toBeGreaterThan(10)
    expect(reply?.references.map((id) => `<${id}> `).join('').length).toBeLessThan(2_048)
    expect(await letters.spoken(ticket)).toHaveLength(51)
  })
})

const withTag = (address: string, tag: string) => address.replace('@', `+${tag}@`)

/** The relay took the newest reply, and said this. */
async function handOver(said: string): Promise<void> {
  const [job] = (
    await stage.sql.all(`SELECT id FROM jobs WHERE kind = 'mail' ORDER BY queued_at DESC, id DESC`)
  ).map((row) => String(row['id']))
  const lease = stage.newId()
  await stage.desk.database.write((tx) =>
    tx.run(
      `UPDATE jobs SET lease = ?, lease_until = ? WHERE id = ?`,
      lease,
      stage.now() + 60_000,
      job ?? '',
    ),
  )
  const outcome = { state: 'handed-over', reply: said, possiblyTwice: false } as const
  unwrap(await stage.mark({ jobId: job ?? '', lease }, outcome))
}
