/**
 * One report in all its forms against a count of the facts alone, every figure against its tickets, and what one person may
 * know of another. Runs on both stores.
 */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { evaluateClocks } from '../../shared/sla/clocks.ts'
import { figuresOf, type ReportClock } from '../../shared/sla/figures.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { GROUPINGS, type Grouping } from '../../shared/wire/report.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { makeChance } from '../demo/seeded.ts'
import { newestOf, NO_TERMS, readFacts } from '../sla/sla-record.ts'
import { setTier } from '../sla/tier-rows.ts'
import { text } from '../store/database.ts'
import { makeCsv } from './report-csv.ts'
import { readSpan, type TicketsQuery } from './report-query.ts'
import { listTickets } from './report-tickets.ts'
import { makeReport } from './report.ts'

const HOUR_MS = 3_600_000
let stage: Stage
let ada: Rights
beforeEach(async () => {
  stage = await openStage()
  unwrap(
    await stage.desk.parts.settings.change((settings) => ({
      ...settings,
      timeZone: 'America/New_York',
    })),
  )
  ada = await stage.agent('Ada', null, 'admin')
})
afterEach(() => stage.close())

const askOf = (rights: Rights, query: Partial<TicketsQuery> & { by: Grouping }) => {
  const settings = stage.desk.parts.settings.get()
  const now = stage.now()
  // The clocks of New York went forward on 8 March.
  const dates = { from: '2026-03-03', to: '2026-03-20', ...query }
  const span = unwrap(readSpan(dates, settings.timeZone, now))
  return { settings, now, span, rights, query: dates }
}

async function report(rights: Rights, by: Grouping, queue?: string) {
  await stage.desk.rollups.catchUp()
  const { settings, ...ask } = askOf(rights, { by, ...(queue === undefined ? {} : { queue }) })
  return makeReport(stage.sql, settings, ask)
}

async function tickets(rights: Rights, query: Omit<TicketsQuery, 'from' | 'to'>) {
  const { settings, ...ask } = askOf(rights, query)
  return listTickets(stage.sql, settings, { ...ask, query: { ...ask.query, ...query } })
}

/** Two weeks and more of tickets with all fates. */
async function live(): Promise<void> {
  const chance = makeChance('report')
  unwrap(
    await stage.desk.parts.settings.change((settings) => ({
      ...settings,
      sla: { ...settings.sla, tiers: [{ id: 'paid', name: 'Paid plan' }] },
    })),
  )
  await stage.desk.database.write((tx) =>
    setTier(tx, { subject: 'o:Acme', tier: 'paid', by: ada.person, at: stage.now() }),
  )
  const made: string[] = []
  for (let at = 0; at < 40; at++) {
    stage.advance(chance.pick([1, 5, 11, 19]) * HOUR_MS)
    const ticket = await stage.ticket(`p${at % 9}@customer.test`, {
      queue: chance.pick(['support', 'payments', 'community']),
      channel: chance.pick(['web', 'mail', 'api', 'desk']),
      ...(chance.isLucky(0.6) ? { organisation: chance.pick(['Acme', '=cmd|x']) } : {}),
    })
    made.push(ticket)
    const edit = (...ops: Extract<Parameters<Stage['push']>[1], { kind: 'edit' }>['ops']) =>
      stage.push(ada, { kind: 'edit', ticket, ops })
    if (chance.isLucky(0.4)) await edit({ op: 'add-tag', tag: 'gold' })
    if (chance.isLucky(0.3)) await edit({ op: 'add-tag', tag: 'late-fees' })
    if (chance.isLucky(0.5)) await edit({ op: 'set-assignee', assignee: ada.person })
    stage.advance(chance.pick([600_000, 3 * HOUR_MS, 9 * HOUR_MS]))
    if (chance.isLucky(0.7)) await stage.wholeReply(ada, ticket, { isForced: true })
    stage.advance(20_000)
    await stage.desk.jobs.runDue()
    if (chance.isLucky(0.6)) await edit({ op: 'set-status', status: 'solved' })
    stage.advance(HOUR_MS)
    if (chance.isLucky(0.2)) await edit({ op: 'set-status', status: 'open' })
    const other = made.at(-3)
    if (at % 11 === 10 && other !== undefined)
      await stage.push(ada, { kind: 'merge', ticket, into: other })
  }
}

