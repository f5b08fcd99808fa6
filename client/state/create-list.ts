/** A long list that the server alone keeps (sent mail, held mail): a page when shown, the next one on demand. */
import { createSignal, onCleanup, type Accessor } from 'solid-js'
import type { Fault, Result } from '../../shared/kit/fault.ts'

/** `next`: what to ask for after this page; null on the last. */
export type ListPage<T> = { items: readonly T[]; next: string | null }

export type ServerList<T> = {
  items: Accessor<readonly T[] | null>
  fault: Accessor<Fault | null>
  hasMore: Accessor<boolean>
  refetch(): Promise<void>
  more(): Promise<void>
}

export function createList<T>(
  ask: (before: string | null) => Promise<Result<ListPage<T>>>,
): ServerList<T> {
  const [items, setItems] = createSignal<readonly T[] | null>(null)
  const [fault, setFault] = createSignal<Fault | null>(null)
  const [next, setNext] = createSignal<string | null>(null)
  let isOver = false
  onCleanup(() => (isOver = true))
  const load = async (before: string | null) => {
    const answer = await ask(before)
    if (isOver) return
    setFault(answer.ok ? null : answer.fault)
    if (!answer.ok) return
    setItems((known) =>
      before === null ? answer.value.items : [...(known ?? []), ...answer.value.items],
    )
    setNext(answer.value.next)
  }
  void load(null)
  return {
    items,
    fault,
    hasMore: () => next() !== null,
    refetch: () => load(null),
    more: () => load(next()),
  }
}
