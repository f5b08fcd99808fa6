/** The SLA report as the server answers it, the figures of its tiles, and the last answer kept for offline. */
import { parseWith, v } from '../../shared/kit/schema.ts'
import { KEPT } from './kept.ts'

const figure = v.nullable(v.number())

export const SlaReport = v.object({
  from: v.string(),
  to: v.string(),
  by: v.string(),
  asOf: v.union([v.number(), v.string()]),
  rows: v.array(
    v.object({
      key: v.string(),
      name: v.string(),
      target: v.picklist(['firstResponse', 'resolution']),
      count: v.number(),
      withinCount: v.number(),
      /** 0 to 1; null when nothing was counted. */
      share: figure,
      medianSeconds: figure,
      p90Seconds: figure,
    }),
  ),
  series: v.array(v.object({ date: v.string(), arrived: v.number(), solved: v.number() })),
})
export type SlaReport = v.InferOutput<typeof SlaReport>
export type ReportRow = SlaReport['rows'][number]

/** Days before today that a range of `days` begins and ends with, as ISO dates in the device's zone. */
export function rangeOf(days: number, now: number): { from: string; to: string } {
  return { from: isoDate(now - (days - 1) * 86_400_000), to: isoDate(now) }
}

function isoDate(at: number): string {
  const date = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** What was kept of what was counted, over all queues; null when nothing was counted. */
export function shareOf(
  rows: readonly ReportRow[],
  target: ReportRow['target'],
): { share: number; count: number } | null {
  let within = 0
  let count = 0
  for (const row of rows) {
    if (row.target !== target) continue
    within += row.withinCount
    count += row.count
  }
  return count === 0 ? null : { share: within / count, count }
}

/** The largest queue's figure stands for the desk: medians of several queues cannot be added up. */
export function leadRow(rows: readonly ReportRow[], target: ReportRow['target']): ReportRow | null {
  const found = rows.filter((row) => row.target === target)
  return found.reduce<ReportRow | null>(
    (best, row) => (best === null || row.count > best.count ? row : best),
    null,
  )
}

/** “97 %”, “–” when there is nothing to say. */
export function sayShare(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`
}

/** A round number at or above `n`, for the top of an axis with four whole steps. */
export function niceTop(n: number): number {
  for (let power = 1; ; power *= 10)
    for (const step of [4, 8, 20]) if (step * power >= n) return step * power
}

/** Keeps the last answer for a range on this device. Full storage costs the copy, nothing else. */
export function keepReport(storage: Storage, days: number, report: SlaReport): void {
  try {
    storage.setItem(KEPT.report + days, JSON.stringify(report))
  } catch {
    storage.removeItem(KEPT.report + days)
  }
}

/** The last answer for a range; undefined when there is none that this version can read. */
export function readKeptReport(storage: Storage, days: number): SlaReport | undefined {
  try {
    const parsed = parseWith(SlaReport, JSON.parse(storage.getItem(KEPT.report + days) ?? 'null'))
    return parsed.ok ? parsed.value : undefined
  } catch {
    return undefined
  }
}
