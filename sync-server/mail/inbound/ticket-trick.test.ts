/**
 * The Ticket Trick (assurance): ways by which somebody outside gets to read what a service sends to an address of the desk,
 * and so becomes the desk elsewhere. Each is tried as it would be done, through the path that mail takes.
 */
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { openStage, type Stage } from '../../commit/test-stage/desk-stage.ts'
import type { HttpEnv } from '../../http/request-auth.ts'
import { mountPages } from '../../pages/pages.ts'
import { LOCAL, makeLetters, PROVED, UNPROVED } from '../test-stage/letters.ts'

let stage: Stage
let letters: ReturnType<typeof makeLetters>
let app: Hono<HttpEnv>
const SUPPORT = 'support@help.desk.test'
const SERVICE = 'no-reply@chat.test'
const CODE = '481516'
const SECRET = 'f3a9c1d2e4b5968778695a4b3c2d1e0f'

/** What a service mails when somebody gives it an address. */
const verifying = {
  subject: `${CODE} is your Chat code`,
  text: `Confirm your email address for Chat.\n\nYour code: ${CODE}\n\nhttps://chat.test/verify?token=${SECRET}\n`,
  visible: `Confirm your email address for Chat.\n\nYour code: ${CODE}\n\nhttps://chat.test/verify?token=${SECRET}\n`,
  sender: PROVED,
}
/** The same from a service whose mail nobody would know by its words: the other rules must hold alone. */
const unknown = {
  subject: 'Zorp flim',
  text: `Blorp ${SECRET} glim`,
  visible: `Blorp ${SECRET} glim`,
  sender: PROVED,
}
const KINDS: [string, Partial<ReceiveMail>][] = [
  ['that is known by its words', verifying],
  ['that nobody knows by its words', unknown],
]

beforeEach(async () => {
  stage = await openStage()
  letters = makeLetters(stage)
  app = new Hono<HttpEnv>()
  app.use(async (c, next) => {
    c.set('remoteAddress', '192.0.2.1')
    await next()
  })
  mountPages(app, stage.desk)
})
afterEach(() => stage.close())

