/**
 * Pages of the feed that were asked for before it was their turn: the next one while one is stored, and the first of every
 * scope while the link comes up. Not here: what a page means (feed).
 */
import type { Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { RowsPage } from './read-answer.ts'

/** `isEarly`: before the server had said who may see what, and from when on it tells what moves. */
type Asked = { after: number; isEarly: boolean; answer: Promise<Result<RowsPage>> }

export type AskedPages = ReturnType<typeof makeAskedPages>

/** @param ask  the server for the page of a scope that begins after a place in it */
export function makeAskedPages(ask: (scope: string, after: number) => Promise<Result<RowsPage>>) {
  const asked = new Map<string, Asked>()
  const put = (scope: string, after: number, isEarly: boolean) =>
    asked.set(scope, { after, isEarly, answer: ask(scope, after) })

  return {
    /** Of the scopes that were begun; what an earlier connection was asked is not taken. */
    askEarly(cursors: ReadonlyMap<string, number>) {
      asked.clear()
      for (const [scope, after] of [...cursors].slice(0, LIMITS.feedPagesEarly))
        if (after > 0) put(scope, after, true)
    },
    askNext: (scope: string, after: number) => put(scope, after, false),

    /** The page after this place: the one asked for, if it is that and came, or one that is asked for now. */
    async take(
      scope: string,
      after: number,
    ): Promise<{ answer: Result<RowsPage>; isEarly: boolean }> {
      const known = asked.get(scope)
      asked.delete(scope)
      if (known?.after === after) {
        const answer = await known.answer
        if (answer.ok || !known.isEarly) return { answer, isEarly: known.isEarly }
      }
      return { answer: await ask(scope, after), isEarly: false }
    },

    /**
     * Under other rights only what was asked early for one of these `scopes` counts: one that was lost and comes back is
     * read anew.
     */
    keepEarly(scopes: ReadonlySet<string>) {
      for (const [scope, { isEarly }] of asked)
        if (!isEarly || !scopes.has(scope)) asked.delete(scope)
    },
    forget: () => asked.clear(),
  }
}
