/** The list on screen as signals: which rows, in what order, held still while somebody is in it. */
import {
  createComputed,
  createMemo,
  createSignal,
  on,
  onCleanup,
  untrack,
  type Accessor,
} from 'solid-js'
import type { Row } from '../../shared/ticket/ticket.ts'
import { breathe, createOrder, type Order } from './create-order.ts'
import type { Desk } from './replica-context.tsx'
import { putIn } from './row-order.ts'
import {
  compareRows,
  matcherOf,
  settleList,
  sortFor,
  type Matcher,
  type Settled,
  type Sort,
  type ViewFacts,
  type ViewId,
} from './view.ts'

export type View = {
  /** Ids in the order shown. */
  ids: Accessor<readonly string[]>
  /** False while rows are sorted for the first time: nothing is known of what there is. */
  isReady: Accessor<boolean>
  /** How many belong here now but are held back. */
  arrived: Accessor<number>
  showArrived(): void
  /** While true nothing moves under the person's pointer or focus. */
  setHeld(isHeld: boolean): void
  has(id: string): boolean
}

/** Facts for views; computed once and shared by list and counts (create-counts). */
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

/** Looked at between two breaths. */
const ROWS_A_TURN = 2_000

/** Without a `matcher`: no search. `words`: of it, as typed. */
type Choice = { view: ViewId; sort: Sort; words: string; matcher?: Matcher | null }
/** What belongs in the list now, and for which choice that was found out. */
type Live = { ids: readonly string[]; choice: Choice }

/** Null until it is known for the first time. A search through very many rows is done in turns. */
function createLive(
  desk: Desk,
  facts: Accessor<ViewFacts>,
  choice: Accessor<Choice>,
): Accessor<Live | null> {
  const order = createOrder(desk.replica, () => sortFor(choice().view, choice().sort))
  const [live, setLive] = createSignal<Live | null>(null)
  let latest = 0
  const search = async (rows: readonly Row[], chosen: Choice, known: ViewFacts) => {
    const mine = ++latest
    const belongs = matcherOf(chosen)
    const ids: string[] = []
    for (let at = 0; at < rows.length; at += ROWS_A_TURN) {
      for (const row of rows.slice(at, at + ROWS_A_TURN)) if (belongs(row, known)) ids.push(row.id)
      await breathe()
      if (mine !== latest) return
    }
    setLive({ ids, choice: chosen })
  }
  onCleanup(() => latest++)
  /** What was looked at last, all at once. */
  let last: { rows: readonly Row[]; known: ViewFacts; chosen: Choice; ids: string[] } | null = null
  /** Null where all rows have to be looked at: of other facts, another choice, or another order. */
  const follow = ({ sort, step }: Order, known: ViewFacts, chosen: Choice) => {
    if (!step || last?.rows !== step.before || last.known !== known || last.chosen !== chosen)
      return null
    const { changed } = step
    const belongs = matcherOf(chosen)
    const fresh = [...changed].filter((id) => {
      const row = desk.replica.row(id)
      return row !== undefined && belongs(row, known)
    })
    const compare = compareRows(sort)
    const byRow = (one: string, other: string) => {
      const [a, b] = [desk.replica.row(one), desk.replica.row(other)]
      return a && b ? compare(a, b) : 0
    }
    return putIn(last.ids, (id) => changed.has(id), fresh, byRow)
  }
  createComputed(() => {
    const known = facts()
    const chosen = choice()
    const ordered = order()
    // Until the order that was chosen is there, what is shown stays.
    if (!ordered || ordered.sort !== sortFor(chosen.view, chosen.sort)) return
    const { rows } = ordered
    const belongs = matcherOf(chosen)
    if (chosen.words === '' || rows.length <= ROWS_A_TURN) {
      latest++
      // Follows what was seen, also where only what changed is looked at.
      if (rows[0]) known.isUnread(rows[0])
      const followed = follow(ordered, known, chosen)
      const ids = followed ?? []
      if (!followed) for (const row of rows) if (belongs(row, known)) ids.push(row.id)
      last = { rows, known, chosen, ids }
      setLive({ ids, choice: chosen })
      return
    }
    last = null
    // Follows what was seen, as the search itself cannot.
    if (rows[0]) known.isUnread(rows[0])
    void search(rows, chosen, known)
  })
  return live
}

/** The same search asked again moves nothing that is held. */
const isSameChoice = (one: Choice, other: Choice): boolean =>
  one.view === other.view && one.sort === other.sort && one.words === other.words

export function createView(desk: Desk, facts: Accessor<ViewFacts>, choice: Accessor<Choice>): View {
  const [isHeld, setHeld] = createSignal(false)
  const [settled, setSettled] = createSignal<Settled & { isFresh: boolean }>({
    shown: [],
    arrived: [],
    isFresh: false,
  })
  const live = createLive(desk, facts, choice)
  const isFilling = () => desk.sync.status().progress !== null
  let shownFor: Choice | null = null
  createComputed(
    on([live, isHeld], ([now, held]) => {
      if (!now) return
      // Another view or other words start afresh.
      const isAfresh = !shownFor || !isSameChoice(now.choice, shownFor)
      const still = held && !isAfresh && !untrack(isFilling)
      shownFor = now.choice
      setSettled((before) => {
        const after = settleList(before.shown, now.ids, still, desk.touched)
        return { ...after, isFresh: after.shown === now.ids && now.choice.words === '' }
      })
      if (!still) desk.touchedReset()
    }),
  )
  // A row one may no longer see is gone at once, held or not, or while a search goes on.
  const ids = createMemo(() => {
    // Not by asking what is live: that changes first, and every row would be looked at for nothing.
    const { shown, isFresh } = settled()
    const isWhole = isFresh && choice().words === ''
    return isWhole ? shown : shown.filter((id) => desk.rows.byId(id) !== undefined)
  })
  return {
    ids,
    isReady: () => live() !== null,
    arrived: () => settled().arrived.length,
    showArrived: () => {
      desk.touchedReset()
      setSettled({ shown: live()?.ids ?? [], arrived: [], isFresh: false })
    },
    setHeld,
    has: (id) => {
      const row = desk.rows.byId(id)
      return row !== undefined && matcherOf(choice())(row, facts())
    },
  }
}
