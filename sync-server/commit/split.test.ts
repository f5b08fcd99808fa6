/** Splitting and linking: each ticket says what is its own, nobody sees more by it, and it can be taken back. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { verify } from '../operator/verify.ts'
import { text } from '../store/database.ts'
import { codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'

let stage: Stage
let ada: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
})
afterEach(async () => {
  const { listed } = await verify(stage.desk, () => {})
  if (listed.length > 0) throw new Error(listed.join('\n'))
  await stage.close()
})

const said = async (ticket: string) =>
  (await stage.read(ticket)).messages.filter(({ kind }) => kind !== 'event')
const words = async (ticket: string) => (await said(ticket)).map(({ text }) => text)
const publicWords = async (ticket: string): Promise<string[]> => {
  const row = await stage.sql.get(`SELECT public FROM tickets WHERE id = ?`, ticket)
  const Shown = v.object({ messages: v.array(v.object({ text: v.string() })) })
  return v
    .parse(Shown, JSON.parse(row ? text(row, 'public') : '{}'))
    .messages.map((message) => message.text)
}
const addNote = async (ticket: string, text: string) => {
  const id = stage.newId()
  const op: TicketOp = { op: 'add-note', id, text, mentions: [] }
  unwrap(await stage.push(ada, { kind: 'edit', ticket, ops: [op] }))
  stage.advance(1_000)
  return id
}
const idOf = async (ticket: string, words: string) =>
  (await said(ticket)).find(({ text }) => text === words)?.id ?? ''
const split = (ticket: string, messages: string[], over: { into?: string } = {}, by = ada) => {
  const into = over.into ?? stage.newId()
  const input = { kind: 'split', ticket, into, messages, subject: 'The other thing' } as const
  return stage.push(by, input)
}
const unsplit = (ticket: string) => stage.push(ada, { kind: 'unsplit', ticket })

/** Ruth asks for two things; a note between. */
async function twoThings() {
  const ticket = await stage.ticket('ruth@customer.test', { body: 'The door is stuck.' })
  stage.advance(60_000)
  unwrap(await stage.writes(ticket, 'And the bill is wrong.'))
  stage.advance(60_000)
  const note = await addNote(ticket, 'the bill is of March')
  return { ticket, bill: await idOf(ticket, 'And the bill is wrong.'), note }
}

