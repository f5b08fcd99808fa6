/** A list that the server alone keeps (people, sent mail): fetched when shown, fetched again on demand. */
import { createSignal, onCleanup, type Accessor } from 'solid-js'
import type { Fault, Result } from '../../shared/kit/fault.ts'

export type ServerList<T> = {
  items: Accessor<readonly T[] | null>
  fault: Accessor<Fault | null>
  refetch(): Promise<void>
}

export function createList<T>(ask: () => Promise<Result<readonly T[]>>): ServerList<T> {
  const [items, setItems] = createSignal<readonly T[] | null>(null)
  const [fault, setFault] = createSignal<Fault | null>(null)
  let isOver = false
  onCleanup(() => (isOver = true))
  const refetch = async () => {
    const answer = await ask()
    if (isOver) return
    setFault(answer.ok ? null : answer.fault)
    if (answer.ok) setItems(() => answer.value)
  }
  void refetch()
  return { items, fault, refetch }
}
