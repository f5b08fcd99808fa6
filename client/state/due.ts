/** How urgent a clock looks: one judgement for the chip, the row and the side panel. Pure. */
import type { ClockFace } from '../../shared/ticket/ticket.ts'
import { words } from '../words/first.ts'
import { saySpan } from './relative-time.ts'

export type DueLook = 'calm' | 'soon' | 'late'

/** Under this a chip warns. */
const SOON_MS = 60 * 60_000
/** Under this a chip counts seconds. */
export const SECONDS_BELOW_MS = 2 * 60_000

export function lookOf(dueAt: number, now: number): DueLook {
  if (dueAt <= now) return 'late'
  return dueAt - now < SOON_MS ? 'soon' : 'calm'
}

/** “first 1 h 12 m”, “overdue 8 m”. */
export function sayDue(dueAt: number, target: string | null, now: number): string {
  if (dueAt <= now) return words.due.late({ span: saySpan(now - dueAt) })
  return words.due.in({
    what: isTarget(target) ? words.due[target] : words.due.other,
    span: saySpan(dueAt - now),
  })
}

function isTarget(target: string | null): target is ClockFace['target'] {
  return target !== null && target in words.due
}
