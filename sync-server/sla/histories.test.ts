/**
 * Random histories through the one commit: what is kept while they happen is what a full count of their facts gives, and
 * facts are only ever added. Runs on both stores. `DESKSIDE_SLA_HISTORIES=200` runs more, `DESKSIDE_SLA_SEED` others.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { explainCase } from '../../shared/sla/case-file.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import { readTicket } from '../../shared/ticket/ticket-doc.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { makeChance } from '../demo/seeded.ts'
import { differencesOfTicket } from '../operator/verify-ticket.ts'
import { SlaTerms } from '../settings/sla-terms.ts'
import { number, numberOrNull, text } from '../store/database.ts'
import { applyTerms, recountAll } from './recount.ts'
import { readFacts } from './sla-record.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const day: [string, string][] = [['09:00', '17:00']]
const business = (hours: number) => ({ seconds: hours * 3600, time: 'business', warnSeconds: 600 })
const wall = (hours: number) => ({ seconds: hours * 3600, time: 'wall' })

const policy = (id: string, match: object, targets: object, calendar: string) => ({
  id,
  name: id,
  state: 'live',
  match,
  calendar,
  pauseOn: ['waiting', 'on-hold'],
  targets,
  alarms: { mail: false },
  version: 1,
  changedAt: 0,
  changedBy: '',
})

const TERMS = {
  calendars: [
    {
      id: 'berlin',
      name: 'Berlin',
      timeZone: 'Europe/Berlin',
      slots: { mon: day, tue: [['22:00', '06:00']], wed: day, thu: day, fri: day },
      holidays: [{ date: '2026-03-05', from: '12:00', to: '24:00', name: 'Half a day' }],
    },
  ],
  policies: [
    policy('vip', { tags: ['vip'] }, { firstResponse: wall(1), update: business(4) }, 'berlin'),
    policy(
      'urgent',
      { priorities: ['high', 'urgent'] },
      {
        firstResponse: business(2),
        nextResponse: business(3),
        update: wall(20),
        resolution: business(8),
      },
      'berlin',
    ),
    policy('paying', { queues: ['payments'] }, { nextResponse: wall(2) }, 'desk'),
  ],
}

const setTerms = async (terms: object) =>
  unwrap(
    await stage.desk.parts.settings.change((settings) => ({
      ...settings,
      sla: v.parse(SlaTerms, terms),
    })),
  )

const differencesOf = async (ticket: string) => {
  const row = await stage.sql.get(`SELECT * FROM tickets WHERE id = ?`, ticket)
  if (!row) throw new Error('there is no ticket')
  const { differences } = await differencesOfTicket(stage.sql, row, stage.now())
  return differences.filter((one) => one.includes('clock'))
}

const factRows = async (ticket: string) =>
  (await stage.sql.all(`SELECT * FROM sla_facts WHERE ticket = ? ORDER BY seq`, ticket)).map(
    (row) => JSON.stringify(row),
  )

/** What `npx deskside sla explain` says of a case file made of the ticket's facts. */
async function explainedOf(ticket: string) {
  const instant = (at: number) => new Date(at).toISOString()
  const facts = (await readFacts(stage.sql, ticket)).map(({ at, ...rest }) => ({
    at: instant(at),
    ...rest,
  }))
  const newest = Math.max(stage.now(), ...facts.map(({ at }) => Date.parse(at)))
  const explained = explainCase({
    calendar: { timeZone: 'UTC' },
    policy: {},
    facts: JSON.parse(JSON.stringify(facts)),
    now: instant(newest),
  })
  return unwrap(explained).clocks
}

const HISTORIES = Number(process.env['DESKSIDE_SLA_HISTORIES'] ?? 6)
const SEED = Number(process.env['DESKSIDE_SLA_SEED'] ?? 1)

