/** One thing that waits or was refused: its words, the reason, and what to do about it. Discarding can be undone. */
import { Show } from 'solid-js'
import { isFaultCode } from '../state/api.ts'
import { sayFault } from '../state/fault-words.ts'
import type { Waiting } from '../replica/api.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayAgo } from '../state/relative-time.ts'
import { mailWords } from '../words/mail.ts'
import { owedWords } from '../words/owed.ts'
import { words } from '../words/first.ts'
import { Icon } from './icon.tsx'

/** Why it was refused, in words. */
export function sayWhy({ kind, code, detail }: Waiting): string {
  if (kind === 'words') return owedWords.wordsWhy
  return code && isFaultCode(code) ? sayFault({ code, detail: detail ?? '' }) : (detail ?? '')
}

export function WaitingItem(props: { item: Waiting; onOpenTicket: (id: string) => void }) {
  const desk = useDesk()
  const row = () => desk.rows.byId(props.item.ticket)
  const isRefused = () => props.item.state === 'refused'
  return (
    <li class="waiting-item" classList={{ 'is-refused': isRefused() }}>
      <div class="waiting-head">
        <Show
          when={row()}
          fallback={
            // What is done with a whole ticket says which; a new one has no number yet.
            <Show when={props.item.kind !== 'act'}>
              <span class="muted">{owedWords.awayTicket}</span>
            </Show>
          }
        >
          {(about) => (
            <button type="button" class="link" onClick={() => props.onOpenTicket(about().id)}>
              {words.ticketNumber({ n: about().number })}
            </button>
          )}
        </Show>
        <span class="waiting-title" dir="auto">
          {props.item.kind === 'words' ? words.sync.words : props.item.title}
        </span>
        <Show when={props.item.claimedAt > 0}>
          <span class="muted">{sayAgo(props.item.claimedAt, desk.clock.minute())}</span>
        </Show>
      </div>
      <Show when={props.item.text}>
        {(text) => (
          <p class="waiting-text" dir="auto">
            {text()}
          </p>
        )}
      </Show>
      <Show when={isRefused()}>
        <p class="waiting-why">
          <Icon name="attention" size={14} /> {sayWhy(props.item)}
        </p>
      </Show>
      <Show when={props.item.waitsForFiles}>
        <p class="muted">
          <Icon name="clip" size={14} /> {mailWords.replyFiles.waits}
        </p>
      </Show>
      <div class="button-row">
        <Show when={props.item.into}>
          {(into) => (
            <RedoElsewhere item={props.item} into={into()} onOpenTicket={props.onOpenTicket} />
          )}
        </Show>
        <Show when={isRefused() && !props.item.into}>
          <button type="button" class="button is-small" onClick={() => void desk.retry(props.item)}>
            {sayRetry(props.item)}
          </button>
        </Show>
        <Show when={props.item.text}>{(text) => <CopyText text={text()} />}</Show>
        <button
          type="button"
          class="button is-small is-quiet"
          onClick={() => void desk.discard(props.item)}
        >
          {words.discard}
        </button>
      </div>
    </li>
  )
}

export function sayRetry(item: Waiting): string {
  if (item.kind === 'words') return owedWords.useWords
  return item.code === 'ticket/stale' ? owedWords.sendAnyway : words.retry
}

function CopyText(props: { text: string }) {
  const desk = useDesk()
  return (
    <button
      type="button"
      class="button is-small"
      onClick={() => {
        void navigator.clipboard.writeText(props.text).then(() => desk.say(words.copied))
      }}
    >
      {owedWords.copyText}
    </button>
  )
}

/** The ticket lives on in another one: what was meant for it can be done there, in one click. */
export function RedoElsewhere(props: {
  item: Waiting
  into: string
  onOpenTicket: (id: string) => void
}) {
  const desk = useDesk()
  const name = () => {
    const row = desk.rows.byId(props.into)
    return row ? words.ticketNumber({ n: row.number }) : owedWords.otherTicket
  }
  const canRedo = () => props.item.kind === 'note' || props.item.kind === 'reply'
  return (
    <Show
      when={canRedo()}
      fallback={
        <button
          type="button"
          class="button is-small"
          onClick={() => props.onOpenTicket(props.into)}
        >
          {words.open({ what: name() })}
        </button>
      }
    >
      <button
        type="button"
        class="button is-small is-primary"
        onClick={() =>
          void desk.redo(props.item, props.into).then((isDone) => {
            if (isDone) props.onOpenTicket(props.into)
          })
        }
      >
        {props.item.kind === 'note'
          ? owedWords.redoNote({ where: name() })
          : owedWords.redoReply({ where: name() })}
      </button>
    </Show>
  )
}
