/**
 * Where a ticket goes on after merges: the last of the chain. Whatever reaches a merged ticket from outside (mail, the
 * portal, a bounce) follows it. Not here: merging (merge).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { text, type Sql, type SqlRow } from '../store/database.ts'

const RowTrail = v.object({ mergedInto: v.optional(v.string()) })

/** The ticket that this one was merged into, by its summary row. */
export function mergedIntoOf(row: SqlRow): string | undefined {
  return v.parse(RowTrail, JSON.parse(text(row, 'row'))).mergedInto
}

/** The ticket itself when it was never merged; null when the trail ends at one that is gone. */
export async function followMerge(sql: Sql, ticket: string): Promise<string | null> {
  const { tickets, isWhole } = await mergeTrail(sql, ticket)
  return isWhole ? (tickets.at(-1) ?? null) : null
}

/** The ticket and those it was merged into, one after the other, as far as they are there. */
export async function mergeTrail(
  sql: Sql,
  ticket: string,
): Promise<{ tickets: string[]; isWhole: boolean }> {
  const tickets: string[] = []
  let next = ticket
  while (tickets.length < LIMITS.mergeHops) {
    const row = await sql.get(`SELECT row FROM tickets WHERE id = ?`, next)
    if (!row) return { tickets, isWhole: false }
    tickets.push(next)
    const mergedInto = mergedIntoOf(row)
    if (mergedInto === undefined) return { tickets, isWhole: true }
    next = mergedInto
  }
  return { tickets, isWhole: false }
}
