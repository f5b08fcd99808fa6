/**
 * Saved views on this device: what the server said last, with what was changed here since, also without a network. A
 * change is a whole view or its end, so doing it twice is doing it once; of two devices the last one that is heard stands.
 * How many tickets each finds is counted here. Lazy. Not here: what a search means (shared/search), showing one.
 */
import { createEffect, createSignal, on, onCleanup, untrack, type Accessor } from 'solid-js'
import { FAULTS, type Fault } from '../../shared/kit/fault.ts'
import { Id, parseWith, v } from '../../shared/kit/schema.ts'
import { makeSearchTest, type DeepLeaf } from '../../shared/search/match.ts'
import { fold } from '../../shared/search/fold.ts'
import { parseSearch } from '../../shared/search/parse.ts'
import { isBeingAnswered } from '../../shared/ticket/row.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import { SavedView, SavedViewWords, slugOf } from '../../shared/wire/saved-view.ts'
import { callApi } from './api.ts'
import { breathe } from './create-order.ts'
import type { Desk } from './replica-context.tsx'
import { belongs, parseViewId, type ViewFacts } from './view.ts'

const List = v.object({ views: v.array(SavedView) })
/** `words` null: it was removed. */
const Change = v.object({ id: Id, words: v.nullable(SavedViewWords) })
type Change = v.InferOutput<typeof Change>
const Kept = v.object({ ...List.entries, changes: v.array(Change) })

export type ShownView = SavedView & { slug: string; isOwn: boolean }

export type SavedViews = {
  /** One's own in their order, then the team's. */
  list: Accessor<readonly ShownView[]>
  /** By slug; of those that stand in the side bar. */
  counts: Accessor<ReadonlyMap<string, number>>
  /** Makes or changes one. */
  save(id: string, words: SavedViewWords): Promise<void>
  remove(id: string): Promise<void>
}

/** The list as the server will have it once it has heard these. Pure. */
export function withChanges(
  views: readonly SavedView[],
  changes: readonly Change[],
  me: { id: string; now: number },
): SavedView[] {
  const byId = new Map(views.map((view) => [view.id, view]))
  for (const { id, words } of changes) {
    if (words === null) byId.delete(id)
    else byId.set(id, { ...words, id, by: me.id, changedAt: me.now })
  }
  const all = [...byId.values()]
  const own = all.filter(({ by }) => by === me.id)
  own.sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1))
  return [...own, ...all.filter(({ by }) => by !== me.id)]
}

export function createSavedViews(desk: Desk, facts: Accessor<ViewFacts>): SavedViews {
  const { replica } = desk
  const [server, setServer] = createSignal<readonly SavedView[]>([])
  const [changes, setChanges] = createSignal<readonly Change[]>([])
  const list = () => {
    const me = { id: replica.me.id, now: replica.now() }
    return withChanges(server(), changes(), me).map((view) => ({
      ...view,
      slug: slugOf(view),
      isOwn: view.by === me.id,
    }))
  }
  const keep = () => replica.keepList('views', { views: server(), changes: changes() })
  let isFlushing = false

  /** Tells the server what was changed here, in order, then asks what stands. */
  async function flush(): Promise<void> {
    if (isFlushing) return
    isFlushing = true
    for (let first = changes()[0]; first; first = changes()[0]) {
      const fault = await tell(first)
      if (fault && FAULTS[fault.code].retry) break
      // Refused for good: it is said, and what the server has stands.
      if (fault) desk.say((await import('./fault-words.ts')).sayFault(fault))
      const told = first
      setChanges((all) => all.filter((one) => one !== told))
      await keep()
    }
    const answer = await callApi('GET', '/api/views', List)
    if (answer.ok) setServer(answer.value.views)
    if (answer.ok) await keep()
    isFlushing = false
  }
  async function tell({ id, words }: Change): Promise<Fault | null> {
    const answer =
      words === null
        ? await callApi('DELETE', `/api/views/${id}`, v.unknown())
        : await callApi('PUT', `/api/views/${id}`, SavedView, words)
    return answer.ok ? null : answer.fault
  }
  async function change(next: Change): Promise<void> {
    // Only the last word on a view is for the server.
    setChanges((all) => [...all.filter(({ id }) => id !== next.id), next])
    await keep()
    await flush()
  }

  void (async () => {
    const kept = parseWith(Kept, await replica.keptList('views'))
    if (kept.ok) {
      setServer(kept.value.views)
      setChanges((begun) => [...kept.value.changes, ...begun])
    }
    await flush()
  })()
  let hadAll = !replica.sync().isChecking
  onCleanup(
    replica.onSync(() => {
      // Tickets first: the link came up for them.
      const hasAll = !replica.sync().isChecking
      if (hasAll && !hadAll) void flush()
      hadAll = hasAll
    }),
  )
  return {
    list,
    counts: createSavedCounts(desk, facts, list),
    save: (id, words) => change({ id, words }),
    remove: (id) => change({ id, words: null }),
  }
}

const COUNT_WAIT_MS = 500
const ROWS_A_TURN = 500

/** In turns, a moment after anything changed: a count may be late, a row or a key may not. */
function createSavedCounts(
  desk: Desk,
  facts: Accessor<ViewFacts>,
  list: Accessor<readonly ShownView[]>,
): Accessor<ReadonlyMap<string, number>> {
  const [counts, setCounts] = createSignal<ReadonlyMap<string, number>>(new Map())
  let latest = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => {
    clearTimeout(timer)
    latest++
  })
  const count = async () => {
    const mine = ++latest
    const tests = untrack(list).map((view) => ({
      slug: view.slug,
      has: testOf(desk, view, untrack(facts)),
    }))
    const found = new Map(tests.map(({ slug }) => [slug, 0]))
    const rows = untrack(desk.rows.all)
    for (let at = 0; at < rows.length; at += ROWS_A_TURN) {
      for (const row of rows.slice(at, at + ROWS_A_TURN))
        for (const { slug, has } of tests) if (has(row)) found.set(slug, (found.get(slug) ?? 0) + 1)
      await breathe()
      if (mine !== latest) return
    }
    setCounts(found)
  }
  createEffect(
    on([desk.rows.all, facts, list], () => {
      clearTimeout(timer)
      timer = setTimeout(() => void count(), COUNT_WAIT_MS)
    }),
  )
  return counts
}

/** Of words the row alone is asked: the index is not there before somebody searches. */
function testOf(desk: Desk, view: SavedView, facts: ViewFacts): (row: Row) => boolean {
  const parsed = parseSearch(view.query)
  const base = parseViewId(view.view) ?? 'all'
  if (!parsed.ok || parsed.query === null) return (row) => belongs(base, row, facts)
  const deep = (leaf: DeepLeaf) => {
    const wanted = leaf.kind === 'has' ? null : fold(leaf.text)
    return (row: Row) =>
      wanted === null
        ? null
        : fold(`${row.subject}\n${row.requester}\n${row.address}\n${row.snippet}`).includes(wanted)
  }
  const test = makeSearchTest(
    parsed.query,
    {
      me: facts.me,
      now: facts.now,
      zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      nameOf: desk.nameOf,
      queueName: desk.queueName,
      isUnread: facts.isUnread,
      hasDraft: (row) => facts.drafts.has(row.id) || isBeingAnswered(row),
    },
    deep,
  )
  return (row) => test(row) === true
}