test('[SL1] [SL7] random histories: what is kept is what a full count gives, and facts are only added', async () => {
  await setTerms(TERMS)
  const ada = await stage.agent('Ada')
  for (let seed = SEED; seed < SEED + HISTORIES; seed++) {
    const chance = makeChance(`history ${seed}`)
    const [ticket, other] = [await stage.ticket(), await stage.ticket(`o${seed}@other.test`)]
    const edit = (op: TicketOp) => stage.push(ada, { kind: 'edit', ticket, ops: [op] })
    let known: string[] = []
    for (let step = 0; step < 20; step++) {
      stage.advance(chance.pick([0, 1, 400, 20_000, HOUR_MS, 5 * HOUR_MS, 16 * HOUR_MS]))
      const act = chance.pick(['status', 'status', 'edit', 'reply', 'ask', 'late', 'move', 'jobs'])
      if (act === 'status') {
        const words = ['open', 'waiting', 'on-hold', 'solved', 'closed'] as const
        await edit({ op: 'set-status', status: chance.pick(words) })
      } else if (act === 'edit') {
        await edit(
          chance.pick<TicketOp>([
            { op: 'set-priority', priority: 'urgent' },
            { op: 'set-priority', priority: 'low' },
            { op: 'add-tag', tag: 'vip' },
            { op: 'remove-tag', tag: 'vip' },
          ]),
        )
      } else if (act === 'reply') await stage.wholeReply(ada, ticket, { isForced: true })
      else if (act === 'ask') await stage.writes(ticket, 'And now?')
      else if (act === 'late') {
        // Taken by the gateway while the server was away.
        const { requester } = (await stage.read(ticket)).facts
        await stage.desk.commit({
          actor: { kind: 'gateway' },
          device: 'gateway',
          pushId: stage.newId(),
          input: {
            kind: 'inbound',
            ticket,
            from: requester,
            body: 'Late.',
            via: 'mail',
            receivedAt: stage.now() - chance.pick([1_000, HOUR_MS, 9 * HOUR_MS]),
          },
        })
      } else if (act === 'move')
        await stage.push(ada, {
          kind: 'move',
          ticket,
          queue: chance.pick(['support', 'payments', 'community']),
        })
      else await stage.desk.jobs.runDue()
      expect(await differencesOf(ticket), `seed ${seed}, step ${step}: ${act}`).toEqual([])
      const now = await factRows(ticket)
      expect(now.slice(0, known.length), `seed ${seed}, step ${step}: ${act}`).toEqual(known)
      known = now
    }
    if (chance.pick([true, false]))
      unwrap(await stage.push(ada, { kind: 'merge', ticket, into: other }))
    await stage.desk.jobs.runDue()
    const rows = await stage.sql.all(
      `SELECT * FROM sla_clocks WHERE ticket = ? ORDER BY ordinal`,
      ticket,
    )
    const explained = await explainedOf(ticket)
    expect(rows.map((row) => [text(row, 'target'), number(row, 'started_at')])).toEqual(
      explained.map((clock) => [clock.target, Date.parse(clock.startedAt)]),
    )
    // What has ended is final: kept and explained agree in every figure.
    for (const [place, clock] of explained.entries()) {
      const row = rows[place]
      if (!row || clock.endedAt === null) continue
      expect({
        state: text(row, 'state'),
        ended: numberOrNull(row, 'ended_at'),
        due: numberOrNull(row, 'due_at'),
        counted: number(row, 'counted_seconds'),
        wall: number(row, 'wall_seconds'),
      }).toEqual({
        state: clock.state,
        ended: Date.parse(clock.endedAt),
        due: clock.dueAt === null ? null : Date.parse(clock.dueAt),
        counted: clock.countedSeconds,
        wall: clock.wallSeconds,
      })
    }
  }
  // Nothing is left to mend.
  expect(await recountAll(stage.desk, () => {})).toMatchObject({ changed: 0 })
}, 240_000)

