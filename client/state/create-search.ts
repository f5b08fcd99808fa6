/**
 * A search as signals: reads what is typed, asks the index of this device at once and the server after a pause, and puts
 * what is found into the slot the list looks at. Asked again while the index grows and when tickets change. Not here:
 * how any of it looks (search-panel).
 */
import { createEffect, createSignal, on, onCleanup, untrack, type Accessor } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { marksIn } from '../../shared/search/mark.ts'
import { makeSearchTest, type SearchFacts, type Test } from '../../shared/search/match.ts'
import { parseSearch } from '../../shared/search/parse.ts'
import type { Query, QueryFault } from '../../shared/search/query.ts'
import { isBeingAnswered } from '../../shared/ticket/row.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import type { Replica } from '../replica/api.ts'
import { callApi } from './api.ts'
import { breathe } from './create-order.ts'
import { makeLocalSearch, wantedIn, type Hits, type LocalSearch } from './local-search.ts'
import { openEngine } from './open-engine.ts'
import type { Desk } from './replica-context.tsx'
import { onSearchEnd, setSearching, showSearch, type Piece } from './search-slot.ts'
import type { ViewFacts } from './view.ts'

export type ServerSide =
  | { state: 'not-asked' }
  | { state: 'offline' }
  | { state: 'asking' }
  | { state: 'failed'; why: string }
  | { state: 'answered'; more: number; isAll: boolean; isIndexed: boolean }

export type Search = {
  fault: Accessor<QueryFault | null>
  /** What was asked is on screen. */
  isShown: Accessor<boolean>
  /** Of the index; `whole` of `all` tickets are in it in full. Null once everything is. */
  reading: Accessor<{ done: number; all: number } | null>
  hasEnded: Accessor<boolean>
  /** Tickets of which this device cannot tell. */
  unknown: Accessor<number>
  server: Accessor<ServerSide>
  askFurther(): void
}

const Page = v.object({
  tickets: v.array(v.object({ id: v.string(), excerpt: v.optional(v.string()) })),
  cursor: v.nullable(v.string()),
  isIndexed: v.optional(v.boolean(), true),
})

/** One index a desk, kept while the search is closed. */
let kept: { replica: Replica; local: LocalSearch } | null = null

function localOf(replica: Replica): LocalSearch {
  if (kept?.replica === replica) return kept.local
  kept?.local.close()
  const local = makeLocalSearch(replica, openEngine(), breathe)
  kept = { replica, local }
  onSearchEnd(() => {
    local.close()
    if (kept?.local === local) kept = null
  })
  return local
}

const ROWS_A_TURN = 2_000
const EXCERPTS_KEPT = 500
const SERVER_PAGE = 50
const zone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

