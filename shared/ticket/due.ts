/**
 * How much is left of what is due next on a ticket: one judgement for the chip, for the order in which clocks are shown and for
 * a search, on the server and on every device. Not here: how that looks, nor its words.
 */
import { leftWithin, opensAfter, type Closures } from '../sla/closures.ts'
import type { ClockFace, Row } from './ticket.ts'

/** `closures`: when it stands until it is due (`ClockFace`). */
export type Due = { dueAt: number; target: string | null; closures: Closures | undefined }

/** What is due next on a ticket. */
export const dueOf = ({
  dueAt,
  dueTarget: target,
  dueClosures: closures,
}: Pick<Row, 'dueAt' | 'dueTarget' | 'dueClosures'>): Due | null =>
  dueAt === null ? null : { dueAt, target, closures }

/**
 * What is left, in ms of the time that counts; below 0 it is late, and by how much in plain time since it was due. One that
 * is reached when the desk closes is not late before it opens again.
 *
 * @param enough  of so much it is only said that it is that or more
 */
export function leftOf({ dueAt, closures }: Due, now: number, enough?: number): number {
  if (now <= dueAt) return leftWithin(closures ?? [], dueAt - now, enough)
  return now <= inTimeUntil(dueAt, closures) ? 0 : dueAt - now
}

/** The last instant at which it is not late. */
const inTimeUntil = (dueAt: number, closures: Closures = []): number => dueAt + opensAfter(closures)

/** Of a ticket's clocks the one that is late first, among those that run. */
export function nextDue(clocks: readonly ClockFace[]): ClockFace | null {
  let next: ClockFace | null = null
  let first = Infinity
  for (const clock of clocks) {
    if (clock.dueAt === null || clock.endedAt !== null) continue
    if (clock.state !== 'running' && clock.state !== 'breached') continue
    const until = inTimeUntil(clock.dueAt, clock.closures)
    if (until >= first) continue
    first = until
    next = clock
  }
  return next
}
