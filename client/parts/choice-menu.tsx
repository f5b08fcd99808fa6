/**
 * A small menu at a control: type to narrow, arrows and Enter to choose. One part for every field of a ticket. What else a
 * choice asks for may stand at its foot, where Tab goes.
 */
import {
  createEffect,
  createMemo,
  createSignal,
  For,
  onCleanup,
  onMount,
  Show,
  type Accessor,
  type JSX,
} from 'solid-js'
import { ticketWords } from '../words/ticket.ts'
import { Icon } from './icon.tsx'

export type Choice = {
  id: string
  label: string
  hint?: string
  isCurrent?: boolean
  mark?: () => JSX.Element
}

const MENU_WIDTH_PX = 296
const EDGE_PX = 8

export function ChoiceMenu(props: {
  title: string
  choices: readonly Choice[]
  /** Where it hangs; null: the middle of the window. */
  anchor: DOMRect | null
  /** Stays open, for choosing several. */
  isMany?: boolean
  /** What typing something unknown offers. */
  makeNew?: (text: string) => Choice | null
  /** That comes before what is found. */
  isNewFirst?: boolean
  placeholder?: string
  /** What is said of words that find nothing. */
  nothing?: string
  foot?: (current: Accessor<Choice | undefined>, close: () => void) => JSX.Element
  onPick: (id: string) => void
  onClose: () => void
}) {
  let box: HTMLDivElement | undefined
  let field: HTMLInputElement | undefined
  const [text, setText] = createSignal('')
  const [at, setAt] = createSignal(0)
  const before = document.activeElement
  const found = createMemo(() => {
    const wanted = text().trim().toLocaleLowerCase()
    const list = props.choices.filter((choice) => choice.label.toLocaleLowerCase().includes(wanted))
    const fresh = wanted ? props.makeNew?.(text()) : null
    if (!fresh || list.some((choice) => choice.id === fresh.id)) return list
    return props.isNewFirst ? [fresh, ...list] : [...list, fresh]
  })
  onMount(() => {
    box?.showPopover()
    place()
    // Also of what a keyboard leaves of the window.
    for (const view of [window, window.visualViewport]) {
      view?.addEventListener('resize', place)
      onCleanup(() => view?.removeEventListener('resize', place))
    }
    field?.focus()
    const current = found().findIndex((choice) => choice.isCurrent)
    if (current >= 0 && !props.isMany) setAt(current)
  })
  onCleanup(() => {
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  })
  createEffect(() => {
    box?.querySelector(`#choice-${at()}`)?.scrollIntoView({ block: 'nearest' })
  })
  const place = () => {
    if (!box) return
    const { innerWidth, innerHeight, visualViewport: view } = window
    // Drawn larger with two fingers it stands where it stood.
    const seen = view && view.scale < 1.01 ? view : { offsetTop: 0, height: innerHeight }
    const topPx = seen.offsetTop
    const bottomPx = topPx + seen.height
    const heightPx = box.offsetHeight
    const from = props.anchor
    const isRightToLeft = getComputedStyle(box).direction === 'rtl'
    const beside = from && (isRightToLeft ? from.right - MENU_WIDTH_PX : from.left)
    const left = beside ?? (innerWidth - MENU_WIDTH_PX) / 2
    const below = from ? from.bottom + 4 : topPx + seen.height * 0.2
    const isFitting = below + heightPx < bottomPx - EDGE_PX
    const top = isFitting || !from ? below : Math.max(topPx + EDGE_PX, from.top - heightPx - 4)
    box.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - MENU_WIDTH_PX - EDGE_PX))}px`
    // A window that got smaller has less room than there was.
    box.style.top = `${Math.max(topPx + EDGE_PX, Math.min(top, bottomPx - heightPx - EDGE_PX))}px`
  }
  const pick = (choice: Choice | undefined) => {
    if (!choice) return
    props.onPick(choice.id)
    if (props.isMany) {
      setText('')
      field?.focus()
    } else close()
  }
  /** At once: the browser tells later, and until then the next key would still go into the field. */
  const close = () => {
    box?.hidePopover()
    props.onClose()
  }
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      const count = Math.max(1, found().length)
      setAt((was) => (was + step + count) % count)
    } else if (event.key === 'Enter') pick(found()[at()])
    else if (event.key === 'Tab' && props.foot && !event.shiftKey) return
    else if (event.key === 'Tab' || event.key === 'Escape') close()
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={box}
      class="choice-menu"
      popover="auto"
      role="dialog"
      aria-label={props.title}
      onToggle={(event) => {
        if (event.newState === 'closed') props.onClose()
      }}
      onFocusOut={({ relatedTarget }) => {
        // Past its foot, Tab goes back to where one was.
        if (props.foot && relatedTarget instanceof Node && !box?.contains(relatedTarget)) close()
      }}
    >
      <input
        ref={field}
        class="choice-filter"
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="choice-list"
        aria-activedescendant={found().length > 0 ? `choice-${at()}` : undefined}
        aria-label={props.title}
        placeholder={props.placeholder ?? `${props.title}…`}
        autocomplete="off"
        spellcheck={false}
        // For a finger the choices are enough: a keyboard over them comes once the field itself is touched, and focused anew.
        inputmode={matchMedia('(pointer: coarse)').matches ? 'none' : undefined}
        onPointerDown={({ currentTarget }) => {
          if (currentTarget.inputMode !== 'none') return
          currentTarget.inputMode = 'text'
          currentTarget.blur()
        }}
        value={text()}
        onInput={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKey}
      />
      {/* A list of nothing is no list to whoever hears it. */}
      <div
        class="choice-list"
        id="choice-list"
        role={found().length > 0 ? 'listbox' : undefined}
        aria-label={found().length > 0 ? props.title : undefined}
      >
        <For each={found()}>
          {(choice, index) => (
            // The keys are the field's: it names the option by aria-activedescendant.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              id={`choice-${index()}`}
              class="choice"
              role="option"
              aria-selected={choice.isCurrent === true}
              classList={{ 'is-at': index() === at() }}
              onPointerMove={() => setAt(index())}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => pick(choice)}
            >
              <span class="choice-mark">{choice.mark?.()}</span>
              <span class="choice-label" dir="auto">
                {choice.label}
              </span>
              <Show when={choice.hint}>
                <span class="choice-hint">{choice.hint}</span>
              </Show>
              <Show when={choice.isCurrent}>
                <Icon name="check" size={14} />
              </Show>
            </div>
          )}
        </For>
        <Show when={found().length === 0}>
          <p class="choice-none">{props.nothing ?? ticketWords.menu.nothing}</p>
        </Show>
      </div>
      {props.foot?.(() => found()[at()], close)}
    </div>
  )
}
