/** Above the list: what it is, how much of it, the search, the order; in narrow windows the menu and the pill too. */
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { keyHint } from '../state/key-hint.ts'
import { sayClock } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { SORTS, type Sort } from '../state/view.ts'
import { words } from '../words/first.ts'
import { say } from '../words/read-words.ts'
import { Icon } from './icon.tsx'
import { SyncPill } from './sync-pill.tsx'

const SearchPanel = lazy(() =>
  import('./search-panel.tsx').then((m) => ({ default: m.SearchPanel })),
)

export function ListHead(props: {
  title: string
  /** Null: not known yet. */
  count: number | null
  progress: { rows: number; rowsTotal: number } | null
  query: string
  sort: Sort
  onQuery: (text: string) => void
  onSort: (sort: Sort) => void
  onMenu: () => void
  onSync: () => void
  /** Enter in the search, or Escape in an empty one: on to the rows. */
  onLeave: () => void
}) {
  const [field, setField] = createSignal<HTMLInputElement>()
  const [hasFocus, setFocus] = createSignal(false)
  const desk = useDesk()
  /** Without a network: how old it is. */
  const asOf = () => {
    const { link, lastSyncAt } = desk.sync.status()
    return link.state === 'offline' && lastSyncAt !== null
      ? sayClock(lastSyncAt, desk.clock.minute())
      : null
  }
  return (
    <header class="list-head">
      <div class="list-title">
        <button
          type="button"
          class="icon-button only-below-wide"
          aria-label={words.nav.menu}
          onClick={() => props.onMenu()}
        >
          <Icon name="menu" />
        </button>
        <h1 dir="auto">{props.title}</h1>
        <span class="list-count">
          {props.progress
            ? words.list.progress({ have: props.progress.rows, of: props.progress.rowsTotal })
            : props.count === null
              ? ''
              : say.number(props.count)}
        </span>
        <Show when={asOf()}>
          {(when) => (
            <span class="list-as-of" title={words.list.asOf({ when: when() })}>
              {words.list.asOf({ when: when() })}
            </span>
          )}
        </Show>
        <span class="spacer" />
        <span class="only-below-wide">
          <SyncPill onOpen={props.onSync} />
        </span>
        <label>
          <span class="sr-only">{words.list.sort}</span>
          <select
            class="quiet-select"
            onChange={(event) => {
              const sort = SORTS.find((one) => one === event.currentTarget.value)
              if (sort) props.onSort(sort)
            }}
          >
            <For each={SORTS}>
              {(sort) => (
                <option value={sort} selected={sort === props.sort}>
                  {words.sort[sort]}
                </option>
              )}
            </For>
          </select>
        </label>
      </div>
      <div
        class="search-hold"
        onFocusIn={() => setFocus(true)}
        onFocusOut={(event) => {
          const to = event.relatedTarget
          setFocus(to instanceof Node && event.currentTarget.contains(to))
        }}
      >
        <div class="list-search">
          <Icon name="search" size={14} />
          <input
            ref={setField}
            type="search"
            role="combobox"
            aria-expanded={false}
            aria-controls="search-options"
            aria-autocomplete="list"
            aria-label={words.list.search}
            placeholder={words.list.searchHint}
            dir="auto"
            autocomplete="off"
            spellcheck={false}
            value={props.query}
            onInput={(event) => props.onQuery(event.currentTarget.value)}
            onKeyDown={(event) => {
              const isEscape = event.key === 'Escape'
              if (!isEscape && event.key !== 'Enter') return
              event.preventDefault()
              // Escape clears, then leaves.
              if (isEscape && props.query) props.onQuery('')
              else props.onLeave()
            }}
          />
          <Show
            when={props.query}
            fallback={<Show when={keyHint('search')}>{(key) => <kbd>{key()}</kbd>}</Show>}
          >
            <button
              type="button"
              class="icon-button"
              aria-label={words.list.clear}
              onClick={() => {
                props.onQuery('')
                field()?.focus()
              }}
            >
              <Icon name="close" size={14} />
            </button>
          </Show>
        </div>
        <Show when={hasFocus() || props.query ? field() : undefined}>
          {(input) => (
            <Suspense>
              <SearchPanel
                field={input()}
                query={props.query}
                count={props.count ?? 0}
                hasFocus={hasFocus()}
                onQuery={props.onQuery}
              />
            </Suspense>
          )}
        </Show>
      </div>
    </header>
  )
}
