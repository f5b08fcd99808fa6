/** Changes to fields between two messages: one line, open when there is only one of them. Not here: one that was lost (lost-line). */
import { For, Show, type JSX } from 'solid-js'
import type { Message } from '../../shared/ticket/ticket.ts'
import { sayChange, sayPerson } from '../state/change-words.ts'
import { useDesk, type Desk } from '../state/replica-context.tsx'
import { sayAgo, sayExactly } from '../state/relative-time.ts'
import { ticketWords } from '../words/ticket.ts'
import { LostSentence } from './lost-line.tsx'

export function ChangeLine(props: {
  events: readonly Message[]
  isOpen: boolean
  onToggle: () => void
}) {
  const desk = useDesk()
  const lines = () => props.events.flatMap((event) => linesOf(event, desk))
  const isSingle = () => lines().length === 1
  return (
    <div class="events">
      <Show when={!isSingle()}>
        <button
          type="button"
          class="fold-button"
          aria-expanded={props.isOpen}
          onClick={() => props.onToggle()}
        >
          {ticketWords.head.changes({ n: lines().length })}
          <span class="muted"> · {sayAgo(props.events.at(-1)?.at ?? 0, desk.clock.minute())}</span>
        </button>
      </Show>
      <Show when={isSingle() || props.isOpen}>
        <ul>
          <For each={lines()}>
            {(line) => (
              <li title={sayExactly(line.at)}>
                <span dir="auto">{line.text}</span>
                <time datetime={new Date(line.at).toISOString()}>
                  {sayAgo(line.at, desk.clock.minute())}
                </time>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  )
}

type Line = { at: number; text: JSX.Element }

function linesOf(event: Message, desk: Desk): Line[] {
  const { at, by } = event
  const changes = (event.changes ?? []).map((change) => ({
    at,
    text: sayChange(by.name, change, desk, desk.clock.minute()),
  }))
  const isMine = by.id === desk.replica.me.id
  const lost = (isMine ? [] : (event.lost ?? [])).map((one) => ({
    at,
    text: <LostSentence lost={one} at={at} by={by.name} />,
  }))
  const said = [...changes, ...lost]
  if (event.person) return [{ at, text: sayPerson(by.name, event.person) }]
  return said.length > 0 ? said : [{ at, text: event.text || by.name }]
}