/** Every clock of the span, out of the facts. */
async function clocksOf(): Promise<ReportClock[]> {
  const { span, now } = askOf(ada, { by: 'queue' })
  const clocks: ReportClock[] = []
  for (const row of await stage.sql.all(`SELECT id, queue FROM tickets`)) {
    const facts = await readFacts(stage.sql, text(row, 'id'))
    const at = Math.max(now, newestOf(facts))
    for (const clock of evaluateClocks({ ...NO_TERMS, facts, now: at }))
      if (clock.startedAt >= span.from && clock.startedAt < span.to)
        clocks.push({ ...clock, queue: text(row, 'queue') })
  }
  return clocks
}

test('[UX-R-1] [RE2] JSON and CSV say what a count of the facts gives, in both times', async () => {
  await live()
  const clocks = await clocksOf()
  const whole = await report(ada, 'queue')
  for (const total of whole.totals) {
    const of = clocks.filter(({ target }) => target === total.target)
    const wall = figuresOf(of, 'wallSeconds')
    expect(total).toMatchObject({
      ...figuresOf(of, 'countedSeconds'),
      medianWallSeconds: wall.medianSeconds,
      p90WallSeconds: wall.p90Seconds,
    })
  }
  expect(whole.totals.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(30)
  for (const row of whole.rows)
    expect(row).toMatchObject(
      figuresOf(
        clocks.filter(({ target, queue }) => target === row.target && queue === row.key),
        'countedSeconds',
      ),
    )
  const cells = (sheet: Parameters<typeof makeCsv>[1]) =>
    makeCsv(whole, sheet)
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(','))
  expect(cells('days')).toEqual(
    whole.series.map(({ date, arrived, solved, open }) =>
      [date, arrived, solved, open].map(String),
    ),
  )
  expect(cells('figures').map((row) => [row[0], Number(row[3]), row[6], row[8]])).toEqual(
    whole.rows.map((row) => [
      row.key,
      row.count,
      String(row.medianSeconds ?? ''),
      String(row.medianWallSeconds ?? ''),
    ]),
  )
  expect(cells('groups').map(([key, , arrived]) => [key, Number(arrived)])).toEqual(
    whole.groups.map(({ key, arrived }) => [key, arrived]),
  )
  expect(cells('hours').map((row) => row.slice(1).map(Number))).toEqual(whole.heat)
  expect(cells('breaches')).toHaveLength(whole.breaches.newest.length)
  // Parts add up to the whole, whatever they are kept apart by; a ticket with two tags is in both lines.
  for (const by of GROUPINGS) {
    if (by === 'target' || by === 'tag') continue
    const parts = await report(ada, by)
    const sum = (pick: (group: (typeof parts.groups)[number]) => number) =>
      parts.groups.reduce((total, group) => total + pick(group), 0)
    expect(
      sum(({ arrived }) => arrived),
      by,
    ).toBe(whole.flow.arrived)
    expect(
      sum(({ solved }) => solved),
      by,
    ).toBe(whole.flow.solved)
    expect(parts.totals, by).toEqual(whole.totals)
    for (const total of whole.totals)
      expect(
        parts.rows
          .filter(({ target }) => target === total.target)
          .reduce((all, { count }) => all + count, 0),
        by,
      ).toBe(total.count)
  }
  const tiers = await report(ada, 'tier')
  const ofAcme = (await report(ada, 'organisation')).groups.find(({ key }) => key === 'Acme')
  expect(ofAcme?.arrived).toBeGreaterThan(5)
  expect(tiers.groups.map(({ key }) => key).toSorted()).toEqual(['', 'paid'])
  expect(tiers.groups.find(({ key }) => key === 'paid')).toEqual({
    ...ofAcme,
    key: 'paid',
    name: 'Paid plan',
  })
  const csv = makeCsv(await report(ada, 'organisation'), 'groups')
  expect(csv).toContain(`'=cmd|x,'=cmd|x,`)
})

