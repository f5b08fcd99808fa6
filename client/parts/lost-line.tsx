/** One's own change that came too late: what was set, what stays, and the way to set it after all. Never a modal. */
import { For, onCleanup, onMount, Show } from 'solid-js'
import type { LostChange, Message, Ticket } from '../../shared/ticket/ticket.ts'
import { opSetting } from '../replica/lost.ts'
import { sayFieldValue, sayLost, type Part } from '../state/lost-words.ts'
import { sayExactly } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { ticketWords } from '../words/ticket.ts'
import { Icon } from './icon.tsx'

/** It counts as read once it was in sight this long. */
const SEEN_AFTER_MS = 1_000

export function LostLine(props: { id: string; ticket: Ticket; event: Message }) {
  const desk = useDesk()
  let line: HTMLDivElement | undefined
  onMount(() => {
    if (!line || !('IntersectionObserver' in window)) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const observer = new IntersectionObserver((entries) => {
      clearTimeout(timer)
      if (entries.at(-1)?.isIntersecting !== true) return
      timer = setTimeout(() => {
        if (document.visibilityState === 'visible') desk.sync.seeLost(props.event.id)
      }, SEEN_AFTER_MS)
    })
    observer.observe(line)
    onCleanup(() => {
      clearTimeout(timer)
      observer.disconnect()
    })
  })
  return (
    <div
      class="lost-line"
      ref={line}
      data-message={props.event.id}
      title={sayExactly(props.event.at)}
    >
      <Icon name="sync" size={14} />
      <ul>
        <For each={props.event.lost}>
          {(lost) => (
            <li>
              <LostSentence lost={lost} at={props.event.at} by={null} />
              <UseMine
                ticket={props.id}
                lost={lost}
                isInPlace={fieldOf(props.ticket, lost.field) === lost.mine}
              />
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}

/** The sentence alone; `by` null: one's own change. */
export function LostSentence(props: { lost: LostChange; at: number; by: string | null }) {
  const desk = useDesk()
  const parts = (): Part[] =>
    sayLost({ lost: props.lost, at: props.at, by: props.by }, desk, desk.clock.minute())
  return (
    <span dir="auto">
      <For each={parts()}>
        {(part) =>
          typeof part === 'string' ? (
            part
          ) : (
            <em class="lost-value" dir="auto">
              {part.em}
            </em>
          )
        }
      </For>
    </span>
  )
}

/** One click, and undo like any other act. Nothing to show for a value that stands, or a field without a verb. */
export function UseMine(props: {
  ticket: string
  lost: Pick<LostChange, 'field' | 'mine'>
  isInPlace: boolean
}) {
  const desk = useDesk()
  const op = () => (props.isInPlace ? null : opSetting(props.lost.field, props.lost.mine))
  const value = () => sayFieldValue(props.lost.field, props.lost.mine, desk, desk.clock.minute())
  return (
    <Show when={op()}>
      {(verb) => (
        <button
          type="button"
          class="button is-small"
          title={ticketWords.lost.useMineHint({ value: value() })}
          onClick={() => void desk.act([props.ticket], verb())}
        >
          {ticketWords.lost.useMine}
        </button>
      )}
    </Show>
  )
}

function fieldOf(ticket: Ticket, field: string): unknown {
  switch (field) {
    case 'status':
      return ticket.status
    case 'priority':
      return ticket.priority
    case 'assignee':
      return ticket.assignee
    case 'subject':
      return ticket.subject
    case 'snoozedUntil':
      return ticket.snoozedUntil
    default:
      return ticket.custom[field.replace(/^c\./, '')]
  }
}
