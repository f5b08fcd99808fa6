/**
 * One clock while facts are applied to it: it counts, is held, goes on, ends. It knows instants, a calendar and a
 * target; which fact does what to which clock is `clocks.ts`. Instants here are whole epoch seconds. What it did is kept as
 * steps, which cost nothing until somebody reads them (step-words).
 */
import { assert } from '../kit/fault.ts'
import { LIMITS } from '../kit/limits.ts'
import { countBusiness, neverRuns, reachBusiness } from './calendar.ts'
import type { Goal, Left, Step, Why } from './step.ts'
import type { Calendar, Target, TargetName } from './terms.ts'
import { LATEST } from './zone.ts'

/** What a clock says about itself. `…At` is epoch ms, on a whole second. */
export type Clock = {
  target: TargetName
  startedAt: number
  endedAt: number | null
  /** `breached` with `endedAt` null is past due and counts on. */
  state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled'
  /** Ended by what answers nothing (a merge, a dropped target), also where it was breached before. */
  isCancelled: boolean
  countedSeconds: number
  /** Plain time from the start to the end, or to now; pauses included. */
  wallSeconds: number
  /** Null while paused, and when out of reach. An ended clock keeps what it was due at. */
  dueAt: number | null
  breachedAt: number | null
  /** The first second at which it will be breached, if nothing happens; null when nothing is due, and once it is. */
  passesAt: number | null
  /** When somebody is to be told that it will be due, by its target; null when nobody is, or while paused. */
  warnsAt: number | null
  /** What happened, in order. */
  steps: Step[]
  /** The target that applied last; less `countedSeconds`, it is what is left. */
  targetSeconds: number
}

/** A clock in the making. Change it only through the functions below. */
export type Run = {
  readonly target: TargetName
  readonly startedAt: number
  /** Past this instant nothing is due. */
  readonly horizon: number
  calendar: Calendar
  goal: Target
  /** The status in which it does not count at the moment, or null. */
  hold: string | null
  counted: number
  /** Everything before this instant is in `counted`. */
  countedTo: number
  /** The earliest instant at which `counted` was the goal. */
  reachedAt: number | null
  breachedAt: number | null
  endedAt: number | null
  dueAtEnd: number | null
  isCancelled: boolean
  /** Steps say when it was open, for people who ask why. */
  readonly isUnfolded: boolean
  readonly steps: Step[]
}

type Start = {
  target: TargetName
  startedAt: number
  /** Counting begins here: later than the start for a target that a policy added meanwhile. */
  countsFrom: number
  calendar: Calendar
  goal: Target
  hold: string | null
  why: Why
  isUnfolded: boolean
}

export function startRun(start: Start): Run {
  const { target, startedAt, countsFrom, calendar, goal, hold } = start
  const run: Run = {
    target,
    startedAt,
    horizon: horizonOf(countsFrom),
    calendar,
    goal,
    hold,
    counted: 0,
    countedTo: countsFrom,
    reachedAt: null,
    breachedAt: null,
    endedAt: null,
    dueAtEnd: null,
    isCancelled: false,
    isUnfolded: start.isUnfolded,
    steps: [],
  }
  run.steps.push({ kind: 'start', at: startedAt, why: start.why, goal: goalOf(run) })
  if (countsFrom > startedAt) run.steps.push({ kind: 'added', at: countsFrom })
  if (goal.time === 'business' && neverRuns(calendar)) run.steps.push({ kind: 'no-slots' })
  if (hold !== null) run.steps.push({ kind: 'paused', at: countsFrom, status: hold, left: null })
  return run
}

/** Counts up to `to`, and notices when the target is reached and when it is passed. */
export function advanceRun(run: Run, to: number): void {
  if (run.endedAt !== null || to <= run.countedTo) return
  if (run.hold === null) {
    const from = run.countedTo
    const { seconds } = run.goal
    const added = countTime(run, from, to)
    if (run.reachedAt === null && run.counted < seconds && run.counted + added >= seconds)
      run.reachedAt = reachTime(run, seconds - run.counted, to)
    run.counted += added
    if (added > 0 || run.isUnfolded)
      run.steps.push({
        kind: 'counted',
        from,
        to,
        added,
        total: run.counted,
        open: unfold(run, from, to),
      })
    // Reached is not passed: at closing time the clock stands on its target until business opens again.
    if (run.breachedAt === null && run.counted > seconds) {
      assert(run.reachedAt !== null, 'a target that is passed was reached')
      run.breachedAt = run.reachedAt
      run.steps.push({ kind: 'passed', at: run.breachedAt })
    }
  }
  run.countedTo = to
}

/** Holds the clock, or lets it go on. The run has been advanced to `at`. */
export function holdRun(run: Run, at: number, hold: string | null): void {
  if (run.hold === hold) return
  if (hold !== null && run.hold === null)
    run.steps.push({ kind: 'paused', at, status: hold, left: leftOf(run) })
  if (hold === null) run.steps.push({ kind: 'goes-on', at, left: leftOf(run) })
  run.hold = hold
}

/** A new target for an open clock. What was breached stays; what is past the new target is breached now. */
export function retargetRun(run: Run, at: number, goal: Target): void {
  const isSame = goal.seconds === run.goal.seconds && goal.time === run.goal.time
  const isSameLength = goal.seconds === run.goal.seconds
  run.goal = goal
  if (!isSame) run.steps.push({ kind: 'target', at, goal: goalOf(run) })
  if (run.breachedAt !== null || isSameLength) return
  // The new target applies from `at`, so it cannot have been reached before.
  run.reachedAt = run.counted >= goal.seconds ? at : null
  if (run.counted > goal.seconds) {
    run.breachedAt = at
    run.steps.push({ kind: 'late', at })
  }
}

