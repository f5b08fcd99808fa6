/** How urgent a clock looks: one judgement for the chip, the row and the side panel. Pure. Not here: what is left (shared/ticket/due). */
import { leftOf, type Due } from '../../shared/ticket/due.ts'
import type { ClockFace } from '../../shared/ticket/ticket.ts'
import { words } from '../words/first.ts'
import { saySpan } from './relative-time.ts'

export type DueLook = 'calm' | 'soon' | 'late'

const DAY_MS = 24 * 60 * 60_000

/** Under this a chip warns. */
const SOON_MS = 60 * 60_000
/** Under this a chip counts seconds. */
export const SECONDS_BELOW_MS = 2 * 60_000

export function lookOf(due: Due, now: number): DueLook {
  const left = leftOf(due, now)
  if (left < 0) return 'late'
  return left < SOON_MS ? 'soon' : 'calm'
}

/** From here on hours say nothing: whole days leave a row room for the name. */
const DAYS_FROM_MS = 3 * DAY_MS

/** “first 1 h 12 m”, “overdue 8 m”, “overdue 9 d”. */
export function sayDue(due: Due, now: number): string {
  const left = leftOf(due, now)
  if (left < 0) return words.due.late({ span: sayLeft(-left) })
  const { target } = due
  return words.due.in({
    what: isTarget(target) ? words.due[target] : words.due.other,
    span: sayLeft(left),
  })
}

const sayLeft = (ms: number) => saySpan(ms < DAYS_FROM_MS ? ms : ms - (ms % DAY_MS))

function isTarget(target: string | null): target is ClockFace['target'] {
  return target !== null && target in words.due
}
