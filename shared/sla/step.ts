/** What a clock did, as data: what happened, when, and by which figures. Not here: the words (step-words). */
import type { Calendar } from './terms.ts'

/** A status stands for itself: a case file may name one that no desk has. */
export type Why =
  'accepted' | 'message' | 'replied' | 'dropped' | 'merged' | 'cancelled' | { status: string }

/** `zone` null: around the clock. */
export type Goal = { seconds: number; zone: string | null }

/** `seconds` to the target; less than none: over by as much. */
export type Left = { counted: number; seconds: number }

/** Hours of a calendar between two instants. */
type Open = { calendar: Calendar; from: number; to: number }

/** Instants are epoch seconds, lengths are seconds. */
export type Step =
  | { kind: 'start'; at: number; why: Why; goal: Goal }
  | { kind: 'added'; at: number }
  | { kind: 'no-slots' }
  | { kind: 'paused'; at: number; status: string; left: Left | null }
  | { kind: 'counted'; from: number; to: number; added: number; total: number; open: Open | null }
  | { kind: 'passed'; at: number }
  | { kind: 'goes-on'; at: number; left: Left }
  | { kind: 'target'; at: number; goal: Goal }
  | { kind: 'late'; at: number }
  | { kind: 'calendar'; at: number; zone: string }
  | {
      kind: 'end'
      at: number
      why: Why
      left: Left
      verdict: 'met' | 'breached' | 'cancelled' | 'stays'
    }
  | { kind: 'reopened'; at: number; left: Left }
  | {
      kind: 'now'
      at: number
      state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled'
      left: Left
      due: number | 'over' | 'paused' | 'never'
      open: Open | null
    }

/** The zone by which instants are read from this step on, where it says one. */
export function zoneOfStep(step: Step): string | null {
  if (step.kind === 'calendar') return step.zone
  return step.kind === 'start' || step.kind === 'target' ? step.goal.zone : null
}
