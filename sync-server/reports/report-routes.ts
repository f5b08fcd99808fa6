/**
 * Reports over HTTP, for people of the desk: `/api/reports/sla`, the same as CSV, and the tickets behind a figure. Who asks
 * is decided by the caller's session; what they may not see is absent (rule RE4).
 */
import type { Context, Hono, MiddlewareHandler } from 'hono'
import type { Result } from '../../shared/kit/fault.ts'
import { ok } from '../../shared/kit/fault.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { Desk } from '../desk.ts'
import type { HttpEnv } from '../http/request-auth.ts'
import { problem } from '../pages/problem.ts'
import type { Settings } from '../settings/settings.ts'
import type { Sql } from '../store/database.ts'
import { makeCsv, SHEETS } from './report-csv.ts'
import { parseQuery, parseTicketsQuery, readSpan, type ReportQuery } from './report-query.ts'
import { listTickets, type ReportTickets } from './report-tickets.ts'
import { makeReport, type Ask, type Report } from './report.ts'

const CsvQuery = v.object({ sheet: v.optional(v.picklist(SHEETS), 'figures') })
const PRIVATE = { 'cache-control': 'no-store' }

/** `requireAgent` refuses whoever is not signed in, and sets the session. */
export function mountReports(
  app: Hono<HttpEnv>,
  desk: Desk,
  requireAgent: MiddlewareHandler<HttpEnv>,
): void {
  app.get('/api/reports/sla', requireAgent, async (c) => {
    const report = await askReport(desk, c)
    return report.ok ? c.json(report.value, 200, PRIVATE) : problem(c, report.fault)
  })
  app.get('/api/reports/sla.csv', requireAgent, async (c) => {
    const csv = parseWith(CsvQuery, c.req.query())
    if (!csv.ok) return problem(c, csv.fault)
    const report = await askReport(desk, c)
    if (!report.ok) return problem(c, report.fault)
    const { from, by } = report.value
    const { sheet } = csv.value
    const name = `sla-${from.slice(0, 10)}-${sheet === 'figures' ? by : sheet}.csv`
    return c.body(makeCsv(report.value, sheet), 200, {
      ...PRIVATE,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    })
  })
  app.get('/api/reports/sla/tickets', requireAgent, async (c) => {
    const tickets = await askTickets(desk, c)
    return tickets.ok ? c.json(tickets.value, 200, PRIVATE) : problem(c, tickets.fault)
  })
}

type Asked<Query> = Omit<Ask, 'query'> & { query: Query }

/** Reads what is asked for, of which time and by whom; what has just been counted is in it. */
async function ask<Query extends ReportQuery, Answer>(
  desk: Desk,
  c: Context<HttpEnv>,
  {
    parse,
    make,
  }: {
    parse: (words: Record<string, string>) => Result<Query>
    make: (sql: Sql, settings: Settings, asked: Asked<Query>) => Promise<Answer>
  },
): Promise<Result<Answer>> {
  const { rights } = c.get('session')
  const query = parse(c.req.query())
  if (!query.ok) return query
  const settings = desk.parts.settings.get()
  const now = desk.parts.clock.now()
  const span = readSpan(query.value, settings.timeZone, now)
  if (!span.ok) return span
  await desk.rollups.catchUp()
  const asked = { query: query.value, span: span.value, rights, now }
  return ok(await make(desk.database.read, settings, asked))
}

const askReport = (desk: Desk, c: Context<HttpEnv>): Promise<Result<Report>> =>
  ask(desk, c, { parse: parseQuery, make: makeReport })

const askTickets = (desk: Desk, c: Context<HttpEnv>): Promise<Result<ReportTickets>> =>
  ask(desk, c, { parse: parseTicketsQuery, make: listTickets })
