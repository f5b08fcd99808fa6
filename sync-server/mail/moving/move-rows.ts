/** Moves as they are stored: the plan and the step of each, and what was counted. Not here: what is missing (move-view). */
import { DAY_MS, LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import {
  MAIL_WAYS,
  MOVE_STEPS,
  MovePlan,
  type MailWay,
  type MoveDay,
  type MoveStep,
} from '../../../shared/wire/moving.ts'
import { dateOf, localDay } from '../../reports/report-query.ts'
import { number, text, type Sql, type SqlRow, type Tx } from '../../store/database.ts'

export type MoveRow = {
  queue: string
  plan: MovePlan
  step: MoveStep
  stepAt: number
  begunAt: number
  isUnproved: boolean
}

export async function listMoves(sql: Sql): Promise<MoveRow[]> {
  return (await sql.all(`SELECT * FROM moves ORDER BY queue`)).map(readRow)
}

export async function findMove(sql: Sql, queue: string): Promise<MoveRow | null> {
  const row = await sql.get(`SELECT * FROM moves WHERE queue = ?`, queue)
  return row ? readRow(row) : null
}

/** Of these queues, those whose mail is counted; always in the same order, so that two transactions wait for no circle. */
export async function countedMoves(sql: Sql, queues: readonly string[]): Promise<MoveRow[]> {
  if (queues.length === 0) return []
  const rows = await sql.all(`SELECT * FROM moves WHERE step <> 'done' ORDER BY queue`)
  return rows.map(readRow).filter(({ queue }) => queues.includes(queue))
}

function readRow(row: SqlRow): MoveRow {
  return {
    queue: text(row, 'queue'),
    plan: v.parse(MovePlan, JSON.parse(text(row, 'plan'))),
    step: v.parse(v.picklist(MOVE_STEPS), text(row, 'step')),
    stepAt: number(row, 'step_at'),
    begunAt: number(row, 'begun_at'),
    isUnproved: number(row, 'is_unproved') === 1,
  }
}

/** Begins a move, or changes its plan and nothing else. */
export async function savePlan(tx: Tx, queue: string, plan: MovePlan, now: number): Promise<void> {
  await tx.run(
    `INSERT INTO moves (queue, plan, step, step_at, begun_at) VALUES (?, ?, 'planned', ?, ?)
     ON CONFLICT (queue) DO UPDATE SET plan = excluded.plan`,
    queue,
    JSON.stringify(plan),
    now,
    now,
  )
}

export async function saveStep(
  tx: Tx,
  { queue, step, isUnproved }: Pick<MoveRow, 'queue' | 'step' | 'isUnproved'>,
  now: number,
): Promise<void> {
  await tx.run(
    `UPDATE moves SET step = ?, step_at = ?, is_unproved = ? WHERE queue = ?`,
    step,
    now,
    isUnproved ? 1 : 0,
    queue,
  )
}

/** With all that was counted. A test mail that comes later is one of the desk's own mails that came back. */
export async function dropMove(tx: Tx, queue: string): Promise<boolean> {
  await tx.run(
    `DELETE FROM move_arrivals WHERE test IN (SELECT id FROM move_tests WHERE queue = ?)`,
    queue,
  )
  await tx.run(`DELETE FROM move_tests WHERE queue = ?`, queue)
  await tx.run(`DELETE FROM move_days WHERE queue = ?`, queue)
  return (await tx.run(`DELETE FROM moves WHERE queue = ?`, queue)) > 0
}

export const dayOf = (timeZone: string, at: number): string => dateOf(localDay(timeZone, at))

/** One mail more by a way. @param before  the ways it had come by already */
export async function tally(
  tx: Tx,
  counted: { queue: string; day: string; way: MailWay; before: readonly MailWay[] },
): Promise<void> {
  const { queue, day, way, before } = counted
  const wasTwice = isTwice(before)
  await tx.run(
    `INSERT INTO move_days (queue, day, mails, direct, forwarded, fetched, twice) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (queue, day) DO UPDATE SET mails = move_days.mails + excluded.mails, direct = move_days.direct + excluded.direct,
       forwarded = move_days.forwarded + excluded.forwarded, fetched = move_days.fetched + excluded.fetched, twice = move_days.twice + excluded.twice`,
    queue,
    day,
    before.length === 0 ? 1 : 0,
    ...MAIL_WAYS.map((one) => (one === way ? 1 : 0)),
    !wasTwice && isTwice([...before, way]) ? 1 : 0,
  )
}

const isTwice = (ways: readonly MailWay[]): boolean =>
  ways.includes('direct') && ways.some((way) => way !== 'direct')

/** The newest days, the oldest of them first, also those without mail. */
export async function readDays(
  sql: Sql,
  move: MoveRow,
  { now, timeZone }: { now: number; timeZone: string },
): Promise<MoveDay[]> {
  const last = localDay(timeZone, now)
  const first = Math.max(localDay(timeZone, move.begunAt), last - LIMITS.moveDaysShown + 1)
  const rows = await sql.all(
    `SELECT * FROM move_days WHERE queue = ? AND day >= ?`,
    move.queue,
    dateOf(first),
  )
  const known = new Map(rows.map((row) => [text(row, 'day'), row]))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => {
    const day = dateOf(first + at)
    const row = known.get(day)
    const count = (name: string) => (row ? number(row, name) : 0)
    return {
      day,
      mails: count('mails'),
      direct: count('direct'),
      forwarded: count('forwarded'),
      fetched: count('fetched'),
      twice: count('twice'),
    }
  })
}

/** How many came by the old way alone since a moment, by whole days. */
export async function countAlone(
  sql: Sql,
  queue: string,
  { days, now, timeZone }: { days: number; now: number; timeZone: string },
): Promise<number> {
  const row = await sql.get(
    `SELECT sum(mails - direct) AS n FROM move_days WHERE queue = ? AND day >= ?`,
    queue,
    dayOf(timeZone, now - days * DAY_MS),
  )
  return Number(row?.['n'] ?? 0)
}
