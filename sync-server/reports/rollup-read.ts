/**
 * Packs of some queues out of the store, some weeks at a time: SQLite reads hold up the whole process, and between two
 * slices others get their turn. Not here: any figure.
 */
import { DAY_MS } from '../../shared/kit/limits.ts'
import { bytes, number, numberOrNull, text, type Sql } from '../store/database.ts'
import { placeOfTrait, readColumns, type Columns, type Trait } from './pack.ts'
import { readWords } from './rollup-rows.ts'

const SLICE_DAYS = 28

/** Epoch ms, `from ≤ t < to`. */
export type Span = { from: number; to: number }

export type Pack = {
  queue: string
  day: number
  columns: Columns
  /** What a ticket of it says of itself; '' for nothing. */
  trait(ticket: number, trait: Trait): string
}

/** In order of day. */
export async function* readPacks(
  sql: Sql,
  queues: readonly string[],
  { from, to }: Span,
): AsyncGenerator<Pack> {
  if (queues.length === 0) return
  const last = utcDay(to - 1)
  for (let day = utcDay(from); day <= last; day += SLICE_DAYS) {
    const rows = await sql.all(
      `SELECT queue, day, words, pack FROM report_days WHERE queue IN (${marksFor(queues)}) AND day >= ? AND day <= ? ORDER BY day, queue`,
      ...queues,
      day,
      Math.min(day + SLICE_DAYS - 1, last),
    )
    for (const row of rows) {
      const columns = readColumns(bytes(row, 'pack'))
      let words: string[] | null = null
      yield {
        queue: text(row, 'queue'),
        day: number(row, 'day'),
        columns,
        trait(ticket, trait) {
          words ??= readWords(text(row, 'words'))
          return words[placeOfTrait(columns, ticket, trait)] ?? ''
        },
      }
    }
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}

/** The tickets of a pack, by their place in it. */
export async function readTicketIds(sql: Sql, queue: string, day: number): Promise<string[]> {
  const row = await sql.get(
    `SELECT tickets FROM report_days WHERE queue = ? AND day = ?`,
    queue,
    day,
  )
  return row ? text(row, 'tickets').split('\n') : []
}

/** Tickets that were open when the UTC day of that instant began. */
export async function readOpenBefore(
  sql: Sql,
  queues: readonly string[],
  at: number,
): Promise<number> {
  if (queues.length === 0) return 0
  const row = await sql.get(
    `SELECT coalesce(sum(net), 0) AS n FROM report_days WHERE queue IN (${marksFor(queues)}) AND day < ?`,
    ...queues,
    utcDay(at),
  )
  // PostgreSQL adds up to a number that its driver hands over as text.
  return row ? Number(row['n']) : 0
}

export type OpenTicket = { ticket: string; since: number }

/** Open at this moment, the longest first. */
export async function readOpen(sql: Sql, queues: readonly string[]): Promise<OpenTicket[]> {
  if (queues.length === 0) return []
  const rows = await sql.all(
    `SELECT ticket, open_since FROM report_tickets WHERE queue IN (${marksFor(queues)}) AND open_since IS NOT NULL
     ORDER BY open_since, ticket`,
    ...queues,
  )
  return rows.map((row) => ({
    ticket: text(row, 'ticket'),
    since: numberOrNull(row, 'open_since') ?? 0,
  }))
}

export const marksFor = (values: readonly unknown[]): string => values.map(() => '?').join(', ')

const utcDay = (ms: number): number => Math.floor(ms / DAY_MS)
