/** Merging: what is said stays said, on the other ticket; the first is closed and shows the way; nobody sees more. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { withTag } from '../mail/outbound/outgoing.ts'
import { verify } from '../operator/verify.ts'
import { text } from '../store/database.ts'
import { grantLink } from './capabilities.ts'
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

const words = async (ticket: string) =>
  (await stage.read(ticket)).messages
    .filter((message) => message.kind !== 'event')
    .map((message) => message.text)

const publicWords = async (ticket: string): Promise<string[]> => {
  const row = await stage.sql.get(`SELECT public FROM tickets WHERE id = ?`, ticket)
  const Shown = v.object({ messages: v.array(v.object({ text: v.string() })) })
  return v
    .parse(Shown, JSON.parse(row ? text(row, 'public') : '{}'))
    .messages.map((message) => message.text)
}

const merge = (ticket: string, into: string, by = ada) =>
  stage.push(by, { kind: 'merge', ticket, into })

const addNote = async (ticket: string, words: string) => {
  const id = stage.newId()
  const op: TicketOp = { op: 'add-note', id, text: words, mentions: [] }
  unwrap(await stage.push(ada, { kind: 'edit', ticket, ops: [op] }))
  stage.advance(1_000)
  return id
}

/** One to be merged, one to take it, a minute apart. */
async function two(from = 'ruth@customer.test', to = from): Promise<[string, string]> {
  const right = await stage.ticket(to, { subject: 'Second', body: 'It stands still.' })
  stage.advance(60_000)
  const left = await stage.ticket(from, { subject: 'First', body: 'It does not open.' })
  stage.advance(60_000)
  return [left, right]
}

describe('what is said', () => {
  test('[CO14] messages and notes stand on the other ticket, in the order they were accepted', async () => {
    const [left, right] = await two()
    await addNote(left, 'looked at it')
    const later = await addNote(right, 'and at this')
    const done = unwrap(await merge(left, right))
    expect(done.result).toEqual({ into: right, number: 1 })
    expect(await words(right)).toEqual([
      'It stands still.',
      'and at this',
      'It does not open.',
      'looked at it',
    ])
    const { messages } = await stage.read(right)
    expect(messages.map((message) => message.at)).toEqual(
      [...messages.map((message) => message.at)].sort((a, b) => a - b),
    )
    const moved = messages.find((message) => message.text === 'looked at it')
    const said = (await stage.read(left)).messages.find((message) => message.id === moved?.id)
    // It was said before what stands there already; its own time is kept.
    expect(moved?.claimedAt).toBe(said?.at)
    expect(messages.findIndex(({ id }) => id === later)).toBeLessThan(
      messages.findIndex(({ id }) => id === moved?.id),
    )
    expect(messages.at(-1)).toMatchObject({ kind: 'event', text: expect.stringContaining('#2') })
  })

  test('[CO14] the merged ticket is closed, says where it goes on, and takes no change', async () => {
    const [left, right] = await two()
    const doc = await stage.copy(ada, left)
    const update = bytesOfOp(doc, ada, { op: 'set-priority', priority: 'high' })
    const { draft, draftState } = await stage.draft(ada, left, 'My half of an answer')
    unwrap(await merge(left, right))
    const merged = await stage.read(left)
    expect(merged).toMatchObject({ status: 'closed', facts: { mergedInto: right } })
    expect(merged.messages.at(-2)?.text).toContain('Merged into #1')
    const late = await stage.push(ada, { kind: 'update', ticket: left, epoch: 1, update })
    expect(late).toMatchObject({ fault: { code: 'ticket/merged', more: { into: right } } })
    const send = await stage.push(ada, {
      kind: 'send',
      sendId: stage.newId(),
      ticket: left,
      draft,
      draftState,
      seen: null,
      isForced: true,
      status: null,
    })
    expect(codeOf(send)).toBe('ticket/merged')
    expect(codeOf(await stage.push(ada, { kind: 'move', ticket: left, queue: 'payments' }))).toBe(
      'ticket/merged',
    )
  })

  test('[CO14] the send guard stops a reply whose author had not seen what was merged in', async () => {
    const [left, right] = await two()
    const seen = (await stage.read(right)).messages[0]?.id ?? null
    const { draft, draftState } = await stage.draft(ada, right, 'Try the other door.')
    unwrap(await merge(left, right))
    const send = {
      kind: 'send',
      sendId: stage.newId(),
      ticket: right,
      draft,
      draftState,
      seen,
      isForced: false,
      status: null,
    } as const
    expect(codeOf(await stage.push(ada, send))).toBe('ticket/stale')
  })

  test('[CO14] a reply that was held goes out, and its delivery is told on the other ticket', async () => {
    const [left, right] = await two()
    const { draft, draftState } = await stage.draft(ada, left, 'We are on it.')
    const sendId = stage.newId()
    const send = { kind: 'send', sendId, ticket: left, draft, draftState, isForced: true } as const
    unwrap(await stage.push(ada, { ...send, seen: null, status: null }))
    unwrap(await merge(left, right))
    expect((await stage.read(right)).delivery[sendId]?.state).toBe('accepted')
    expect(await stage.count('outgoing', 'id = ? AND ticket = ?', sendId, right)).toBe(1)
    expect(await stage.count('jobs', `key = ?`, `send:${sendId}`)).toBe(0)
    expect(codeOf(await stage.push(ada, { kind: 'unsend', ticket: left, sendId }))).toBe(
      'ticket/merged',
    )
  })

  test('[CO14] its clocks end as cancelled, those of the other run on untouched', async () => {
    const [left, right] = await two()
    const before = (await stage.read(right)).facts.clocks
    unwrap(await merge(left, right))
    const states = (await stage.read(left)).facts.clocks.map((clock) => clock.state)
    expect(new Set(states)).toEqual(new Set(['cancelled']))
    expect((await stage.read(right)).facts.clocks).toEqual(before)
  })
})