export function createSearch(desk: Desk, text: Accessor<string>): Search {
  const local = localOf(desk.replica)
  const [fault, setFault] = createSignal<QueryFault | null>(null)
  const [isShown, setShown] = createSignal(false)
  const [reading, setReading] = createSignal<{ done: number; all: number } | null>(null)
  const [hasEnded, setEnded] = createSignal(false)
  const [unknown, setUnknown] = createSignal(0)
  const [server, setServer] = createSignal<ServerSide>({ state: 'not-asked' })
  const [excerpts, setExcerpts] = createSignal<ReadonlyMap<string, string>>(new Map())
  let latest = 0
  let asked: { text: string; query: Query } | null = null
  let current: { test: () => Test | null; words: string } | null = null
  let found: { ids: string[]; cursor: string | null; isIndexed: boolean } | null = null
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      run()
    }, ms)
    timers.add(timer)
    return () => {
      clearTimeout(timer)
      timers.delete(timer)
    }
  }
  let stopAgain: (() => void) | null = null
  let stopServer: (() => void) | null = null

  const factsFor = (facts: ViewFacts): SearchFacts => ({
    me: facts.me,
    now: facts.now,
    zone: zone(),
    nameOf: desk.nameOf,
    queueName: desk.queueName,
    isUnread: facts.isUnread,
    hasDraft: (row) => facts.drafts.has(row.id) || isBeingAnswered(row),
  })

  function show(words: string, query: Query, hits: Hits): void {
    let test: Test | null = null
    let forFacts: ViewFacts | null = null
    const matcher = (row: Row, facts: ViewFacts): boolean => {
      if (!test || facts !== forFacts) {
        test = makeSearchTest(query, factsFor(facts), hits)
        forFacts = facts
      }
      return test(row) === true
    }
    current = { test: () => test, words }
    const wanted = wantedIn(query)
    const pieces = (said: string) => piecesOf(said, wanted)
    const wantExcerpt = makeExcerpts(query)
    showSearch({
      words,
      matcher,
      pieces,
      also: [],
      excerpt(id) {
        const known = excerpts().get(id)
        if (known === undefined) wantExcerpt(id)
        return known || null
      },
    })
    setShown(true)
    void countUnknown(latest)
  }

  /** Of rows that are drawn: where the words stand, unless that is seen in the row. */
  function makeExcerpts(query: Query) {
    const wanted = wantedIn(query)
    const begun = new Set<string>()
    return (id: string) => {
      if (wanted.length === 0 || begun.has(id) || begun.size >= EXCERPTS_KEPT) return
      begun.add(id)
      const mine = asked?.text
      void local.excerpt(id, wanted).then((said) => {
        // Labels are dots in a row: found by one of them, it is named.
        const labels = desk.replica.row(id)?.tags.join(' ') ?? ''
        const shown = said ?? (marksIn(labels, wanted).length > 0 ? labels : null)
        if (asked?.text !== mine || shown === null) return
        setExcerpts((known) => new Map(known).set(id, shown))
      })
    }
  }

  /** And which of those the server found: once the list has been made, in turns. */
  async function countUnknown(mine: number): Promise<void> {
    await breathe()
    const test = current?.test()
    if (!test) {
      // The list has not asked yet.
      if (mine === latest) after(LIMITS.turnMs, () => void countUnknown(mine))
      return
    }
    let count = 0
    const rows = desk.replica.rows()
    for (let at = 0; at < rows.length; at += ROWS_A_TURN) {
      for (const row of rows.slice(at, at + ROWS_A_TURN)) if (test(row) === null) count++
      await breathe()
      if (mine !== latest) return
    }
    setUnknown(count)
    showFound()
  }

  function showFound(): void {
    const test = current?.test()
    if (!found || !test) return
    const also = found.ids.filter((id) => {
      const row = desk.replica.row(id)
      return row !== undefined && test(row) === null
    })
    showSearch((known) => known && { ...known, also })
    const { cursor, isIndexed } = found
    setServer({ state: 'answered', more: also.length, isAll: cursor === null, isIndexed })
  }

  async function ask(): Promise<void> {
    if (!asked) return
    const mine = ++latest
    const { text: words, query } = asked
    const hits = await local.ask(query)
    if (mine !== latest) return
    setEnded(hits === null)
    show(words, query, hits ?? (() => () => null))
    const { isDone, size } = local.state()
    const all = desk.replica.rows().length
    setReading(isDone || hits === null ? null : { done: size?.tickets ?? 0, all })
    if (!isDone && hits !== null) askAgain()
  }

  function askAgain(): void {
    stopAgain ??= after(LIMITS.searchAgainMs, () => {
      stopAgain = null
      void ask()
    })
  }

  async function askServer(cursor: string | null): Promise<void> {
    if (!asked) return
    if (desk.sync.status().link.state !== 'live') return void setServer({ state: 'offline' })
    const words = asked.text
    if (cursor === null) found = null
    setServer({ state: 'asking' })
    const params = new URLSearchParams({
      q: words,
      zone: zone(),
      excerpts: '1',
      limit: String(SERVER_PAGE),
      ...(cursor === null ? {} : { cursor }),
    })
    const answer = await callApi('GET', `/api/tickets?${params}`, Page)
    if (asked?.text !== words) return
    if (!answer.ok) {
      const isOffline = answer.fault.code === 'kit/busy'
      setServer(isOffline ? { state: 'offline' } : { state: 'failed', why: answer.fault.detail })
      return
    }
    const { tickets, isIndexed } = answer.value
    found = {
      ids: [...(found?.ids ?? []), ...tickets.map(({ id }) => id)],
      cursor: answer.value.cursor,
      isIndexed,
    }
    setExcerpts((known) => {
      const more = new Map(known)
      for (const { id, excerpt } of tickets) if (excerpt && !more.has(id)) more.set(id, excerpt)
      return more
    })
    showFound()
  }

  createEffect(
    on(text, (words) => {
      const parsed = parseSearch(words)
      stopServer?.()
      if (!parsed.ok) {
        // What was found before stays: most mistakes are not finished yet.
        latest++
        asked = null
        setServer({ state: 'not-asked' })
        setFault(parsed.fault)
        return
      }
      setFault(null)
      if (parsed.query === null) {
        latest++
        asked = null
        current = null
        found = null
        setShown(false)
        showSearch(null)
        return
      }
      if (asked?.text === words) return
      asked = { text: words, query: parsed.query }
      found = null
      setExcerpts(new Map())
      setServer({ state: 'not-asked' })
      void ask()
      stopServer = after(LIMITS.searchServerWaitMs, () => void askServer(null))
    }),
  )
  createEffect(() => {
    const { state } = server()
    const willAsk = state === 'not-asked' && desk.sync.status().link.state === 'live'
    setSearching(fault() === null && (reading() !== null || state === 'asking' || willAsk))
  })
  // Back online: what was not asked is.
  createEffect(
    on(
      () => desk.sync.status().link.state,
      (state) => {
        if (state === 'live' && untrack(server).state === 'offline') void askServer(null)
      },
      { defer: true },
    ),
  )
  onCleanup(desk.replica.onDocuments(askAgain))
  onCleanup(
    desk.replica.onRows((ids) => {
      // A row that went is gone from the list at once; what it said is forgotten with it.
      setExcerpts((known) => {
        if (known.size === 0 || !ids) return known
        const left = new Map(known)
        for (const id of ids) left.delete(id)
        return left
      })
      if (asked) askAgain()
    }),
  )
  onCleanup(() => {
    latest++
    for (const timer of timers) clearTimeout(timer)
    showSearch(null)
    setSearching(false)
  })

  return {
    fault,
    isShown,
    reading,
    hasEnded,
    unknown,
    server,
    askFurther: () => void askServer(found?.cursor ?? null),
  }
}

function piecesOf(text: string, wanted: Parameters<typeof marksIn>[1]): readonly Piece[] | null {
  const marks = marksIn(text, wanted)
  if (marks.length === 0) return null
  const pieces: Piece[] = []
  let at = 0
  for (const mark of marks) {
    if (mark.at > at) pieces.push({ text: text.slice(at, mark.at), isMarked: false })
    pieces.push({ text: text.slice(mark.at, mark.end), isMarked: true })
    at = mark.end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isMarked: false })
  return pieces
}
