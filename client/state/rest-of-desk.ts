/** What there is besides an inbox in which nothing is. Pure, over the rows held in memory. */
import type { Row } from '../../shared/ticket/ticket.ts'
import { isDone, isSnoozed } from './view.ts'

/** `nextDue`: epoch ms of the soonest promise of a ticket that is not done; null: there is none. */
export function restOf(
  rows: readonly Row[],
  now: number,
): { nextDue: number | null; snoozed: number } {
  let nextDue: number | null = null
  let snoozed = 0
  for (const row of rows) {
    if (isDone(row) || row.isSpam) continue
    if (row.dueAt !== null && (nextDue === null || row.dueAt < nextDue)) nextDue = row.dueAt
    if (isSnoozed(row, now)) snoozed++
  }
  return { nextDue, snoozed }
}
