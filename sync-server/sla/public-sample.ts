/**
 * Figures that anybody may see, out of clocks, and the rule that keeps single requests from being told by them.
 * Pure: not here are reading clocks (queue-metrics), nor what is promised (public-promises).
 *
 * - A figure is shown when at least ten requests are in it.
 * - Windows lie in one another, so what one holds more than another is a sample too: a shorter window is shown only
 *   when the longer one holds none or at least ten requests more. The longer one wins.
 * - Counted are requests, never clocks: ten answers on one request are one.
 * - Times are rounded: the p-th percentile is the time of one request.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { percentileOf } from '../reports/percentile.ts'

export const WINDOWS = [7, 30, 90] as const

/** What is known of one clock, at the time of reading. `…At` is epoch ms. */
export type Sample = {
  ticket: string
  /** Whether its target was met; null: not judged yet. */
  isMet: boolean | null
  hasEnded: boolean
  countedSeconds: number
  wallSeconds: number
}

type Part = {
  asked: number
  askedOf: Set<string>
  judged: number
  judgedOf: Set<string>
  met: number
  ended: number
  endedOf: Set<string>
  counted: number[]
  wall: number[]
}

/** Clocks of one target, by the shortest window that they are in. */
export type Parts = readonly [Part, Part, Part]

const makePart = (): Part => ({
  asked: 0,
  askedOf: new Set(),
  judged: 0,
  judgedOf: new Set(),
  met: 0,
  ended: 0,
  endedOf: new Set(),
  counted: [],
  wall: [],
})

export const makeParts = (): Parts => [makePart(), makePart(), makePart()]

/** Which part a clock of that age is in; null: none. */
export function placeOf(ageDays: number): 0 | 1 | 2 | null {
  if (ageDays < 0) return null
  const place = WINDOWS.findIndex((days) => ageDays <= days)
  return place === 0 || place === 1 || place === 2 ? place : null
}

export function addSample(part: Part, sample: Sample): void {
  part.asked += 1
  addUpTo(part.askedOf, sample.ticket)
  if (sample.isMet === null) return
  part.judged += 1
  addUpTo(part.judgedOf, sample.ticket)
  if (sample.isMet) part.met += 1
  if (!sample.hasEnded) return
  part.ended += 1
  addUpTo(part.endedOf, sample.ticket)
  part.counted.push(sample.countedSeconds)
  part.wall.push(sample.wallSeconds)
}

/** More than the least is enough to know. */
function addUpTo(tickets: Set<string>, ticket: string): void {
  if (tickets.size < LIMITS.metricsLeast) tickets.add(ticket)
}

/**
 * Which windows may be shown, shortest first.
 *
 * @param parts  tickets by the shortest window that they are in; each set may stop at the least
 */
export function shownWindows(parts: readonly ReadonlySet<string>[]): boolean[] {
  const shown = parts.map(() => false)
  let longer: number | null = null
  for (let place = parts.length - 1; place >= 0; place--) {
    const within = union(parts.slice(0, place + 1))
    if (within < LIMITS.metricsLeast) break
    const more = longer === null ? 0 : union(parts.slice(place + 1, longer + 1))
    if (more > 0 && more < LIMITS.metricsLeast) continue
    shown[place] = true
    longer = place
  }
  return shown
}

const union = (sets: readonly ReadonlySet<string>[]): number =>
  new Set(sets.flatMap((set) => [...set])).size

/** Of one target in one window. A null is not told. */
export type TargetFigures = {
  /** Clocks that started in the window and were not cancelled. */
  n: number | null
  /** Of these, the share that was answered or solved. */
  rate: number | null
  /** Of those whose time is over, the share that kept its promise. */
  share: number | null
  medianSeconds: number | null
  p90Seconds: number | null
  medianWallSeconds: number | null
  p90WallSeconds: number | null
}

/** One a window, shortest first. */
export function figuresOfParts(parts: Parts): TargetFigures[] {
  const asked = shownWindows(parts.map((part) => part.askedOf))
  const judged = shownWindows(parts.map((part) => part.judgedOf))
  const ended = shownWindows(parts.map((part) => part.endedOf))
  return WINDOWS.map((_days, place) => {
    const within = parts.slice(0, place + 1)
    const sum = (of: (part: Part) => number) => within.reduce((total, part) => total + of(part), 0)
    const isAsked = asked[place] === true
    const isEnded = ended[place] === true
    const counted = isEnded ? joined(within.map((part) => part.counted)) : null
    const wall = isEnded ? joined(within.map((part) => part.wall)) : null
    return {
      n: isAsked ? sum((part) => part.asked) : null,
      rate: isAsked ? roundShare(sum((part) => part.ended) / sum((part) => part.asked)) : null,
      share:
        judged[place] === true
          ? roundShare(sum((part) => part.met) / sum((part) => part.judged))
          : null,
      medianSeconds: counted && roundSeconds(percentileOf(counted, 50)),
      p90Seconds: counted && roundSeconds(percentileOf(counted, 90)),
      medianWallSeconds: wall && roundSeconds(percentileOf(wall, 50)),
      p90WallSeconds: wall && roundSeconds(percentileOf(wall, 90)),
    }
  })
}

function joined(lists: readonly number[][]): Float64Array {
  const all = new Float64Array(lists.reduce((total, list) => total + list.length, 0))
  let at = 0
  for (const list of lists) {
    all.set(list, at)
    at += list.length
  }
  return all
}

const roundShare = (share: number): number => Math.round(share * 100) / 100

const HOUR = 3600

/** To whole minutes, from an hour on to five, from ten hours on to thirty, from four days on to three hours. */
export function roundSeconds(seconds: number | null): number | null {
  if (seconds === null) return null
  const step = STEPS.find(([below]) => seconds < below)?.[1] ?? 3 * HOUR
  return Math.max(60, Math.round(seconds / step) * step)
}

const STEPS: readonly (readonly [below: number, step: number])[] = [
  [HOUR, 60],
  [10 * HOUR, 300],
  [96 * HOUR, 1800],
]

/** Numbers that change with every request: to the nearest five. */
export const roundCount = (count: number): number => Math.round(count / 5) * 5
