/** A long list of rows of one height: draws what is in sight, keeps the chosen row in view, holds still when asked. */
import {
  createEffect,
  createMemo,
  createSignal,
  For,
  on,
  onCleanup,
  onMount,
  Show,
  untrack,
} from 'solid-js'
import { scrollFor, windowOf } from '../state/list-window.ts'
import { lostRows } from '../state/lost-slot.ts'
import { preferences, ROW_PX } from '../state/preferences.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../words/first.ts'
import type { Swipe } from './swipe.ts'
import { TicketRow } from './ticket-row.tsx'

export function TicketList(props: {
  label: string
  ids: readonly string[]
  current: string | null
  isGone: (id: string) => boolean
  onOpen: (id: string) => void
  chosen: ReadonlySet<string>
  onChoose: (id: string, isRange: boolean) => void
  onSwipe: (id: string, swipe: Swipe) => void
  onHeld: (isHeld: boolean) => void
  /** How many rows wait to be put in. */
  arrivedCount: number
  onShowArrived: () => void
}) {
  const desk = useDesk()
  let box: HTMLDivElement | undefined
  const [topPx, setTopPx] = createSignal(0)
  const [viewPx, setViewPx] = createSignal(800)
  const [hasPointer, setPointer] = createSignal(false)
  const [hasFocus, setFocus] = createSignal(false)
  const [hasFinger, setFinger] = createSignal(false)
  const rowPx = () => ROW_PX[preferences().density]

  onMount(() => {
    if (!box || typeof ResizeObserver === 'undefined') return
    const watch = new ResizeObserver(() => box && setViewPx(box.clientHeight))
    watch.observe(box)
    onCleanup(() => watch.disconnect())
  })
  onMount(() => {
    const list = box
    if (!list || typeof matchMedia === 'undefined' || !matchMedia('(pointer: coarse)').matches)
      return
    let stop = () => {}
    onCleanup(() => stop())
    void import('./touch.ts').then(({ watchTouch }) => {
      if (list.isConnected)
        stop = watchTouch(list, setFinger, (id, swipe) => props.onSwipe(id, swipe))
    })
  })
  createEffect(() => props.onHeld(hasPointer() || hasFocus() || hasFinger()))

  const shown = createMemo(() =>
    windowOf({ count: props.ids.length, rowPx: rowPx(), topPx: topPx(), viewPx: viewPx() }),
  )
  /** Of the chosen row; -1 when it is not in the list. */
  const currentAt = createMemo(() =>
    props.current === null ? -1 : props.ids.indexOf(props.current),
  )
  /** Only of what is drawn: a list may have fifty thousand. */
  const places = createMemo(() => {
    const { first, last } = shown()
    const at = new Map(props.ids.slice(first, last).map((id, n) => [id, first + n]))
    // The chosen row stays drawn when it is scrolled away, so that it keeps the focus.
    if (props.current !== null && currentAt() >= 0) at.set(props.current, currentAt())
    return at
  })
  const drawn = createMemo(() => [...places().keys()])
  const focusable = () => (currentAt() >= 0 ? props.current : props.ids[0])

  createEffect(
    on([() => props.current, rowPx], ([current]) => {
      const at = untrack(currentAt)
      if (at < 0 || !box) return
      const wanted = scrollFor(at, {
        rowPx: rowPx(),
        topPx: box.scrollTop,
        viewPx: box.clientHeight,
      })
      if (wanted !== box.scrollTop) box.scrollTop = wanted
      // The focus follows the keys, never a click elsewhere.
      if (!hasFocus()) return
      queueMicrotask(() => {
        const row = box?.querySelector(`[data-id="${current}"]`)
        if (row instanceof HTMLElement) row.focus({ preventScroll: true })
      })
    }),
  )

  return (
    <div
      class="list-hold"
      onPointerEnter={(event) => event.pointerType === 'mouse' && setPointer(true)}
      onPointerLeave={() => setPointer(false)}
      onFocusIn={() => setFocus(true)}
      onFocusOut={(event) => {
        const to = event.relatedTarget
        setFocus(to instanceof Node && event.currentTarget.contains(to))
      }}
    >
      <div role="status">
        <Show when={props.arrivedCount > 0}>
          <button
            type="button"
            class="arrived-bar"
            title={words.list.arrivedHint}
            onClick={() => props.onShowArrived()}
          >
            {words.list.arrived({ n: props.arrivedCount })}
          </button>
        </Show>
      </div>
      <div
        class="list-scroll"
        ref={box}
        onScroll={(event) => setTopPx(event.currentTarget.scrollTop)}
      >
        <div
          class="list-rows"
          role={props.ids.length > 0 ? 'listbox' : undefined}
          aria-label={props.ids.length > 0 ? props.label : undefined}
          aria-multiselectable={props.ids.length > 0 ? true : undefined}
          classList={{ 'is-choosing': props.chosen.size > 0 }}
          data-list
          style={{ height: `${shown().heightPx}px` }}
        >
          <For each={drawn()}>
            {(id) => {
              // Scrolling changes which rows there are, and of those that stay nothing.
              const at = createMemo(() => places().get(id) ?? 0)
              return (
                <Show when={desk.rows.byId(id)} fallback={lostRows()?.view(id, at() * rowPx())}>
                  {(row) => (
                    <TicketRow
                      row={row()}
                      isCurrent={props.current === id}
                      isFocusable={focusable() === id}
                      isGone={props.isGone(id)}
                      isChosen={props.chosen.size > 0 ? props.chosen.has(id) : null}
                      position={at() + 1}
                      count={props.ids.length}
                      topPx={at() * rowPx()}
                      onOpen={() => props.onOpen(id)}
                      onChoose={(isRange) => props.onChoose(id, isRange)}
                    />
                  )}
                </Show>
              )
            }}
          </For>
        </div>
      </div>
    </div>
  )
}
