/** How urgent a clock looks: one judgement for the chip, the row and the side panel. Pure. */
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

const TARGET_WORDS: Record<string, string> = {
  firstResponse: 'first',
  nextResponse: 'next',
  update: 'update',
  resolution: 'solve',
}

/** “first 1 h 12 m”, “overdue 8 m”. */
export function sayDue(dueAt: number, target: string | null, now: number): string {
  if (dueAt <= now) return `overdue ${saySpan(now - dueAt)}`
  return `${TARGET_WORDS[target ?? ''] ?? 'due'} ${saySpan(dueAt - now)}`
}
