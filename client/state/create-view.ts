/** The list on screen as signals: which rows, in what order, held still while somebody is in it. */
import { createEffect, createMemo, createSignal, on, untrack, type Accessor } from 'solid-js'
import type { Row } from '../../shared/ticket/ticket.ts'
import type { Desk } from './replica-context.tsx'
import {
  countViews,
  selectRows,
  settleList,
  type Settled,
  type Sort,
  type ViewFacts,
  type ViewId,
} from './view.ts'

export type View = {
  /** Ids in the order shown. */
  ids: Accessor<readonly string[]>
  /** How many belong here now but are held back. */
  arrived: Accessor<number>
  showArrived(): void
  /** While true nothing moves under the person's pointer or focus. */
  setHeld(isHeld: boolean): void
  has(id: string): boolean
}

/** Facts for views; computed once and shared by list and counts. */
export function createViewFacts(desk: Desk): Accessor<ViewFacts> {
  return createMemo(() => {
    desk.rows.all()
    return {
      me: desk.replica.me.id,
      now: desk.clock.minute(),
      drafts: new Set(desk.replica.draftTickets()),
      refused: new Set(
        desk.sync
          .waiting()
          .filter((item) => item.state === 'refused')
          .map((item) => item.ticket),
      ),
      isUnread: (row: Row) => desk.rows.isUnread(row),
    }
  })
}

export function createCounts(
  desk: Desk,
  facts: Accessor<ViewFacts>,
): Accessor<Map<string, number>> {
  return createMemo(() => countViews(desk.rows.all(), facts()))
}

export function createView(
  desk: Desk,
  facts: Accessor<ViewFacts>,
  choice: Accessor<{ view: ViewId; sort: Sort; words: string }>,
): View {
  const [isHeld, setHeld] = createSignal(false)
  const [settled, setSettled] = createSignal<Settled>({ shown: [], arrived: [] })
  const live = createMemo(() => {
    const chosen = choice()
    return selectRows(desk.rows.all(), chosen, facts()).map((row) => row.id)
  })
  const isFilling = () => desk.sync.status().progress !== null
  // Another view or other words start afresh.
  createEffect(
    on(choice, () => {
      desk.touchedReset()
      setSettled({ shown: untrack(live), arrived: [] })
    }),
  )
  createEffect(
    on([live, isHeld], ([ids, held]) => {
      const still = held && !untrack(isFilling)
      setSettled((before) => settleList(before.shown, ids, still, desk.touched))
      if (!still) desk.touchedReset()
    }),
  )
  // A row one may no longer see is gone at once, held or not.
  const ids = createMemo(() => settled().shown.filter((id) => desk.rows.byId(id) !== undefined))
  const members = createMemo(() => new Set(live()))
  return {
    ids,
    arrived: () => settled().arrived.length,
    showArrived: () => {
      desk.touchedReset()
      setSettled({ shown: live(), arrived: [] })
    },
    setHeld,
    has: (id) => members().has(id),
  }
}
