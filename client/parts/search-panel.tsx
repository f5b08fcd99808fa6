/**
 * Below the search field: what could be typed next, where a mistake is, how much was found on this device and how much
 * more on the server. The field itself is the list head's; this gives it its keys while it is there.
 */
import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from 'solid-js'
import type { Operator } from '../../shared/search/query.ts'
import { searchWords as said } from '../words/search.ts'
import { createSearch } from '../state/create-search.ts'
import { useDesk } from '../state/replica-context.tsx'
import { labelsOf, optionsAt, type Offers, type SearchOption } from '../state/search-options.ts'

/** A mistake is told when nobody has typed for so long: most are not finished. */
const FAULT_WAIT_MS = 700
const LABELS_OFFERED = 200

export function SearchPanel(props: {
  field: HTMLInputElement
  query: string
  /** In the list that is on screen. */
  count: number
  hasFocus: boolean
  onQuery: (text: string) => void
}) {
  const desk = useDesk()
  const search = createSearch(desk, () => props.query)
  const [caret, setCaret] = createSignal(props.field.selectionStart ?? props.query.length)
  const [chosen, setChosen] = createSignal(-1)
  const [isShut, setShut] = createSignal(false)
  const [toldFault, setToldFault] = createSignal(search.fault())

  const offers: Offers = {
    get queues() {
      return desk.info().queues
    },
    get people() {
      return desk.info().people
    },
    get labels() {
      return labelsOf(desk.replica.rows(), LABELS_OFFERED)
    },
    hintOf: (operator) => said.operators[operator],
    timesOf,
    me: said.me,
    nobody: said.nobody,
  }
  const options = createMemo(() => optionsAt(props.query, caret(), offers))
  const isOpen = () => props.hasFocus && !isShut() && options().options.length > 0

  createEffect(
    on(
      () => props.query,
      () => {
        setShut(false)
        setChosen(-1)
        queueMicrotask(() => setCaret(props.field.selectionStart ?? props.query.length))
      },
    ),
  )
  createEffect(() => {
    const fault = search.fault()
    if (!fault) return void setToldFault(null)
    const timer = setTimeout(() => setToldFault(fault), FAULT_WAIT_MS)
    onCleanup(() => clearTimeout(timer))
  })

  const accept = (option: SearchOption) => {
    const { from, to } = options()
    const text = props.query.slice(0, from) + option.insert + props.query.slice(to)
    props.onQuery(text)
    const at = from + option.insert.length
    queueMicrotask(() => {
      props.field.focus()
      props.field.setSelectionRange(at, at)
      setCaret(at)
    })
  }
  // Before the field's own: what is chosen here is not on to the rows.
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || !isOpen()) return
    const { options: list } = options()
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const taken = list[chosen()] ?? (event.key === 'Tab' && props.query ? list[0] : undefined)
    if (step !== 0) setChosen((at) => Math.max(-1, Math.min(list.length - 1, at + step)))
    else if ((event.key === 'Enter' || event.key === 'Tab') && taken && !event.shiftKey)
      accept(taken)
    else if (event.key === 'Escape' && chosen() >= 0) setShut(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onCaret = () => setCaret(props.field.selectionStart ?? 0)
  createEffect(() => {
    const { field } = props
    field.addEventListener('keydown', onKey)
    for (const event of ['keyup', 'click', 'focus']) field.addEventListener(event, onCaret)
    onCleanup(() => {
      field.removeEventListener('keydown', onKey)
      for (const event of ['keyup', 'click', 'focus']) field.removeEventListener(event, onCaret)
      field.setAttribute('aria-expanded', 'false')
      for (const name of ['aria-activedescendant', 'aria-invalid']) field.removeAttribute(name)
    })
  })
  createEffect(() => {
    props.field.setAttribute('aria-expanded', String(isOpen()))
    if (isOpen() && chosen() >= 0)
      props.field.setAttribute('aria-activedescendant', `search-option-${chosen()}`)
    else props.field.removeAttribute('aria-activedescendant')
    props.field.setAttribute('aria-invalid', String(toldFault() !== null))
  })

  /** What was searched, and with what end: one sentence after the other. */
  const status = (): string => {
    if (!search.isShown()) return ''
    const reading = search.reading()
    const { length } = desk.rows.all()
    const here =
      props.count === 0 ? said.noneHere({ tickets: length }) : said.here({ n: props.count })
    return [
      search.hasEnded()
        ? said.ended
        : reading
          ? said.reading({ done: reading.done, all: reading.all })
          : here,
      sayServer(),
    ]
      .filter(Boolean)
      .join(' · ')
  }
  const sayServer = (): string => {
    const server = search.server()
    switch (server.state) {
      case 'not-asked':
        return ''
      case 'offline':
        return said.offline
      case 'asking':
        return said.asking
      case 'failed':
        return said.failed({ why: server.why })
      case 'answered':
        return [
          server.more === 0 && server.isAll
            ? said.noMore
            : (server.isAll ? said.more : said.moreAtLeast)({ n: server.more }),
          server.isIndexed ? '' : said.filling,
        ]
          .filter(Boolean)
          .join(' · ')
    }
  }
  const hasFurther = () => {
    const server = search.server()
    return server.state === 'answered' && !server.isAll
  }

  return (
    <div class="search-panel" role="region" aria-label={said.region}>
      <Show when={isOpen()}>
        <div class="search-options">
          <div id="search-options" role="listbox" aria-label={said.options}>
            <For each={options().options}>
              {(option, at) => (
                // The field keeps the focus; keys choose there.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
                <div
                  role="option"
                  id={`search-option-${at()}`}
                  class="search-option"
                  aria-selected={chosen() === at()}
                  tabindex={-1}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => accept(option)}
                >
                  <span dir="auto">{option.label}</span>
                  <span class="search-hint" dir="auto">
                    {option.hint}
                  </span>
                </div>
              )}
            </For>
          </div>
          <p class="search-keys" aria-hidden="true">
            {said.optionKeys}
          </p>
        </div>
      </Show>
      <div class="search-fault" role="status" aria-live="polite">
        <Show when={toldFault()}>
          {(fault) => (
            <>
              <span class="search-text" dir="auto">
                {props.query.slice(0, fault().at)}
                <mark>{pieceAt(props.query, fault())}</mark>
                {props.query.slice(fault().at + fault().length)}
              </span>
              <span>{sentence(fault().detail)}</span>
            </>
          )}
        </Show>
      </div>
      <p class="search-status" role="status" aria-live="polite">
        {toldFault() ? '' : status()}
      </p>
      <Show when={!toldFault() && search.isShown() && search.unknown() > 0 && !search.reading()}>
        <p class="search-unknown">{said.unknown({ n: search.unknown() })}</p>
      </Show>
      <Show when={hasFurther()}>
        <button type="button" class="button" onClick={() => search.askFurther()}>
          {said.askMore}
        </button>
      </Show>
    </div>
  )
}

/** Where nothing stands the mark is a gap. */
const pieceAt = (text: string, { at, length }: { at: number; length: number }): string =>
  text.slice(at, at + length) || '\u00a0'

const sentence = (detail: string): string =>
  `${detail.charAt(0).toUpperCase()}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`

function timesOf(operator: Operator): readonly { value: string; hint: string }[] {
  switch (operator) {
    case 'sla':
      return [1, 2, 8].map((hours) => ({ value: `<${hours}h`, hint: said.hours({ n: hours }) }))
    case 'updated':
      return [
        ...[1, 3, 7].map((days) => ({ value: `<${days}d`, hint: said.days({ n: days }) })),
        { value: '>30d', hint: said.olderDays({ n: 30 }) },
      ]
    case 'before':
    case 'after':
      return [0, 7, 30].map((days) => {
        const day = new Date(Date.now() - days * 86_400_000)
        const two = (n: number) => String(n).padStart(2, '0')
        return {
          value: `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`,
          hint: '',
        }
      })
    default:
      return []
  }
}
