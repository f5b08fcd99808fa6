/** Figures out of the store against the same figures computed anew from the facts, and what the public may not learn. */
import { expect, test } from 'vitest'
import type { MiddlewareHandler } from 'hono'
import { evaluateClocks } from '../../shared/sla/clocks.ts'
import { figuresByTarget, type ReportClock } from '../../shared/sla/figures.ts'
import { v } from '../../shared/kit/schema.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { HttpEnv } from '../http/request-auth.ts'
import { DAY, HOUR, makeStage, MINUTE, MONDAY, type Stage } from '../pages/test-stage/desk-stage.ts'
import { text } from '../store/database.ts'
import { mountReports } from '../reports/report-routes.ts'
import { calendarOf, policyOf } from './policy-match.ts'
import { readFacts } from './sla-record.ts'

const Report = v.object({
  asOf: v.string(),
  rows: v.array(
    v.object({
      key: v.string(),
      name: v.string(),
      target: v.string(),
      count: v.number(),
      withinCount: v.number(),
      share: v.nullable(v.number()),
      medianSeconds: v.nullable(v.number()),
      p90Seconds: v.nullable(v.number()),
    }),
  ),
  series: v.array(v.object({ date: v.string(), arrived: v.number(), solved: v.number() })),
})

function withReports(stage: Stage, rights: Partial<Rights> = {}) {
  const requireAgent: MiddlewareHandler<HttpEnv> = async (c, next) => {
    c.set('session', {
      id: 'test',
      kind: 'browser',
      rights: { ...stage.agent, ...rights },
      expiresAt: stage.now + DAY,
    })
    await next()
  }
  mountReports(stage.app, stage.desk, requireAgent)
  return async (query: string) =>
    v.parse(Report, await (await stage.get(`/api/reports/sla?${query}`)).json())
}

/** Tickets with all fates: answered in time and late, not at all, solved, waiting, reopened. */
async function liveTwoWeeks(stage: Stage): Promise<void> {
  for (let at = 0; at < 40; at++) {
    stage.now = MONDAY + Math.floor(at / 4) * DAY + (at % 4) * 3 * HOUR
    const ticket = await stage.open({
      queue: at % 5 === 0 ? 'quiet' : 'help',
      address: `p${at}@example.com`,
    })
    if (at % 6 === 5) continue
    stage.now += (at * 17 * MINUTE) % (9 * HOUR)
    await stage.reply(ticket, 'An answer.')
    if (at % 3 === 0) {
      await stage.edit(ticket, { op: 'set-status', status: 'waiting' })
      stage.now += 5 * HOUR
    }
    if (at % 2 === 0) await stage.edit(ticket, { op: 'set-status', status: 'solved' })
    if (at % 8 === 0) await stage.edit(ticket, { op: 'set-status', status: 'open' })
  }
  stage.now = MONDAY + 14 * DAY + 17 * MINUTE
}

async function recompute({ desk, now }: Stage): Promise<ReportClock[]> {
  const settings = desk.parts.settings.get()
  const clocks: ReportClock[] = []
  for (const row of await desk.database.read.all(`SELECT id, queue FROM tickets`)) {
    const queue = text(row, 'queue')
    const facts = await readFacts(desk.database.read, text(row, 'id'))
    const policy = policyOf(settings, queue)
    for (const clock of evaluateClocks({ policy, calendar: calendarOf(settings), facts, now }))
      clocks.push({ ...clock, queue })
  }
  return clocks
}

test('[SL1] a report says what the facts say, also of clocks nobody touched since they ran out', async () => {
  const stage = await makeStage()
  const ask = withReports(stage)
  await liveTwoWeeks(stage)
  const clocks = await recompute(stage)
  const { rows } = await ask('from=2026-03-01&to=2026-03-31&by=queue')
  expect(rows.map((row) => `${row.key} ${row.target}`)).toEqual([
    'help firstResponse',
    'help resolution',
    'quiet firstResponse',
    'quiet resolution',
  ])
  for (const row of rows) {
    const figures = figuresByTarget(clocks.filter((clock) => clock.queue === row.key))
    const want = row.target === 'firstResponse' ? figures.firstResponse : figures.resolution
    expect(row).toMatchObject(want)
    expect(row.count).toBeGreaterThan(0)
  }
  // The test is about something only if some breach is known to the calendar alone.
  const stored = await stage.desk.database.read.get(
    `SELECT count(*) AS n FROM sla_clocks WHERE state = 'running' AND due_at < ?`,
    stage.now,
  )
  expect(stored?.['n']).toBeGreaterThan(3)
  const byTarget = await ask('from=2026-03-01&to=2026-03-31&by=target')
  expect(byTarget.rows[0]).toMatchObject({
    key: 'firstResponse',
    ...figuresByTarget(clocks).firstResponse,
  })
  const byDay = await ask('from=2026-03-01&to=2026-03-31&by=day')
  const sum = (name: 'count' | 'withinCount') =>
    byDay.rows
      .filter((row) => row.target === 'firstResponse')
      .reduce((total, row) => total + row[name], 0)
  expect(sum('count')).toBe(figuresByTarget(clocks).firstResponse.count)
  expect(sum('withinCount')).toBe(figuresByTarget(clocks).firstResponse.withinCount)
  expect(byDay.series.reduce((total, day) => total + day.arrived, 0)).toBe(40)
  expect(byDay.series.reduce((total, day) => total + day.solved, 0)).toBe(15)
})

