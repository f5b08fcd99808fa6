/**
 * When business time stands before a due instant, said so briefly that a ticket's row can carry it: nights, lunch breaks
 * and weekends come again, so one item stands for all of them until a holiday or a clock change. The server folds, a
 * device adds up; for that it needs neither a calendar nor a time zone. Not here: calendars (`calendar.ts`).
 *
 * A stretch of one item may lie in that of another: the night that also comes on Saturday is inside the weekend. What
 * stands is all of them together, so a holiday adds an item and cuts none.
 */
import { LIMITS } from '../kit/limits.ts'

/**
 * Fours of whole numbers: how many seconds before it is due a stretch begins (0: as it is due), its length in seconds,
 * how many times it comes, and every how many days of 24 hours.
 */
export type Closures = readonly number[]

const DAY = 86_400
const ITEM = 4
const EVERY_DAYS = [1, 7]

/**
 * What `closedUntil` found, folded.
 *
 * @param closed  pairs `from, to` in order, apart from one another, epoch seconds
 * @param due     epoch seconds; none but the last pair begins there, none after it
 * @returns       at most `most` items and two. Where they do not hold everything, what is left is right until the first
 *                stretch that found no place, and at the end; in between the rest of them stands in one piece.
 */
export function foldClosures(
  closed: readonly number[],
  due: number,
  most: number = LIMITS.slaClosures,
): number[] {
  const folded: number[] = []
  const isSaid = new Set<number>()
  for (let at = 0; at < closed.length; at += 2) {
    if (isSaid.has(at)) continue
    const [from = 0, to = 0] = closed.slice(at, at + 2)
    if (folded.length >= most * ITEM)
      return [...cutAt(folded, due - from), ...inOnePiece(closed.slice(at), due)]
    const found = EVERY_DAYS.map((days) => repeatsOf(closed, at, days, isSaid))
    const best = found.reduce((a, b) => (b.said.length > a.said.length ? b : a))
    for (const one of best.said) isSaid.add(one)
    folded.push(due - from, to - from, best.times, best.days)
  }
  return folded
}

type Repeats = { times: number; days: number; said: number[] }

/** How often the stretch at a place comes again, and which places that says. It ends with the last that is new. */
function repeatsOf(
  closed: readonly number[],
  first: number,
  days: number,
  isSaid: ReadonlySet<number>,
): Repeats {
  const found: Repeats = { times: 1, days: 1, said: [first] }
  let [from = 0, to = 0] = closed.slice(first, first + 2)
  let at = first
  for (let copy = 2; ; copy++) {
    from += days * DAY
    to += days * DAY
    while (at < closed.length && (closed[at + 1] ?? 0) < to) at += 2
    if (at >= closed.length || (closed[at] ?? 0) > from) return found
    if (closed[at] !== from || closed[at + 1] !== to || isSaid.has(at)) continue
    found.said.push(at)
    found.times = copy
    found.days = days
  }
}

/** Without the stretches that begin that many seconds before it is due, or later. */
function cutAt(folded: readonly number[], before: number): number[] {
  return folded.map((value, place) => {
    if (place % ITEM !== 2) return value
    const [begins = 0, days = 1] = [folded[place - 2], folded[place + 1]]
    return Math.min(value, Math.ceil((begins - before) / (days * DAY)))
  })
}

/** Stretches as one of their whole length, where the first begins; one that begins when it is due stays by itself. */
function inOnePiece(closed: readonly number[], due: number): number[] {
  const [from = 0] = closed
  let seconds = 0
  let after = 0
  for (let at = 0; at < closed.length; at += 2) {
    const [begins = 0, ends = 0] = closed.slice(at, at + 2)
    if (begins < due) seconds += ends - begins
    else after = ends - begins
  }
  return [
    ...(seconds > 0 ? [due - from, seconds, 1, 1] : []),
    ...(after > 0 ? [0, after, 1, 1] : []),
  ]
}

/**
 * What is left, in ms of business time.
 *
 * @param ms      plain time until it is due, 0 or more
 * @param enough  of so much it is only said that it is that or more: who asks of many tickets need not wait for the rest
 */
export function leftWithin(closures: Closures, ms: number, enough = Infinity): number {
  let left = 0
  for (let at = -ms; ;) {
    const [from, to] = nextClosed(closures, at)
    left += Math.max(0, Math.min(from, 0) - at)
    if (from >= 0 || left >= enough) return left
    at = to
  }
}

/** How long after it is due business opens, in ms; 0 where it is open then. Until then it is reached and not passed. */
export function opensAfter(closures: Closures): number {
  for (let at = 0; ;) {
    const [from, to] = nextClosed(closures, at)
    if (from > at) return at
    at = to
  }
}

/** Of the stretches that end after an instant the one that begins first; ms since it was due, infinite where there is none. */
function nextClosed(closures: Closures, at: number): readonly [from: number, to: number] {
  let [from, to] = [Infinity, Infinity]
  for (let item = 0; item < closures.length; item += ITEM) {
    const begins = (closures[item] ?? 0) * -1000
    const length = (closures[item + 1] ?? 0) * 1000
    const step = (closures[item + 3] ?? 1) * DAY * 1000
    const gone = Math.max(0, Math.floor((at - begins - length) / step) + 1)
    if (gone >= (closures[item + 2] ?? 1) || begins + gone * step >= from) continue
    from = begins + gone * step
    to = from + length
  }
  return [from, to]
}
