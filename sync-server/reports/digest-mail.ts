/** The words of the monthly mail: figures, the names of queues and a link. Nothing that anybody wrote is in it. */
import { TARGET_NAMES, type Report } from './report.ts'
import type { Figures } from './tally.ts'

export function wordDigest(
  report: Report,
  { month, publicUrl }: { month: string; publicUrl: string },
): string {
  const { flow, before, backlog, totals } = report
  const queue = (slug: string) => report.queues.find((one) => one.slug === slug)?.name ?? slug
  return [
    `${month}, beside the month before:`,
    '',
    `Arrived: ${flow.arrived} (${before.flow.arrived})`,
    `Solved: ${flow.solved} (${before.flow.solved})`,
    `Opened again after it was solved: ${sayShare(flow.reopenedShare)} (${sayShare(before.flow.reopenedShare)})`,
    `Open now: ${backlog.open}${backlog.open === 0 ? '' : `, the oldest for ${saySpan(backlog.oldestSeconds)}`}`,
    '',
    ...totals.map((total) => {
      const last = before.totals.find(({ target }) => target === total.target)
      return `${TARGET_NAMES[total.target]}: ${sayFigures(total)}${last ? ` (${sayShare(last.share)}, median ${saySpan(last.medianSeconds)})` : ''}`
    }),
    ...(report.queues.length < 2
      ? []
      : [
          '',
          'By queue:',
          ...report.groups.map(
            ({ key, arrived, solved }) => `${queue(key)}: ${arrived} arrived, ${solved} solved`,
          ),
          ...report.rows
            .filter(({ count }) => count > 0)
            .map((row) => `${queue(row.key)}, ${TARGET_NAMES[row.target]}: ${sayFigures(row)}`),
        ]),
    '',
    'All of it, with the tickets behind each figure:',
    `${publicUrl}/app/reports?month=${month}`,
    '',
    'You get this because you lead. At the end of that page you can say that you want it no more.',
    '',
  ].join('\n')
}

const sayFigures = ({ count, share, medianSeconds, p90Seconds }: Figures): string =>
  count === 0
    ? 'nothing was due'
    : `${sayShare(share)} of ${count} in time, median ${saySpan(medianSeconds)}, 90 % within ${saySpan(p90Seconds)}`

const sayShare = (share: number | null): string =>
  share === null ? '–' : `${Math.round(share * 100)} %`

/** Its two largest units. */
function saySpan(seconds: number | null): string {
  if (seconds === null) return '–'
  const units: [string, number][] = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ]
  const first = units.findIndex(([, size]) => seconds >= size)
  if (first === -1) return '0 s'
  let rest = seconds
  return units
    .slice(first, first + 2)
    .map(([unit, size]) => {
      const n = Math.floor(rest / size)
      rest %= size
      return n === 0 ? '' : `${n} ${unit}`
    })
    .filter((part) => part !== '')
    .join(' ')
}
