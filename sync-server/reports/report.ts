/**
 * A report over a span of time, out of rollups, of the queues a person may see (docs/sla.md, *Reports*, defines its words).
 *
 * - A clock, an arrival and a solving belong to the day on which they began. A moved ticket counts where it is now.
 * - The backlog of a day is what was open when it ended; that of today, and its age, are of this moment.
 * - Every figure follows from the facts alone: counted anew they give the same (rule RE1).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { TARGETS, type TargetName } from '../../shared/sla/terms.ts'
import { maySee, type Rights } from '../../shared/ticket/ticket-rules.ts'
import type { Grouping } from '../../shared/wire/report.ts'
import type { QueueSettings, Settings } from '../settings/settings.ts'
import { policyOf } from '../sla/policy-match.ts'
import { text, type Sql } from '../store/database.ts'
import { measureBacklog, type Backlog } from './backlog.ts'
import { readBreaches, type Breach } from './breach-list.ts'
import { fixedKeys } from './grouping.ts'
import { countMarks } from './report-marks.ts'
import { countRows } from './report-count.ts'
import { datesOf, spanBefore, type ReportQuery } from './report-query.ts'
import { marksFor, type Span } from './rollup-read.ts'
import {
  EMPTY,
  figuresByTarget,
  figuresOf,
  type Figures,
  type Flow,
  type Tally,
  type TargetFigures,
} from './tally.ts'

export type ReportRow = Figures & {
  /** Slug, name, date, hour …; '' for tickets that have none. */
  key: string
  name: string
  target: TargetName
}
export type GroupRow = {
  key: string
  name: string
  arrived: number
  solved: number
  reopened: number
}
export type DayRow = { date: string; arrived: number; solved: number; open: number }
export type FlowFigures = Flow & { reopenedShare: number | null }

export type Report = {
  from: string
  to: string
  by: Grouping
  asOf: string
  timeZone: string
  /** Tickets that changed and are not counted yet as they are. */
  pending: number
  queues: { slug: string; name: string }[]
  rows: ReportRow[]
  groups: GroupRow[]
  /** Groups that are too many to be shown. */
  groupsLeftOut: number
  totals: TargetFigures[]
  flow: FlowFigures
  before: { from: string; to: string; totals: TargetFigures[]; flow: FlowFigures }
  series: DayRow[]
  days: (Figures & { date: string; target: TargetName })[]
  /** Arrivals by weekday, Monday first, and hour. */
  heat: number[][]
  backlog: Backlog
  breaches: { count: number; newest: Breach[] }
}

export type Ask = { query: ReportQuery; span: Span; rights: Rights; now: number }

/** What a person may not see is not refused but absent (rule RE4). */
export const queuesOf = (settings: Settings, rights: Rights, queue?: string): QueueSettings[] =>
  settings.queues.filter(
    ({ slug }) => maySee(rights, slug) && (queue === undefined || queue === slug),
  )

/** Colleagues are not measured against each other by each other (rule RE11). */
export const mayCompareAgents = ({ role }: Rights): boolean => role !== 'agent'

