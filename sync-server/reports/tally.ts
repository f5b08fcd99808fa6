/**
 * Clocks and turns added up. Judged is a clock that is met or breached, ended or not; one that runs in time, is paused or
 * was cancelled is not counted. Durations are of judged clocks that have ended (shared/sla/figures says the same of clocks;
 * this is of the columns of packs). Not here: which rows are asked for.
 */
import { TARGETS, type TargetName } from '../../shared/sla/terms.ts'
import {
  ARRIVED,
  BREACHED,
  FIRST_CLOCK,
  MET,
  RUNNING,
  SOLVED,
  UNDONE,
  type Columns,
} from './pack.ts'
import { percentileOf } from './percentile.ts'

export type Figures = {
  count: number
  withinCount: number
  /** Of 1; null where nothing was counted. */
  share: number | null
  /** In the target's own time: opening hours, or around the clock. */
  medianSeconds: number | null
  p90Seconds: number | null
  /** From start to end on a wall clock, pauses included. */
  medianWallSeconds: number | null
  p90WallSeconds: number | null
}

export type ClockTally = {
  count: number
  withinCount: number
  counted: number[]
  wall: number[]
}

export type TargetFigures = Figures & { target: TargetName }

/** How many came and went. */
export type Flow = {
  arrived: number
  /** Solved, and still so. */
  solved: number
  /** Solved, whatever came after. */
  solvings: number
  /** Of those, opened again since. */
  undone: number
  reopened: number
}

export type Tally = { clocks: ClockTally[]; flow: Flow }

export const makeTally = (): Tally => ({
  clocks: TARGETS.map(() => ({ count: 0, withinCount: 0, counted: [], wall: [] })),
  flow: { arrived: 0, solved: 0, solvings: 0, undone: 0, reopened: 0 },
})

/** What a row is at `now`; a clock that nobody touched since it ran out is breached all the same. */
export function stateAt(columns: Columns, row: number, nowSecond: number): number {
  const state = (columns.kindState[row] ?? 0) & 255
  if (state !== RUNNING || (columns.kindState[row] ?? 0) >> 8 < FIRST_CLOCK) return state
  const passesAt = columns.passesAt[row] ?? 0
  return passesAt > 0 && passesAt <= nowSecond ? BREACHED : state
}

export const isJudged = (state: number): boolean => state === MET || state === BREACHED

/** @param state  as `stateAt` says */
export function addRow(tally: Tally, columns: Columns, row: number, state: number): void {
  const kind = (columns.kindState[row] ?? 0) >> 8
  if (kind < FIRST_CLOCK) return addTurn(tally.flow, kind, state)
  const clocks = tally.clocks[kind - FIRST_CLOCK]
  if (!clocks || !isJudged(state)) return
  clocks.count += 1
  if (state === MET) clocks.withinCount += 1
  if ((columns.endedAt[row] ?? 0) === 0) return
  clocks.counted.push(columns.counted[row] ?? 0)
  clocks.wall.push(columns.wall[row] ?? 0)
}

function addTurn(flow: Flow, kind: number, state: number): void {
  if (kind === ARRIVED) flow.arrived += 1
  else if (kind === SOLVED) {
    flow.solvings += 1
    if (state === UNDONE) flow.undone += 1
    else flow.solved += 1
  } else flow.reopened += 1
}

export function figuresOf({ count, withinCount, counted, wall }: ClockTally): Figures {
  const counts = Float64Array.from(counted)
  const walls = Float64Array.from(wall)
  return {
    count,
    withinCount,
    share: count === 0 ? null : withinCount / count,
    medianSeconds: percentileOf(counts, 50),
    p90Seconds: percentileOf(counts, 90),
    medianWallSeconds: percentileOf(walls, 50),
    p90WallSeconds: percentileOf(walls, 90),
  }
}

export const figuresByTarget = (tally: Tally): TargetFigures[] =>
  TARGETS.flatMap((target, place) => {
    const clocks = tally.clocks[place]
    return clocks ? [{ target, ...figuresOf(clocks) }] : []
  })

export const EMPTY: ClockTally = { count: 0, withinCount: 0, counted: [], wall: [] }
