/** People who write on a ticket that is not theirs: joined, marked, and never taken for its requester (decision 10). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import { DAY_MS, LIMITS } from '../../../shared/kit/limits.ts'
import { whoIsOn } from '../../commit/participants.ts'
import { readFacts } from '../../sla/sla-record.ts'
import { openStage, type Stage } from '../../commit/test-stage/desk-stage.ts'
import { FORGED, makeLetters, PROVED, UNPROVED, type Letters } from '../test-stage/letters.ts'

const SUPPORT = 'support@help.desk.test'
const RUTH = 'ruth@customer.test'
const COLLEAGUE = 'carl@customer.test'

let stage: Stage
let letters: Letters
beforeEach(async () => {
  stage = await openStage()
  letters = makeLetters(stage)
})
afterEach(() => stage.close())

const words = (text: string) => ({ text, visible: text })
const on = async (ticket: string) =>
  (await whoIsOn(stage.sql, ticket)).map(({ address, standing }) => `${standing} ${address}`).sort()

describe('somebody else', () => {
  test('[MA20][MR28] with reply address and Message-ID is a participant, as who they are', async () => {
    const { ticket, replyTo, signedId } = await letters.begun()
    const reply = await letters.from(COLLEAGUE, replyTo, {
      inReplyTo: [signedId],
      ...words('I am her colleague.'),
    })
    expect(reply.ticket).toBe(ticket)
    expect(reply.message).toMatchObject({
      standing: 'participant',
      joinedBy: 'reply-address',
      address: COLLEAGUE,
      by: { kind: 'contact', name: 'Somebody' },
    })
    expect(reply.read?.facts.requester).toMatchObject({ address: RUTH, name: 'Ruth' })
    expect(await letters.shown(ticket)).not.toContain('I am her colleague.')
    expect(await on(ticket)).toEqual([`participant ${COLLEAGUE}`, `requester ${RUTH}`])
    // From now on a known Message-ID is enough for them; for another stranger it is not.
    const again = await letters.from(COLLEAGUE, SUPPORT, { references: [signedId] })
    expect([again.ticket, again.message?.standing]).toEqual([ticket, 'participant'])
  })

  test('[MA20][MR28] with our signed Message-ID alone is joined, and not on the ticket', async () => {
    const { ticket, signedId } = await letters.begun()
    const reply = await letters.from('carl@else.test', SUPPORT, {
      references: [signedId],
      sender: UNPROVED,
      ...words('She forwarded this to me.'),
    })
    expect([reply.ticket, reply.message?.standing]).toEqual([ticket, 'other'])
    expect(await letters.shown(ticket)).not.toContain('She forwarded this to me.')
    expect(await on(ticket)).toEqual([`requester ${RUTH}`])
  })

  test('[MA20][MA10][MR28][SEC-TT-2] with the reply address alone is a ticket of its own, linked for agents', async () => {
    const { ticket, replyTo } = await letters.begun()
    // A service that mails to whatever address somebody signed up with.
    const service = await letters.from('no-reply@chat.test', replyTo, {
      sender: PROVED,
      ...words('Welcome to quetzal'),
    })
    expect(service.ticket).not.toBe(ticket)
    const { number } = (await stage.read(ticket)).facts
    expect(service.message).toMatchObject({
      joinedBy: 'new-unmatched',
      linkedTo: { ticket, number },
    })
    const told = (await stage.read(ticket)).messages.filter((one) => one.kind === 'event')
    expect(told).toMatchObject([{ linkedTo: { ticket: service.ticket } }])
    expect(JSON.stringify(told)).not.toContain('quetzal')
    expect(await letters.shown(ticket)).not.toMatch(/quetzal|may belong/)
    // For agents alone: nobody is answered.
    expect(await letters.sent('acknowledgement')).toHaveLength(1)
    expect(await on(ticket)).toEqual([`requester ${RUTH}`])
  })

  test('[MA20][MR28] with the Message-ID of the customer’s own mail is a ticket of its own', async () => {
    // One mail to many, and all of them answer all: they are not one conversation.
    const { ticket, firstId } = await letters.begun()
    const tickets = new Set<string>([ticket])
    for (const who of ['ann', 'bob', 'cyd']) {
      const sent = await letters.from(`${who}@else.test`, SUPPORT, { inReplyTo: [firstId] })
      expect(sent.message).toMatchObject({ joinedBy: 'new-unmatched', linkedTo: { ticket } })
      tickets.add(sent.ticket)
    }
    expect(tickets.size).toBe(4)
  })

  test('[MA20] who writes without end leaves a few lines on the ticket', async () => {
    const { ticket, replyTo } = await letters.begun()
    const most = LIMITS.linkLinesPerTicket
    for (let at = 0; at < most + 3; at++) await letters.from(`x${at}@else.test`, replyTo)
    const lines = (await stage.read(ticket)).messages.filter((one) => one.kind === 'event')
    expect(lines).toHaveLength(most)
    expect(await stage.count('tickets')).toBe(most + 4)
  })

  test('[MA20][SEC-TT-4] somebody copied is a suggestion: told nothing, joined by it only when proved', async () => {
    const cc = [
      { address: COLLEAGUE, name: 'Carl' },
      { address: 'Payments+x@help.desk.test', name: '' },
      { address: RUTH, name: 'Ruth' },
    ]
    const { ticket, firstId } = await letters.begun({ cc })
    const [first] = await letters.spoken(ticket)
    expect(first?.newPeople).toEqual([{ address: COLLEAGUE, name: 'Carl' }])
    expect(await on(ticket)).toEqual([`requester ${RUTH}`])
    const everybody = JSON.stringify(await letters.sent('acknowledgement'))
    expect(everybody).not.toContain(COLLEAGUE)
    const answer = { inReplyTo: [firstId], ...words('Me too.') }
    const forged = await letters.from(COLLEAGUE, SUPPORT, { ...answer, sender: UNPROVED })
    expect(forged.ticket).not.toBe(ticket)
    const proved = await letters.from(COLLEAGUE, SUPPORT, { ...answer, sender: PROVED })
    expect([proved.ticket, proved.message?.standing]).toEqual([ticket, 'other'])
    expect(await letters.shown(ticket)).not.toContain('Me too.')
    expect(await on(ticket)).toEqual([`requester ${RUTH}`])
  })

  test('[MA20] moves no clock that waits for the requester, and opens nothing that ended', async () => {
    const agent = await stage.agent('Ada')
    const { ticket, replyTo, signedId } = await letters.begun()
    await letters.reply(agent, ticket)
    await letters.setStatus(agent, ticket, 'waiting')
    const facts = async () =>
      (await readFacts(stage.sql, ticket)).filter(({ kind }) => kind === 'inbound').length
    const stranger = { inReplyTo: [signedId] }
    await letters.from('eve@else.test', SUPPORT, stranger)
    expect(await facts()).toBe(0)
    // The desk has something to look at all the same.
    expect((await stage.read(ticket)).status).toBe('open')
    await letters.setStatus(agent, ticket, 'solved')
    const late = await letters.from('eve@else.test', SUPPORT, stranger)
    expect(late.ticket).not.toBe(ticket)
    expect(late.message?.joinedBy).toBe('new-after-closed')
    expect((await stage.read(ticket)).status).toBe('solved')
    // A participant is on it.
    const colleague = await letters.from(COLLEAGUE, replyTo, stranger)
    expect([colleague.ticket, colleague.read?.status]).toEqual([ticket, 'open'])
    expect(await facts()).toBe(1)
  })

  test('[MA20][MR42] is not in the headers of what the requester gets', async () => {
    const agent = await stage.agent('Ada')
    const { ticket, replyTo, signedId, firstId } = await letters.begun()
    await letters.from(COLLEAGUE, replyTo, {
      inReplyTo: [signedId],
      messageId: 'secret@customer.test',
    })
    const reply = await letters.reply(agent, ticket)
    expect(reply.inReplyTo).toBe(firstId)
    expect(reply.references).toEqual([firstId, signedId, reply.messageId])
    expect(JSON.stringify(reply)).not.toMatch(/secret@|carl@/)
  })

  test('[MA20] a ticket has so many participants and no more; their mail is joined all the same', async () => {
    const { ticket, replyTo, signedId } = await letters.begun()
    const most = LIMITS.participantsPerTicket
    for (let at = 0; at < most + 2; at++) {
      stage.advance(60_000)
      const { ticket: joined } = await letters.from(`p${at}@else.test`, replyTo, {
        inReplyTo: [signedId],
      })
      expect(joined).toBe(ticket)
    }
    expect(await stage.count('participants')).toBe(most)
  })
})

describe('a forwarded mail', () => {
  const enclosed = [
    { from: { address: 'Uma@User.test', name: 'Uma' }, subject: 'Help', messageId: 'u@user.test' },
  ]

  test('[MR30] names its author, believed when a person of the desk is shown to have sent it', async () => {
    await stage.agent('Ada')
    const forward = async (address: string, sender = PROVED) =>
      (await letters.from(address, SUPPORT, { enclosed, sender })).message
    const expected = { from: { address: 'uma@user.test', name: 'Uma' }, messageId: 'u@user.test' }
    const byAgent = await forward('ada@desk.test')
    expect(byAgent?.forwarded).toMatchObject({ ...expected, isBelieved: true })
    for (const message of [await forward('ada@desk.test', UNPROVED), await forward(RUTH)])
      expect(message?.forwarded).toMatchObject({ ...expected, isBelieved: false })
    // A suggestion: nobody became the requester of anything by it.
    expect(await stage.count('contacts', `email = 'uma@user.test'`)).toBe(0)
  })

  test('[MR30] inside the text names its author when a person of the desk forwards it, and to nobody else', async () => {
    await stage.agent('Ada')
    const uma = { address: 'uma@user.test', name: 'Uma' }
    const inText = [{ from: uma, subject: 'Help', messageId: null, isInText: true }]
    const forward = async (address: string, sender = PROVED) =>
      (await letters.from(address, SUPPORT, { enclosed: inText, sender })).message
    expect((await forward('ada@desk.test'))?.forwarded).toMatchObject({
      from: uma,
      isBelieved: true,
    })
    for (const message of [await forward('ada@desk.test', UNPROVED), await forward(RUTH)])
      expect(message).not.toHaveProperty('forwarded')
  })

  test('[MR30] that is on a ticket already is linked to it, when a person of the desk forwards it', async () => {
    await stage.agent('Ada')
    const { ticket, firstId } = await letters.begun()
    const ruth = { address: RUTH, name: 'Ruth' }
    const over = { enclosed: [{ from: ruth, subject: 'Door', messageId: firstId }] }
    const forwarded = await letters.from('ada@desk.test', SUPPORT, over)
    expect(forwarded.ticket).not.toBe(ticket)
    expect(forwarded.message).toMatchObject({ joinedBy: 'new', linkedTo: { ticket } })
    const told = (await stage.read(ticket)).messages.at(-1)
    expect(told).toMatchObject({ kind: 'event', linkedTo: { ticket: forwarded.ticket } })
    // Anybody else learns and links nothing by an id.
    const strangers = await letters.from('eve@else.test', SUPPORT, over)
    expect(strangers.message).not.toHaveProperty('linkedTo')
  })

  test('[MR30] of oneself, or of nobody, suggests nobody; the body is not asked', async () => {
    const own = [{ from: { address: RUTH, name: '' }, subject: '', messageId: null }]
    const nobody = [{ from: null, subject: 'x', messageId: null }]
    for (const over of [
      { enclosed: own },
      { enclosed: nobody },
      words('From: Uma <uma@user.test>'),
    ])
      expect((await letters.from(RUTH, SUPPORT, over)).message).not.toHaveProperty('forwarded')
  })
})

describe('Reply-To', () => {
  const asks = (...addresses: string[]) => ({
    replyTo: addresses.map((address) => ({ address, name: 'Box' })),
  })
  const ANSWERS = 'answers@else.test'

  test('[MR18] is shown when it differs and is nobody’s identity', async () => {
    const { message, read } = await letters.from(RUTH, SUPPORT, asks(ANSWERS))
    expect(message?.replyTo).toEqual([{ address: ANSWERS, name: 'Box' }])
    expect(read?.facts.requester.address).toBe(RUTH)
    expect((await letters.from(RUTH, SUPPORT, asks(RUTH))).message).not.toHaveProperty('replyTo')
    // Whoever names the requester there is not the requester.
    const { ticket, firstId } = await letters.begun()
    const eve = await letters.from('eve@else.test', SUPPORT, {
      ...asks(RUTH),
      inReplyTo: [firstId],
    })
    expect(eve.ticket).not.toBe(ticket)
  })

  test('[MR18] is answered when the domain of From stands by it, and proves nothing of From', async () => {
    const agent = await stage.agent('Ada')
    const { ticket } = await letters.from(RUTH, SUPPORT, { ...asks(ANSWERS), sender: PROVED })
    const before = await stage.count('capabilities', `kind = 'link'`)
    const reply = await letters.reply(agent, ticket)
    expect(reply.to).toEqual([{ address: ANSWERS, name: 'Box' }])
    const next = await letters.reply(agent, ticket)
    expect(next.references.slice(-2)).toEqual([reply.messageId, next.messageId])
    // Its link shows this ticket; opening it does not make Ruth's address proved.
    expect(await stage.count('capabilities', `kind = 'link'`)).toBe(before)
  })

  test.each([
    ['nothing stands by From', { ...asks(ANSWERS), sender: UNPROVED }],
    ['its domain disowns it', { ...asks(ANSWERS), sender: FORGED }],
    ['there are two', asks(ANSWERS, 'b@else.test')],
    ['it is an address of the desk', asks('Support+x@help.desk.test')],
    ['it is no address', asks('nobody')],
  ])('[MR18] is not answered when %s', async (_why, over) => {
    const agent = await stage.agent('Ada')
    const { ticket } = await letters.from(RUTH, SUPPORT, over)
    expect((await letters.reply(agent, ticket)).to[0]?.address).toBe(RUTH)
  })

  test('[MR18] is the only way to answer who did not say who they are', async () => {
    const agent = await stage.agent('Ada')
    const asked = await letters.send({ from: null, fromIs: 'none', ...asks(ANSWERS) })
    expect((await letters.reply(agent, asked.ticket)).to[0]?.address).toBe(ANSWERS)
    const silent = await letters.send({ from: null, fromIs: 'none' })
    await expect(letters.reply(agent, silent.ticket)).rejects.toThrow(/no address to answer to/)
    expect(await letters.sent('reply')).toHaveLength(1)
  })
})

describe('erasing a person', () => {
  test('[CO19] takes them out of what others’ mail says of them', async () => {
    await stage.agent('Ada')
    const admin = await stage.agent('Ann', null, 'admin')
    const uma = { address: 'uma@user.test', name: 'Uma' }
    await letters.from(uma.address, SUPPORT)
    const enclosed = [{ from: uma, subject: 'Help', messageId: null }]
    const over = { cc: [uma, { address: COLLEAGUE, name: 'Carl' }], replyTo: [uma], enclosed }
    const ruths = await letters.from(RUTH, SUPPORT, over)
    const claimed = await letters.send({ from: uma, fromIs: 'several' })
    expect(claimed.message?.address).toBe(uma.address)
    const row = await stage.sql.get(`SELECT id FROM contacts WHERE email = ?`, uma.address)
    const contact = String(row?.['id'])
    expect(await stage.count('participants', `contact = ?`, contact)).toBe(1)
    unwrap(await stage.push(admin, { kind: 'erase', contact, why: 'asked for' }))
    await stage.desk.jobs.runDue()
    expect(await stage.count('participants', `contact = ?`, contact)).toBe(0)
    const [message] = await letters.spoken(ruths.ticket)
    expect(message?.newPeople).toEqual([{ address: COLLEAGUE, name: 'Carl' }])
    expect(JSON.stringify(await stage.read(ruths.ticket))).not.toMatch(/uma/i)
    expect(JSON.stringify(await stage.read(claimed.ticket))).not.toMatch(/uma@/i)
    expect(message?.text).toBe('Hello, it does not open.')
  })
})

test('[MA20] what was said of standing survives its words being taken out', async () => {
  const lead = await stage.agent('Lea', null, 'lead')
  const { ticket, replyTo, signedId } = await letters.begun()
  const { message } = await letters.from(COLLEAGUE, replyTo, { inReplyTo: [signedId] })
  const input = { kind: 'redact', ticket, message: message?.id ?? '', why: 'asked for' } as const
  unwrap(await stage.push(lead, input))
  const left = (await letters.spoken(ticket)).find(({ id }) => id === message?.id)
  expect(left).toMatchObject({ text: '', standing: 'participant', joinedBy: 'reply-address' })
  stage.advance(DAY_MS)
})