describe('once, and to an end', () => {
  test('[CO14] asked for twice it happens once; chains are followed; circles refused', async () => {
    const [a, b] = await two()
    const c = await stage.ticket()
    unwrap(await merge(a, b))
    const after = await stage.everything()
    expect(unwrap(await merge(a, b)).result).toEqual({ into: b, number: 1 })
    expect(codeOf(await merge(a, c))).toBe('ticket/merged')
    expect(codeOf(await merge(b, a))).toBe('ticket/invalid')
    expect(codeOf(await merge(b, b))).toBe('ticket/invalid')
    // The answers are remembered by their push ids, and nothing else was written.
    expect((await stage.everything()).replace(/^pushes .*$/m, '')).toBe(
      after.replace(/^pushes .*$/m, ''),
    )
    unwrap(await merge(b, c))
    const d = await stage.ticket()
    // Into one that was merged itself: it goes where that one went.
    expect(unwrap(await merge(d, a)).result).toMatchObject({ into: c })
    expect((await words(c)).length).toBe(4)
  })

  test('[CO14] whoever may not answer in both queues may not merge, and learns nothing', async () => {
    const [left, right] = await two()
    unwrap(await stage.push(ada, { kind: 'move', ticket: right, queue: 'payments' }))
    const bob = await stage.agent('Bob', ['support'])
    expect(codeOf(await merge(left, right, bob))).toBe('kit/not-found')
    expect(codeOf(await merge(right, left, bob))).toBe('kit/not-found')
    expect((await stage.read(left)).facts.mergedInto).toBeNull()
  })
})

describe('from outside', () => {
  const replyTag = async (ticket: string) => {
    const { requester } = (await stage.read(ticket)).facts
    const work = {
      actor: { kind: 'desk' },
      device: 'desk',
      now: stage.now(),
      origin: null,
    } as const
    return stage.desk.database.write((tx) =>
      grantLink(stage.desk.parts, { ...work, tx }, ticket, requester, 'reply'),
    )
  }

  test('[CO14] mail to its reply address, an answer to its mail and a portal reply land on the other', async () => {
    const first = await stage.mail({ rawText: 'one', messageId: 'first@customer.test' })
    const left = String(unwrap(await stage.handIn(first)).result?.['ticket'])
    stage.advance(1_000)
    const right = await stage.ticket()
    const tag = await replyTag(left)
    unwrap(await merge(left, right))
    const envelope = {
      ...first.envelope,
      to: [withTag('support@help.desk.test', tag)],
    }
    const byTag = await stage.mail({ rawText: 'two', envelope, text: 'by tag', visible: 'by tag' })
    expect(unwrap(await stage.handIn(byTag)).result?.['ticket']).toBe(right)
    const byId = await stage.mail({
      rawText: 'three',
      inReplyTo: ['first@customer.test'],
      text: 'by id',
      visible: 'by id',
    })
    expect(unwrap(await stage.handIn(byId)).result?.['ticket']).toBe(right)
    expect(unwrap(await stage.writes(left, 'by portal')).result?.['id']).toBe(right)
    expect((await words(right)).slice(-3)).toEqual(['by tag', 'by id', 'by portal'])
    expect(await publicWords(right)).toContain('by portal')
  })

  test('[CO15] what was said to one customer is not shown to another, before or after', async () => {
    const [left, right] = await two('ruth@customer.test', 'olga@other.test')
    await stage.wholeReply(ada, left, { text: 'Dear Ruth, your code is 4711.', isForced: true })
    unwrap(await merge(left, right))
    expect(await words(right)).toContain('Dear Ruth, your code is 4711.')
    expect(await publicWords(right)).toEqual(['It stands still.'])
    unwrap(await stage.writes(left, 'Ruth again'))
    expect(await words(right)).toContain('Ruth again')
    expect(await publicWords(right)).toEqual(['It stands still.'])
    expect(await publicWords(left)).not.toContain('It stands still.')
  })
})
