/**
 * One message to several queues of the desk is one ticket that each of them sees: with two recipients, as copies one after
 * the other, by Bcc and by a list. What mail opens to whom, and what it does not. Not here: how devices hear of it
 * (feed/shared-ticket.test).
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { queuesOf } from '../../../shared/ticket/row.ts'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { codeOf, openStage, type Stage } from '../../commit/test-stage/desk-stage.ts'
import { verify } from '../../operator/verify.ts'

let stage: Stage
let ada: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
})
afterEach(() => stage.close())

const SUPPORT = 'support@help.desk.test'
const PAYMENTS = 'payments@help.desk.test'
const COMMUNITY = 'community@help.desk.test'

type Over = Parameters<Stage['mail']>[0] & { rcpt?: string[] }

async function mailTo(rcpt: string[], over: Over = {}): Promise<ReceiveMail> {
  const mail = await stage.mail(over)
  return { ...mail, envelope: { ...mail.envelope, to: rcpt } }
}

async function handIn(rcpt: string[], over: Over = {}): Promise<string> {
  const done = unwrap(await stage.handIn(await mailTo(rcpt, over)))
  return String(done.result?.['ticket'])
}

const queuesNow = async (ticket: string) => queuesOf(await stage.read(ticket))
const events = async (ticket: string) =>
  (await stage.read(ticket)).messages.filter((message) => message.kind === 'event')

/** A later mail of the requester on the same ticket. */
const follow = (rcpt: string[], over: Over = {}) =>
  handIn(rcpt, { inReplyTo: ['first@customer.test'], ...over })

async function isSound(): Promise<void> {
  expect((await verify(stage.desk, () => {})).listed).toEqual([])
}

describe('a new ticket', () => {
  test('[MA28] [MR6] two recipients are two queues of one ticket, the first its own', async () => {
    const ticket = await handIn([PAYMENTS, SUPPORT])
    expect(await stage.count('tickets')).toBe(1)
    expect(await queuesNow(ticket)).toEqual(['payments', 'support'])
    const feed = await stage.sql.all(
      `SELECT scope, op, version FROM feed WHERE ticket = ? ORDER BY scope`,
      ticket,
    )
    expect(feed).toEqual([
      { scope: 'q:payments', op: 'row', version: 2 },
      { scope: 'q:support', op: 'row', version: 2 },
    ])
    expect((await events(ticket))[0]?.changes).toEqual([
      { field: 'alsoIn', from: null, to: 'support' },
    ])
    await isSound()
  })

  test('[MA28] two addresses of one queue are that queue', async () => {
    const ticket = await handIn([SUPPORT, 'support+sales@help.desk.test'])
    expect(await queuesNow(ticket)).toEqual(['support'])
    expect((await stage.read(ticket)).messages).toHaveLength(1)
  })

  test('[MA28] a mail that cannot be read is seen by all it was for', async () => {
    const ticket = await handIn([SUPPORT, COMMUNITY], { problem: 'too many parts' })
    expect(await queuesNow(ticket)).toEqual(['support', 'community'])
  })

  test('[MA28] the one acknowledgement is that of its own queue', async () => {
    await handIn([PAYMENTS, SUPPORT])
    expect(await stage.count('outgoing', `kind = 'acknowledgement'`)).toBe(1)
  })
})

