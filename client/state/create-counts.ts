/** How many tickets each view holds, as a signal: after the list, and in turns. A count may be late, a row or a key may not. */
import {
  createDeferred,
  createEffect,
  createSignal,
  on,
  onCleanup,
  untrack,
  type Accessor,
} from 'solid-js'
import { ticketOfMark } from '../replica/mention-mark.ts'
import { breathe } from './create-order.ts'
import type { Desk } from './replica-context.tsx'
import type { ViewFacts } from './view.ts'
import { makeViewTally, type ViewTally } from './view-tally.ts'

export function createCounts(
  desk: Desk,
  facts: Accessor<ViewFacts>,
): Accessor<Map<string, number>> {
  const [counts, setCounts] = createSignal<Map<string, number>>(new Map())
  const input = createDeferred(() => ({ rows: desk.rows.all(), facts: facts() }), {
    timeoutMs: COUNTS_MS_MAX,
  })
  /** What was counted, and by which facts. */
  let tally: ViewTally | null = null
  let known: ViewFacts | null = null
  /** Since then; null: any row may be another. */
  let changed: Set<string> | null = null
  let isCounting = false
  let isOver = false
  onCleanup(() => (isOver = true))
  onCleanup(
    desk.replica.onRows((ids) => {
      if (ids) for (const id of ids) changed?.add(ticketOfMark(id))
      else changed = null
    }),
  )

  const inTurns = async <T>(items: readonly T[], work: (item: T) => void) => {
    for (let at = 0; at < items.length && !isOver; at += ROWS_A_TURN) {
      for (const item of items.slice(at, at + ROWS_A_TURN)) work(item)
      await breathe()
    }
  }
  const countAll = async (by: ViewFacts) => {
    const fresh = makeViewTally(by)
    // What changes while they are counted is looked at again.
    changed = new Set()
    await inTurns(desk.replica.rows(), (row) => fresh.put(row.id, row))
    tally = fresh
    known = by
  }
  const countChanged = async (counted: ViewTally) => {
    while (changed && changed.size > 0 && !isOver) {
      const ids = [...changed]
      changed = new Set()
      await inTurns(ids, (id) => counted.put(id, desk.replica.row(id)))
    }
  }
  const count = async () => {
    if (isCounting) return
    isCounting = true
    for (let done: unknown; !isOver && done !== untrack(input);) {
      const asked = untrack(input)
      const isAnew = changed === null || known !== asked.facts
      if (isAnew) await countAll(asked.facts)
      if (tally) await countChanged(tally)
      if (tally && !isOver) setCounts(tally.counts())
      done = asked
      // A large desk is not gone through again at once, whatever goes on.
      if (isAnew && asked.rows.length > ROWS_A_TURN)
        await new Promise<void>((resolve) => setTimeout(resolve, COUNTS_EVERY_MS))
    }
    isCounting = false
  }
  createEffect(on(input, () => void count()))
  return counts
}

const COUNTS_MS_MAX = 250
const COUNTS_EVERY_MS = 1_000
/** Looked at between two breaths. */
const ROWS_A_TURN = 2_000
