/** A report as CSV (RFC 4180). A cell that a spreadsheet would run as a formula is kept as text (ASVS 1.2.10, rule RE10). */
import { TARGET_NAMES, type Report } from './report.ts'

type Cell = string | number | null

const FIGURES_HEAD = [
  'key',
  'name',
  'target',
  'counted',
  'within',
  'share',
  'median_seconds',
  'p90_seconds',
  'median_wall_seconds',
  'p90_wall_seconds',
]

/** Which table of the report: its figures, what came and went by day or by group, arrivals by hour, the breaches. */
export const SHEETS = ['figures', 'days', 'groups', 'hours', 'breaches'] as const
export type Sheet = (typeof SHEETS)[number]

export function makeCsv(report: Report, sheet: Sheet = 'figures'): string {
  return linesOf(report, sheet)
    .map((cells) => cells.map(cell).join(',') + '\r\n')
    .join('')
}

function linesOf(report: Report, sheet: Sheet): Cell[][] {
  switch (sheet) {
    case 'figures':
      return [
        FIGURES_HEAD,
        ...report.rows.map((row) => [
          row.key,
          row.name,
          TARGET_NAMES[row.target],
          row.count,
          row.withinCount,
          row.share === null ? null : Math.round(row.share * 10_000) / 10_000,
          row.medianSeconds,
          row.p90Seconds,
          row.medianWallSeconds,
          row.p90WallSeconds,
        ]),
      ]
    case 'days':
      return [
        ['date', 'arrived', 'solved', 'open'],
        ...report.series.map(({ date, arrived, solved, open }) => [date, arrived, solved, open]),
      ]
    case 'groups':
      return [
        ['key', 'name', 'arrived', 'solved', 'reopened'],
        ...report.groups.map((group) => [
          group.key,
          group.name,
          group.arrived,
          group.solved,
          group.reopened,
        ]),
      ]
    case 'hours':
      return [
        ['weekday', ...Array.from({ length: 24 }, (_, hour) => `${hour}:00`)],
        ...report.heat.map((hours, day) => [day + 1, ...hours]),
      ]
    case 'breaches':
      return [
        [
          'number',
          'subject',
          'queue',
          'target',
          'started_at',
          'ended_at',
          'counted_seconds',
          'wall_seconds',
        ],
        ...report.breaches.newest.map((one) => [
          one.number,
          one.subject,
          one.queue,
          TARGET_NAMES[one.target],
          one.startedAt,
          one.endedAt,
          one.countedSeconds,
          one.wallSeconds,
        ]),
      ]
  }
}

function cell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r\n\0|]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
