/**
 * Keeps the index in step with what is on this device, and asks it. Rows go in first, the newest before others, then
 * documents; both in turns, while the page draws and takes keys. What is taken off the device is of no number any more
 * before anything else is shown, and then leaves the index too. Not here: the index (search-index), signals.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Wanted } from '../../shared/search/fold.ts'
import {
  isDeep,
  wantedOfLeaf,
  type Answer,
  type DeepLeaf,
  type Test,
} from '../../shared/search/match.ts'
import { rowTexts } from '../../shared/search/parts.ts'
import { leavesOf, type Query } from '../../shared/search/query.ts'
import type { Replica } from '../replica/api.ts'
import type { Breathe } from '../replica/breathe.ts'
import type { EngineRequest, RemoteEngine } from './search-engine.ts'
import type { IndexSize, Question } from './search-index.ts'

/** What the index says of the deep leaves of a query, as of one moment. */
export type Hits = (leaf: DeepLeaf) => Test

export type LocalSearch = {
  /** Null when the index has ended. */
  ask(query: Query): Promise<Hits | null>
  excerpt(ticket: string, wanted: readonly Wanted[]): Promise<string | null>
  /** How far it is; `isDone`: everything that is here is in it. */
  state(): { isDone: boolean; size: IndexSize | null }
  close(): void
}

export function makeLocalSearch(
  replica: Pick<Replica, 'rows' | 'row' | 'onRows' | 'heldDocuments' | 'onDocuments'>,
  engine: RemoteEngine,
  breathe: Breathe,
): LocalSearch {
  /** A ticket that went and comes again has another number: nothing said of the old one is believed of it. */
  const numbers = new Map<string, number>()
  let nextNumber = 1
  /** To be told to the index, in this order. */
  const rows = new Set<string>()
  const docs = new Set<string>()
  const gone: number[] = []
  /** Their documents are in the index. */
  const whole = new Set<string>()
  let isWorking = false
  /** What is here is known to be waiting. */
  let isListed = false
  let isClosed = false
  let size: IndexSize | null = null

  const numberOf = (id: string): number => {
    const known = numbers.get(id)
    if (known !== undefined) return known
    numbers.set(id, nextNumber)
    return nextNumber++
  }

  async function tell(request: EngineRequest): Promise<void> {
    const answer = await engine.ask(request)
    if (answer.type === 'done') size = answer.size
  }

  /** What waits, newest first, until nothing does. */
  async function work(): Promise<void> {
    if (isWorking || isClosed) return
    isWorking = true
    try {
      while (!isClosed) {
        if (gone.length > 0) await tell({ type: 'remove', numbers: gone.splice(0) })
        else if (rows.size > 0) await tellRows(take(rows, LIMITS.searchRowsPerBatch))
        else if (docs.size > 0) await tellDocs(take(docs, LIMITS.searchDocsPerBatch))
        else break
        await breathe()
      }
    } catch {
      // The thread has ended: what is asked from here on says so.
      close()
    } finally {
      isWorking = false
    }
  }

  async function tellRows(ids: readonly string[]): Promise<void> {
    const texts = ids.flatMap((id) => {
      const row = replica.row(id)
      return row ? [{ n: numberOf(id), ...rowTexts(row) }] : []
    })
    await tell({ type: 'rows', rows: texts })
  }

  async function tellDocs(ids: readonly string[]): Promise<void> {
    const held = await replica.heldDocuments(ids)
    // It may have gone while it was read.
    const here = held.filter(({ ticket }) => replica.row(ticket) !== undefined)
    for (const { ticket } of here) whole.add(ticket)
    const isHeld = new Set(here.map(({ ticket }) => ticket))
    // A document that made way for others may have lost words since: what was read of it is not believed any more.
    for (const id of ids) {
      if (isHeld.has(id) || !whole.has(id)) continue
      forget(id)
      if (replica.row(id) !== undefined) rows.add(id)
    }
    await tell({
      type: 'docs',
      docs: here.map(({ ticket, ...doc }) => ({ ...doc, n: numberOf(ticket) })),
    })
  }

  function forget(id: string): void {
    const n = numbers.get(id)
    if (n === undefined) return
    numbers.delete(id)
    rows.delete(id)
    docs.delete(id)
    whole.delete(id)
    gone.push(n)
  }

  async function fillAll(): Promise<void> {
    isListed = false
    const all = replica.rows()
    const known = new Set(all.map(({ id }) => id))
    for (const id of numbers.keys()) if (!known.has(id)) forget(id)
    await breathe()
    const newest = all.toSorted((a, b) => b.lastAt - a.lastAt)
    for (const { id } of newest) {
      rows.add(id)
      docs.add(id)
    }
    isListed = true
    await work()
  }

  const stopRows = replica.onRows((ids) => {
    if (ids === null) return void fillAll()
    for (const id of ids) {
      if (replica.row(id) === undefined) forget(id)
      else if (!docs.has(id)) {
        rows.add(id)
        docs.add(id)
      }
    }
    void work()
  })
  const stopDocs = replica.onDocuments((ids) => {
    for (const id of ids) if (replica.row(id) !== undefined) docs.add(id)
    void work()
  })
  void fillAll()

  function close(): void {
    isClosed = true
    stopRows()
    stopDocs()
    engine.end()
  }

  return {
    async ask(query) {
      const leaves = leavesOf(query).filter(isDeep)
      if (leaves.length === 0) return () => () => null
      if (isClosed) return null
      const answer = await engine
        .ask({ type: 'ask', questions: leaves.map(questionOf) })
        .catch(() => null)
      if (answer?.type !== 'answers') return null
      const { hits, whole } = answer
      const flagsOf = new Map(leaves.map((leaf, at) => [leaf, hits[at]]))
      return (leaf) => {
        const flags = flagsOf.get(leaf)
        return (row): Answer => {
          const n = numbers.get(row.id)
          if (n === undefined || !flags) return null
          if (flags[n] === 1) return true
          return whole[n] === 1 ? false : null
        }
      }
    },
    async excerpt(ticket, wanted) {
      const [doc] = isClosed ? [] : await replica.heldDocuments([ticket])
      if (!doc || replica.row(ticket) === undefined) return null
      const answer = await engine
        .ask({ type: 'excerpt', doc: { ...doc, n: 0 }, wanted })
        .catch(() => null)
      return answer?.type === 'excerpt' ? answer.text : null
    },
    state: () => ({
      isDone: isListed && !isWorking && !isClosed && rows.size + docs.size + gone.length === 0,
      size,
    }),
    close,
  }
}

function questionOf(leaf: DeepLeaf): Question {
  const wanted = wantedOfLeaf(leaf)
  if (wanted === null) return { where: 'notes' }
  return { where: leaf.kind === 'from' || leaf.kind === 'to' ? leaf.kind : 'all', wanted }
}

function take(from: Set<string>, most: number): string[] {
  const taken: string[] = []
  for (const id of from) {
    if (taken.length >= most) break
    from.delete(id)
    taken.push(id)
  }
  return taken
}

/** Words of a search that may stand in what a ticket says, as they are marked. */
export function wantedIn(query: Query): Wanted[] {
  const found: Wanted[] = []
  const walk = (one: Query): void => {
    switch (one.kind) {
      case 'and':
      case 'or':
        one.of.forEach(walk)
        return
      // What is not to be there is not marked.
      case 'not':
        return
      default: {
        const wanted = isDeep(one) ? wantedOfLeaf(one) : null
        if (wanted) found.push(wanted)
      }
    }
  }
  walk(query)
  return found
}
