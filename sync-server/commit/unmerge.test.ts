/** Taking a merge back: both tickets are as if it had not been, but for what was written since, which stays. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { roundOf } from '../../shared/ticket/draft-doc.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { makeHousekeeping } from '../jobs/housekeeping.ts'
import { verify } from '../operator/verify.ts'
import { text } from '../store/database.ts'
import { whoIsOn } from './participants.ts'
import { bytesOfOp, codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'

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
  (await stage.read(ticket)).messages
    .filter(({ kind }) => kind !== 'event')
    .map(({ id, text, at }) => ({ id, text, at }))
const words = async (ticket: string) => (await said(ticket)).map((message) => message.text)
const publicWords = async (ticket: string): Promise<string[]> => {
  const row = await stage.sql.get(`SELECT public FROM tickets WHERE id = ?`, ticket)
  const Shown = v.object({ messages: v.array(v.object({ text: v.string() })) })
  return v
    .parse(Shown, JSON.parse(row ? text(row, 'public') : '{}'))
    .messages.map((message) => message.text)
}
const merge = (ticket: string, into: string) => stage.push(ada, { kind: 'merge', ticket, into })
const unmerge = (ticket: string, by = ada) => stage.push(by, { kind: 'unmerge', ticket })
const addNote = async (ticket: string, text: string) => {
  const op: TicketOp = { op: 'add-note', id: stage.newId(), text, mentions: [] }
  unwrap(await stage.push(ada, { kind: 'edit', ticket, ops: [op] }))
  stage.advance(1_000)
}
/** One that is merged, one that takes it. */
async function two(from = 'ruth@customer.test', to = 'olga@other.test') {
  const right = await stage.ticket(to, { subject: 'Second', body: 'It stands still.' })
  stage.advance(60_000)
  const left = await stage.ticket(from, { subject: 'First', body: 'It does not open.' })
  stage.advance(60_000)
  return { left, right }
}

test('[CO21] [OU4] the reply after it is written in a draft that nobody has sent', async () => {
  const { left, right } = await two()
  const reply = async (ticket: string, text: string) => {
    const now = await stage.read(ticket)
    const { draft, draftState } = await stage.draft(ada, ticket, text, roundOf(now))
    const seen = now.messages.at(-1)?.id ?? ''
    const send = { kind: 'send', sendId: stage.newId(), ticket, draft, draftState } as const
    unwrap(await stage.push(ada, { ...send, seen, isForced: true, status: null }))
    stage.advance(60_000)
  }
  await reply(left, 'Try the other key.')
  unwrap(await merge(left, right))
  await reply(right, 'Is it plugged in?')
  unwrap(await unmerge(left))
  for (const text of ['And now?', 'Then we come.']) await reply(right, text)
  expect(await words(right)).toEqual([
    'It stands still.',
    'Is it plugged in?',
    'And now?',
    'Then we come.',
  ])
})

