/** Whether a ticket has ended, and for how long mail may open it again (mail.md 29). */
import { LIMITS } from '../../../shared/kit/limits.ts'
import { number, text, type Sql } from '../../store/database.ts'

/** When it was solved or closed; null while it goes on. */
export async function hasEnded(
  sql: Sql,
  ticket: string,
): Promise<{ at: number; queue: string; reopenMs: number } | null> {
  const row = await sql.get(`SELECT status, queue, updated_at FROM tickets WHERE id = ?`, ticket)
  if (!row || !['solved', 'closed'].includes(text(row, 'status'))) return null
  // The last change of its status, whatever was noted on it since. A ticket of before such facts has its last change.
  const last = await sql.get(
    `SELECT max(at) AS at FROM sla_facts WHERE ticket = ? AND kind = 'status'`,
    ticket,
  )
  const at = typeof last?.['at'] === 'number' ? last['at'] : number(row, 'updated_at')
  return { at, queue: text(row, 'queue'), reopenMs: LIMITS.reopenMs }
}
