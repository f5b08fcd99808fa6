/** What a report says of a ticket it names, of tickets in queues that may be seen. */
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { number, text, type Sql } from '../store/database.ts'
import { marksFor } from './rollup-read.ts'

export type TicketHead = { ticket: string; number: number; subject: string; queue: string }

const Subject = v.object({ subject: v.string() })

export async function readHeads(
  sql: Sql,
  ids: readonly string[],
  slugs: readonly string[],
): Promise<Map<string, TicketHead>> {
  const heads = new Map<string, TicketHead>()
  const asked = [...new Set(ids)]
  for (let from = 0; from < asked.length; from += LIMITS.reportSlice) {
    const part = asked.slice(from, from + LIMITS.reportSlice)
    const rows = await sql.all(
      `SELECT id, number, queue, row FROM tickets WHERE id IN (${marksFor(part)})`,
      ...part,
    )
    for (const row of rows) {
      const [ticket, queue] = [text(row, 'id'), text(row, 'queue')]
      // It may have been moved since it was counted.
      if (!slugs.includes(queue)) continue
      const { subject } = v.parse(Subject, JSON.parse(text(row, 'row')))
      heads.set(ticket, { ticket, number: number(row, 'number'), subject, queue })
    }
  }
  return heads
}