test('[SL3] a clock due at closing time is in time until the desk opens again', async () => {
  const stage = await makeStage()
  const ask = withReports(stage)
  stage.now = MONDAY + 4 * HOUR
  await stage.open()
  stage.now = MONDAY + 20 * HOUR
  expect((await ask('by=target')).rows[0]).toMatchObject({ count: 0 })
  stage.now = MONDAY + DAY + 1000
  expect((await ask('by=target')).rows[0]).toMatchObject({ count: 1, withinCount: 0 })
})

test('[RI3] a queue one may not see is absent from the report, and a moved ticket counts where it is', async () => {
  const stage = await makeStage()
  const ask = withReports(stage, { queues: ['quiet'] })
  const ticket = await stage.open({ queue: 'help' })
  await stage.reply(ticket, 'Here you are.')
  const before = await ask('by=queue')
  expect(before.rows.map((row) => row.key)).toEqual(['quiet', 'quiet'])
  expect(before.rows.every((row) => row.count === 0)).toBe(true)
  expect((await ask('by=queue&queue=help')).rows).toEqual([])
  await stage.desk.commit({
    actor: { kind: 'agent', rights: stage.agent },
    device: 'test',
    pushId: 'move',
    input: { kind: 'move', ticket, queue: 'quiet' },
  })
  expect((await ask('by=queue')).rows[0]).toMatchObject({ key: 'quiet', count: 1 })
})

test('a span is dates of the desk, both included, and at most 400 days', async () => {
  const stage = await makeStage()
  const ask = withReports(stage)
  await stage.desk.parts.settings.change((settings) => ({
    ...settings,
    timeZone: 'America/Sao_Paulo',
  }))
  stage.now = Date.UTC(2026, 2, 3, 2, 59)
  await stage.open()
  const { series } = await ask('from=2026-03-02&to=2026-03-03')
  expect(series).toEqual([
    { date: '2026-03-02', arrived: 1, solved: 0 },
    { date: '2026-03-03', arrived: 0, solved: 0 },
  ])
  expect((await ask('')).series).toHaveLength(30)
  expect((await ask('from=2025-03-03&to=2026-03-02')).series).toHaveLength(365)
  for (const query of [
    'from=2020-01-01&to=2026-01-01',
    'from=2026-02-30',
    'from=yesterday',
    'by=cat',
    'from=2026-03-02&to=2026-03-01',
    'from=0001-01-01',
    'to=9999-12-31',
  ]) {
    const refused = await stage.get(`/api/reports/sla?${query}`)
    expect(refused.status, query).toBe(400)
    expect(await refused.json()).toMatchObject({ code: 'kit/invalid' })
  }
})

test('[RE10] CSV holds the same figures and no formula', async () => {
  const stage = await makeStage()
  withReports(stage)
  await stage.desk.parts.settings.change((settings) => ({
    ...settings,
    queues: settings.queues.map((queue) => ({ ...queue, name: '=HYPERLINK("http://x", "y")' })),
  }))
  await stage.reply(await stage.open(), 'Here.')
  const answer = await stage.get('/api/reports/sla.csv?by=queue')
  expect(answer.headers.get('content-disposition')).toContain('attachment')
  const lines = (await answer.text()).split('\r\n')
  expect(lines[0]).toBe(
    'key,name,target,counted,within,share,median_seconds,p90_seconds,median_wall_seconds,p90_wall_seconds',
  )
  expect(lines[1]).toBe(`help,"'=HYPERLINK(""http://x"", ""y"")",First response,1,1,1,0,0,0,0`)
})