describe('a copy of it', () => {
  const rawText = 'one message, several ways'

  test.each([
    ['by another alias', [PAYMENTS]],
    ['by a list and Bcc at once', [SUPPORT, PAYMENTS]],
  ])('[MA28] [MR5] [MR6] %s: the ticket gains the queue', async (_name, rcpt) => {
    const ticket = await handIn([SUPPORT], { rawText })
    stage.advance(3_600_000)
    expect(await handIn(rcpt, { rawText })).toBe(ticket)
    expect(await stage.count('tickets')).toBe(1)
    expect(await queuesNow(ticket)).toEqual(['support', 'payments'])
    expect((await stage.read(ticket)).messages.map((message) => message.kind)).toEqual([
      'inbound',
      'event',
    ])
    await isSound()
  })

  test('[MA28] [MR5] sent again by SMTP it changes nothing', async () => {
    const ticket = await handIn([SUPPORT, PAYMENTS], { rawText })
    const before = await stage.read(ticket)
    await handIn([PAYMENTS, SUPPORT], { rawText })
    await handIn([SUPPORT], { rawText })
    expect(await stage.read(ticket)).toEqual(before)
  })

  test('[MA28] after a move away a retry does not bring it back, and a new queue gains it', async () => {
    const ticket = await handIn([SUPPORT], { rawText })
    unwrap(await stage.push(ada, { kind: 'move', ticket, queue: 'community' }))
    await handIn([SUPPORT], { rawText })
    expect(await queuesNow(ticket)).toEqual(['community'])
    await handIn([PAYMENTS], { rawText })
    expect(await queuesNow(ticket)).toEqual(['community', 'payments'])
  })

  test('[MA28] of a closed ticket opens it to the queue, and does not reopen it', async () => {
    const ticket = await handIn([SUPPORT], { rawText })
    const ops = [{ op: 'set-status' as const, status: 'closed' as const }]
    unwrap(await stage.push(ada, { kind: 'edit', ticket, ops }))
    await handIn([PAYMENTS], { rawText })
    expect((await stage.read(ticket)).status).toBe('closed')
    expect(await queuesNow(ticket)).toEqual(['support', 'payments'])
  })

  test('[MA28] of a merged ticket follows it, and opens what agents said among themselves to nobody', async () => {
    for (const hasNote of [false, true]) {
      const text = `${rawText} ${hasNote}`
      const from = await handIn([SUPPORT], { rawText: text, messageId: `m-${hasNote}@c.test` })
      const into = await stage.ticket()
      if (hasNote) {
        const note = { op: 'add-note' as const, id: stage.newId(), text: 'careful', mentions: [] }
        unwrap(await stage.push(ada, { kind: 'edit', ticket: into, ops: [note] }))
      }
      unwrap(await stage.push(ada, { kind: 'merge', ticket: from, into }))
      expect(await handIn([PAYMENTS], { rawText: text })).toBe(into)
      expect(await queuesNow(from)).toEqual(['support'])
      expect(await queuesNow(into)).toEqual(hasNote ? ['support'] : ['support', 'payments'])
    }
  })

  test('[MA28] [CO16] of a deleted ticket makes none', async () => {
    const lead = await stage.agent('Lea', null, 'lead')
    const ticket = await handIn([SUPPORT], { rawText })
    unwrap(await stage.push(lead, { kind: 'delete', ticket, why: 'spam' }))
    await handIn([PAYMENTS], { rawText })
    expect(await stage.count('tickets')).toBe(0)
    expect(await stage.count('feed', `op = 'row'`)).toBe(0)
  })

  test('[MA28] that comes much too late is a mail on the ticket: notes stay where they were written', async () => {
    const ticket = await handIn([SUPPORT], { rawText })
    const note = { op: 'add-note' as const, id: stage.newId(), text: 'careful', mentions: [] }
    unwrap(await stage.push(ada, { kind: 'edit', ticket, ops: [note] }))
    stage.advance(LIMITS.mailCopyMs + 1)
    await handIn([PAYMENTS], { rawText })
    expect(await queuesNow(ticket)).toEqual(['support'])
    expect((await events(ticket)).at(-1)?.text).toContain('payments')
  })
})

