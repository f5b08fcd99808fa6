/** What machines answer, what comes back to us, and how much may come in at all. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import { OutgoingMail, type ReceiveMail } from '../../../shared/wire/mail.ts'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import { openStage, type Stage } from '../../commit/test-stage/desk-stage.ts'
import { readFacts } from '../../sla/sla-record.ts'

let stage: Stage
let ada: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
})
afterEach(() => stage.close())

const RUTH = { address: 'ruth@customer.test', name: 'Ruth' }
const AWAY: ReceiveMail['nature'] = { kind: 'auto', why: 'Auto-Submitted: auto-replied' }

async function handIn(over: Parameters<Stage['mail']>[0] = {}) {
  const { result } = unwrap(await stage.handIn(await stage.mail(over)))
  const { ticket, held } = result ?? {}
  return {
    ticket: typeof ticket === 'string' ? ticket : null,
    held: typeof held === 'string' ? held : null,
  }
}

const envelopeTo = async (to: string, from = ''): Promise<ReceiveMail['envelope']> => ({
  ...(await stage.mail()).envelope,
  from,
  to: [to],
})

async function lastMail(kind: string): Promise<OutgoingMail> {
  const row = await stage.sql.get(
    `SELECT mail FROM outgoing WHERE kind = ? ORDER BY at DESC, id DESC LIMIT 1`,
    kind,
  )
  return v.parse(OutgoingMail, JSON.parse(String(row?.['mail'])))
}

async function replied(status: 'waiting' | 'closed') {
  const ticket = await stage.ticket(RUTH.address)
  await stage.wholeReply(ada, ticket, { status })
  stage.advance(10_000)
  await stage.desk.jobs.runDue()
  stage.advance(60_000)
  return { ticket, mail: await lastMail('reply') }
}

describe('an automatic answer', () => {
  test.each(['envelope', 'reply'] as const)(
    '[MA7][MA26][MR29][MR31] to the %s address is a folded line on its ticket, and opens and starts nothing',
    async (which) => {
      for (const status of ['waiting', 'closed'] as const) {
        const { ticket, mail } = await replied(status)
        const before = await readFacts(stage.sql, ticket)
        const to = which === 'envelope' ? mail.envelopeFrom : (mail.replyTo?.address ?? '')
        const where = await handIn({
          envelope: await envelopeTo(to),
          nature: AWAY,
          subject: 'Automatic reply: away',
          text: 'I am back on Monday.',
          visible: 'I am back on Monday.',
        })
        expect(where).toEqual({ ticket, held: null })
        const read = await stage.read(ticket)
        expect(read.status).toBe(status)
        expect(read.messages.at(-1)).toMatchObject({
          kind: 'event',
          text: 'Automatic answer of Ruth: Automatic reply: away · I am back on Monday.',
          raw: expect.any(String),
        })
        const added = (await readFacts(stage.sql, ticket)).slice(before.length)
        expect(added.map((fact) => fact.kind)).toEqual(['auto'])
        // The requester wrote nothing, and reads nothing of it.
        const row = await stage.sql.get(`SELECT public, row FROM tickets WHERE id = ?`, ticket)
        expect(String(row?.['public'])).not.toContain('Monday')
        expect(JSON.parse(String(row?.['row']))).toMatchObject({ lastKind: 'reply' })
      }
      expect(await stage.count('outgoing', `kind = 'acknowledgement'`)).toBe(0)
    },
  )

  test('[MA7] from a service that was given the address is held: nobody on the ticket wrote', async () => {
    const { ticket, mail } = await replied('waiting')
    const before = await stage.read(ticket)
    for (const to of [mail.envelopeFrom, mail.replyTo?.address ?? '']) {
      const where = await handIn({
        from: { address: 'no-reply@service.test', name: 'Service' },
        envelope: await envelopeTo(to),
        nature: AWAY,
        text: 'Your code is 4711',
      })
      expect(where).toEqual({ ticket: null, held: expect.any(String) })
    }
    expect(await stage.read(ticket)).toEqual(before)
  })

  test('[MA26] a ticket takes so many in a day; the rest is held, nothing is dropped', async () => {
    const { ticket, mail } = await replied('waiting')
    const more = 3
    for (let at = 0; at < LIMITS.automaticPerTicketPerDay + more; at++)
      await handIn({ envelope: await envelopeTo(mail.envelopeFrom), nature: AWAY })
    expect(await stage.count('sla_facts', `ticket = ? AND kind = 'auto'`, ticket)).toBe(
      LIMITS.automaticPerTicketPerDay,
    )
    expect(await stage.count('held_mail')).toBe(more)
  })
})

describe('mail of ours that comes back', () => {
  test.each([
    ['its mark', { loop: 'help.desk.test' }],
    ['an address of the desk', { from: { address: 'Payments@help.desk.test', name: 'x' } }],
    ['one of them with a tag', { from: { address: 'support+b1@help.desk.test', name: 'x' } }],
  ])('[MA8][MR32] by %s opens nothing and is answered by nobody', async (_how, over) => {
    expect((await handIn(over)).held).not.toBeNull()
    expect(await stage.count('tickets')).toBe(0)
    expect(await stage.count('outgoing')).toBe(0)
  })

  test('[MA8][MR32] by its Message-ID, whoever it says it is from', async () => {
    const { mail } = await replied('waiting')
    const tickets = await stage.count('tickets')
    expect((await handIn({ messageId: mail.messageId })).held).not.toBeNull()
    expect(await stage.count('tickets')).toBe(tickets)
  })

  test('[MA8] a person at another desk is a person', async () => {
    expect((await handIn({ loop: 'other.desk.example' })).ticket).not.toBeNull()
  })
})

describe('caps on what comes in', () => {
  test('[MA26][MR32] one sender opens so many tickets in an hour; the rest is held and seen', async () => {
    const most = LIMITS.mailTicketsPerHourPerSender
    for (let at = 0; at < most + 2; at++) await handIn({ subject: `Alarm ${at}` })
    expect(await stage.count('tickets')).toBe(most)
    expect(await stage.count('held_mail', `reason LIKE '%from this sender in an hour'`)).toBe(2)
    // Somebody else is not held up by it, and an hour later they are not either.
    expect((await handIn({ from: { address: 'ivo@customer.test', name: '' } })).held).toBeNull()
    stage.advance(3_600_001)
    expect((await handIn()).held).toBeNull()
  })

  test('[MA26] nobody’s mail is held because others wrote in their name', async () => {
    const forged = { spf: 'none', dkim: 'none', dmarc: 'none', words: '' } as const
    for (let at = 0; at < LIMITS.mailTicketsPerHourPerSender; at++) await handIn({ sender: forged })
    expect((await handIn({ sender: forged })).held).not.toBeNull()
    expect((await handIn()).ticket).not.toBeNull()
  })

  test('[MA26][MR32] one ticket takes so many mails in ten minutes; the rest is held and seen', async () => {
    const first = await handIn()
    const { replyTo } = await lastMail('acknowledgement')
    const envelope = await envelopeTo(replyTo?.address ?? '', RUTH.address)
    for (let at = 0; at < LIMITS.mailsPerTicket; at++)
      expect(await handIn({ envelope })).toEqual({ ticket: first.ticket, held: null })
    expect((await handIn({ envelope })).held).not.toBeNull()
    stage.advance(LIMITS.mailsPerTicketMs + 1)
    expect(await handIn({ envelope })).toEqual({ ticket: first.ticket, held: null })
  })
})
