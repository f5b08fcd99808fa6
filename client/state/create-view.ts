/** The list on screen as signals: which rows, in what order, held still while somebody is in it. */
import {
  createDeferred,
  createEffect,
  createMemo,
  createSignal,
  on,
  untrack,
  type Accessor,
} from 'solid-js'
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
  const read = (): ViewFacts => {
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
  }
  // Every word about the sync makes them anew, and fifty thousand rows need not be sorted again for that.
  return createMemo(read, undefined, { equals: isSame })
}

/** `isUnread` follows by itself: whoever calls it depends on what was seen. */
function isSame(one: ViewFacts, other: ViewFacts): boolean {
  return (
    one.me === other.me &&
    one.now === other.now &&
    isSameSet(one.drafts, other.drafts) &&
    isSameSet(one.refused, other.refused)
  )
}

const isSameSet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((id) => other.has(id))

export function createCounts(
  desk: Desk,
  facts: Accessor<ViewFacts>,
): Accessor<Map<string, number>> {
  // After the list: a count may be late, a row may not.
  const input = createDeferred(() => ({ rows: desk.rows.all(), facts: facts() }), {
    timeoutMs: COUNTS_MS_MAX,
  })
  return createMemo(() => countViews(input().rows, input().facts))
}

const COUNTS_MS_MAX = 250

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
