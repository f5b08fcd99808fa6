/** All rows in the order a list wants, as a signal: small desks at once, large ones in turns while the screen goes on. */
import { createComputed, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { makeBreathe, nextTurn } from '../replica/breathe.ts'
import type { Replica } from '../replica/api.ts'
import { SORTED_AT_ONCE, sortInTurns } from '../replica/sort-in-turns.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import { putIn } from './row-order.ts'
import { compareRows, type Sort } from './view.ts'

/** Turns of the page that draws: one for all who work on long lists. */
export const breathe = makeBreathe({ now: () => performance.now() }, nextTurn)

/**
 * `sort`: the order they are in, which may not be the one that was chosen a moment ago. `step`: what was in this order
 * before, and which of it changed; without it all of it may be other.
 */
export type Order = {
  rows: readonly Row[]
  sort: Sort
  step?: { before: readonly Row[]; changed: ReadonlySet<string> }
}

/** Null until the first order is there. */
export function createOrder(
  replica: Pick<Replica, 'rows' | 'row' | 'onRows'>,
  sort: Accessor<Sort>,
): Accessor<Order | null> {
  const [order, setOrder] = createSignal<Order | null>(null)
  /** What changed while rows are sorted anew; null: nothing is being sorted. */
  let late: Set<string> | null = null
  let latest = 0
  let isOver = false
  onCleanup(() => (isOver = true))

  const update = ({ rows, sort: by }: Order, changed: ReadonlySet<string>): Order => {
    const fresh = [...changed].flatMap((id) => replica.row(id) ?? [])
    const next = putIn(rows, ({ id }) => changed.has(id), fresh, compareRows(by))
    return { rows: next, sort: by, step: { before: rows, changed } }
  }

  async function sortAnew(wanted: Sort) {
    const mine = ++latest
    const rows = replica.rows()
    if (rows.length <= SORTED_AT_ONCE) {
      late = null
      setOrder({ rows: [...rows].sort(compareRows(wanted)), sort: wanted })
      return
    }
    const changed = new Set<string>()
    late = changed
    const isStale = () => isOver || mine !== latest
    const sorted = await sortInTurns(rows, compareRows(wanted), { breathe, isOver: isStale })
    if (!sorted || isStale()) return
    late = null
    setOrder(update({ rows: sorted, sort: wanted }, changed))
  }

  createComputed(on(sort, (wanted) => void sortAnew(wanted)))
  onCleanup(
    replica.onRows((ids) => {
      const known = order()
      if (ids) for (const id of ids) late?.add(id)
      // Also while others are sorted: what went must be gone at once.
      if (known && ids) setOrder(update(known, ids))
      if (ids && (known || late)) return
      if (known)
        setOrder({
          rows: known.rows.flatMap((row) => replica.row(row.id) ?? []),
          sort: known.sort,
        })
      void sortAnew(sort())
    }),
  )
  return order
}
