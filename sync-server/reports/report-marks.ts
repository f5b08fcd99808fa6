/**
 * Marks on tickets whose place in reports is to be counted anew, written in the transaction that changed them. Not here: who
 * does so (rollup-rows).
 */
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { number, type Sql, type Tx } from '../store/database.ts'

/** A mark that is there is raised: who is folding it at this moment sees that there is more, and leaves it. */
export async function markForReports(tx: Tx, ticket: string, now: number): Promise<void> {
  await tx.run(
    `INSERT INTO report_marks (ticket, at) VALUES (?, ?) ON CONFLICT (ticket) DO UPDATE SET at =
       CASE WHEN excluded.at > report_marks.at THEN excluded.at ELSE report_marks.at + 1 END`,
    ticket,
    now,
  )
}

/** Whether reports keep it apart in another way; new facts are marked where they are written (sla-record). */
export function isOtherInReports(before: Ticket, after: Ticket): boolean {
  return (
    before.queue !== after.queue ||
    before.assignee !== after.assignee ||
    before.facts.organisation !== after.facts.organisation ||
    before.facts.tier !== after.facts.tier ||
    before.tags.join('\n') !== after.tags.join('\n')
  )
}

/** How many tickets wait to be put in. */
export async function countMarks(sql: Sql): Promise<number> {
  const row = await sql.get(`SELECT count(*) AS n FROM report_marks`)
  return row ? number(row, 'n') : 0
}
