/**
 * What everybody may know of a queue: how fast it answers, in figures from which no single ticket can be told. Kept for
 * five minutes, so that asking costs nothing and two answers cannot be subtracted from each other.
 *
 * A window is the last 7, 30 or 90 days. `n` is the tickets that arrived in it. Below ten of anything its figures are
 * null. Median and 90th percentile are of what the clock counted (the target's own time) on tickets that were answered;
 * `share` is within target of those judged, `responseRate` the answered of those that arrived. `open` is now, to the
 * nearest five.
 */
import { figuresOf, type ReportClock } from '../../shared/sla/figures.ts'
import { DAY_MS, LIMITS } from '../../shared/kit/limits.ts'
import type { QueueSettings } from '../settings/settings.ts'
import { number } from '../store/database.ts'
import type { Desk } from '../desk.ts'
import { readClocks, readFlow } from './clock-rows.ts'

const WINDOWS = [7, 30, 90] as const

export type TargetMetrics = {
  n: number
  enough: boolean
  medianSeconds: number | null
  p90Seconds: number | null
  share: number | null
  targetSeconds: number
  /** Whether seconds are counted in opening hours or around the clock. */
  time: 'business' | 'wall'
}

export type WindowMetrics = {
  days: number
  n: number
  enough: boolean
  firstResponse: TargetMetrics
  resolution: TargetMetrics
  responseRate: number | null
  solved: number | null
  open: number | null
}

export type QueueMetrics = { queue: string; name: string; asOf: string; days: WindowMetrics[] }

export type Metrics = {
  /** Null for a queue that is unknown or keeps its figures to itself: the two look the same. */
  of(slug: string): Promise<QueueMetrics | null>
}

export function makeMetrics(desk: Desk): Metrics {
  const kept = new Map<string, { at: number; value: Promise<QueueMetrics> }>()
  return {
    async of(slug) {
      const now = desk.parts.clock.now()
      const queue = desk.parts.settings.get().queues.find((entry) => entry.slug === slug)
      if (!queue?.isPublic) return null
      const known = kept.get(slug)
      if (known && now - known.at < LIMITS.metricsKeptMs && now >= known.at) return known.value
      const value = measureQueue(desk, queue, now)
      kept.set(slug, { at: now, value })
      // A failure is not kept; who asked is told by the promise itself.
      value.catch(() => kept.delete(slug))
      return value
    },
  }
}

async function measureQueue(desk: Desk, queue: QueueSettings, now: number): Promise<QueueMetrics> {
  const sql = desk.database.read
  const settings = desk.parts.settings.get()
  const longest = { from: now - Math.max(...WINDOWS) * DAY_MS, to: now + 1 }
  const clocks = await readClocks(sql, settings, queue.slug, { ...longest, now })
  const flow = await readFlow(sql, queue.slug, longest)
  const row = await sql.get(
    `SELECT count(*) AS n FROM tickets WHERE queue = ? AND status NOT IN ('solved', 'closed')`,
    queue.slug,
  )
  const open = Math.round((row ? number(row, 'n') : 0) / 5) * 5
  return {
    queue: queue.slug,
    name: queue.name,
    asOf: new Date(now).toISOString(),
    days: WINDOWS.map((days): WindowMetrics => {
      const from = now - days * DAY_MS
      const within = clocks.filter((clock) => clock.startedAt >= from)
      const n = flow.arrivedAt.filter((at) => at >= from).length
      const enough = n >= LIMITS.metricsLeast
      const first = within.filter((clock) => clock.target === 'firstResponse')
      const answered = first.filter(isJudged).filter((clock) => clock.endedAt !== null).length
      return {
        days,
        n,
        enough,
        firstResponse: measureTarget(first, queue.firstResponse),
        resolution: measureTarget(
          within.filter((clock) => clock.target === 'resolution'),
          queue.resolution,
        ),
        responseRate: enough ? roundShare(Math.min(1, answered / n)) : null,
        solved: enough ? flow.solvedAt.filter((at) => at >= from).length : null,
        open: enough ? open : null,
      }
    }),
  }
}

function measureTarget(
  clocks: readonly ReportClock[],
  target: QueueSettings['firstResponse'],
): TargetMetrics {
  const judged = clocks.filter(isJudged)
  const ended = judged.filter((clock) => clock.endedAt !== null)
  const enough = judged.length >= LIMITS.metricsLeast
  // Ten that were judged may hold one that was answered, and its time would then be told.
  const enoughEnded = ended.length >= LIMITS.metricsLeast
  const figures = figuresOf(clocks, 'countedSeconds')
  return {
    n: judged.length,
    enough,
    medianSeconds: enoughEnded ? figures.medianSeconds : null,
    p90Seconds: enoughEnded ? figures.p90Seconds : null,
    share: enough && figures.share !== null ? roundShare(figures.share) : null,
    targetSeconds: target.seconds,
    time: target.time,
  }
}

function isJudged(clock: ReportClock): boolean {
  return clock.state === 'met' || clock.state === 'breached'
}

function roundShare(share: number): number {
  return Math.round(share * 100) / 100
}
