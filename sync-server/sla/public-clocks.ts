/**
 * Clocks of a queue for its public figures, out of the index by queue, target and start: a few hours of them at a time, and
 * others have their turn in between, because reading SQLite holds the whole process. Not here: what becomes of them.
 */
import { DAY_MS } from '../../shared/kit/limits.ts'
import { number, numberOrNull, text, type Sql } from '../store/database.ts'
import { PUBLIC_TARGETS, type PublicTarget } from './public-promises.ts'

/** `…At` is epoch ms. */
export type Moment = {
  ticket: string
  target: PublicTarget
  isCancelled: boolean
  /** Null: not judged when its row was written. */
  isMet: boolean | null
  startedAt: number
  endedAt: number | null
  /** It ended by what was promised, and not by a merge or a promise that was dropped. */
  isAnswered: boolean
  /** When a running one is breached if nothing happens. */
  passesAt: number | null
  countedSeconds: number
  wallSeconds: number
}

const SLICE_MS = DAY_MS / 4

/** Those that started in the span, `from ≤ t < to`, a slice at a time; a ticket's first clocks lie in one slice. */
export async function* readMoments(
  sql: Sql,
  queue: string,
  { from, to }: { from: number; to: number },
): AsyncGenerator<Moment[]> {
  for (let start = from; start < to; start += SLICE_MS) {
    const moments: Moment[] = []
    for (const target of PUBLIC_TARGETS) {
      const rows = await sql.all(
        `SELECT ticket, state, started_at, ended_at, passes_at, due_at, counted_seconds, wall_seconds, cancelled FROM sla_clocks
         WHERE queue = ? AND target = ? AND started_at >= ? AND started_at < ?`,
        queue,
        target,
        start,
        Math.min(start + SLICE_MS, to),
      )
      for (const row of rows) {
        const state = text(row, 'state')
        const endedAt = numberOrNull(row, 'ended_at')
        moments.push({
          ticket: text(row, 'ticket'),
          target,
          isCancelled: state === 'cancelled',
          isMet: state === 'met' ? true : state === 'breached' ? false : null,
          startedAt: number(row, 'started_at'),
          endedAt,
          isAnswered: endedAt !== null && number(row, 'cancelled') === 0,
          // Rows of before it was kept: the due time is near enough.
          passesAt:
            state === 'running'
              ? (numberOrNull(row, 'passes_at') ?? numberOrNull(row, 'due_at'))
              : null,
          countedSeconds: number(row, 'counted_seconds'),
          wallSeconds: number(row, 'wall_seconds'),
        })
      }
    }
    yield moments
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}
