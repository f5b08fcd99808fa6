/**
 * Clocks out of the store, judged at the time of reading. A row says what was true at the ticket's last fact; since
 * then a running clock may have passed its due time with nothing happening, which is a breach all the same.
 * Not here: the arithmetic (shared/sla), nor how rows are written (sla-record).
 */
import { reachBusiness } from '../../shared/sla/calendar.ts'
import type { ReportClock } from '../../shared/sla/figures.ts'
import { TARGETS, type TargetName } from '../../shared/sla/terms.ts'
import type { Settings } from '../settings/settings.ts'
import { number, numberOrNull, text, type Sql } from '../store/database.ts'
import { calendarOf, policyOf } from './policy-match.ts'

/** Epoch ms, `from ≤ t < to`. */
export type Span = { from: number; to: number }

/** Between two slices others get their turn: SQLite reads hold up the whole process. */
const SLICE_MS = 28 * 86_400_000

/** The clocks of a queue's tickets that started in the span, in no promised order. */
export async function readClocks(
  sql: Sql,
  settings: Settings,
  queue: string,
  { from, to, now }: Span & { now: number },
): Promise<ReportClock[]> {
  const clocks: ReportClock[] = []
  for (const target of TARGETS) {
    const isPast = makePastJudge(settings, queue, target, now)
    for (let start = from; start < to; start += SLICE_MS) {
      const rows = await sql.all(
        `SELECT state, started_at, ended_at, due_at, passes_at, counted_seconds, wall_seconds FROM sla_clocks
         WHERE queue = ? AND target = ? AND started_at >= ? AND started_at < ?`,
        queue,
        target,
        start,
        Math.min(start + SLICE_MS, to),
      )
      for (const row of rows) {
        const state = readState(text(row, 'state'))
        const dueAt = numberOrNull(row, 'due_at')
        const passesAt = numberOrNull(row, 'passes_at')
        const isOver = passesAt === null ? dueAt !== null && isPast(dueAt) : passesAt <= now
        clocks.push({
          queue,
          target,
          state: state === 'running' && isOver ? 'breached' : state,
          countedSeconds: number(row, 'counted_seconds'),
          wallSeconds: number(row, 'wall_seconds'),
          startedAt: number(row, 'started_at'),
          endedAt: numberOrNull(row, 'ended_at'),
        })
      }
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
  }
  return clocks
}

/** When tickets arrived (their resolution clock started) and when they were solved (it ended), epoch ms. */
export async function readFlow(
  sql: Sql,
  queue: string,
  { from, to }: Span,
): Promise<{ arrivedAt: number[]; solvedAt: number[] }> {
  const arrived = await sql.all(
    `SELECT min(started_at) AS at FROM sla_clocks
     WHERE queue = ? AND target = 'resolution' AND started_at >= ? AND started_at < ? GROUP BY ticket`,
    queue,
    from,
    to,
  )
  const solved = await sql.all(
    `SELECT max(ended_at) AS at FROM sla_clocks
     WHERE queue = ? AND target = 'resolution' AND state IN ('met', 'breached') AND ended_at >= ? AND ended_at < ? GROUP BY ticket`,
    queue,
    from,
    to,
  )
  return {
    arrivedAt: arrived.map((row) => number(row, 'at')),
    solvedAt: solved.map((row) => number(row, 'at')),
  }
}

/**
 * For rows of before it was kept when they pass, which only a queue's own targets wrote. Whether a due time has passed at `now`. A target that is reached is not yet passed: in business time that takes one
 * more second of business, so one due at closing time is in time until the desk opens again.
 */
function makePastJudge(
  settings: Settings,
  queue: string,
  target: TargetName,
  now: number,
): (dueAt: number) => boolean {
  const nowSecond = Math.floor(now / 1000)
  const isBusiness = policyOf(settings, queue).targets[target]?.time === 'business'
  const calendar = calendarOf(settings)
  return (dueAt) => {
    const dueSecond = dueAt / 1000
    if (dueSecond >= nowSecond) return false
    return !isBusiness || reachBusiness(calendar, dueSecond, 1, nowSecond) !== null
  }
}

const STATES = ['running', 'paused', 'met', 'breached', 'cancelled'] as const

function readState(word: string): (typeof STATES)[number] {
  const state = STATES.find((known) => known === word)
  if (!state) throw new Error('a clock in the store has a state nobody knows')
  return state
}
