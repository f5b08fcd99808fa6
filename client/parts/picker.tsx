/**
 * A field and the list it narrows: arrows move, Enter takes, the pointer does both, and the focus stays in the field (ARIA
 * combobox). Not here: what is listed, how an entry looks, where the field stands.
 */
import { createEffect, createSignal, For, Show, type Accessor, type JSX } from 'solid-js'

export type Picker<T> = {
  id: string
  items: Accessor<readonly T[]>
  at: Accessor<number>
  moveTo(at: number): void
  current: Accessor<T | undefined>
  pick(item: T): void
  /** Of the field; other words in it begin at the first entry again (`moveTo`). */
  field: Accessor<JSX.InputHTMLAttributes<HTMLInputElement>>
}

/** @param id  of the list; entries are `<id>-<n>` */
export function createPicker<T>(options: {
  id: string
  items: Accessor<readonly T[]>
  onPick: (item: T) => void
  /** Enter, with nothing listed. */
  onNothing?: () => void
}): Picker<T> {
  const { id, items, onPick } = options
  const [wanted, setWanted] = createSignal(0)
  const at = () => Math.max(0, Math.min(wanted(), items().length - 1))
  const current = () => items()[at()]
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const item = current()
    const count = Math.max(1, items().length)
    if (step !== 0) setWanted((at() + step + count) % count)
    else if (event.key !== 'Enter') return
    else if (item === undefined) options.onNothing?.()
    else onPick(item)
    event.preventDefault()
  }
  return {
    id,
    items,
    at,
    moveTo: (next) => setWanted(next),
    current,
    pick: onPick,
    field: () => ({
      type: 'text',
      role: 'combobox',
      'aria-expanded': 'true',
      'aria-controls': id,
      'aria-activedescendant': items().length > 0 ? `${id}-${at()}` : undefined,
      autocomplete: 'off',
      spellcheck: false,
      onKeyDown: onKey,
    }),
  }
}

export function PickList<T>(props: {
  picker: Picker<T>
  class: string
  label: string
  /** What stands there while nothing is listed. */
  nothing: JSX.Element
  children: (item: T) => JSX.Element
}) {
  let list: HTMLDivElement | undefined
  const { id, items, at, moveTo, pick } = props.picker
  createEffect(() => {
    // Not every place that shows it can scroll.
    list?.querySelector(`#${id}-${at()}`)?.scrollIntoView?.({ block: 'nearest' })
  })
  return (
    // A list of nothing is no list to whoever hears it.
    <div
      class={props.class}
      id={id}
      role={items().length > 0 ? 'listbox' : undefined}
      aria-label={items().length > 0 ? props.label : undefined}
      ref={list}
    >
      <For each={items()}>
        {(item, index) => (
          // The keys are the field's: it names the option by aria-activedescendant.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            id={`${id}-${index()}`}
            class="palette-entry"
            classList={{ 'is-at': index() === at() }}
            role="option"
            aria-selected={index() === at()}
            onPointerMove={() => moveTo(index())}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(item)}
          >
            {props.children(item)}
          </div>
        )}
      </For>
      <Show when={items().length === 0}>{props.nothing}</Show>
    </div>
  )
}