describe('what goes back', () => {
  test('[CO21] messages, status, people and queues are on each ticket as they were before', async () => {
    const { left, right } = await two()
    await addNote(left, 'looked at it')
    unwrap(
      await stage.push(ada, {
        kind: 'edit',
        ticket: left,
        ops: [{ op: 'set-status', status: 'on-hold' }],
      }),
    )
    const before = { left: await said(left), right: await said(right) }
    const people = await whoIsOn(stage.sql, right)
    unwrap(await merge(left, right))
    expect(await words(right)).toContain('looked at it')
    stage.advance(3_600_000)
    expect(unwrap(await unmerge(left)).result).toEqual({ number: 2, from: right })
    expect(await said(left)).toEqual(before.left)
    expect(await said(right)).toEqual(before.right)
    const ticket = await stage.read(left)
    expect(ticket).toMatchObject({ status: 'on-hold', facts: { mergedInto: null } })
    expect(await whoIsOn(stage.sql, right)).toEqual(people)
    expect((await stage.read(right)).facts.participants).toEqual([])
    expect(ticket.messages.at(-2)?.text).toContain('Taken apart from #1')
    // It takes changes, and can be merged once more.
    await addNote(left, 'and again')
    unwrap(await merge(left, right))
    unwrap(await unmerge(left))
    expect(await words(right)).toEqual(['It stands still.'])
  })

  test('[CO21] [CO17] what went is in no document, log, file or index of the other ticket', async () => {
    const { left, right } = await two()
    const bob = await stage.agent('Bob', ['payments'])
    unwrap(await stage.push(ada, { kind: 'move', ticket: right, queue: 'payments' }))
    const epoch = await stage.sql.get(`SELECT epoch FROM tickets WHERE id = ?`, right)
    await addNote(left, 'the word is quagga')
    unwrap(await merge(left, right))
    const copy = await stage.copy(bob, right)
    expect(JSON.stringify(copy.getMap('messages').toJSON())).toContain('quagga')
    unwrap(await unmerge(left))
    const fresh = await stage.copy(bob, right)
    expect(JSON.stringify(fresh.getMap('messages').toJSON())).not.toContain('quagga')
    const later = await stage.sql.get(`SELECT epoch FROM tickets WHERE id = ?`, right)
    expect(later?.['epoch']).toBe(Number(epoch?.['epoch']) + 1)
    const rows = await stage.sql.all(`SELECT bytes FROM updates WHERE ticket = ?`, right)
    for (const { bytes } of rows)
      expect(bytes instanceof Uint8Array && Buffer.from(bytes).includes('quagga')).toBe(false)
    // Redacted now, it is nowhere at all.
    const note = (await stage.read(left)).messages.find((one) => one.text.includes('quagga'))
    const admin: Rights = { ...ada, role: 'admin' }
    const redact = { kind: 'redact', ticket: left, message: note?.id ?? '', why: 'secret' } as const
    unwrap(await stage.push(admin, redact))
    expect(await stage.placesOf('quagga')).toEqual([])
  })

  test('[CO21] [CO15] nobody outside reads more or less than before', async () => {
    const { left, right } = await two('ruth@customer.test', 'ruth@customer.test')
    unwrap(await merge(left, right))
    expect(await publicWords(right)).toEqual(['It stands still.', 'It does not open.'])
    unwrap(await unmerge(left))
    expect(await publicWords(right)).toEqual(['It stands still.'])
    expect(await publicWords(left)).toEqual(['It does not open.'])
  })

  test('[CO21] a mail that went out by the merge is the first ticket’s again, with what became of it', async () => {
    const { left, right } = await two()
    const sendId = await stage.wholeReply(ada, left, { isForced: true })
    unwrap(await merge(left, right))
    expect((await stage.read(right)).delivery[sendId]?.state).toBe('accepted')
    unwrap(await unmerge(left))
    expect((await stage.read(left)).delivery[sendId]?.state).toBe('accepted')
    expect((await stage.read(right)).delivery[sendId]).toBeUndefined()
    expect(await stage.count('outgoing', 'id = ? AND ticket = ?', sendId, left)).toBe(1)
  })

  test('[CO21] [SL1] its clocks go on where the merge stopped them; the time in between is not counted', async () => {
    const { left, right } = await two()
    const before = (await stage.read(left)).facts.clocks
    const others = (await stage.read(right)).facts.clocks
    unwrap(await merge(left, right))
    stage.advance(30 * 60_000)
    unwrap(await unmerge(left))
    const after = (await stage.read(left)).facts.clocks
    expect(after.map(({ target, state }) => [target, state])).toEqual(
      before.map(({ target, state }) => [target, state]),
    )
    const dueOf = (clocks: typeof before) =>
      clocks.find(({ target }) => target === 'firstResponse')?.dueAt ?? 0
    expect(dueOf(after) - dueOf(before)).toBe(30 * 60_000)
    expect((await stage.read(right)).facts.clocks).toEqual(others)
  })
})

describe('links', () => {
  const link = async (ticket: string, to: string, relation: 'related' | 'duplicate' = 'related') =>
    unwrap(
      await stage.push(ada, {
        kind: 'link',
        ticket,
        target: { to: 'ticket', ticket: to, relation },
      }),
    )
  const unlink = async (ticket: string, other: string) =>
    unwrap(
      await stage.push(ada, { kind: 'unlink', ticket, target: { to: 'ticket', ticket: other } }),
    )
  const page = async (ticket: string, ref: string) =>
    unwrap(await stage.push(ada, { kind: 'link', ticket, target: { to: 'outside', ref } }))
  /** Numbers and how they stand, and what is elsewhere. */
  const linksOn = async (ticket: string): Promise<string[]> =>
    ((await stage.read(ticket)).facts.links ?? [])
      .map((one) => (one.to === 'ticket' ? `${one.number} ${one.stands}` : one.ref))
      .sort()

  test('[CO23] [CO21] go along with a merge, on both sides, and come back with it', async () => {
    const { left, right } = await two()
    const [third, fourth] = [await stage.ticket(), await stage.ticket()]
    await link(left, third, 'duplicate')
    await link(left, fourth)
    await link(right, fourth)
    await link(left, right)
    await page(left, 'T123')
    await page(left, 'ABC-12')
    await page(right, 'T123')
    const all = [left, right, third, fourth]
    const before = await Promise.all(all.map(linksOn))
    unwrap(await merge(left, right))
    expect(await linksOn(right)).toEqual([
      '2 related',
      '3 duplicate',
      '4 related',
      'ABC-12',
      'T123',
    ])
    expect(await linksOn(third)).toEqual(['1 duplicated'])
    expect(await linksOn(fourth)).toEqual(['1 related'])
    unwrap(await unmerge(left))
    expect(await Promise.all(all.map(linksOn))).toEqual(before)
  })

  test('[CO23] that somebody took out after the merge stay out, and one that went on with its ticket is found', async () => {
    const { left, right } = await two()
    const [third, fourth, fifth] = [
      await stage.ticket(),
      await stage.ticket(),
      await stage.ticket(),
    ]
    await link(left, third)
    await link(left, fourth)
    unwrap(await merge(left, right))
    await unlink(right, third)
    unwrap(await merge(fourth, fifth))
    expect(await linksOn(fifth)).toEqual(['1 related'])
    unwrap(await unmerge(left))
    expect(await linksOn(left)).toEqual(['5 related'])
    expect(await linksOn(fifth)).toEqual(['2 related'])
    for (const ticket of [right, third, fourth]) expect(await linksOn(ticket)).toEqual([])
  })
})