describe('splitting', () => {
  test('[CO22] the messages are a ticket of their own, linked both ways, in the same queues', async () => {
    const { ticket, bill, note } = await twoThings()
    const before = await said(ticket)
    const into = stage.newId()
    const done = unwrap(await split(ticket, [bill, note], { into }))
    expect(done.result).toEqual({ id: into, number: 2 })
    expect(await words(ticket)).toEqual(['The door is stuck.'])
    const made = await stage.read(into)
    expect((await said(into)).map(({ id, at }) => [id, at])).toEqual(
      before.slice(1).map(({ id, at }) => [id, at]),
    )
    expect(made).toMatchObject({
      subject: 'The other thing',
      queue: 'support',
      facts: { requester: { address: 'ruth@customer.test' } },
    })
    expect(made.facts.links).toEqual([{ to: 'ticket', ticket, number: 1, stands: 'split-from' }])
    expect((await stage.read(ticket)).facts.links).toEqual([
      { to: 'ticket', ticket: into, number: 2, stands: 'split-into' },
    ])
    expect(await publicWords(into)).toEqual(['And the bill is wrong.'])
    expect(await publicWords(ticket)).toEqual(['The door is stuck.'])
  })

  test('[CO22] [CO15] nobody reads on the new ticket what they did not read before', async () => {
    const first = await stage.mail({ messageId: 'first@customer.test', text: 'The door is stuck.' })
    const ticket = String(unwrap(await stage.handIn(first)).result?.['ticket'])
    const writes = async (name: string, visible: string) => {
      const from = { address: `${name.toLowerCase()}@other.test`, name }
      const person = { ticket, ...from }
      unwrap(await stage.push(ada, { kind: 'add-participant', ...person }))
      stage.advance(60_000)
      const mail = await stage.mail({
        from,
        envelope: { ...first.envelope, from: from.address },
        inReplyTo: ['first@customer.test'],
        visible,
      })
      expect(unwrap(await stage.handIn(mail)).result?.['ticket']).toBe(ticket)
      return idOf(ticket, visible)
    }
    const olga = await writes('Olga', 'It is my door too.')
    const paul = await writes('Paul', 'And mine.')
    unwrap(await stage.push(ada, { kind: 'show-message', ticket, message: paul, why: '' }))
    stage.advance(60_000)
    unwrap(await stage.writes(ticket, 'Ruth again'))
    expect(await publicWords(ticket)).toEqual(['The door is stuck.', 'And mine.', 'Ruth again'])
    const into = stage.newId()
    unwrap(await split(ticket, [olga, paul, await idOf(ticket, 'Ruth again')], { into }))
    const made = await stage.read(into)
    expect(made.facts.requester.address).toBe('olga@other.test')
    expect(await words(into)).toEqual(['It is my door too.', 'And mine.', 'Ruth again'])
    // What was said to Ruth, or shown to her by hand, was not for Olga.
    for (const theirs of ['And mine.', 'Ruth again'])
      expect(await publicWords(into)).not.toContain(theirs)
    expect(await publicWords(ticket)).toEqual(['The door is stuck.'])
  })

  test('[CO22] [CO17] what left is in no document or log of the first ticket; redacted, it is nowhere', async () => {
    const { ticket, bill } = await twoThings()
    const into = stage.newId()
    unwrap(await split(ticket, [bill], { into }))
    const redact = { kind: 'redact', ticket: into, message: bill, why: 'secret' } as const
    unwrap(await stage.push({ ...ada, role: 'admin' }, redact))
    expect(await stage.placesOf('bill is wrong')).toEqual([])
  })

  test('[CO22] [MA19] an answer to a mail that left goes where it is now', async () => {
    const first = await stage.mail({ messageId: 'first@customer.test', visible: 'The door.' })
    const ticket = String(unwrap(await stage.handIn(first)).result?.['ticket'])
    stage.advance(1_000)
    const second = await stage.mail({
      messageId: 'second@customer.test',
      inReplyTo: ['first@customer.test'],
      visible: 'The bill.',
    })
    unwrap(await stage.handIn(second))
    const into = stage.newId()
    unwrap(await split(ticket, [await idOf(ticket, 'The bill.')], { into }))
    const third = await stage.mail({ inReplyTo: ['second@customer.test'], visible: 'And?' })
    expect(unwrap(await stage.handIn(third)).result?.['ticket']).toBe(into)
  })

  test('[CO22] [SL1] the clock of what nobody answered began when it came, else with the split', async () => {
    const { ticket, bill } = await twoThings()
    const at = (await said(ticket))[1]?.at
    const one = stage.newId()
    unwrap(await split(ticket, [bill], { into: one }))
    expect((await stage.read(one)).facts.acceptedAt).toBe(at)
    unwrap(await unsplit(one))
    await stage.wholeReply(ada, ticket, { isForced: true })
    stage.advance(60_000)
    const other = stage.newId()
    unwrap(await split(ticket, [bill], { into: other }))
    expect((await stage.read(other)).facts.acceptedAt).toBe(stage.now())
  })

  test('[CO22] [CO9] what may not be split is not, and nothing changes', async () => {
    const { ticket, bill, note } = await twoThings()
    const bob = await stage.agent('Bob', ['payments'])
    const reply = await stage.wholeReply(ada, ticket, { isForced: true })
    const first = await idOf(ticket, 'The door is stuck.')
    const before = (await stage.everything()).replace(/^pushes .*$/m, '')
    expect(codeOf(await split(ticket, [note]))).toBe('ticket/invalid')
    expect(codeOf(await split(ticket, [bill, reply]))).toBe('ticket/invalid')
    expect(codeOf(await split(ticket, [stage.newId()]))).toBe('kit/not-found')
    expect(codeOf(await split(ticket, [first, bill, note, reply]))).toBe('ticket/invalid')
    expect(codeOf(await split(ticket, [bill], { into: ticket }))).toBe('ticket/reused-push')
    expect(codeOf(await split(ticket, [bill], {}, bob))).toBe('kit/not-found')
    expect((await stage.everything()).replace(/^pushes .*$/m, '')).toBe(before)
  })
})

