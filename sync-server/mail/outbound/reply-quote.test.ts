/** What a reply quotes: the requester's own words that it answers, and nothing that is not theirs to read. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import { OutgoingMail, type ReceiveMail } from '../../../shared/wire/mail.ts'
import { openWebStage, type WebStage } from '../../http/test-stage/web-stage.ts'
import { makeLetters, PROVED, UNPROVED } from '../test-stage/letters.ts'

let web: WebStage
let ada: Rights
let ticket: string
let message: string
let letters: ReturnType<typeof makeLetters>
const WORDS = 'It leaks <here> & there.\n\nSince Monday.'

beforeEach(async () => {
  web = await openWebStage({
    DESKSIDE_UNDO_SECONDS: '0',
    DESKSIDE_RELAY_URL: 'smtp://127.0.0.1:1',
  })
  ada = await web.agent('Ada', null, 'admin')
  await want(true)
  letters = makeLetters(web)
  await write(WORDS)
})
afterEach(() => web.close())

const want = (isQuoting: boolean) =>
  web.desk.parts.settings.change((before) => ({
    ...before,
    queues: before.queues.map((queue) => ({ ...queue, isQuoting })),
  }))

/** A mail of the requester's that begins a ticket. */
async function write(text: string, sender: ReceiveMail['sender'] = PROVED): Promise<void> {
  const name = 'Ruth "R." <Bell>'
  const from = { address: 'ruth@customer.test', name }
  const sent = await letters.send({ from, sender, text, visible: text })
  ticket = sent.ticket
  message = sent.message?.id ?? ''
}

async function reply(more: object = {}) {
  const rest = { html: null, seen: null, isForced: true, status: null, text: 'Turn it.', ...more }
  const sendId = web.newId()
  unwrap(await web.push(ada, { kind: 'whole-reply', ticket, sendId, ...rest }))
  return { sendId, mail: await mailOf(sendId) }
}
async function mailOf(id: string): Promise<OutgoingMail> {
  const row = await web.sql.get(`SELECT mail FROM outgoing WHERE id = ?`, id)
  return v.parse(OutgoingMail, JSON.parse(String(row?.['mail'])))
}
const note = (text: string) =>
  web.push(ada, {
    kind: 'edit',
    ticket,
    ops: [{ op: 'add-note', id: web.newId(), text, mentions: [] }],
  })
describe('[OU20] [MR43] a reply quotes', () => {
  test('the message it answers, under all the rest, in text and in HTML; no note and nothing later', async () => {
    unwrap(await note('SECRET'))
    const { mail } = await reply()
    unwrap(await note('SECRET TOO'))
    expect(mail.text).toMatch(
      /^Turn it\.\n\n-- \nTicket #1: \S+\n\nOn \d{1,2} \w{3} \d{4}, at \d\d:\d\d, Ruth "R\." Bell <ruth@customer\.test> wrote:\n> It leaks <here> & there\.\n>\n> Since Monday\.\n$/,
    )
    expect(mail.html).toMatch(/Ticket #1[^]*wrote:<\/div>\s*<blockquote type="cite"/)
    expect(mail.html).toContain('It leaks &lt;here&gt; &amp; there.')
    expect(JSON.stringify(mail)).not.toContain('SECRET')
    expect(mail.quoted?.message).toBe(message)
  })

  test.each([
    [
      'de',
      /\n\nAm \d\d\.\d\d\.\d{4} um \d\d:\d\d schrieb Ruth "R\." Bell <ruth@customer\.test>:\n> It leaks/,
    ],
    [
      'ar',
      /\n\nفي \S+ الساعة [^\n]*كتب \u2068Ruth "R\." Bell <ruth@customer\.test>\u2069:\n> It leaks/,
    ],
  ])('[LA4] under a line in the language of who reads it: %s', async (lang, lead) => {
    await web.sql.run(`UPDATE contacts SET language = ?`, lang)
    const { mail } = await reply()
    expect(mail.text).toMatch(lead)
    const dir = lang === 'ar' ? 'rtl' : 'ltr'
    expect(mail.html).toMatch(
      new RegExp(
        `<div lang="${lang}" dir="${dir}"[^>]*>[^<]*</div>\\s*<blockquote type="cite" dir="auto"`,
      ),
    )
  })

  test('so much and no more', async () => {
    await write('a line of words 😀\n'.repeat(1_000))
    const { mail } = await reply()
    expect(mail.text).toMatch(/> a line of words 😀\n> \[…\]\n$/)
    expect(mail.text.length).toBeLessThan(2 * LIMITS.replyQuoteChars)
  })

  test('[CO17] words that are taken out of the ticket are out of the mail too, and it goes on without them', async () => {
    const { sendId, mail } = await reply()
    unwrap(await web.push(ada, { kind: 'redact', ticket, message, why: 'test' }))
    const left = await mailOf(sendId)
    expect(JSON.stringify(left)).not.toMatch(/leaks|Monday|wrote:/)
    expect(left.text).toBe(mail.text.slice(0, mail.quoted?.textAt))
    expect(left.text).toContain('Turn it.')
    expect(left.html).toContain('Ticket #1')
    expect(await web.count('jobs', `kind = 'mail' AND key = 'mail:${sendId}'`)).toBe(1)
  })
})

describe('[OU20] a reply quotes nothing', () => {
  const isQuoted = async (more: object = {}) => (await reply(more)).mail.text.includes('leaks')

  test('where the queue does not want it, as at first', async () => {
    await want(false)
    expect(await isQuoted()).toBe(false)
  })

  test('[FO4] to an address that is not shown to be its author’s', async () => {
    expect(await isQuoted()).toBe(true)
    await write(WORDS, UNPROVED)
    expect(await isQuoted()).toBe(false)
  })

  test('when somebody else gets a copy', async () => {
    const zoe = [{ address: 'zoe@customer.test', name: 'Zoe' }]
    expect(await isQuoted({ cc: zoe, bcc: [] })).toBe(false)
    expect(await isQuoted({ cc: [], bcc: zoe })).toBe(false)
  })

  test('of what somebody else wrote on the ticket, or a note', async () => {
    const { replyTo, messageId } = (await reply()).mail
    await letters.send({
      from: { address: 'mallory@elsewhere.test', name: 'Mallory' },
      sender: PROVED,
      envelope: { ...(await web.mail()).envelope, to: [replyTo?.address ?? ''] },
      inReplyTo: [messageId],
      text: 'MALLORY',
      visible: 'MALLORY',
    })
    const { mail } = await reply()
    expect(mail.text).not.toContain('MALLORY')
    expect(mail.text).toContain('leaks')
  })
})
