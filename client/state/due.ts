/** How urgent a clock looks: one judgement for the chip, the row and the side panel. Pure. */
import type { ClockFace, Row } from '../../shared/ticket/ticket.ts'
import { words } from '../words/first.ts'
import { saySpan } from './relative-time.ts'

export type DueLook = 'calm' | 'soon' | 'late'

/** Under this a chip warns. */
const SOON_MS = 60 * 60_000
/** Under this a chip counts seconds. */
export const SECONDS_BELOW_MS = 2 * 60_000

/** `closed`: when it stands until it is due (`ClockFace`). */
export type Due = { dueAt: number; target: string | null; closed: readonly number[] | undefined }

/** What is due next on a ticket. */
export const dueOf = ({ dueAt, dueTarget: target, dueClosed: closed }: Row): Due | null =>
  dueAt === null ? null : { dueAt, target, closed }

/**
 * What is left, in ms of the time that counts; below 0 it is late, in plain time. One that is reached when the desk closes is
 * not late until it opens again, and then by what has passed since.
 */
export function leftOf({ dueAt, closed = [] }: Due, now: number): number {
  let left = dueAt - now
  for (let at = 0; at < closed.length; at += 2) {
    const [from, to] = [(closed[at] ?? 0) * 1000, (closed[at + 1] ?? 0) * 1000]
    if (from < dueAt) left -= Math.max(0, to - Math.max(from, now))
    else if (now >= from) left += Math.min(now, to) - from
  }
  return left
}

export function lookOf(due: Due, now: number): DueLook {
  const left = leftOf(due, now)
  if (left < 0) return 'late'
  return left < SOON_MS ? 'soon' : 'calm'
}

/** “first 1 h 12 m”, “overdue 8 m”. */
export function sayDue(due: Due, now: number): string {
  const left = leftOf(due, now)
  if (left < 0) return words.due.late({ span: saySpan(-left) })
  const { target } = due
  return words.due.in({
    what: isTarget(target) ? words.due[target] : words.due.other,
    span: saySpan(left),
  })
}

function isTarget(target: string | null): target is ClockFace['target'] {
  return target !== null && target in words.due
}
