/**
 * Figures for reports, from clocks that were evaluated before: how many were within target, and how long it took.
 * Not here: clocks themselves, and which of them a person may see.
 *
 * - Judged: a clock that is *met* or *breached*, ended or not. One that runs or is paused is not judged yet, and a
 *   cancelled one never will be; neither is in any figure.
 * - Durations are of judged clocks that have ended: one that still counts has no length yet.
 * - Percentile: nearest rank. The p-th percentile of n durations in ascending order is the ⌈p/100 × n⌉-th, so it
 *   is always a duration that occurred; the median is the 50th (of an even number the lower middle one).
 */
import { assert } from '../kit/fault.ts'
import { LIMITS } from '../kit/limits.ts'
import type { Clock } from './clock-run.ts'
import { TARGETS, type TargetName } from './terms.ts'
import { offsetAt, zoneOf } from './zone.ts'

/** One clock of one ticket. `…At` is epoch ms. */
export type ReportClock = Pick<
  Clock,
  'target' | 'state' | 'countedSeconds' | 'wallSeconds' | 'startedAt' | 'endedAt'
> & { queue: string }

/** Which duration is measured: what the target counted, or plain time. */
export type Measure = 'countedSeconds' | 'wallSeconds'

/** `share` is of 1. Null where there is nothing to take it from. */
export type Figures = {
  count: number
  withinCount: number
  share: number | null
  medianSeconds: number | null
  p90Seconds: number | null
}

/** Figures of one local date, `YYYY-MM-DD`. */
export type DayFigures = Figures & { date: string }

const DAY = 86_400

export function figuresOf(clocks: readonly ReportClock[], measure: Measure): Figures {
  const judged = clocks.filter((clock) => clock.state === 'met' || clock.state === 'breached')
  const withinCount = judged.filter((clock) => clock.state === 'met').length
  const durations = judged
    .filter((clock) => clock.endedAt !== null)
    .map((clock) => clock[measure])
    .sort((a, b) => a - b)
  return {
    count: judged.length,
    withinCount,
    share: judged.length === 0 ? null : withinCount / judged.length,
    medianSeconds: nearestRank(durations, 50),
    p90Seconds: nearestRank(durations, 90),
  }
}

/** Figures per target; a target without clocks has a count of 0. */
export function figuresByTarget(
  clocks: readonly ReportClock[],
  measure: Measure = 'countedSeconds',
): Record<TargetName, Figures> {
  const of = (target: TargetName) =>
    figuresOf(
      clocks.filter((clock) => clock.target === target),
      measure,
    )
  return {
    firstResponse: of('firstResponse'),
    nextResponse: of('nextResponse'),
    update: of('update'),
    resolution: of('resolution'),
  }
}

/** Figures per target for each queue that has clocks, by queue in order of name. */
export function figuresByQueue(
  clocks: readonly ReportClock[],
  measure: Measure = 'countedSeconds',
): { queue: string; targets: Record<TargetName, Figures> }[] {
  const queues = new Map<string, ReportClock[]>()
  for (const clock of clocks) {
    const group = queues.get(clock.queue)
    if (group) group.push(clock)
    else queues.set(clock.queue, [clock])
  }
  return [...queues.keys()]
    .sort()
    .map((queue) => ({ queue, targets: figuresByTarget(queues.get(queue) ?? [], measure) }))
}

/**
 * Per target, one row for each local date from that of `from` to that of the last instant before `to`, empty ones
 * included. A clock belongs to the date on which it started: a day's figures then do not move to another day when
 * the clock ends.
 *
 * @param from, to  epoch ms, `from ≤ t < to`; clocks that started outside are left out
 */
export function figuresByDay(
  clocks: readonly ReportClock[],
  range: { from: number; to: number; timeZone: string; measure?: Measure },
): Record<TargetName, DayFigures[]> {
  const { from, to, timeZone, measure = 'countedSeconds' } = range
  const zone = zoneOf(timeZone)
  const dayOf = (ms: number) => {
    const at = Math.floor(ms / 1000)
    return Math.floor((at + offsetAt(zone, at)) / DAY)
  }
  const series: Record<TargetName, DayFigures[]> = {
    firstResponse: [],
    nextResponse: [],
    update: [],
    resolution: [],
  }
  if (to <= from) return series
  const days = new Map<string, ReportClock[]>()
  const inRange = clocks.filter((clock) => clock.startedAt >= from && clock.startedAt < to)
  for (const clock of inRange) {
    const key = `${clock.target} ${dayOf(clock.startedAt)}`
    const group = days.get(key)
    if (group) group.push(clock)
    else days.set(key, [clock])
  }
  const lastDay = dayOf(to - 1)
  assert(lastDay - dayOf(from) < LIMITS.slaReportDays, 'a report spans a bounded number of days')
  for (let day = dayOf(from); day <= lastDay; day++) {
    const date = new Date(day * DAY * 1000).toISOString().slice(0, 10)
    for (const target of TARGETS)
      series[target].push({ date, ...figuresOf(days.get(`${target} ${day}`) ?? [], measure) })
  }
  return series
}

/** @param durations  in ascending order */
function nearestRank(durations: readonly number[], percent: number): number | null {
  // Whole numbers first: 0.9 × 10 may come out a little above 9, and would then round up to 10.
  const rank = Math.ceil((percent * durations.length) / 100)
  return durations[rank - 1] ?? null
}
