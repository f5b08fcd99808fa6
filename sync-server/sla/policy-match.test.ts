/** Which policy a ticket is under, and that it changes when the ticket does and never by itself. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { verify } from '../operator/verify.ts'
import { SlaTerms } from '../settings/sla-terms.ts'
import { numberOrNull, text } from '../store/database.ts'
import { readFacts } from './sla-record.ts'
import { isMatch } from './policy-match.ts'

const HOUR_MS = 3_600_000
let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const wall = (hours: number) => ({ seconds: hours * 3600, time: 'wall' as const })
const policy = (id: string, match: object, targets: object, more: object = {}) => ({
  id,
  name: id,
  state: 'live',
  match,
  calendar: 'desk',
  pauseOn: ['waiting'],
  targets,
  version: 1,
  changedAt: 0,
  changedBy: '',
  ...more,
})

const setTerms = async (policies: object[], calendars: object[] = []) =>
  unwrap(
    await stage.desk.parts.settings.change((settings) => ({
      ...settings,
      sla: v.parse(SlaTerms, { policies, calendars }),
    })),
  )

const clocks = async (ticket: string) =>
  (await stage.sql.all(`SELECT * FROM sla_clocks WHERE ticket = ? ORDER BY ordinal`, ticket)).map(
    (row) => ({
      target: text(row, 'target'),
      state: text(row, 'state'),
      due: numberOrNull(row, 'due_at'),
    }),
  )

const differences = async () =>
  (await verify(stage.desk, () => {})).listed.filter((one) => !one.includes('fts5'))

test('[SL8] the first live policy that matches applies; a draft to nothing, and then what the queue promises', async () => {
  await setTerms([
    policy('draft', {}, { firstResponse: wall(1) }, { state: 'draft' }),
    policy('gold', { organisations: ['Acme'] }, { firstResponse: wall(2) }),
    policy('urgent', { priorities: ['urgent'], queues: ['support'] }, { firstResponse: wall(3) }),
  ])
  const at = stage.now()
  const acme = await stage.ticket('a@acme.test', { organisation: 'Acme', priority: 'urgent' })
  const urgent = await stage.ticket('b@other.test', { priority: 'urgent' })
  const plain = await stage.ticket('c@other.test')
  expect(await clocks(acme)).toMatchObject([{ target: 'firstResponse', due: at + 2 * HOUR_MS }])
  expect(await clocks(urgent)).toMatchObject([{ target: 'firstResponse', due: at + 3 * HOUR_MS }])
  expect(await clocks(plain)).toMatchObject([{ target: 'firstResponse' }, { target: 'resolution' }])
  expect(await differences()).toEqual([])
})

test('each condition is met by any of its words', () => {
  const ticket = {
    queue: 'support',
    priority: 'high' as const,
    tags: ['vip'],
    organisation: null,
    tier: 'paid',
  }
  const match = (over: object) =>
    isMatch({ queues: [], priorities: [], tags: [], organisations: [], tiers: [], ...over }, ticket)
  expect(match({})).toBe(true)
  expect(match({ queues: ['a', 'support'], tags: ['x', 'vip'] })).toBe(true)
  expect(match({ queues: ['support'], tags: ['x'] })).toBe(false)
  expect(match({ organisations: ['Acme'] })).toBe(false)
  expect(match({ priorities: ['low'] })).toBe(false)
  expect(match({ tiers: ['free', 'paid'] })).toBe(true)
  expect(match({ tiers: ['free'] })).toBe(false)
})

test('[SL5] [SL8] a ticket whose priority or tags change takes the policy that now matches from then on', async () => {
  await setTerms(
    [
      policy('vip', { tags: ['vip'] }, { resolution: wall(5) }, { calendar: 'night' }),
      policy('high', { priorities: ['high'] }, { firstResponse: wall(2), resolution: wall(9) }),
    ],
    [{ id: 'night', name: 'Night', timeZone: 'Asia/Tokyo', slots: { mon: [['22:00', '06:00']] } }],
  )
  const at = stage.now()
  const ticket = await stage.ticket()
  const ada = await stage.agent('Ada')
  const edit = async (op: TicketOp) => {
    stage.advance(60_000)
    unwrap(await stage.push(ada, { kind: 'edit', ticket, ops: [op] }))
  }
  await edit({ op: 'set-priority', priority: 'high' })
  expect(await clocks(ticket)).toMatchObject([
    { target: 'firstResponse', due: at + 2 * HOUR_MS },
    { target: 'resolution', due: at + 9 * HOUR_MS },
  ])
  await edit({ op: 'add-tag', tag: 'vip' })
  // The policy of the tag promises no first response.
  expect(await clocks(ticket)).toMatchObject([
    { target: 'firstResponse', state: 'cancelled' },
    { target: 'resolution', due: at + 5 * HOUR_MS },
  ])
  await edit({ op: 'add-tag', tag: 'other' })
  const terms = (await readFacts(stage.sql, ticket)).filter(({ kind }) => kind !== 'accepted')
  expect(terms.map(({ kind }) => kind)).toEqual([
    'calendar',
    'policy',
    'policy',
    'calendar',
    'policy',
  ])
  expect(await differences()).toEqual([])
})

test('next response and update live through the one record', async () => {
  await setTerms([
    policy('all', {}, { firstResponse: wall(1), nextResponse: wall(2), update: wall(3) }),
  ])
  const ticket = await stage.ticket()
  const ada = await stage.agent('Ada')
  const reply = async () => {
    await stage.wholeReply(ada, ticket, { isForced: true })
    stage.advance(11_000)
    await stage.desk.jobs.runDue()
  }
  await reply()
  stage.advance(60_000)
  unwrap(await stage.writes(ticket, 'And now?'))
  expect((await clocks(ticket)).map(({ target, state }) => `${target} ${state}`)).toEqual([
    'firstResponse met',
    'update running',
    'nextResponse running',
  ])
  const asked = stage.now()
  const row = makeRow(ticket, await stage.read(ticket))
  // The list shows whichever comes first.
  expect(row).toMatchObject({
    dueAt: Math.floor(asked / 1000) * 1000 + 2 * HOUR_MS,
    dueTarget: 'nextResponse',
  })
  stage.advance(60_000)
  await reply()
  expect((await clocks(ticket)).map(({ target, state }) => `${target} ${state}`)).toEqual([
    'firstResponse met',
    'update met',
    'nextResponse met',
    'update running',
  ])
  // The document carries the last of each alone.
  expect((await stage.read(ticket)).facts.clocks.map(({ target }) => target)).toEqual([
    'firstResponse',
    'nextResponse',
    'update',
  ])
  expect(await differences()).toEqual([])
})
