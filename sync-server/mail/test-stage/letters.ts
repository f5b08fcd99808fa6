/** Mail that goes back and forth between a desk and the people outside, for tests of where it ends up. */
import { unwrap } from '../../../shared/kit/fault.ts'
import { v } from '../../../shared/kit/schema.ts'
import type { Message, Ticket } from '../../../shared/ticket/ticket.ts'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import { OutgoingMail, type ReceiveMail } from '../../../shared/wire/mail.ts'
import type { Stage } from '../../commit/test-stage/desk-stage.ts'

type Letter = Partial<ReceiveMail> & { rawText?: string }

const WORDS = ['door', 'window', 'gate', 'shop', 'safe']

const facts = (dmarc: ReceiveMail['sender']['dmarc']): ReceiveMail['sender'] => ({
  spf: dmarc,
  dkim: dmarc,
  dmarc,
  words: '',
})
/** What the domain of From says of a mail. */
export const PROVED = facts('pass')
export const UNJUDGED = facts('unchecked')
/** Of a program on this machine: nothing is judged, and nobody else can send such mail. */
export const LOCAL: ReceiveMail['sender'] = { ...UNJUDGED, isLocal: true }
export const UNPROVED = facts('none')
/** Its domain says that it is not from there, and asks for nothing to be done about it. */
export const FORGED: ReceiveMail['sender'] = { ...facts('fail'), policy: 'none' }

export function makeLetters(stage: Stage) {
  let begun = 0
  const letters = {
    /** Hands a mail in; the ticket it is on and its message. */
    async send(over: Letter = {}) {
      const mail = await stage.mail(over)
      const done = unwrap(await stage.handIn(mail))
      const ticket = done.result?.['ticket']
      const held = done.result?.['held']
      const read = typeof ticket === 'string' ? await stage.read(ticket) : null
      const message = read?.messages.findLast((one) => one.raw === mail.raw.hash)
      return {
        ticket: typeof ticket === 'string' ? ticket : '',
        held: typeof held === 'string' ? held : null,
        read,
        message,
        mail,
      }
    },

    /** From somebody, by their own server, to one address of the desk. */
    async from(address: string, to: string, over: Letter = {}) {
      const envelope = { ...(await stage.mail()).envelope, from: address, to: [to] }
      return letters.send({ from: { address, name: 'Somebody' }, envelope, ...over })
    },

    async sent(kind: string): Promise<OutgoingMail[]> {
      const rows = await stage.sql.all(
        `SELECT mail FROM outgoing WHERE kind = ? ORDER BY at, id`,
        kind,
      )
      return rows.map((row) => v.parse(OutgoingMail, JSON.parse(String(row['mail']))))
    },

    /** A ticket of Ruth's, begun by mail, and what its acknowledgement says. */
    async begun(over: Letter = {}) {
      // Other words each time: the same subject is acknowledged once a day.
      const subject = `The ${WORDS[begun++ % WORDS.length]} does not open`
      const messageId = `first-${stage.newId()}@customer.test`
      const first = await letters.send({ subject, messageId, ...over })
      const acknowledgement = (await letters.sent('acknowledgement')).at(-1)
      stage.advance(11 * 60_000)
      return {
        ticket: first.ticket,
        firstId: first.mail.messageId ?? '',
        replyTo: acknowledgement?.replyTo?.address ?? '',
        signedId: acknowledgement?.messageId ?? '',
      }
    },

    /** An agent's reply, as the mail that goes out. */
    async reply(agent: Rights, ticket: string, text = 'Try again.'): Promise<OutgoingMail> {
      await stage.wholeReply(agent, ticket, { text, isForced: true })
      stage.advance(11_000)
      await stage.desk.jobs.runDue()
      const mail = (await letters.sent('reply')).at(-1)
      if (!mail) throw new Error('no reply went out')
      return mail
    },

    async setStatus(agent: Rights, ticket: string, status: Ticket['status']): Promise<void> {
      unwrap(await stage.push(agent, { kind: 'edit', ticket, ops: [{ op: 'set-status', status }] }))
    },

    /** What the requester's page shows. */
    async shown(ticket: string): Promise<string> {
      const row = await stage.sql.get(`SELECT public FROM tickets WHERE id = ?`, ticket)
      return String(row?.['public'])
    },

    async spoken(ticket: string): Promise<Message[]> {
      return (await stage.read(ticket)).messages.filter((message) => message.kind !== 'event')
    },
  }
  return letters
}

export type Letters = ReturnType<typeof makeLetters>