describe('taking it back', () => {
  test('[CO22] the messages stand where they stood, and the ticket that was made shows the way', async () => {
    const { ticket, bill, note } = await twoThings()
    const before = await said(ticket)
    const into = stage.newId()
    unwrap(await split(ticket, [bill, note], { into }))
    unwrap(await unsplit(into))
    expect(await said(ticket)).toEqual(before)
    expect(await said(into)).toEqual([])
    expect(await stage.read(into)).toMatchObject({
      status: 'closed',
      facts: { mergedInto: ticket },
    })
    expect((await stage.read(ticket)).facts.links).toBeUndefined()
    expect(unwrap(await stage.writes(into, 'and more')).result?.['id']).toBe(ticket)
    // Asked for once more by another hand: it is so already.
    expect(unwrap(await unsplit(into)).result).toEqual({ into: ticket })
    const clocks = (await stage.read(into)).facts.clocks
    expect(new Set(clocks.map(({ state }) => state))).toEqual(new Set(['cancelled']))
  })

  test('[CO22] not once something was said on it', async () => {
    const { ticket, bill } = await twoThings()
    const into = stage.newId()
    unwrap(await split(ticket, [bill], { into }))
    await addNote(into, 'looked at it')
    expect(codeOf(await unsplit(into))).toBe('ticket/invalid')
    expect(codeOf(await unsplit(ticket))).toBe('ticket/invalid')
  })
})

describe('links', () => {
  const link = (ticket: string, other: string, relation: 'related' | 'duplicate', by = ada) =>
    stage.push(by, {
      kind: 'link',
      ticket,
      target: { to: 'ticket', ticket: other, relation },
    })
  const linksOf = async (ticket: string) => (await stage.read(ticket)).facts.links

  test('[CO23] both tickets say so, each from its side, by number alone; from one side it goes from both', async () => {
    const [one, other] = [await stage.ticket(), await stage.ticket()]
    unwrap(await link(one, other, 'duplicate'))
    expect(await linksOf(one)).toEqual([
      { to: 'ticket', ticket: other, number: 2, stands: 'duplicate' },
    ])
    expect(await linksOf(other)).toEqual([
      { to: 'ticket', ticket: one, number: 1, stands: 'duplicated' },
    ])
    unwrap(await link(other, one, 'related'))
    expect(await linksOf(one)).toMatchObject([{ stands: 'related' }])
    const target = { to: 'ticket', ticket: one } as const
    unwrap(await stage.push(ada, { kind: 'unlink', ticket: other, target }))
    expect(await linksOf(one)).toBeUndefined()
    expect(await linksOf(other)).toBeUndefined()
  })

  test('[CO23] an issue elsewhere is named once; what could run is refused at the door', async () => {
    const ticket = await stage.ticket()
    const target = { to: 'outside', ref: 'T123' } as const
    unwrap(await stage.push(ada, { kind: 'link', ticket, target }))
    unwrap(await stage.push(ada, { kind: 'link', ticket, target }))
    expect(await linksOf(ticket)).toEqual([target])
    unwrap(await stage.push(ada, { kind: 'unlink', ticket, target }))
    expect(await linksOf(ticket)).toBeUndefined()
  })

  test('[CO23] [RI3] a ticket that is not theirs to see cannot be linked, and looks like none', async () => {
    const [one, other] = [await stage.ticket(), await stage.ticket()]
    unwrap(await stage.push(ada, { kind: 'move', ticket: other, queue: 'payments' }))
    const bob = await stage.agent('Bob', ['support'])
    const before = await stage.everything()
    const refused = await link(one, other, 'related', bob)
    expect(refused).toEqual(await link(one, stage.newId(), 'related', bob))
    expect(codeOf(refused)).toBe('kit/not-found')
    expect(codeOf(await link(one, one, 'related', bob))).toBe('ticket/invalid')
    expect(await stage.everything()).toBe(before)
  })

  test('[CO23] a ticket that was merged is linked where it goes on', async () => {
    const [one, other, third] = [await stage.ticket(), await stage.ticket(), await stage.ticket()]
    unwrap(await stage.push(ada, { kind: 'merge', ticket: other, into: third }))
    unwrap(await link(one, other, 'related'))
    expect(await linksOf(one)).toMatchObject([{ ticket: third }])
  })
})
