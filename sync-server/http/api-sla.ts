/**
 * SLA over HTTP: a ticket's clocks with every step, for whoever may see the ticket; calendars and policies, what they would
 * have met, and holidays to put into them, for admins. Not here: reports (reports/report-routes).
 */
import type { Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { explainClock } from '../../shared/sla/case-file.ts'
import { zoneOfStep } from '../../shared/sla/step.ts'
import { maySeeAny } from '../../shared/ticket/ticket-rules.ts'
import type { Desk } from '../desk.ts'
import { queuesInRow } from '../feed/ticket-queues.ts'
import { DESK_CALENDAR } from '../settings/sla-terms.ts'
import { CountryAsk, holidaysOfCountry, holidaysOfIcal } from '../sla/holiday-sources.ts'
import { readAccepted } from '../pages/page-language.ts'
import { readFeeds } from '../sla/holiday-feeds.ts'
import { calendarOf } from '../sla/policy-match.ts'
import { addApplyJob } from '../sla/recount.ts'
import { simulatePart, withDrafts } from '../sla/simulate-terms.ts'
import { clocksAt } from '../sla/sla-record.ts'
import { changeTerms, GivenTerms, makeTerms, readVersions } from '../sla/terms-change.ts'
import { number } from '../store/database.ts'
import { languageOf, stepsIn } from '../words/language.ts'
import { readBytes, readJson } from './body.ts'
import { requireAdmin, requireSession, type HttpEnv } from './request-auth.ts'

const Simulation = v.object({
  /** Absent: the terms that are saved, with drafts as if they were live. */
  terms: v.optional(GivenTerms),
  days: v.optional(
    v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(LIMITS.slaSimulatedDays)),
    30,
  ),
  after: v.optional(v.pipe(v.string(), v.maxLength(LIMITS.nameChars)), ''),
})

export function mountSla(app: Hono<HttpEnv>, desk: Desk): void {
  const admin = requireAdmin(desk)
  const { settings, clock } = desk.parts
  const { read } = desk.database

  app.get('/api/tickets/:id/clocks', requireSession(desk), async (context) => {
    const id = context.req.param('id')
    const row = await read.get(`SELECT queue, also_in FROM tickets WHERE id = ?`, id)
    // What one may not see answers as if it were not there (RI3).
    if (!row || !maySeeAny(context.get('session').rights, queuesInRow(row)))
      throw new FaultError({ code: 'kit/not-found', detail: 'there is no such ticket' })
    const now = clock.now()
    const clocks = await clocksAt(read, id, now, true)
    const language = languageOf(readAccepted(context.req.header('accept-language')) ?? 'en')
    context.header('content-language', language.locale)
    context.header('vary', 'accept-language', { append: true })
    return context.json({
      asOf: new Date(now).toISOString(),
      clocks: clocks.map((one) => ({
        ...explainClock(one, stepsIn(language)),
        zones: one.steps.map(zoneOfStep),
      })),
    })
  })

  app.get('/api/sla/terms', admin, async (context) => {
    const now = settings.get()
    const own = { id: DESK_CALENDAR, name: now.deskName, ...calendarOf(now) }
    const versions = await readVersions(read, LIMITS.slaVersionsShown)
    const feeds = (await readFeeds(read)).map(({ etag: _etag, ...feed }) => feed)
    return context.json({ ...now.sla, deskCalendar: own, versions, feeds })
  })

  app.put('/api/sla/terms', admin, async (context) => {
    const given = unwrap(parseWith(GivenTerms, await readJson(context)))
    const changed = unwrap(await changeTerms(desk, given, context.get('session').rights.person))
    // An address that is new is read at once; whoever saved it need not wait for it.
    desk.feeds
      .runDue()
      .catch((error: unknown) =>
        desk.parts.log('error', 'holidays could not be kept', { error: String(error) }),
      )
    return context.json(changed)
  })

  app.post('/api/sla/apply', admin, async (context) => {
    const now = clock.now()
    const id = makeId(now, desk.parts.random)
    await desk.database.write((tx) => addApplyJob(tx, '', { id, now }))
    const row = await read.get(
      `SELECT count(*) AS n FROM tickets WHERE status NOT IN ('solved', 'closed')`,
    )
    return context.json({ tickets: row ? number(row, 'n') : 0 }, 202)
  })

  app.post('/api/sla/simulation', admin, async (context) => {
    const { terms, days, after } = unwrap(parseWith(Simulation, await readJson(context)))
    const now = settings.get()
    const at = clock.now()
    const other = terms
      ? { ...now, sla: makeTerms(now.sla, terms, { at, by: '' }) }
      : withDrafts(now)
    return context.json(await simulatePart(read, other, { days, after, now: at }))
  })

  app.post('/api/sla/holidays/country', admin, async (context) => {
    const ask = unwrap(parseWith(CountryAsk, await readJson(context)))
    return context.json({ holidays: unwrap(await holidaysOfCountry(ask)) })
  })

  app.post('/api/sla/holidays/ical', admin, async (context) => {
    const bytes = await readBytes(context, LIMITS.slaIcalBytes)
    const year = new Date(clock.now()).getUTCFullYear()
    const years = { from: year, to: year + LIMITS.slaHolidayYears - 1 }
    return context.json(unwrap(await holidaysOfIcal(new TextDecoder().decode(bytes), years)))
  })
}
