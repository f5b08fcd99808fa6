/**
 * Which tickets are chosen for what comes next, and from where a range is counted. Knows ids alone: a ticket that leaves
 * the view stays chosen. Not here: what is done to them (batch), what says how many there are (selection-bar).
 */
import { createSignal, type Accessor } from 'solid-js'

export type Selection = {
  ids: Accessor<ReadonlySet<string>>
  toggle(id: string): void
  /** From where the last one was chosen (or `from`) to `to`, in the order of the list, beside what was chosen before. */
  extend(list: readonly string[], from: string | null, to: string): void
  set(ids: Iterable<string>): void
}

export function createSelection(): Selection {
  const [ids, setIds] = createSignal<ReadonlySet<string>>(new Set())
  /** Where the range begins, and what was chosen when it began. */
  let anchor: string | null = null
  let base: ReadonlySet<string> = new Set()
  let end: string | null = null
  return {
    ids,
    toggle(id) {
      const next = new Set(ids())
      if (!next.delete(id)) next.add(id)
      setIds((base = next))
      anchor = end = next.has(id) ? id : null
    },
    extend(list, from, to) {
      // A range goes on only from where it ended.
      if (anchor === null || (from !== null && from !== end && from !== anchor)) {
        anchor = from ?? to
        base = ids()
      }
      const at = list.indexOf(anchor)
      const toAt = list.indexOf(to)
      if (toAt < 0) return
      const [first, last] = at < 0 ? [toAt, toAt] : [Math.min(at, toAt), Math.max(at, toAt)]
      setIds(new Set([...base, ...list.slice(first, last + 1)]))
      end = to
    },
    set(wanted) {
      anchor = end = null
      setIds((base = new Set(wanted)))
    },
  }
}
