/** A report as CSV (RFC 4180). A cell that a spreadsheet would run as a formula is kept as text (ASVS 1.2.10). */
import { TARGET_NAMES, type SlaReport } from './sla-report.ts'

const HEAD = [
  'key',
  'name',
  'target',
  'counted',
  'within',
  'share',
  'median_seconds',
  'p90_seconds',
] as const

export function makeCsv(report: SlaReport): string {
  const lines: (string | number | null)[][] = report.rows.map((row) => [
    row.key,
    row.name,
    TARGET_NAMES[row.target],
    row.count,
    row.withinCount,
    row.share === null ? null : Math.round(row.share * 10_000) / 10_000,
    row.medianSeconds,
    row.p90Seconds,
  ])
  return [[...HEAD], ...lines].map((cells) => cells.map(cell).join(',') + '\r\n').join('')
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r\n\0|]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
