/**
 * Tickets on this device by number or by words of their row, for the dialogs that need another one and for `#` while writing.
 * A few are enough. Not here: search as a screen of its own.
 */
import { fold } from '../../shared/search/fold.ts'
import type { Row } from '../../shared/ticket/ticket.ts'

export type Wanted = {
  typed: string
  /** The ticket that another one is looked for. */
  from: Pick<Row, 'id' | 'address'>
  most: number
}

/** What a row is found by, as search compares it. Kept as long as the row: it is asked for with each letter. */
const folded = new WeakMap<Row, string>()

function saidIn(row: Row): string {
  const known = folded.get(row)
  if (known !== undefined) return known
  const said = fold(`${row.subject} ${row.requester} ${row.address}`)
  folded.set(row, said)
  return said
}

/** With nothing typed: what the same person asked, newest first. Merged tickets are not offered: they take nothing; nor is spam. */
export function findTickets(rows: readonly Row[], { typed, from, most }: Wanted): Row[] {
  const words = fold(typed.trim())
  const number = /^#?(\d+)$/.exec(words)?.[1]
  const isWanted = (row: Row): boolean => {
    if (row.id === from.id || row.mergedInto !== undefined || row.isSpam) return false
    if (words === '') return row.address === from.address && row.address !== ''
    if (number !== undefined) return String(row.number).startsWith(number)
    return saidIn(row).includes(words)
  }
  const rank = (row: Row): number =>
    (String(row.number) === number ? 2 : 0) + (row.address === from.address ? 1 : 0)
  return rows
    .filter(isWanted)
    .sort((a, b) => rank(b) - rank(a) || b.lastAt - a.lastAt)
    .slice(0, most)
}