describe('waiting', () => {
  test('[SL4] time stands while the ticket waits for its requester, and runs at once when they answer', async () => {
    await setTerms({
      calendars: [],
      policies: [policy('all', {}, { resolution: wall(4) }, 'desk')],
    })
    const ticket = await stage.ticket()
    const ada = await stage.agent('Ada')
    const clock = async () => (await stage.read(ticket)).facts.clocks[0]
    const opened = stage.now()
    stage.advance(HOUR_MS)
    unwrap(
      await stage.push(ada, {
        kind: 'edit',
        ticket,
        ops: [{ op: 'set-status', status: 'waiting' }],
      }),
    )
    expect(await clock()).toMatchObject({ state: 'paused', dueAt: null })
    stage.advance(30 * 24 * HOUR_MS)
    await stage.desk.jobs.runDue()
    expect(await clock()).toMatchObject({ state: 'paused', dueAt: null })
    unwrap(await stage.writes(ticket, 'Here it is.'))
    const paused = 30 * 24 * HOUR_MS
    expect(await clock()).toMatchObject({
      state: 'running',
      dueAt: opened + paused + 4 * HOUR_MS,
    })
    expect(stage.now()).toBe(opened + paused + HOUR_MS)
  })
})

describe('after a breach', () => {
  const clocksOf = async (ticket: string) =>
    Object.fromEntries(
      (await stage.read(ticket)).facts.clocks.map(({ target, ...face }) => [target, face]),
    )

  test('[SL5] a higher priority: what was broken stays so, what runs takes the new target from then on', async () => {
    await setTerms({
      calendars: [],
      policies: [
        policy(
          'high',
          { priorities: ['high'] },
          { firstResponse: wall(48), resolution: wall(10) },
          'desk',
        ),
        policy('all', {}, { firstResponse: wall(2), resolution: wall(40) }, 'desk'),
      ],
    })
    const opened = stage.now()
    const ticket = await stage.ticket()
    const ada = await stage.agent('Ada')
    stage.advance(5 * HOUR_MS)
    unwrap(
      await stage.push(ada, {
        kind: 'edit',
        ticket,
        ops: [{ op: 'set-priority', priority: 'high' }],
      }),
    )
    expect(await clocksOf(ticket)).toMatchObject({
      firstResponse: { state: 'breached', dueAt: opened + 2 * HOUR_MS, endedAt: null },
      resolution: { state: 'running', dueAt: opened + 10 * HOUR_MS },
    })
    expect(await differencesOf(ticket)).toEqual([])
  })

  test('[SL5] merged into one in time: its breach stays on it, and the other goes on as it was', async () => {
    await setTerms({
      calendars: [],
      policies: [policy('all', {}, { firstResponse: wall(2), resolution: wall(40) }, 'desk')],
    })
    const opened = stage.now()
    const late = await stage.ticket('late@customer.test')
    stage.advance(3 * HOUR_MS)
    const into = await stage.ticket('late@customer.test')
    const before = await clocksOf(into)
    const ada = await stage.agent('Ada')
    stage.advance(HOUR_MS)
    unwrap(await stage.push(ada, { kind: 'merge', ticket: late, into }))
    const ended = { endedAt: opened + 4 * HOUR_MS }
    expect(await clocksOf(late)).toMatchObject({
      firstResponse: { state: 'breached', dueAt: opened + 2 * HOUR_MS, ...ended },
      resolution: { state: 'cancelled', ...ended },
    })
    expect(await clocksOf(into)).toEqual(before)
    for (const ticket of [late, into]) expect(await differencesOf(ticket)).toEqual([])
  })
})

describe('devices', () => {
  test('[SL6] a device counts down to the second that the server has, and breaches with it', async () => {
    await setTerms(TERMS)
    const ticket = await stage.ticket('r@customer.test', { priority: 'urgent' })
    const ada = await stage.agent('Ada')
    const onDevice = async () => makeRow(ticket, readTicket(await stage.copy(ada, ticket)))
    const onServer = async () => {
      const row = await stage.sql.get(
        `SELECT due_at, passes_at FROM sla_clocks WHERE ticket = ? AND target = 'firstResponse'`,
        ticket,
      )
      if (!row) throw new Error('there is no clock')
      return { dueAt: numberOrNull(row, 'due_at'), passesAt: numberOrNull(row, 'passes_at') }
    }
    const { dueAt, passesAt } = await onServer()
    if (dueAt === null || passesAt === null) throw new Error('nothing is due')
    expect(await onDevice()).toMatchObject({
      dueAt,
      dueTarget: 'firstResponse',
      isBreached: false,
    })
    expect(dueAt % 1000).toBe(0)
    stage.advance(dueAt - stage.now())
    await stage.desk.jobs.runDue()
    expect(await onDevice()).toMatchObject({ dueAt, isBreached: false })
    stage.advance(passesAt - stage.now())
    await stage.desk.jobs.runDue()
    expect(await onDevice()).toMatchObject({ dueAt, isBreached: true })
  })
})

