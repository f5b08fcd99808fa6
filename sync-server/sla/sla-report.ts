/**
 * SLA figures over a span of time, for agents: per queue, per target or per day, of the queues a person may see.
 *
 * - A clock belongs to the span, and to the day, in which it started.
 * - Counted are clocks that are *met* or *breached*; one that is past due and unanswered is breached, and one that
 *   still runs in time, is paused or was cancelled is not counted.
 * - Durations are what the clock counted, in its target's own time (business or wall), of clocks that have ended.
 *   Median and 90th percentile are by nearest rank (shared/sla/figures).
 * - A ticket arrives on the day it was accepted and is solved on the day of its last solving; one that was reopened
 *   is not solved.
 *
 * Every figure follows from the facts alone: the same clocks computed anew give the same report.
 */
import {
  figuresByDay,
  figuresByTarget,
  type Figures,
  type ReportClock,
} from '../../shared/sla/figures.ts'
import { TARGETS, type TargetName } from '../../shared/sla/terms.ts'
import { maySee, type Rights } from '../../shared/ticket/ticket-rules.ts'
import type { QueueSettings, Settings } from '../settings/settings.ts'
import type { Sql } from '../store/database.ts'
import { readClocks, readFlow, type Span } from './clock-rows.ts'
import { datesOf, dateOf, localDay, type ReportQuery } from './report-range.ts'
import { policyOf } from './policy-match.ts'

export type ReportRow = {
  /** Slug of the queue, name of the target, or date. */
  key: string
  name: string
  target: TargetName
  count: number
  withinCount: number
  /** Of 1; null where nothing was counted. */
  share: number | null
  medianSeconds: number | null
  p90Seconds: number | null
}

export type SlaReport = {
  from: string
  to: string
  by: ReportQuery['by']
  asOf: string
  timeZone: string
  rows: ReportRow[]
  series: { date: string; arrived: number; solved: number }[]
}

export const TARGET_NAMES: Readonly<Record<TargetName, string>> = {
  firstResponse: 'First response',
  nextResponse: 'Next response',
  update: 'Update',
  resolution: 'Resolution',
}

type Ask = { query: ReportQuery; span: Span; rights: Rights; now: number }

export async function makeReport(sql: Sql, settings: Settings, ask: Ask): Promise<SlaReport> {
  const { query, span, rights, now } = ask
  // What a person may not see is not refused but absent (RI3).
  const queues = settings.queues.filter(
    (queue) =>
      maySee(rights, queue.slug) && (query.queue === undefined || query.queue === queue.slug),
  )
  const clocks: ReportClock[] = []
  const arrived = new Map<string, number>()
  const solved = new Map<string, number>()
  for (const queue of queues) {
    for (const clock of await readClocks(sql, settings, queue.slug, { ...span, now }))
      clocks.push(clock)
    const flow = await readFlow(sql, queue.slug, span)
    for (const at of flow.arrivedAt) countDay(arrived, settings.timeZone, at)
    for (const at of flow.solvedAt) countDay(solved, settings.timeZone, at)
  }
  return {
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
    by: query.by,
    asOf: new Date(now).toISOString(),
    timeZone: settings.timeZone,
    rows: rowsOf(clocks, queues, { settings, by: query.by, span }),
    series: datesOf(span, settings.timeZone).map((date) => ({
      date,
      arrived: arrived.get(date) ?? 0,
      solved: solved.get(date) ?? 0,
    })),
  }
}

function rowsOf(
  clocks: readonly ReportClock[],
  queues: readonly QueueSettings[],
  { settings, by, span }: { settings: Settings; by: ReportQuery['by']; span: Span },
): ReportRow[] {
  const shown = TARGETS.filter(
    (target) =>
      queues.some((queue) => policyOf(settings, queue.slug).targets[target] !== undefined) ||
      clocks.some((clock) => clock.target === target),
  )
  switch (by) {
    case 'queue':
      return queues.flatMap((queue) => {
        const figures = figuresByTarget(clocks.filter((clock) => clock.queue === queue.slug))
        return shown.map((target) => makeRow(queue.slug, queue.name, target, figures[target]))
      })
    case 'target': {
      const figures = figuresByTarget(clocks)
      return shown.map((target) => makeRow(target, TARGET_NAMES[target], target, figures[target]))
    }
    case 'day': {
      const days = figuresByDay(clocks, { ...span, timeZone: settings.timeZone })
      return shown.flatMap((target) =>
        days[target].map((day) => makeRow(day.date, day.date, target, day)),
      )
    }
  }
}

function makeRow(key: string, name: string, target: TargetName, figures: Figures): ReportRow {
  const { count, withinCount, share, medianSeconds, p90Seconds } = figures
  return { key, name, target, count, withinCount, share, medianSeconds, p90Seconds }
}

function countDay(days: Map<string, number>, timeZone: string, at: number): void {
  const date = dateOf(localDay(timeZone, at))
  days.set(date, (days.get(date) ?? 0) + 1)
}
