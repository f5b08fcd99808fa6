/** SLA facts as the commit writes them: terms are part of the log, so figures outlive a change of settings. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { evaluateClocks } from '../../shared/sla/clocks.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { number, numberOrNull } from '../store/database.ts'
import { differencesOfTicket } from '../operator/verify-ticket.ts'
import { readFacts } from './sla-record.ts'

const HOUR_MS = 3_600_000
let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const firstDue = async (ticket: string) => {
  const row = await stage.sql.get(
    `SELECT due_at FROM sla_clocks WHERE ticket = ? AND target = 'firstResponse'`,
    ticket,
  )
  return row ? numberOrNull(row, 'due_at') : null
}

const setFirstResponse = async (queue: string, seconds: number) =>
  unwrap(
    await stage.desk.parts.settings.change((settings) => ({
      ...settings,
      queues: settings.queues.map((entry) =>
        entry.slug === queue
          ? { ...entry, firstResponse: { seconds, time: 'wall' as const } }
          : entry,
      ),
    })),
  )

test('[SL5] terms changed later do not touch a ticket that was accepted before', async () => {
  await setFirstResponse('support', 3600)
  const ticket = await stage.ticket()
  const due = await firstDue(ticket)
  expect(due).toBe(stage.now() + HOUR_MS)
  await setFirstResponse('support', 60)
  const ada = await stage.agent('Ada')
  unwrap(
    await stage.push(ada, { kind: 'edit', ticket, ops: [{ op: 'set-status', status: 'open' }] }),
  )
  expect(await firstDue(ticket)).toBe(due)
})

test('[SL5] a ticket that moves takes the other queue’s targets from then on', async () => {
  await setFirstResponse('support', 3600)
  await setFirstResponse('payments', 7200)
  const ticket = await stage.ticket()
  const opened = stage.now()
  const ada = await stage.agent('Ada')
  stage.advance(60_000)
  unwrap(await stage.push(ada, { kind: 'move', ticket, queue: 'payments' }))
  expect(await firstDue(ticket)).toBe(opened + 2 * HOUR_MS)
})

test('[SL1] the log alone gives the figures that were stored', async () => {
  const ticket = await stage.ticket()
  const ada = await stage.agent('Ada')
  stage.advance(90 * 60_000)
  unwrap(
    await stage.push(ada, { kind: 'edit', ticket, ops: [{ op: 'set-status', status: 'solved' }] }),
  )
  const facts = await readFacts(stage.sql, ticket)
  const counted = evaluateClocks({
    // Neither hours nor targets from outside: all that counts is in the facts.
    policy: { pauseOn: [], targets: {} },
    calendar: { timeZone: 'Asia/Tokyo', slots: {}, holidays: [] },
    facts,
    now: stage.now(),
  })
  const stored = await stage.sql.all(
    `SELECT * FROM sla_clocks WHERE ticket = ? ORDER BY ordinal`,
    ticket,
  )
  expect(
    stored.map((row) => [row['target'], row['state'], number(row, 'counted_seconds')]),
  ).toEqual(counted.map((clock) => [clock.target, clock.state, clock.countedSeconds]))
  expect(counted.length).toBe(2)
})

test('[SL1] an answer after the clock was set back still comes after its question', async () => {
  await setFirstResponse('support', 3600)
  const ticket = await stage.ticket()
  const asked = stage.now()
  const ada = await stage.agent('Ada')
  stage.advance(-HOUR_MS)
  unwrap(
    await stage.push(ada, {
      kind: 'edit',
      ticket,
      ops: [{ op: 'set-status', status: 'solved' }],
    }),
  )
  const facts = await readFacts(stage.sql, ticket)
  expect(facts.every((fact) => fact.at >= asked)).toBe(true)
  const row = await stage.sql.get(
    `SELECT state, ended_at FROM sla_clocks WHERE ticket = ? AND target = 'resolution'`,
    ticket,
  )
  expect(row?.['state']).toBe('met')
  expect(row && numberOrNull(row, 'ended_at')).toBe(Math.floor(asked / 1000) * 1000)
})

test('[SL1] a breach that a clock ahead of its time saw is no damage; an end that nothing says is', async () => {
  await setFirstResponse('support', 3600)
  const ticket = await stage.ticket()
  const differences = async () => {
    const row = await stage.sql.get(`SELECT * FROM tickets WHERE id = ?`, ticket)
    if (!row) throw new Error('there is no ticket')
    return (await differencesOfTicket(stage.sql, row, stage.now())).differences
  }
  const say = (state: string) =>
    stage.desk.database.write(async (tx) => {
      await tx.run(`UPDATE sla_clocks SET state = ? WHERE target = 'firstResponse'`, state)
    })
  await say('breached')
  expect(await differences()).not.toContain('its clocks are not what its facts say')
  await say('met')
  expect(await differences()).toContain('its clocks are not what its facts say')
})
