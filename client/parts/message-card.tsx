/** One message of a thread: who, when, the new words; quotes folded, formatting behind a button. */
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { Delivery, Message } from '../../shared/ticket/ticket.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayAgo, sayExactly } from '../state/relative-time.ts'
import { words } from '../strings.ts'
import { AttachmentList } from './attachment-list.tsx'
import { Avatar } from './avatar.tsx'
import { DeliveryChip } from './delivery-chip.tsx'
import { Icon } from './icon.tsx'

const MailFrame = lazy(() => import('./mail-frame.tsx').then((m) => ({ default: m.MailFrame })))

export function MessageCard(props: {
  ticket: string
  message: Message
  delivery: Delivery | undefined
  isFresh: boolean
  onUndo: () => void
}) {
  const desk = useDesk()
  const [isQuoteOpen, setQuoteOpen] = createSignal(false)
  const [isFormatted, setFormatted] = createSignal(false)
  const message = () => props.message
  const kindWord = () => {
    if (message().kind === 'note') return words.message.internal
    if (message().kind === 'reply') return words.message.reply
    return ''
  }
  return (
    <article
      class="message"
      classList={{ [`message-${message().kind}`]: true, 'is-fresh': props.isFresh }}
      data-message={message().id}
      aria-label={[kindWord(), message().by.name].filter(Boolean).join(', ')}
    >
      <Avatar
        id={message().by.id || message().by.name}
        name={message().by.name || message().address || '?'}
        isDecoration
        isContact={message().by.kind === 'contact'}
      />
      <header class="message-head">
        <strong class="message-who" dir="auto">
          {message().by.name || message().address}
        </strong>
        <Show when={message().kind === 'note'}>
          <span class="message-kind">
            <Icon name="lock" size={13} />
            {words.message.internal}
          </span>
        </Show>
        <Show when={message().kind === 'reply'}>
          <span class="message-kind">
            <Icon name="reply" size={13} />
            {words.message.reply}
          </span>
        </Show>
        <Show when={message().kind === 'inbound' && message().address}>
          <span class="message-address">{message().address}</span>
        </Show>
        <span class="spacer" />
        <Show when={props.delivery}>
          {(delivery) => <DeliveryChip delivery={delivery()} onUndo={props.onUndo} />}
        </Show>
        <time datetime={new Date(message().at).toISOString()} title={sayExactly(message().at)}>
          {sayAgo(message().at, desk.clock.minute())}
        </time>
      </header>
      <Show when={message().kind === 'inbound' && message().sender === 'unverified'}>
        <p class="message-warning">
          <Icon name="attention" size={14} />
          {words.ticket.unverified}
        </p>
      </Show>
      <div class="message-body">
        <Show
          when={isFormatted() && message().html}
          fallback={
            <div class="message-text" dir="auto">
              {message().text}
            </div>
          }
        >
          {(hash) => (
            <Suspense>
              <MailFrame ticket={props.ticket} hash={hash()} files={message().attachments ?? []} />
            </Suspense>
          )}
        </Show>
        <Show when={isQuoteOpen() && message().quoted}>
          <blockquote class="message-quoted" dir="auto">
            {message().quoted}
          </blockquote>
        </Show>
        <Show when={message().quoted || message().html}>
          <div class="message-tools">
            <Show when={message().quoted}>
              <button
                type="button"
                class="fold-button"
                aria-expanded={isQuoteOpen()}
                onClick={() => setQuoteOpen(!isQuoteOpen())}
              >
                {isQuoteOpen() ? words.message.hideQuoted : words.message.quoted}
              </button>
            </Show>
            <Show when={message().html}>
              <button
                type="button"
                class="fold-button"
                aria-pressed={isFormatted()}
                onClick={() => setFormatted(!isFormatted())}
              >
                {isFormatted() ? words.message.plain : words.message.formatting}
              </button>
            </Show>
          </div>
        </Show>
        <Show when={(message().attachments?.length ?? 0) > 0}>
          <AttachmentList ticket={props.ticket} files={message().attachments ?? []} />
        </Show>
      </div>
    </article>
  )
}