/** Files the form as anybody may, in anybody's name; what their browser holds afterwards. */
async function fileForm(email: string, over: Record<string, string> = {}) {
  const body = new FormData()
  const fields = { name: 'Eve', email, subject: 'Hello', message: 'Hello there', ...over }
  for (const [key, value] of Object.entries(fields)) body.set(key, value)
  const sent = await app.request('/q/support', { method: 'POST', body })
  const path = sent.headers.get('location') ?? ''
  const cookie = (sent.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  expect(sent.status).toBe(303)
  return { path, ticket: path.slice('/s/'.length), cookie }
}

const page = async ({ path, cookie }: { path: string; cookie: string }) =>
  (await app.request(path, { headers: { cookie } })).text()

/** Nothing of it is in any mail that leaves the desk, or on a page of anybody but who sent it themselves. */
async function expectKept(): Promise<void> {
  const mails = await stage.sql.all(`SELECT mail FROM outgoing`)
  const rows = await stage.sql.all(
    `SELECT public FROM tickets JOIN contacts ON contacts.id = tickets.requester WHERE email = ?`,
    'ruth@customer.test',
  )
  for (const row of mails) expect(String(row['mail'])).not.toMatch(RegExp(`${CODE}|${SECRET}`))
  for (const row of rows) expect(String(row['public'])).not.toMatch(RegExp(`${CODE}|${SECRET}`))
}

describe.each(KINDS)('mail %s', (_kind, mail) => {
  test('[SEC-TT-1][MR38] signing up at the portal as the service shows none of its mail', async () => {
    const eve = await fileForm(SERVICE)
    const { number } = (await stage.read(eve.ticket)).facts
    const acknowledgement = (await letters.sent('acknowledgement')).at(-1)
    const first = await letters.from(SERVICE, SUPPORT, mail)
    expect(first.ticket).not.toBe(eve.ticket)
    // Even where the service answers what the desk wrote to it, on the very ticket.
    await letters.from(SERVICE, acknowledgement?.replyTo?.address ?? '', {
      ...mail,
      subject: `Re: [#${number}] ${mail.subject}`,
      inReplyTo: [acknowledgement?.messageId ?? ''],
    })
    expect(await page(eve)).not.toMatch(RegExp(`${CODE}|${SECRET}`))
    const other = await app.request(`/s/${first.ticket}`, { headers: { cookie: eve.cookie } })
    expect(other.status).toBe(404)
  })

  test('[SEC-TT-2][MR38] signing up elsewhere with the reply address shows the requester nothing', async () => {
    const { ticket, replyTo } = await letters.begun()
    const before = await letters.spoken(ticket)
    await letters.from(SERVICE, replyTo, mail)
    await letters.from(SERVICE, replyTo, { ...mail, envelope: (await stage.mail()).envelope })
    expect(await letters.spoken(ticket)).toEqual(before)
    await expectKept()
  })

  test('[SEC-TT-3][MR38] a name, subject or body that holds the address or the id joins nothing', async () => {
    const { ticket, replyTo, signedId, firstId } = await letters.begun()
    const { number } = (await stage.read(ticket)).facts
    const before = await letters.spoken(ticket)
    const asName = { from: { address: SERVICE, name: `${replyTo} ${signedId}` } }
    const asText = `${mail.text}\nDear ${replyTo}, <${signedId}> <${firstId}> [#${number}]`
    for (const over of [
      asName,
      { subject: `${mail.subject} ${replyTo} [#${number}]` },
      { text: asText, visible: asText },
      { replyTo: [{ address: replyTo, name: '' }] },
      { messageId: `${signedId}.chat.test` },
    ])
      await letters.from(SERVICE, SUPPORT, { ...mail, ...over })
    expect(await letters.spoken(ticket)).toEqual(before)
    await expectKept()
  })

  test('[SEC-TT-4][MR38] adding a copy to the service gives nobody sight of its mail', async () => {
    const { ticket, replyTo, signedId } = await letters.begun()
    await letters.from('ruth@customer.test', replyTo, {
      sender: PROVED,
      inReplyTo: [signedId],
      cc: [{ address: SERVICE, name: 'Chat' }],
    })
    // The service has the whole thread now, and answers all.
    await letters.from(SERVICE, replyTo, {
      ...mail,
      inReplyTo: [signedId],
      cc: [{ address: 'ruth@customer.test', name: 'Ruth' }],
    })
    expect(await letters.shown(ticket)).not.toMatch(RegExp(`${CODE}|${SECRET}`))
    const told = (await stage.sql.all(`SELECT recipient FROM outgoing`)).map(
      (one) => one['recipient'],
    )
    expect(told).not.toContain(SERVICE)
    await expectKept()
  })

  test('[SEC-TT-5][MR38] a hundred addresses at once open no ticket of anybody', async () => {
    const { ticket, replyTo } = await letters.begun()
    const before = await letters.spoken(ticket)
    const token = /\+([0-9a-z]{26})@/.exec(replyTo)?.[1] ?? ''
    const near = Array.from({ length: 98 }, (_, at) => {
      const place = at % token.length
      const char = token[place] === 'x' ? 'y' : 'x'
      return `support+${token.slice(0, place)}${char}${token.slice(place + 1)}@help.desk.test`
    })
    const to = [...near, `support+${ticket}@help.desk.test`, 'support+1@help.desk.test']
    const envelope = { ...(await stage.mail()).envelope, from: SERVICE, to }
    await letters.send({ ...mail, from: { address: SERVICE, name: '' }, envelope })
    expect(await letters.spoken(ticket)).toEqual(before)
    await expectKept()
  })

  test('[SEC-TT-6][MR38] the same passed on by a person, or by a rule, is on nobody’s page', async () => {
    const { ticket, replyTo, signedId } = await letters.begun()
    const text = `---------- Forwarded message ---------\nFrom: Chat <${SERVICE}>\n\n${mail.text}`
    const over = { ...mail, subject: `Fwd: ${mail.subject}`, text, visible: text }
    await letters.from('colleague@customer.test', replyTo, { ...over, inReplyTo: [signedId] })
    await letters.from('colleague@customer.test', replyTo, over)
    await letters.from(SERVICE, replyTo, { ...over, sender: UNPROVED })
    expect(await letters.shown(ticket)).not.toMatch(RegExp(`${CODE}|${SECRET}`))
    await expectKept()
  })

  test('[SEC-TT-8][MR38][MR33] no mail of the desk quotes it to another party', async () => {
    const { ticket, replyTo, signedId } = await letters.begun()
    await letters.from(SERVICE, SUPPORT, { ...mail, sender: LOCAL })
    await letters.from('eve@elsewhere.test', replyTo, { ...mail, inReplyTo: [signedId] })
    const reply = await letters.reply(await stage.agent('Ada'), ticket, 'Thank you, we will look.')
    expect(reply.text).toContain('Thank you')
    await expectKept()
  })
})

describe('what agents do with it', () => {
  test('[SEC-TT-7][MR38] a third party’s mail is shown to the requester by an agent’s hand, and exactly that', async () => {
    const ada = await stage.agent('Ada')
    const { ticket, replyTo, signedId } = await letters.begun()
    const joined = await letters.from('eve@elsewhere.test', replyTo, {
      sender: PROVED,
      inReplyTo: [signedId],
      text: 'I paid for it.\n\n> what others wrote',
      visible: 'I paid for it.',
    })
    expect(joined.ticket).toBe(ticket)
    expect(await letters.shown(ticket)).not.toContain('I paid for it')
    const message = joined.message?.id ?? ''
    unwrap(await stage.push(ada, { kind: 'show-message', ticket, message, why: '' }))
    const shown: unknown = JSON.parse(await letters.shown(ticket))
    expect(shown).toMatchObject({ messages: [{}, { from: 'participant', text: 'I paid for it.' }] })
    expect(JSON.stringify(shown)).not.toContain('what others wrote')
    const read = await stage.read(ticket)
    expect(read.messages.find(({ id }) => id === message)?.shared?.by).toMatchObject({
      name: 'Ada',
    })
    expect(read.messages.at(-1)).toMatchObject({ kind: 'event', by: { name: 'Ada' } })
  })

  test('[SEC-TT-7] who may not answer there cannot, and nothing is shown that lets somebody in without a reason', async () => {
    const ada = await stage.agent('Ada')
    const other = await stage.agent('Ben', ['payments'])
    const { ticket } = await letters.begun()
    const held = await letters.from('eve@elsewhere.test', SUPPORT, verifying)
    const { facts } = await stage.read(ticket)
    const lead = await stage.agent('Lea', null, 'admin')
    const release = {
      kind: 'release-mail' as const,
      held: held.held ?? '',
      to: { number: facts.number },
    }
    unwrap(await stage.push(lead, { ...release, why: 'they asked us to' }))
    const message = (await letters.spoken(ticket)).at(-1)?.id ?? ''
    const show = { kind: 'show-message' as const, ticket, message }
    expect((await stage.push(other, { ...show, why: 'x' })).ok).toBe(false)
    expect((await stage.push(ada, { ...show, why: '' })).ok).toBe(false)
    expect(await letters.shown(ticket)).not.toContain(CODE)
    unwrap(await stage.push(ada, { ...show, why: 'the code is theirs' }))
    expect(await letters.shown(ticket)).toContain(CODE)
    expect((await stage.read(ticket)).messages.at(-1)?.text).toContain('the code is theirs')
  })

  test('[MA25] is listed with its secrets masked, before and after it is released', async () => {
    const lead = await stage.agent('Lea', null, 'admin')
    const held = await letters.from(SERVICE, SUPPORT, verifying)
    expect(held).toMatchObject({ ticket: '', held: expect.any(String) })
    expect(await stage.count('held_mail', `kind = 'automated'`)).toBe(1)
    const to = { queue: 'support' }
    const silent = { kind: 'release-mail' as const, held: held.held ?? '', to, why: '' }
    expect((await stage.push(lead, silent)).ok).toBe(false)
    expect(
      (await stage.push(await stage.agent('Kim', null, 'lead'), { ...silent, why: 'x' })).ok,
    ).toBe(false)
    const done = unwrap(
      await stage.push(lead, { kind: 'release-mail', held: held.held ?? '', to, why: 'ours' }),
    )
    const ticket = String(done.result?.['ticket'])
    const row = await stage.sql.get(`SELECT row, public FROM tickets WHERE id = ?`, ticket)
    for (const column of ['row', 'public'])
      expect(String(row?.[column])).not.toMatch(RegExp(`${CODE}|${SECRET}`))
    expect((await stage.read(ticket)).messages.some(({ text }) => text.includes('ours'))).toBe(true)
    // Whoever works on it reads it whole.
    expect((await letters.spoken(ticket))[0]).toMatchObject({ warning: 'verification' })
    expect((await letters.spoken(ticket))[0]?.text).toContain(CODE)
    await expectKept()
  })
})
