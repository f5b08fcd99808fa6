/** A reply the server held back because the thread had moved on: what is newer, and the three ways from here. */
import { For, Show } from 'solid-js'
import type { Message } from '../../shared/ticket/ticket.ts'
import type { Waiting } from '../replica/api.ts'
import { isFaultCode, sayFault } from '../state/api.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../strings.ts'
import { Icon } from './icon.tsx'

const EXCERPT_CHARS = 220

export function SendGuard(props: {
  item: Waiting
  newer: readonly Message[]
  onReview: () => void
  onKept: () => void
}) {
  const desk = useDesk()
  const isStale = () => props.item.code === 'ticket/stale'
  const others = () => props.newer.filter((message) => message.by.id !== desk.replica.me.id)
  const last = () => others().at(-1)
  const lead = () => {
    const { code, detail } = props.item
    if (isStale()) {
      const who = last()?.by.name
      return who ? words.guard.from(who) : words.guard.generic
    }
    return code && isFaultCode(code) ? sayFault({ code, detail: detail ?? '' }) : (detail ?? '')
  }
  return (
    <section class="guard" role="alert">
      <p class="guard-title">
        <Icon name="hand" />
        <strong>{isStale() ? words.guard.title : words.guard.refused}</strong>
      </p>
      <p>{lead()}</p>
      <For each={isStale() ? others().slice(-2) : []}>
        {(message) => (
          <blockquote class="guard-newer" dir="auto">
            {message.text.slice(0, EXCERPT_CHARS)}
          </blockquote>
        )}
      </For>
      <div class="button-row">
        <Show when={isStale()}>
          <button type="button" class="button is-small is-primary" onClick={() => props.onReview()}>
            {words.guard.review}
          </button>
        </Show>
        <button
          type="button"
          class="button is-small"
          onClick={() => void desk.replica.retry(props.item.pushId)}
        >
          {isStale() ? words.guard.sendAnyway : words.retry}
        </button>
        <button
          type="button"
          class="button is-small is-quiet"
          onClick={() => {
            void desk.replica.discard(props.item.pushId)
            props.onKept()
          }}
        >
          {isStale() ? words.guard.keep : words.discard}
        </button>
      </div>
    </section>
  )
}
