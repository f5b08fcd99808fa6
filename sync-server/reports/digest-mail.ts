/** The words of the monthly mail: figures, the names of queues and a link. Nothing that anybody wrote is in it. */
import type { Language } from '../words/language.ts'
import type { Report } from './report.ts'
import type { Figures } from './tally.ts'

/** @returns its lines */
export function wordDigest(
  language: Language,
  report: Report,
  { month, publicUrl }: { month: string; publicUrl: string },
): string[] {
  const { flow, before, backlog, totals } = report
  const { digest: said, promise } = language.words.agent
  const queue = (slug: string) => report.queues.find((one) => one.slug === slug)?.name ?? slug
  return [
    said.month({ month }),
    '',
    said.arrived({ now: flow.arrived, before: before.flow.arrived }),
    said.solved({ now: flow.solved, before: before.flow.solved }),
    said.reopened({
      now: sayShare(language, flow.reopenedShare),
      before: sayShare(language, before.flow.reopenedShare),
    }),
    backlog.open === 0
      ? said.open({ now: backlog.open })
      : said.openSince({ now: backlog.open, span: saySpan(language, backlog.oldestSeconds) }),
    '',
    ...totals.map((total) => {
      const target = promise.targets[total.target]
      const figures = sayFigures(language, total)
      const last = before.totals.find((one) => one.target === total.target)
      if (!last) return said.target({ target, figures })
      const [share, span] = [sayShare(language, last.share), saySpan(language, last.medianSeconds)]
      return said.before({ target, figures, share, span })
    }),
    ...(report.queues.length < 2
      ? []
      : [
          '',
          said.byQueue,
          ...report.groups.map(({ key, arrived, solved }) =>
            said.queue({ queue: queue(key), arrived, solved }),
          ),
          ...report.rows
            .filter(({ count }) => count > 0)
            .map((row) =>
              said.queueTarget({
                queue: queue(row.key),
                target: promise.targets[row.target],
                figures: sayFigures(language, row),
              }),
            ),
        ]),
    '',
    said.all,
    `${publicUrl}/app/reports?month=${month}`,
    '',
    said.why,
  ]
}

function sayFigures(language: Language, figures: Figures): string {
  const { digest: said } = language.words.agent
  const { count, share, medianSeconds, p90Seconds } = figures
  if (count === 0) return said.nothing
  return said.figures({
    share: sayShare(language, share),
    count,
    median: saySpan(language, medianSeconds),
    p90: saySpan(language, p90Seconds),
  })
}

const sayShare = ({ words }: Language, share: number | null): string =>
  share === null ? '–' : words.agent.share({ n: Math.round(share * 100) })

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** Its two largest units. */
function saySpan({ words }: Language, seconds: number | null): string {
  if (seconds === null) return '–'
  const { span } = words.agent
  const first = UNITS.findIndex(([, size]) => seconds >= size)
  if (first === -1) return span.s({ n: 0 })
  let rest = seconds
  return UNITS.slice(first, first + 2)
    .map(([unit, size]) => {
      const n = Math.floor(rest / size)
      rest %= size
      return n === 0 ? '' : span[unit]({ n })
    })
    .filter((part) => part !== '')
    .join(' ')
}
