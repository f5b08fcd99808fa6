/**
 * Pages of the feed that were asked for before it was their turn: the next ones while one is read and stored, and the first
 * of every scope while the link comes up. Not here: what a page means (feed).
 */
import type { Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { RowsPage } from './read-answer.ts'

/**
 * `isEarly`: before the server had said who may see what, and from when on it tells what moves. `next`: the cursor after it, as
 * far as that is known: the server says so before it sends the page.
 */
type Asked = {
  after: number
  isEarly: boolean
  next: number | null
  answer: Promise<Result<RowsPage>>
}

export type AskedPages = ReturnType<typeof makeAskedPages>

/**
 * @param ask  the server for the page of a scope that begins after a place in it; `onNext` hears where the one after it
 *             begins, if there is one, and the server says so ahead
 */
export function makeAskedPages(
  ask: (scope: string, after: number, onNext: (next: number) => void) => Promise<Result<RowsPage>>,
) {
  /** By scope, one page after the other. */
  const runs = new Map<string, Asked[]>()

  function put(scope: string, after: number, isEarly: boolean): Asked {
    const one: Asked = {
      after,
      isEarly,
      next: null,
      answer: ask(scope, after, (next) => {
        one.next = next
        goOn(scope)
      }),
    }
    const run = runs.get(scope)
    if (run) run.push(one)
    else runs.set(scope, [one])
    return one
  }

  /** What was asked early is asked again under the rights that stand then: nothing follows from it. */
  function goOn(scope: string) {
    const run = runs.get(scope)
    const last = run?.at(-1)
    if (!run || !last || last.isEarly || last.next === null) return
    if (run.length <= LIMITS.feedPagesAhead) put(scope, last.next, false)
  }

  /** The page after this place, as it was asked for or is asked for now. */
  function find(scope: string, after: number): Asked {
    const known = runs.get(scope)?.[0]
    if (known?.after === after) return known
    runs.delete(scope)
    return put(scope, after, false)
  }

  async function take(
    scope: string,
    after: number,
  ): Promise<{ answer: Result<RowsPage>; isEarly: boolean }> {
    const one = find(scope, after)
    const answer = await one.answer
    const run = runs.get(scope)
    if (run?.[0] === one) {
      run.shift()
      goOn(scope)
    }
    return !answer.ok && one.isEarly ? take(scope, after) : { answer, isEarly: one.isEarly }
  }

  return {
    /** Of the scopes that were begun; what an earlier connection was asked is not taken. */
    askEarly(cursors: ReadonlyMap<string, number>) {
      runs.clear()
      for (const [scope, after] of [...cursors].slice(0, LIMITS.feedPagesEarly))
        if (after > 0) put(scope, after, true)
    },

    /** The page that was taken ends here: the next one, unless it is on its way. */
    askNext(scope: string, after: number) {
      find(scope, after)
    },

    /** The page after this place: the one asked for, if it is that and came, or one that is asked for now. */
    take,

    /**
     * Under other rights only what was asked early for one of these `scopes` counts: one that was lost and comes back is
     * read anew.
     */
    keepEarly(scopes: ReadonlySet<string>) {
      for (const [scope, run] of runs)
        if (!scopes.has(scope) || !run.every(({ isEarly }) => isEarly)) runs.delete(scope)
    },
    forget: () => runs.clear(),
  }
}
