/** Replies for a later hour: they go when it has come, unless something came in that their author has not seen. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { draftIdFor } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { loadDraft } from './draft.ts'
import { codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'

const HOUR_MS = 3_600_000
let stage: Stage
let ada: Rights
let bo: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
  bo = await stage.agent('Bo')
})
afterEach(() => stage.close())

async function schedule(
  afterMs: number | null,
  more: { status?: 'solved'; ticket?: string; snoozeUntil?: number } = {},
) {
  const ticket = more.ticket ?? (await stage.ticket())
  const { draft, draftState } = await stage.draft(ada, ticket, 'Dear Ruth, tomorrow.')
  const sendId = stage.newId()
  const answer = await stage.push(ada, {
    kind: 'send',
    sendId,
    ticket,
    draft,
    draftState,
    seen: null,
    isForced: true,
    status: more.status ?? null,
    notBefore: afterMs === null ? null : stage.now() + afterMs,
    snoozeUntil: more.snoozeUntil ?? null,
  })
  return { ticket, draft, sendId, answer }
}

async function pass(ms: number) {
  stage.advance(ms)
  while ((await stage.desk.jobs.runDue()) > 0);
}

const mails = () => stage.count('outgoing', `kind = 'reply'`)
const wordsOf = async (draft: string) => {
  const row = await stage.desk.database.write((tx) => loadDraft(tx, draft))
  return row ? { words: renderDraft(row.doc).text, sentBy: row.sentBy } : null
}

test('[OU5] it goes at its hour, and its status with it', async () => {
  const { ticket, sendId } = await schedule(HOUR_MS, { status: 'solved' })
  const held = await stage.read(ticket)
  expect(held.delivery[sendId]).toMatchObject({
    state: 'held',
    isScheduled: true,
    until: stage.now() + HOUR_MS,
  })
  expect(held.status).toBe('new')
  await pass(HOUR_MS - 1_000)
  expect(await mails()).toBe(0)
  await pass(1_000)
  expect(await mails()).toBe(1)
  const sent = await stage.read(ticket)
  expect(sent.status).toBe('solved')
  expect(sent.delivery[sendId]?.state).not.toBe('held')
  await pass(HOUR_MS)
  expect(await mails()).toBe(1)
})

test('[OU5] it is taken back until then, and its words are in the draft', async () => {
  const { ticket, draft, sendId } = await schedule(24 * HOUR_MS)
  await pass(HOUR_MS)
  unwrap(await stage.push(ada, { kind: 'unsend', ticket, sendId }))
  await pass(48 * HOUR_MS)
  expect(await mails()).toBe(0)
  expect(await wordsOf(draft)).toEqual({ words: 'Dear Ruth, tomorrow.', sentBy: null })
  expect((await stage.read(ticket)).status).toBe('new')
})

test.each([
  ['its requester', () => ({ who: 'requester' })],
  ['a colleague', () => ({ who: 'colleague' })],
] as const)(
  '[OU6] what %s said meanwhile keeps it back, and somebody is told',
  async (_who, of) => {
    const { ticket, draft, sendId } = await schedule(HOUR_MS, { status: 'solved' })
    await pass(60_000)
    if (of().who === 'colleague') {
      const op: TicketOp = { op: 'add-note', id: stage.newId(), text: 'do not send', mentions: [] }
      unwrap(await stage.push(bo, { kind: 'edit', ticket, ops: [op] }))
    } else {
      unwrap(await stage.writes(ticket, 'I found it myself'))
    }
    await pass(HOUR_MS)
    expect(await mails()).toBe(0)
    const after = await stage.read(ticket)
    expect(after.messages.some(({ id }) => id === sendId)).toBe(false)
    expect(after.status).not.toBe('solved')
    expect(after.messages.at(-1)).toMatchObject({ kind: 'event' })
    expect(after.messages.at(-1)?.text).toMatch(/was not sent: .* wrote meanwhile/)
    expect(await wordsOf(draft)).toEqual({ words: 'Dear Ruth, tomorrow.', sentBy: null })
    expect(await stage.count('outgoing', `kind = 'notice' AND subject LIKE 'Not sent%'`)).toBe(1)
  },
)

test('what its author added themselves does not keep it back', async () => {
  const { ticket } = await schedule(HOUR_MS)
  const op: TicketOp = { op: 'add-note', id: stage.newId(), text: 'mine', mentions: [] }
  unwrap(await stage.push(ada, { kind: 'edit', ticket, ops: [op] }))
  await pass(HOUR_MS)
  expect(await mails()).toBe(1)
})

test('[CO14] a merge makes it a draft again, of the ticket where it goes on', async () => {
  const { ticket } = await schedule(HOUR_MS)
  const into = await stage.ticket()
  unwrap(await stage.push(ada, { kind: 'merge', ticket, into }))
  await pass(2 * HOUR_MS)
  expect(await mails()).toBe(0)
  expect(await wordsOf(draftIdFor(into, 0))).toEqual({
    words: 'Dear Ruth, tomorrow.',
    sentBy: null,
  })
})

test('an hour that is past is now; one after ninety days is refused, and nothing is lost', async () => {
  const late = await schedule(-HOUR_MS)
  expect((await stage.read(late.ticket)).delivery[late.sendId]?.isScheduled).toBeUndefined()
  await pass(60_000)
  expect(await mails()).toBe(1)
  const { answer, draft } = await schedule(LIMITS.scheduleMs + 1)
  expect(codeOf(answer)).toBe('ticket/invalid')
  expect(await wordsOf(draft)).toEqual({ words: 'Dear Ruth, tomorrow.', sentBy: null })
})

test('[WO12] a reply lets its ticket sleep with it, and taken back it wakes it again', async () => {
  const until = stage.now() + 24 * HOUR_MS
  const { ticket, sendId } = await schedule(null, { status: 'solved', snoozeUntil: until })
  expect(await stage.read(ticket)).toMatchObject({ status: 'solved', snoozedUntil: until })
  unwrap(await stage.push(ada, { kind: 'unsend', ticket, sendId }))
  expect(await stage.read(ticket)).toMatchObject({ status: 'new', snoozedUntil: null })
})

test('[WO12] what somebody else set meanwhile is not taken back with it', async () => {
  const until = stage.now() + 24 * HOUR_MS
  const { ticket, sendId } = await schedule(null, { snoozeUntil: until })
  const op: TicketOp = { op: 'snooze', until: until + HOUR_MS }
  unwrap(await stage.push(bo, { kind: 'edit', ticket, ops: [op] }))
  unwrap(await stage.push(ada, { kind: 'unsend', ticket, sendId }))
  expect((await stage.read(ticket)).snoozedUntil).toBe(until + HOUR_MS)
})

test('an hour that is past when the reply comes lets nothing sleep', async () => {
  const { ticket } = await schedule(null, { snoozeUntil: stage.now() - 1 })
  expect((await stage.read(ticket)).snoozedUntil).toBeNull()
})

test('[WO12] [OU5] with a reply for a later hour it sleeps from that hour on', async () => {
  const until = stage.now() + 24 * HOUR_MS
  const { ticket } = await schedule(HOUR_MS, { snoozeUntil: until })
  expect((await stage.read(ticket)).snoozedUntil).toBeNull()
  await pass(HOUR_MS)
  expect((await stage.read(ticket)).snoozedUntil).toBe(until)
})
