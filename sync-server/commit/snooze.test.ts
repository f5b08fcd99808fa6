/** A snoozed ticket: what wakes it, what does not, and what its thread says of it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { assert, unwrap } from '../../shared/kit/fault.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import { applyOp, type TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { openStage, START, type Stage } from './test-stage/desk-stage.ts'

const DAY_MS = 24 * 3_600_000
const UNTIL = START + 7 * DAY_MS

let stage: Stage
let ada: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada')
})
afterEach(() => stage.close())

const edit = async (ticket: string, ...ops: TicketOp[]) =>
  unwrap(await stage.push(ada, { kind: 'edit', ticket, ops }))
const rowOf = async (ticket: string) => makeRow(ticket, await stage.read(ticket))

test('[WO9] what its requester writes wakes it in the same commit, and the thread says so', async () => {
  const ticket = await stage.ticket()
  await edit(ticket, { op: 'set-status', status: 'waiting' }, { op: 'snooze', until: UNTIL })
  const { version } = unwrap(await stage.writes(ticket, 'Are you there?'))
  expect(await rowOf(ticket)).toMatchObject({ status: 'open', snoozedUntil: null })
  const kept = await stage.sql.get(`SELECT version, row FROM tickets WHERE id = ?`, ticket)
  expect(kept?.['version']).toBe(version)
  expect(JSON.parse(String(kept?.['row']))).toMatchObject({ snoozedUntil: null })
  const { messages } = await stage.read(ticket)
  expect(messages.flatMap(({ changes = [] }) => changes)).toEqual([
    { field: 'status', from: 'new', to: 'waiting' },
    { field: 'snoozedUntil', from: null, to: new Date(UNTIL).toISOString() },
    { field: 'status', from: 'waiting', to: 'open' },
    { field: 'snoozedUntil', from: new Date(UNTIL).toISOString(), to: null },
  ])
  expect(messages.at(-1)?.by.kind).toBe('contact')
})

test('[WO9] not when whoever snoozed it said so; with another moment that is forgotten', async () => {
  const ticket = await stage.ticket()
  await edit(ticket, { op: 'snooze', until: UNTIL, isFirm: true })
  expect(await rowOf(ticket)).toMatchObject({ isSnoozeFirm: true })
  unwrap(await stage.writes(ticket, 'Are you there?'))
  expect(await rowOf(ticket)).toMatchObject({ snoozedUntil: UNTIL, isSnoozeFirm: true })
  // As an app does that knows nothing of it.
  await edit(ticket, { op: 'snooze', until: UNTIL + DAY_MS })
  expect(await rowOf(ticket)).not.toHaveProperty('isSnoozeFirm')
  unwrap(await stage.writes(ticket, 'Hello?'))
  expect(await rowOf(ticket)).toMatchObject({ snoozedUntil: null })
})

test('[WO9] the same moment again without that word is woken by what they write', async () => {
  const ticket = await stage.ticket()
  await edit(ticket, { op: 'snooze', until: UNTIL, isFirm: true })
  await edit(ticket, { op: 'snooze', until: UNTIL })
  expect(await rowOf(ticket)).not.toHaveProperty('isSnoozeFirm')
  unwrap(await stage.writes(ticket, 'Hello?'))
  expect(await rowOf(ticket)).toMatchObject({ snoozedUntil: null })
})

test('[WO9] by mail too; an automatic answer wakes nothing', async () => {
  const { result } = unwrap(await stage.handIn(await stage.mail({ messageId: 'a@customer.test' })))
  const ticket = String(result?.['ticket'])
  await edit(ticket, { op: 'snooze', until: UNTIL })
  const answer = { inReplyTo: ['a@customer.test'], references: ['a@customer.test'] }
  const nature = { kind: 'auto', why: 'Auto-Submitted: auto-replied' } as const
  unwrap(await stage.handIn(await stage.mail({ ...answer, nature })))
  expect(await rowOf(ticket)).toMatchObject({ snoozedUntil: UNTIL })
  unwrap(await stage.handIn(await stage.mail(answer)))
  expect(await rowOf(ticket)).toMatchObject({ snoozedUntil: null, lastKind: 'inbound' })
})

test('what has slept its time is awake, and nobody is told that it woke', async () => {
  const ticket = await stage.ticket()
  await edit(ticket, { op: 'snooze', until: START + 1_000 })
  stage.advance(2_000)
  unwrap(await stage.writes(ticket, 'Are you there?'))
  const changes = (await stage.read(ticket)).messages.flatMap((message) => message.changes ?? [])
  expect(changes.filter(({ to }) => to === null)).toEqual([])
})

test('[CO13] [WO9] one of a device that had not seen the answer does not bury it, and its author is told once', async () => {
  const ticket = await stage.ticket()
  await edit(ticket, { op: 'snooze', until: UNTIL, isFirm: true })
  await edit(ticket, { op: 'snooze', until: UNTIL })
  const doc = await stage.copy(ada, ticket, 10_000)
  await edit(ticket, { op: 'snooze', until: UNTIL + DAY_MS })
  unwrap(await stage.writes(ticket, 'It is urgent now.'))
  const op: TicketOp = { op: 'snooze', until: UNTIL + 2 * DAY_MS, isFirm: true }
  const person = { id: ada.person, name: ada.name }
  const update = applyOp(doc, op, { person, at: START })
  assert(update, 'a new moment changes something')
  unwrap(await stage.push(ada, { kind: 'update', ticket, epoch: 1, update, claimedAt: START }))
  expect(await rowOf(ticket)).toMatchObject({ snoozedUntil: null })
  expect(await rowOf(ticket)).not.toHaveProperty('isSnoozeFirm')
  const lost = (await stage.read(ticket)).messages.flatMap((message) => message.lost ?? [])
  expect(lost).toMatchObject([{ field: 'snoozedUntil', mine: op.until, stays: null }])
})
