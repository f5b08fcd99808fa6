/** Reports over HTTP, for agents: `/api/reports/sla` and the same as CSV. Who asks is decided by the caller's session. */
import type { Context, Hono, MiddlewareHandler } from 'hono'
import type { Result } from '../../shared/kit/fault.ts'
import type { Desk } from '../desk.ts'
import type { HttpEnv } from '../http/request-auth.ts'
import { problem } from '../pages/problem.ts'
import { makeCsv } from './report-csv.ts'
import { parseQuery, readSpan } from './report-range.ts'
import { makeReport, type SlaReport } from './sla-report.ts'

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
    const report = await askReport(desk, c)
    if (!report.ok) return problem(c, report.fault)
    const name = `sla-${report.value.from.slice(0, 10)}-${report.value.by}.csv`
    return c.body(makeCsv(report.value), 200, {
      ...PRIVATE,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    })
  })
}

const PRIVATE = { 'cache-control': 'no-store' }

async function askReport(desk: Desk, c: Context<HttpEnv>): Promise<Result<SlaReport>> {
  const { rights } = c.get('session')
  const query = parseQuery(c.req.query())
  if (!query.ok) return query
  const settings = desk.parts.settings.get()
  const now = desk.parts.clock.now()
  const span = readSpan(query.value, settings.timeZone, now)
  if (!span.ok) return span
  const ask = { query: query.value, span: span.value, rights, now }
  return { ok: true, value: await makeReport(desk.database.read, settings, ask) }
}
