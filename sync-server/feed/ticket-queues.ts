/**
 * Which queues see a ticket, as its row in the database has it: its own in `queue`, further ones in `also_in`, each
 * between spaces, so that SQL finds one with LIKE. Not here: who may see a queue (ticket-rules).
 */
import { queuesOf } from '../../shared/ticket/row.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { text, type SqlRow, type SqlValue } from '../store/database.ts'

export const alsoInColumn = (ticket: Ticket): string => packQueues(queuesOf(ticket).slice(1))

/** Slugs have no space in them. */
export const packQueues = (queues: readonly string[]): string =>
  queues.length === 0 ? '' : ` ${queues.join(' ')} `

export const unpackQueues = (packed: string): string[] =>
  packed.split(' ').filter((slug) => slug !== '')

/** Of a row with `queue` and `also_in`. */
export const queuesInRow = (row: SqlRow): string[] => [
  text(row, 'queue'),
  ...unpackQueues(text(row, 'also_in')),
]

/** Tickets that one of these queues sees, as a condition. */
export function seenBy(queues: readonly string[]): { where: string; params: SqlValue[] } {
  const own = `queue IN (${queues.map(() => '?').join(', ')})`
  const further = queues.map(() => `also_in LIKE ?`).join(' OR ')
  return {
    where: `(${own} OR (also_in <> '' AND (${further})))`,
    params: [...queues, ...queues.map((queue) => `% ${queue} %`)],
  }
}