export async function makeReport(sql: Sql, settings: Settings, ask: Ask): Promise<Report> {
  const { query, span, rights, now } = ask
  const { timeZone } = settings
  const queues = queuesOf(settings, rights, query.queue)
  const slugs = queues.map(({ slug }) => slug)
  const before = spanBefore(span, timeZone)
  const counted = await countRows(sql, { by: query.by, span, before, now, slugs, timeZone })
  const shown = TARGETS.filter(
    (target, place) =>
      queues.some(({ slug }) => policyOf(settings, slug).targets[target] !== undefined) ||
      (counted.all.clocks[place]?.count ?? 0) > 0,
  )
  const dates = datesOf(span, timeZone)
  const isOwn = query.by === 'agent' && !mayCompareAgents(rights)
  const groups = isOwn
    ? new Map([...counted.groups].filter(([key]) => key === rights.person))
    : counted.groups
  const keys = keysInOrder(query.by, groups, { queues: slugs, dates })
  const kept = keys.slice(0, LIMITS.reportGroups)
  const names = await namesOf(sql, query.by, kept, { queues, tiers: settings.sla.tiers })
  let open = counted.openBefore
  return {
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
    by: query.by,
    asOf: new Date(now).toISOString(),
    timeZone,
    pending: await countMarks(sql),
    queues: queues.map(({ slug, name }) => ({ slug, name })),
    rows:
      query.by === 'target'
        ? figuresByTarget(counted.all)
            .filter(({ target }) => shown.includes(target))
            .map((figures) => ({
              key: figures.target,
              name: TARGET_NAMES[figures.target],
              ...figures,
            }))
        : kept.flatMap((key) => rowsOf(key, names.get(key) ?? key, groups.get(key), shown)),
    groups: kept.map((key) => {
      const { arrived = 0, solved = 0, reopened = 0 } = groups.get(key)?.flow ?? {}
      return { key, name: names.get(key) ?? key, arrived, solved, reopened }
    }),
    groupsLeftOut: keys.length - kept.length,
    totals: figuresByTarget(counted.all).filter(({ target }) => shown.includes(target)),
    flow: flowOf(counted.all),
    before: {
      from: new Date(before.from).toISOString(),
      to: new Date(before.to).toISOString(),
      totals: figuresByTarget(counted.before).filter(({ target }) => shown.includes(target)),
      flow: flowOf(counted.before),
    },
    series: dates.map((date, place) => {
      const { arrived = 0, solved = 0 } = counted.days[place]?.flow ?? {}
      open += counted.net[place] ?? 0
      return { date, arrived, solved, open }
    }),
    days: dates.flatMap((date, place) => {
      const day = counted.days[place]
      return day
        ? figuresByTarget(day)
            .filter(({ count: judged }) => judged > 0)
            .map((figures) => ({ date, ...figures }))
        : []
    }),
    heat: counted.heat,
    backlog: await measureBacklog(sql, slugs, now),
    breaches: {
      count: counted.all.clocks.reduce(
        (sum, { count: n, withinCount }) => sum + n - withinCount,
        0,
      ),
      newest: await readBreaches(sql, counted.breaches, slugs),
    },
  }
}

function rowsOf(
  key: string,
  name: string,
  tally: Tally | undefined,
  targets: readonly TargetName[],
): ReportRow[] {
  return targets.map((target) => ({
    key,
    name,
    target,
    ...figuresOf(tally?.clocks[TARGETS.indexOf(target)] ?? EMPTY),
  }))
}

function flowOf({ flow }: Tally): FlowFigures {
  const { solvings, undone } = flow
  return { ...flow, reopenedShare: solvings === 0 ? null : undone / solvings }
}

/** Those that are always there in their order; of others the largest first. */
function keysInOrder(
  by: Grouping,
  groups: ReadonlyMap<string, Tally>,
  known: { queues: readonly string[]; dates: readonly string[] },
): readonly string[] {
  const size = (key: string) => {
    const tally = groups.get(key)
    return (
      (tally?.flow.arrived ?? 0) + (tally?.clocks ?? []).reduce((sum, one) => sum + one.count, 0)
    )
  }
  return (
    fixedKeys(by, known) ?? [...groups.keys()].sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1))
  )
}

async function namesOf(
  sql: Sql,
  by: Grouping,
  keys: readonly string[],
  known: { queues: readonly QueueSettings[]; tiers: Settings['sla']['tiers'] },
): Promise<Map<string, string>> {
  if (by === 'queue') return new Map(known.queues.map(({ slug, name }) => [slug, name]))
  if (by === 'tier') return new Map(known.tiers.map(({ id, name }) => [id, name]))
  if (by !== 'agent' || keys.length === 0) return new Map()
  const rows = await sql.all(`SELECT id, name FROM people WHERE id IN (${marksFor(keys)})`, ...keys)
  return new Map(rows.map((row) => [text(row, 'id'), text(row, 'name')]))
}

export const TARGET_NAMES: Readonly<Record<TargetName, string>> = {
  firstResponse: 'First response',
  nextResponse: 'Next response',
  update: 'Update',
  resolution: 'Resolution',
}
