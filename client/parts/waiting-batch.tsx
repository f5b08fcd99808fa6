/** What was done to many tickets at once and waits, or was refused: one entry that unfolds. Lazy, with the drawer. */
import { For, Show } from 'solid-js'
import type { Waiting } from '../replica/api.ts'
import { useDesk } from '../state/replica-context.tsx'
import { owedWords } from '../words/owed.ts'
import { words } from '../words/first.ts'
import { Icon } from './icon.tsx'
import { sayRetry, sayWhy, WaitingItem } from './waiting-item.tsx'

/** Entries of the list: what belongs to one batch and has one reason stands together. */
export function groupWaiting(items: readonly Waiting[]): Waiting[][] {
  const groups = new Map<string, Waiting[]>()
  for (const item of items) {
    const key = item.batch === undefined ? item.pushId : `${item.batch} ${item.code}`
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()]
}

export function WaitingBatch(props: {
  items: readonly [Waiting, ...Waiting[]]
  onOpenTicket: (id: string) => void
}) {
  const desk = useDesk()
  const first = () => props.items[0]
  const isRefused = () => first().state === 'refused'
  const forAll = async (act: (item: Waiting) => Promise<boolean>) => {
    for (const item of [...props.items]) await act(item)
  }
  return (
    <li class="waiting-item" classList={{ 'is-refused': isRefused() }}>
      <details>
        <summary>{owedWords.batch({ n: props.items.length, what: first().title })}</summary>
        <ul class="waiting-list">
          <For each={props.items}>
            {(item) => <WaitingItem item={item} onOpenTicket={props.onOpenTicket} />}
          </For>
        </ul>
      </details>
      <Show when={isRefused()}>
        <p class="waiting-why">
          <Icon name="attention" size={14} /> {sayWhy(first())}
        </p>
      </Show>
      <div class="button-row">
        <Show when={isRefused() && !first().into}>
          <button
            type="button"
            class="button is-small"
            onClick={() => void forAll((item) => desk.retry(item))}
          >
            {owedWords.forAll({ what: sayRetry(first()), n: props.items.length })}
          </button>
        </Show>
        <button
          type="button"
          class="button is-small is-quiet"
          onClick={() => void forAll((item) => desk.discard(item))}
        >
          {owedWords.forAll({ what: words.discard, n: props.items.length })}
        </button>
      </div>
    </li>
  )
}