describe('what stays', () => {
  test('[CO21] what was written since is on the ticket it was written on, and both say so', async () => {
    const { left, right } = await two()
    unwrap(await merge(left, right))
    stage.advance(1_000)
    unwrap(await stage.writes(left, 'Ruth again'))
    stage.advance(1_000)
    await addNote(right, 'written since')
    unwrap(await unmerge(left))
    expect(await words(right)).toEqual(['It stands still.', 'Ruth again', 'written since'])
    expect(await words(left)).toEqual(['It does not open.'])
    // Who wrote there is still on it: their mail finds it.
    const on = (await whoIsOn(stage.sql, right)).map(({ address }) => address)
    expect(on).toContain('ruth@customer.test')
    const told = (await stage.read(left)).messages.map(({ text }) => text).join()
    expect(told).toContain('What was written since the merge is there.')
    stage.advance(1_000)
    unwrap(await stage.writes(left, 'and here'))
    expect(await words(left)).toEqual(['It does not open.', 'and here'])
  })

  test('[CO21] [CO6] a device that was away makes its edits again in the document made anew', async () => {
    const { left, right } = await two()
    unwrap(await merge(left, right))
    const doc = await stage.copy(ada, right)
    unwrap(await unmerge(left))
    const update = bytesOfOp(doc, ada, { op: 'set-priority', priority: 'high' })
    const late = await stage.push(ada, { kind: 'update', ticket: right, epoch: 1, update })
    expect(codeOf(late)).toBe('ticket/epoch')
  })
})

describe('when', () => {
  test('[CO21] asked twice it happens once; without a merge nothing happens', async () => {
    const { left, right } = await two()
    unwrap(await merge(left, right))
    unwrap(await unmerge(left))
    const after = await stage.everything()
    unwrap(await unmerge(left))
    expect((await stage.everything()).replace(/^pushes .*$/m, '')).toBe(
      after.replace(/^pushes .*$/m, ''),
    )
  })

  test('[CO21] a later merge has to be taken back first', async () => {
    const { left, right } = await two()
    const third = await stage.ticket()
    unwrap(await merge(left, right))
    unwrap(await merge(right, third))
    expect(codeOf(await unmerge(left))).toBe('ticket/invalid')
    unwrap(await unmerge(right))
    expect(await words(third)).toEqual(['Hello, it does not open.'])
    expect(await words(right)).toEqual(['It stands still.', 'It does not open.'])
    unwrap(await unmerge(left))
    expect(await words(right)).toEqual(['It stands still.'])
  })

  test('[CO21] after 30 days it is for ever, and what was kept for it goes', async () => {
    const { left, right } = await two()
    unwrap(await merge(left, right))
    stage.advance(LIMITS.unmergeMs + 1_000)
    expect(codeOf(await unmerge(left))).toBe('ticket/invalid')
    const timers = { after: () => ({ cancel: () => {} }) }
    await makeHousekeeping(stage.desk.parts, timers).tidy()
    expect(await stage.count('merges')).toBe(0)
    expect((await stage.read(left)).facts.mergedInto).toBe(right)
  })

  test('[CO21] [RI3] whoever may not answer in both queues may not, and learns nothing', async () => {
    const { left, right } = await two()
    unwrap(await stage.push(ada, { kind: 'move', ticket: right, queue: 'payments' }))
    unwrap(await merge(left, right))
    const bob = await stage.agent('Bob', ['support'])
    const cleo = await stage.agent('Cleo', ['payments'])
    const before = await stage.everything()
    expect(codeOf(await unmerge(left, bob))).toBe('kit/not-found')
    expect(codeOf(await unmerge(left, cleo))).toBe('kit/not-found')
    expect(await stage.everything()).toBe(before)
  })

  test('[CO21] the other one was deleted: the first is open again, with its words', async () => {
    const { left, right } = await two()
    unwrap(await merge(left, right))
    const admin: Rights = { ...ada, role: 'admin' }
    unwrap(await stage.push(admin, { kind: 'delete', ticket: right, why: 'a trial' }))
    unwrap(await unmerge(left))
    expect(await words(left)).toEqual(['It does not open.'])
    expect((await stage.read(left)).status).toBe('new')
  })
})
