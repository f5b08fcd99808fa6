/**
 * Tickets on this device by number or by words, for the dialogs that need another one. A few are enough. Not here: search
 * as a screen of its own.
 */
import type { Row } from '../../shared/ticket/ticket.ts'

export type Wanted = {
  typed: string
  /** The ticket that another one is looked for. */
  from: Pick<Row, 'id' | 'address'>
  most: number
}

/** With nothing typed: what the same person asked, newest first. Merged tickets are not offered: they take nothing; nor is spam. */
export function findTickets(rows: readonly Row[], { typed, from, most }: Wanted): Row[] {
  const words = typed.trim().toLocaleLowerCase()
  const number = /^#?(\d+)$/.exec(words)?.[1]
  const isWanted = (row: Row): boolean => {
    if (row.id === from.id || row.mergedInto !== undefined || row.isSpam) return false
    if (words === '') return row.address === from.address && row.address !== ''
    if (number !== undefined) return String(row.number).startsWith(number)
    return `${row.subject} ${row.requester} ${row.address}`.toLocaleLowerCase().includes(words)
  }
  const rank = (row: Row): number =>
    (String(row.number) === number ? 2 : 0) + (row.address === from.address ? 1 : 0)
  return rows
    .filter(isWanted)
    .sort((a, b) => rank(b) - rank(a) || b.lastAt - a.lastAt)
    .slice(0, most)
}