test('[RE5] every figure opens as many tickets as it counts', async () => {
  await live()
  for (const by of GROUPINGS) {
    const whole = await report(ada, by)
    for (const row of whole.rows) {
      const at = { by, key: row.key, target: row.target }
      const total = async (figure: TicketsQuery['figure']) =>
        (await tickets(ada, { ...at, figure })).total
      expect(await total('judged'), `${by} ${row.key}`).toBe(row.count)
      if (row.count === 0) continue
      expect(await total('within')).toBe(row.withinCount)
      expect(await total('late')).toBe(row.count - row.withinCount)
    }
    for (const group of whole.groups)
      for (const figure of ['arrived', 'solved', 'reopened'] as const)
        expect((await tickets(ada, { by, key: group.key, figure })).total).toBe(group[figure])
  }
  const whole = await report(ada, 'queue')
  const undone = await tickets(ada, { by: 'queue', figure: 'undone' })
  expect(undone.total).toBe(whole.flow.undone)
  expect(undone.total).toBeGreaterThan(0)
  const open = await tickets(ada, { by: 'queue', figure: 'open' })
  const isOpen = await stage.sql.all(
    `SELECT id FROM tickets WHERE status NOT IN ('solved', 'closed') ORDER BY id`,
  )
  expect(open.tickets.map(({ ticket }) => ticket).toSorted()).toEqual(
    isOpen.map((row) => text(row, 'id')),
  )
  expect(whole.backlog.open).toBe(isOpen.length)
  for (const { key, count } of whole.backlog.ages)
    expect((await tickets(ada, { by: 'queue', figure: 'open', key })).total).toBe(count)
  expect((await tickets(ada, { by: 'queue', figure: 'late' })).total).toBe(whole.breaches.count)
  expect(whole.breaches.newest).toHaveLength(Math.min(50, whole.breaches.count))
})

test('[RE6] the days before are counted as they were when they were asked for themselves; the backlog goes on', async () => {
  await live()
  const whole = await report(ada, 'queue')
  const { settings, ...ask } = askOf(ada, { by: 'queue' })
  const span = {
    from: Date.parse(whole.before.from),
    to: Date.parse(whole.before.to),
  }
  const earlier = await makeReport(stage.sql, settings, { ...ask, span })
  expect(whole.before.flow).toEqual(earlier.flow)
  expect(whole.before.totals.filter(({ count }) => count > 0)).toEqual(
    earlier.totals.filter(({ count }) => count > 0),
  )
  expect(earlier.flow.arrived).toBeGreaterThan(0)
  expect(span.to).toBe(ask.span.from)
  expect(earlier.series).toHaveLength(whole.series.length)
  // What was open when those days ended is what these begin with.
  const [first] = whole.series
  const last = earlier.series.at(-1)
  if (!first || !last) throw new Error('there are no days')
  const reopened = (await tickets(ada, { by: 'day', key: first.date, figure: 'reopened' })).total
  const solvings = (await tickets(ada, { by: 'day', key: first.date, figure: 'solvings' })).total
  expect(first.open).toBe(last.open + first.arrived - solvings + reopened)
  const now = await makeReport(stage.sql, settings, {
    ...ask,
    span: { from: ask.span.from, to: stage.now() + 1 },
  })
  expect(now.series.at(-1)?.open).toBe(now.backlog.open)
})

test('[RE4] [RE11] queues that one may not see are absent everywhere, and agents see their own line alone', async () => {
  await live()
  const bo = await stage.agent('Bo', ['payments'])
  const nobody = await stage.agent('Nobody', [], 'lead')
  const mine = await report(bo, 'queue')
  expect(mine.queues.map(({ slug }) => slug)).toEqual(['payments'])
  expect(new Set(mine.breaches.newest.map(({ queue }) => queue))).toEqual(new Set(['payments']))
  expect(mine.flow).toEqual((await report(ada, 'queue', 'payments')).flow)
  expect(JSON.stringify(mine)).not.toMatch(/support|community/)
  expect((await tickets(bo, { by: 'queue', figure: 'arrived', queue: 'support' })).total).toBe(0)
  expect((await tickets(bo, { by: 'queue', key: 'support', figure: 'late' })).total).toBe(0)
  const none = await report(nobody, 'queue')
  expect(none).toMatchObject({ queues: [], rows: [], groups: [], breaches: { count: 0 } })
  expect(none.backlog.open).toBe(0)
  expect((await report(ada, 'agent')).rows.some(({ key }) => key === ada.person)).toBe(true)
  expect((await report(bo, 'agent')).rows).toEqual([])
  const foreign = { by: 'agent', key: ada.person, figure: 'arrived' } as const
  expect((await tickets(bo, foreign)).total).toBe(0)
  expect((await tickets(ada, foreign)).total).toBeGreaterThan(0)
})