describe('a later mail on the ticket', () => {
  const first = { messageId: 'first@customer.test' }

  test('[MA28] of the requester to a further queue opens it, once', async () => {
    const ticket = await handIn([SUPPORT], first)
    expect(await follow([SUPPORT, PAYMENTS])).toBe(ticket)
    expect(await queuesNow(ticket)).toEqual(['support', 'payments'])
    const { length } = await events(ticket)
    await follow([SUPPORT, PAYMENTS])
    expect(await events(ticket)).toHaveLength(length)
  })

  test('[MA28] [RI1] opens no notes to those who could not read them, and says once that it was addressed to them', async () => {
    const ticket = await handIn([SUPPORT], first)
    const note = { op: 'add-note' as const, id: stage.newId(), text: 'careful', mentions: [] }
    unwrap(await stage.push(ada, { kind: 'edit', ticket, ops: [note] }))
    for (let at = 0; at < 3; at++) await follow([SUPPORT, PAYMENTS])
    expect(await queuesNow(ticket)).toEqual(['support'])
    const told = (await events(ticket)).filter((event) => event.text.includes('payments'))
    expect(told).toHaveLength(1)
    expect(told[0]?.by.kind).toBe('desk')
  })

  test('[MA28] [RI1] of somebody who is not its requester, or not who they say, opens nothing', async () => {
    const ticket = await handIn([SUPPORT], first)
    const eve = { address: 'eve@elsewhere.test', name: 'Ruth' }
    const { replyTo } = JSON.parse(
      String((await stage.sql.get(`SELECT mail FROM outgoing`))?.['mail']),
    )
    expect(await follow([replyTo.address, PAYMENTS], { from: eve })).toBe(ticket)
    const sender = { spf: 'fail', dkim: 'none', dmarc: 'fail', words: '' } as const
    await follow([replyTo.address, PAYMENTS], { sender })
    expect(await queuesNow(ticket)).toEqual(['support'])
  })

  test('[MA28] brings back no queue that a person took out', async () => {
    const ticket = await handIn([SUPPORT, PAYMENTS], first)
    unwrap(await stage.push(ada, { kind: 'leave', ticket, queue: 'payments' }))
    await follow([SUPPORT, PAYMENTS])
    expect(await queuesNow(ticket)).toEqual(['support'])
    unwrap(await stage.push(ada, { kind: 'move', ticket, queue: 'community' }))
    await follow([SUPPORT])
    expect(await queuesNow(ticket)).toEqual(['community'])
  })

  test('[MA28] by the reply address of where it was is addressed to nobody else', async () => {
    const ticket = await handIn([SUPPORT], first)
    const [sent] = await stage.sql.all(`SELECT mail FROM outgoing`)
    const { replyTo } = JSON.parse(String(sent?.['mail']))
    unwrap(await stage.push(ada, { kind: 'move', ticket, queue: 'payments' }))
    expect(await follow([replyTo.address])).toBe(ticket)
    expect(await queuesNow(ticket)).toEqual(['payments'])
  })
})

describe('rights', () => {
  test('[MA28] [RI3] one of its queues is enough to see it, answer and search it; none is not', async () => {
    const pia = await stage.agent('Pia', ['payments'])
    const cyd = await stage.agent('Cyd', ['community'])
    const ticket = await handIn([SUPPORT, PAYMENTS])
    const ops = [{ op: 'add-tag' as const, tag: 'mine' }]
    unwrap(await stage.push(pia, { kind: 'edit', ticket, ops }))
    expect(codeOf(await stage.push(cyd, { kind: 'edit', ticket, ops }))).toBe('kit/not-found')
    expect((await stage.desk.feed.documents(pia, [{ ticket, version: 0 }]))[0]?.kind).toBe('state')
    expect((await stage.desk.feed.documents(cyd, [{ ticket, version: 0 }]))[0]?.kind).toBe('gone')
    await stage.draft(pia, ticket, 'words')
    await expect(stage.draft(cyd, ticket, 'words')).rejects.toThrow('draft')
  })

  test('[MA28] moving it to one of its queues leaves the others as they are', async () => {
    const ticket = await handIn([SUPPORT, PAYMENTS, COMMUNITY])
    unwrap(await stage.push(ada, { kind: 'move', ticket, queue: 'payments' }))
    expect(await queuesNow(ticket)).toEqual(['payments', 'community'])
    expect((await events(ticket)).at(-1)?.changes).toEqual([
      { field: 'queue', from: 'support', to: 'payments' },
    ])
    await isSound()
  })

  test('[MA28] who may open it to a queue, and take one out', async () => {
    const sue = await stage.agent('Sue', ['support'])
    const pia = await stage.agent('Pia', ['payments'])
    const ticket = await handIn([SUPPORT, PAYMENTS, COMMUNITY])
    const share = (rights: Rights, queue: string) =>
      stage.push(rights, { kind: 'share', ticket, queue })
    const leave = (rights: Rights, queue: string) =>
      stage.push(rights, { kind: 'leave', ticket, queue })
    expect(codeOf(await leave(pia, 'community'))).toBe('ticket/denied')
    expect(codeOf(await leave(pia, 'support'))).toBe('ticket/invalid')
    unwrap(await leave(pia, 'payments'))
    // It is no longer hers to see.
    expect(codeOf(await share(pia, 'payments'))).toBe('kit/not-found')
    unwrap(await leave(sue, 'community'))
    expect(await queuesNow(ticket)).toEqual(['support'])
    expect(codeOf(await share(sue, 'payments'))).toBe('ticket/denied')
    expect(codeOf(await share(ada, 'nowhere'))).toBe('desk/unknown-queue')
    unwrap(await share(ada, 'payments'))
    unwrap(await share(ada, 'payments'))
    expect(await queuesNow(ticket)).toEqual(['support', 'payments'])
    await isSound()
  })
})
