/** How pages say durations, times, statuses and promises in a language: plain words for people who do not work here. */
import type { Promised, PublicTarget } from '../sla/public-promises.ts'
import type { QueueMetrics, TargetMetrics } from '../sla/queue-metrics.ts'
import type { Language } from '../words/language.ts'

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

/**
 * `40 minutes`, `3 hours`, `4 opening hours`: rounded up to what one would say. Business time has no days, only opening
 * hours, and says so of minutes too.
 */
export function sayTime({ words }: Language, seconds: number, time: 'business' | 'wall'): string {
  const { time: said } = words
  const isOpen = time === 'business'
  if (seconds < 90) return isOpen ? said.openMinute : said.minute
  if (seconds < 90 * MINUTE)
    return (isOpen ? said.openMinutes : said.minutes)({ n: Math.round(seconds / MINUTE) })
  if (isOpen) return said.openHours({ n: roundHalf(seconds / HOUR) })
  if (seconds < 2 * DAY) return said.hours({ n: roundHalf(seconds / HOUR) })
  return said.days({ n: roundHalf(seconds / DAY) })
}

/** For tables and drawings: `40 min`, `3.5 h`, `2 d`; what an hour is, business or not, is said once beside them. */
export function sayShort({ words }: Language, seconds: number, time: 'business' | 'wall'): string {
  const { short } = words.time
  if (seconds < MINUTE) return short.least
  if (seconds < 90 * MINUTE) return short.minutes({ n: Math.round(seconds / MINUTE) })
  if (time === 'business' || seconds < 2 * DAY) return short.hours({ n: roundHalf(seconds / HOUR) })
  return short.days({ n: roundHalf(seconds / DAY) })
}

const roundHalf = (value: number): number =>
  value < 10 ? Math.round(value * 2) / 2 : Math.round(value)

export function sayShare({ words }: Language, share: number): string {
  return words.time.share({ n: Math.round(share * 100) })
}

const INSTANT = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
} as const
/** Making one takes longer than all else that is said in a mail; a desk has one time zone and few languages. */
const instants = new Map<string, Intl.DateTimeFormat>()
const INSTANTS_MAX = 50

export function sayInstant({ intl }: Language, ms: number, timeZone: string): string {
  const key = `${intl} ${timeZone}`
  let format = instants.get(key)
  if (!format) {
    if (instants.size >= INSTANTS_MAX) instants.clear()
    format = new Intl.DateTimeFormat(intl, { ...INSTANT, timeZone })
    instants.set(key, format)
  }
  return format.format(ms)
}

export function sayBytes({ intl }: Language, bytes: number): string {
  const [unit, value] =
    bytes < 1000
      ? (['byte', bytes] as const)
      : bytes < 1_000_000
        ? (['kilobyte', Math.round(bytes / 1000)] as const)
        : (['megabyte', bytes / 1_000_000] as const)
  return new Intl.NumberFormat(intl, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(value)
}

export type Standing = { name: string; ball: string; tone: 'ours' | 'yours' | 'done' }

/** Status in plain words, and who has the ball. */
export function sayStatus({ words }: Language, status: string): Standing {
  const { standing } = words.ticket
  switch (status) {
    case 'new':
      return { ...standing.new, tone: 'ours' }
    case 'open':
      return { ...standing.open, tone: 'ours' }
    case 'waiting':
      return { ...standing.waiting, tone: 'yours' }
    case 'on-hold':
      return { ...standing['on-hold'], tone: 'ours' }
    case 'solved':
      return { ...standing.solved, tone: 'done' }
    default:
      return { ...standing.closed, tone: 'done' }
  }
}

/** What is typical of a target: the last 30 days, else the last 90, else nothing. */
export function typicalOf(
  metrics: QueueMetrics | null,
  target: PublicTarget,
): { days: number; figures: TargetMetrics; medianSeconds: number } | null {
  for (const days of [30, 90]) {
    const figures = metrics?.days.find((entry) => entry.days === days)?.[target]
    if (figures && figures.medianSeconds !== null)
      return { days, figures, medianSeconds: figures.medianSeconds }
  }
  return null
}

/** `Typical first answer: 3 hours. Promised: within 4 opening hours.`: as far as there is either. */
export function sayPromise(
  language: Language,
  metrics: QueueMetrics | null,
  promised: Promised | undefined,
): { typical: string | null; promised: string | null } {
  const { time } = language.words
  const typical = typicalOf(metrics, 'firstResponse')
  return {
    typical:
      typical &&
      time.typical({ time: sayTime(language, typical.medianSeconds, typical.figures.time) }),
    promised: promised
      ? time.promised({ time: sayTime(language, promised.seconds, promised.time) })
      : null,
  }
}
