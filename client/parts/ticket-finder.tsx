/** Chooses another ticket by number or words: type to narrow, arrows and Enter to choose. */
import { createEffect, createMemo, createSignal, For, Show } from 'solid-js'
import type { Row } from '../../shared/ticket/ticket.ts'
import { actWords } from '../act-words.ts'
import { findTickets } from '../state/find-ticket.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../strings.ts'
import { StatusMark } from './status-mark.tsx'

const SHOWN = 8

export function TicketFinder(props: {
  from: Row
  /** What else can be typed. */
  hint?: string
  onPick: (row: Row) => void
  onTyped?: (typed: string) => void
  /** Enter, with no ticket found. */
  onNothing?: () => void
}) {
  const desk = useDesk()
  const [typed, setTyped] = createSignal('')
  const [at, setAt] = createSignal(0)
  let list: HTMLDivElement | undefined
  const found = createMemo(() =>
    findTickets(desk.rows.all(), { typed: typed(), from: props.from, most: SHOWN }),
  )
  createEffect(() => {
    list?.querySelector(`#found-${at()}`)?.scrollIntoView?.({ block: 'nearest' })
  })
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const row = found()[at()]
    if (step !== 0) setAt((was) => (was + step + found().length) % Math.max(1, found().length))
    else if (event.key === 'Enter' && row) props.onPick(row)
    else if (event.key === 'Enter') props.onNothing?.()
    else return
    event.preventDefault()
  }
  return (
    <div class="ticket-finder">
      <label class="field">
        <span>{actWords.find.label}</span>
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="found-tickets"
          aria-activedescendant={found().length > 0 ? `found-${at()}` : undefined}
          placeholder={actWords.find.placeholder}
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          autofocus
          onInput={(event) => {
            setTyped(event.currentTarget.value)
            setAt(0)
            props.onTyped?.(event.currentTarget.value)
          }}
          onKeyDown={onKey}
        />
      </label>
      <p class="act-hint">
        {props.hint ?? (typed() === '' ? actWords.find.same : actWords.find.onDevice)}
      </p>
      <div
        class="found-tickets"
        id="found-tickets"
        role="listbox"
        aria-label={actWords.find.list}
        ref={list}
      >
        <For each={found()}>
          {(row, index) => (
            // The keys are the field's: it names the option by aria-activedescendant.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              id={`found-${index()}`}
              class="palette-entry"
              classList={{ 'is-at': index() === at() }}
              role="option"
              aria-selected={index() === at()}
              onPointerMove={() => setAt(index())}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => props.onPick(row)}
            >
              <StatusMark status={row.status} />
              <span class="row-number">{words.ticketNumber(row.number)}</span>
              <span class="palette-title" dir="auto">
                {row.subject || words.list.noSubject}
              </span>
              <span class="muted found-who" dir="auto">
                {row.requester}
              </span>
            </div>
          )}
        </For>
        <Show when={found().length === 0}>
          <p class="choice-none">{actWords.find.nothing}</p>
        </Show>
      </div>
    </div>
  )
}