export function recalendarRun(run: Run, at: number, calendar: Calendar): void {
  run.calendar = calendar
  if (run.goal.time === 'wall') return
  run.steps.push({ kind: 'calendar', at, zone: calendar.timeZone })
  if (neverRuns(calendar)) run.steps.push({ kind: 'no-slots' })
}

export function endRun(run: Run, at: number, why: Why): void {
  run.dueAtEnd = dueOf(run)
  run.endedAt = at
  const verdict = run.breachedAt === null ? 'met' : 'breached'
  run.steps.push({ kind: 'end', at, why, left: leftOf(run), verdict })
}

/** Ends a clock that nobody waits for any more. A breach stays a breach. */
export function cancelRun(run: Run, at: number, why: Why): void {
  run.dueAtEnd = dueOf(run)
  run.endedAt = at
  run.isCancelled = true
  const verdict = run.breachedAt === null ? 'cancelled' : 'stays'
  run.steps.push({ kind: 'end', at, why, left: leftOf(run), verdict })
}

/** Takes the end back. The time in between is not counted. */
export function reopenRun(run: Run, at: number, calendar: Calendar): void {
  run.endedAt = null
  run.isCancelled = false
  run.dueAtEnd = null
  run.countedTo = at
  run.calendar = calendar
  run.steps.push({ kind: 'reopened', at, left: leftOf(run) })
}

/** The clock as it stands at `now`, to which it has been advanced. */
export function readRun(run: Run, now: number): Clock {
  const dueAt = run.endedAt === null ? dueOf(run) : run.dueAtEnd
  const steps = [...run.steps]
  if (run.endedAt === null) steps.push(stepOfNow(run, now, dueAt))
  return {
    target: run.target,
    startedAt: run.startedAt * 1000,
    endedAt: run.endedAt === null ? null : run.endedAt * 1000,
    state: stateOf(run),
    isCancelled: run.isCancelled,
    countedSeconds: run.counted,
    wallSeconds: (run.endedAt ?? now) - run.startedAt,
    dueAt: dueAt === null ? null : dueAt * 1000,
    breachedAt: run.breachedAt === null ? null : run.breachedAt * 1000,
    passesAt: inMs(leftTime(run, 1)),
    warnsAt: run.goal.warnSeconds === undefined ? null : inMs(leftTime(run, -run.goal.warnSeconds)),
    steps,
    targetSeconds: run.goal.seconds,
  }
}

function stateOf(run: Run): Clock['state'] {
  if (run.breachedAt !== null) return 'breached'
  if (run.endedAt !== null) return run.isCancelled ? 'cancelled' : 'met'
  return run.hold === null ? 'running' : 'paused'
}

function dueOf(run: Run): number | null {
  if (run.breachedAt !== null) return run.breachedAt
  if (run.hold !== null) return null
  return run.reachedAt ?? reachTime(run, run.goal.seconds - run.counted, run.horizon)
}

/** When counted time will be the target and `more` seconds: one that it has been already is now. Null while held. */
function leftTime(run: Run, more: number): number | null {
  if (run.endedAt !== null || run.breachedAt !== null || run.hold !== null) return null
  const left = run.goal.seconds + more - run.counted
  return left <= 0 ? run.countedTo : reachTime(run, left, run.horizon)
}

const inMs = (at: number | null): number | null => (at === null ? null : at * 1000)

function countTime(run: Run, from: number, to: number): number {
  return run.goal.time === 'wall' ? to - from : countBusiness(run.calendar, from, to)
}

function reachTime(run: Run, seconds: number, until: number): number | null {
  if (run.goal.time === 'business')
    return reachBusiness(run.calendar, run.countedTo, seconds, until)
  return run.countedTo + seconds <= until ? run.countedTo + seconds : null
}

/** The same date and time of day ten years on, in UTC. */
function horizonOf(from: number): number {
  const date = new Date(from * 1000)
  date.setUTCFullYear(date.getUTCFullYear() + LIMITS.slaReachYears)
  return Math.min(date.getTime() / 1000, LATEST)
}

/** When business was, or will be, open in a stretch that counts: whoever reads it works it out. */
function unfold(run: Run, from: number, to: number): Extract<Step, { kind: 'counted' }>['open'] {
  if (!run.isUnfolded || run.goal.time === 'wall' || to <= from || neverRuns(run.calendar))
    return null
  return { calendar: run.calendar, from, to }
}

const goalOf = ({ goal, calendar }: Run): Goal => ({
  seconds: goal.seconds,
  zone: goal.time === 'wall' ? null : calendar.timeZone,
})

const leftOf = ({ counted, goal }: Run): Left => ({ counted, seconds: goal.seconds - counted })

function stepOfNow(run: Run, now: number, dueAt: number | null): Step {
  const step = { kind: 'now' as const, at: now, state: stateOf(run), left: leftOf(run) }
  if (run.breachedAt !== null) return { ...step, due: 'over', open: null }
  if (run.hold !== null) return { ...step, due: 'paused', open: null }
  return dueAt === null
    ? { ...step, due: 'never', open: null }
    : { ...step, due: dueAt, open: unfold(run, now, dueAt) }
}
