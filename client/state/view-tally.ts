/**
 * How many rows each view holds, kept up row by row: of fifty thousand, one that changed is looked at alone. Pure. Not
 * here: when it is counted (create-counts).
 */
import type { Row } from '../../shared/ticket/ticket.ts'
import { viewsOf, type ViewFacts } from './view.ts'

export type ViewTally = {
  /** What the ticket's row is now; undefined: it is not here any more. */
  put(id: string, row: Row | undefined): void
  /** By view; those that hold nothing may be missing. */
  counts(): Map<string, number>
}

export function makeViewTally(facts: ViewFacts): ViewTally {
  const counts = new Map<string, number>()
  const views = new Map<string, readonly string[]>()
  /** Most rows are in the same few views: those have one array. */
  const known = new Map<string, readonly string[]>()

  const add = (some: readonly string[], by: 1 | -1) => {
    for (const view of some) {
      const count = (counts.get(view) ?? 0) + by
      if (count > 0) counts.set(view, count)
      else counts.delete(view)
    }
  }
  return {
    put(id, row) {
      add(views.get(id) ?? [], -1)
      if (!row) return void views.delete(id)
      const found = viewsOf(row, facts)
      const key = found.join()
      const same = known.get(key) ?? found
      known.set(key, same)
      views.set(id, same)
      add(same, 1)
    },
    counts: () => new Map(counts),
  }
}