describe('devices in business time', () => {
  test('[SL6] the row says when its clock stands until it is due; counted again it says the same', async () => {
    await setTerms({
      ...TERMS,
      policies: [policy('all', {}, { firstResponse: business(5) }, 'berlin')],
    })
    // Thursday, 10:00 in Berlin; at noon the holiday begins, Friday opens at nine.
    stage.advance(Date.UTC(2026, 2, 5, 9) - stage.now())
    const ticket = await stage.ticket()
    const row = async () => makeRow(ticket, await stage.read(ticket))
    const [dueAt, stands] = [Date.UTC(2026, 2, 6, 11), Date.UTC(2026, 2, 5, 11)]
    const closures = [(dueAt - stands) / 1000, 21 * 3600, 1, 1]
    expect(await row()).toMatchObject({ dueAt, dueClosures: closures })
    stage.advance(3 * HOUR_MS)
    expect(await applyTerms(stage.desk, () => {})).toMatchObject({ changed: 0 })
    expect(await recountAll(stage.desk, () => {})).toMatchObject({ changed: 0 })
    expect((await row()).dueClosures).toEqual(closures)
    const ada = await stage.agent('Ada')
    await stage.wholeReply(ada, ticket, { isForced: true })
    stage.advance(20_000)
    await stage.desk.jobs.runDue()
    expect(await row()).not.toHaveProperty('dueClosures')
    expect(await differencesOf(ticket)).toEqual([])
  })
})

describe('counting again', () => {
  test('[SL1] clocks that are damaged are mended from the facts, also after a kill in between', async () => {
    await setTerms(TERMS)
    const tickets: string[] = []
    for (let n = 0; n < 5; n++) tickets.push(await stage.ticket(`n${n}@other.test`))
    await stage.desk.database.write(async (tx) => {
      await tx.run(`UPDATE sla_clocks SET due_at = due_at + 1000 WHERE target = 'firstResponse'`)
    })
    expect(await differencesOf(tickets[0] ?? '')).not.toEqual([])
    const { database } = stage.desk
    const write = database.write.bind(database)
    let left = 2
    database.write = (body) => {
      if (left-- <= 0) throw new Error('killed')
      return write(body)
    }
    await expect(recountAll(stage.desk, () => {})).rejects.toThrow('the change was not stored')
    database.write = write
    expect(await recountAll(stage.desk, () => {})).toMatchObject({ tickets: 5, changed: 3 })
    for (const ticket of tickets) expect(await differencesOf(ticket)).toEqual([])
  })

  test('[SL5] today’s policies apply to open tickets when somebody says so, from then on and once', async () => {
    const ticket = await stage.ticket()
    const opened = stage.now()
    await setTerms({
      calendars: [],
      policies: [policy('all', {}, { firstResponse: wall(1) }, 'desk')],
    })
    const due = async () => (await stage.read(ticket)).facts.clocks[0]?.dueAt
    expect(await due()).not.toBe(opened + HOUR_MS)
    stage.advance(10 * MINUTE_MS)
    expect(await applyTerms(stage.desk, () => {})).toEqual({ tickets: 1, changed: 1 })
    expect(await due()).toBe(opened + HOUR_MS)
    const facts = await factRows(ticket)
    expect(await applyTerms(stage.desk, () => {})).toEqual({ tickets: 1, changed: 0 })
    expect(await factRows(ticket)).toEqual(facts)
    expect(await differencesOf(ticket)).toEqual([])
  })
})
