/** A reply the server held back because the thread had moved on: what is newer, and the three ways from here. */
import { For, Show } from 'solid-js'
import type { Message } from '../../shared/ticket/ticket.ts'
import type { Waiting } from '../replica/api.ts'
import { useDesk } from '../state/replica-context.tsx'
import { takeOverTicket } from '../state/take-over.ts'
import { words } from '../words/first.ts'
import { ticketWords } from '../words/ticket.ts'
import { turnWords } from '../words/turn.ts'
import { Icon } from './icon.tsx'
import { RedoElsewhere, sayRetry, sayWhy } from './waiting-item.tsx'

const EXCERPT_CHARS = 220

export function SendGuard(props: {
  item: Waiting
  newer: readonly Message[]
  onReview: () => void
  onKept: () => void
  onOpenTicket: (id: string) => void
}) {
  const desk = useDesk()
  const isStale = () => props.item.code === 'ticket/stale'
  const isLocked = () => props.item.code === 'ticket/locked' && props.item.kind === 'reply'
  /** Sent again from the reply itself, where the words of both can be read. */
  const isUnseen = () => props.item.code === 'ticket/changed' && props.item.kind === 'reply'
  const isKept = () => isStale() || isLocked() || isUnseen()
  const keep = () => {
    void desk.discard(props.item)
    props.onKept()
  }
  /** The words stand in the draft, and so does what the colleague typed: sending it is decided there. */
  const writeOn = async () => {
    const { ticket } = props.item
    const { onKept } = props
    await desk.discard(props.item)
    onKept()
    await takeOverTicket(desk, ticket)
  }
  const others = () => props.newer.filter((message) => message.by.id !== desk.replica.me.id)
  const last = () => others().at(-1)
  const lead = () => {
    if (isStale()) {
      const who = last()?.by.name
      if (who) return ticketWords.guard.from({ name: who })
      // Nothing newer was said: then it is who gets it (shared/ticket/recipients).
      const { readers } = props.item
      if (readers === null) return ticketWords.guard.generic
      return readers.includes('@')
        ? ticketWords.guard.readersNow({ people: readers })
        : ticketWords.guard.readers
    }
    if (!isUnseen()) return sayWhy(props.item)
    const { changedBy } = props.item
    return changedBy === undefined ? turnWords.unseen : turnWords.unseenBy({ name: changedBy })
  }
  const title = () => {
    if (props.item.kind === 'words') return words.sync.words
    if (isUnseen()) return turnWords.unseenTitle
    if (!isStale()) return ticketWords.guard.refused
    return !last() && props.item.readers !== null
      ? ticketWords.guard.readersTitle
      : ticketWords.guard.title
  }
  return (
    <section class="guard" role="alert">
      <p class="guard-title">
        <Icon name="attention" />
        <strong>{title()}</strong>
      </p>
      <p>{lead()}</p>
      <For each={isStale() ? others().slice(-2) : []}>
        {(message) => (
          <blockquote class="guard-newer" dir="auto">
            {message.text.slice(0, EXCERPT_CHARS)}
          </blockquote>
        )}
      </For>
      <Show when={!isStale() && !isUnseen() && props.item.text}>
        {(text) => (
          <blockquote class="guard-newer" dir="auto">
            {text()}
          </blockquote>
        )}
      </Show>
      <div class="button-row">
        <Show when={isStale()}>
          <button type="button" class="button is-small is-primary" onClick={() => props.onReview()}>
            {ticketWords.guard.review}
          </button>
        </Show>
        <Show when={isLocked()}>
          <button type="button" class="button is-small is-primary" onClick={() => void writeOn()}>
            {turnWords.takeOver}
          </button>
        </Show>
        <Show
          when={!isUnseen()}
          fallback={
            <button type="button" class="button is-small is-primary" onClick={keep}>
              {turnWords.lookAtIt}
            </button>
          }
        >
          <Show
            when={props.item.into}
            fallback={
              <button
                type="button"
                class="button is-small"
                onClick={() =>
                  void desk.retry(props.item).then((isDone) => {
                    if (isDone && props.item.kind === 'words') props.onKept()
                  })
                }
              >
                {sayRetry(props.item)}
              </button>
            }
          >
            {(into) => (
              <RedoElsewhere item={props.item} into={into()} onOpenTicket={props.onOpenTicket} />
            )}
          </Show>
          <button
            type="button"
            class="button is-small is-quiet"
            onClick={() => {
              void desk.discard(props.item)
              if (isKept()) props.onKept()
            }}
          >
            {isKept() ? ticketWords.guard.keep : words.discard}
          </button>
        </Show>
      </div>
    </section>
  )
}
