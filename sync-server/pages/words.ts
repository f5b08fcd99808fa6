/** How pages say durations, times, statuses and promises: plain words for people who do not work here. */
import type { TargetName } from '../../shared/sla/terms.ts'
import type { Promised, PublicTarget } from '../sla/public-promises.ts'
import type { QueueMetrics, TargetMetrics } from '../sla/queue-metrics.ts'

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

/** `about 40 minutes`, `3 hours`: rounded up to what one would say. Business time has no days, only opening hours. */
function sayDuration(seconds: number, time: 'business' | 'wall'): string {
  if (seconds < 90) return 'a minute'
  if (seconds < 90 * MINUTE) return `${Math.round(seconds / MINUTE)} minutes`
  if (time === 'business') return `${sayNumber(seconds / HOUR)} opening hours`
  if (seconds < 2 * DAY) return `${sayNumber(seconds / HOUR)} hours`
  return `${sayNumber(seconds / DAY)} days`
}

/** With `of opening time` where minutes would not say so. */
export function sayTime(seconds: number, time: 'business' | 'wall'): string {
  const words = sayDuration(seconds, time)
  return time === 'business' && seconds < 90 * MINUTE ? `${words} of opening time` : words
}

/** For tables and drawings: `40 min`, `3.5 h`, `2 d`; what an hour is, business or not, is said once beside them. */
export function sayShort(seconds: number, time: 'business' | 'wall'): string {
  if (seconds < MINUTE) return '< 1 min'
  if (seconds < 90 * MINUTE) return `${Math.round(seconds / MINUTE)} min`
  if (time === 'business' || seconds < 2 * DAY) return `${sayNumber(seconds / HOUR)} h`
  return `${sayNumber(seconds / DAY)} d`
}

function sayNumber(value: number): string {
  return value < 10 ? String(Math.round(value * 2) / 2) : String(Math.round(value))
}

export function sayShare(share: number): string {
  return `${Math.round(share * 100)} %`
}

export function sayInstant(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(ms)
}

export function sayBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** As they stand in the middle of a sentence. */
export const TARGET_WORDS: Readonly<Record<TargetName, string>> = {
  firstResponse: 'first answer',
  nextResponse: 'next answer',
  update: 'news',
  resolution: 'solution',
}

export type Standing = { name: string; ball: string; tone: 'ours' | 'yours' | 'done' }

/** Status in plain words, and who has the ball. */
export function sayStatus(status: string): Standing {
  switch (status) {
    case 'new':
      return { name: 'Received', ball: 'It is with us. We have not answered yet.', tone: 'ours' }
    case 'open':
      return { name: 'In progress', ball: 'It is with us.', tone: 'ours' }
    case 'waiting':
      return { name: 'Waiting for you', ball: 'We have asked you something.', tone: 'yours' }
    case 'on-hold':
      return { name: 'On hold', ball: 'We are waiting for somebody else.', tone: 'ours' }
    case 'solved':
      return {
        name: 'Solved',
        ball: 'If it is not, answer below and it opens again.',
        tone: 'done',
      }
    default:
      return { name: 'Closed', ball: 'If you still need us, answer below.', tone: 'done' }
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
  metrics: QueueMetrics | null,
  promised: Promised | undefined,
): { typical: string | null; promised: string | null } {
  const typical = typicalOf(metrics, 'firstResponse')
  return {
    typical:
      typical && `Typical first answer: ${sayTime(typical.medianSeconds, typical.figures.time)}.`,
    promised: promised ? `Promised: within ${sayTime(promised.seconds, promised.time)}.` : null,
  }
}
