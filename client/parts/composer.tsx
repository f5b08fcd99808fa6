/** Where answers are written: a public reply that several people may type, or a note for the team. Plainly different. */
import { createMemo, createSignal, For, Show } from 'solid-js'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import type { Present } from '../replica/api.ts'
import { keyHint } from '../state/key-hint.ts'
import { keyWords } from '../words/key.ts'
import { reviewAskedBy } from '../state/review-asked.ts'
import { useDesk } from '../state/replica-context.tsx'
import { listed } from '../words/read-words.ts'
import { ticketWords } from '../words/ticket.ts'
import { turnWords } from '../words/turn.ts'
import { Icon } from './icon.tsx'
import { NoteBox } from './note-box.tsx'
import { ReplyBox } from './reply-box.tsx'

export type ComposerKind = 'reply' | 'note'

export function Composer(props: {
  id: string
  ticket: Ticket
  /** Which tab is open; null: folded away. */
  kind: ComposerKind | null
  hasDraft: boolean
  /** Of such a draft: somebody else who began it. */
  begunBy: string | null
  present: readonly Present[]
  seen: string | null
  /** Files that were dropped on the ticket, for what is open here. */
  dropped: readonly File[]
  onDroppedTaken: () => void
  onKind: (kind: ComposerKind | null) => void
  onReplying: (isReplying: boolean) => void
}) {
  const desk = useDesk()
  const requester = () => props.ticket.facts.requester
  const name = () => requester().name || requester().address
  const [readers, setReaders] = createSignal(1)
  const askedBy = createMemo(() => reviewAskedBy(props.ticket, desk.replica.me.id))
  const replying = createMemo(() => props.present.filter((person) => person.isReplying))
  return (
    <section
      class="composer"
      classList={{ [`composer-${props.kind ?? 'folded'}`]: true }}
      aria-label={ticketWords.composer.tabs}
    >
      <Show when={replying().length > 0}>
        <p class="composer-replying" role="status">
          <span class="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {replying().length === 1
            ? ticketWords.head.replying({ name: replying()[0]?.name ?? '' })
            : ticketWords.head.replyingMany({
                names: listed(replying().map((person) => person.name)),
              })}
        </p>
      </Show>
      <Show
        when={props.kind}
        fallback={
          <div class="composer-bar">
            <button type="button" class="composer-open" onClick={() => props.onKind('reply')}>
              <Icon name="reply" />
              <span dir="auto">
                {askedBy() !== null
                  ? turnWords.lookOver({ name: askedBy() ?? '' })
                  : !props.hasDraft
                    ? ticketWords.composer.replyTo({ name: name() })
                    : props.begunBy === null
                      ? ticketWords.composer.continueDraft
                      : ticketWords.composer.continueDraftOf({ name: props.begunBy })}
              </span>
              <Show when={keyHint('reply')}>{(key) => <kbd>{key()}</kbd>}</Show>
            </button>
            <button
              type="button"
              class="composer-open is-note"
              onClick={() => props.onKind('note')}
            >
              <Icon name="note" />
              <span>{ticketWords.composer.note}</span>
              <Show when={keyHint('note')}>{(key) => <kbd>{key()}</kbd>}</Show>
            </button>
          </div>
        }
      >
        <div class="composer-head">
          <div class="tabs" role="tablist" aria-label={ticketWords.composer.tabs}>
            <For each={['reply', 'note'] as const}>
              {(kind) => (
                <button
                  type="button"
                  role="tab"
                  class="tab"
                  aria-selected={props.kind === kind}
                  tabindex={props.kind === kind ? 0 : -1}
                  onClick={() => props.onKind(kind)}
                  onKeyDown={(event) => {
                    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
                    props.onKind(kind === 'reply' ? 'note' : 'reply')
                  }}
                >
                  <Icon name={kind === 'reply' ? 'reply' : 'lock'} size={14} />
                  {ticketWords.composer[kind]}
                </button>
              )}
            </For>
          </div>
          <p class="composer-banner" dir="auto">
            {props.kind === 'reply'
              ? readers() > 1
                ? ticketWords.composer.bannerMany({ n: readers() })
                : ticketWords.composer.banner
              : ticketWords.composer.noteBanner}
          </p>
          <button
            type="button"
            class="icon-button"
            aria-label={ticketWords.composer.close}
            title={`${ticketWords.composer.close} (${keyWords.caps.escape})`}
            onClick={() => props.onKind(null)}
          >
            <Icon name="down" />
          </button>
        </div>
        <Show
          when={props.kind === 'reply'}
          fallback={
            <NoteBox
              id={props.id}
              ticket={props.ticket}
              dropped={props.dropped}
              onDroppedTaken={props.onDroppedTaken}
              onDone={() => props.onKind(null)}
            />
          }
        >
          <ReplyBox
            id={props.id}
            ticket={props.ticket}
            name={name()}
            seen={props.seen}
            dropped={props.dropped}
            onDroppedTaken={props.onDroppedTaken}
            onReplying={props.onReplying}
            onReaders={setReaders}
            onNote={() => props.onKind('note')}
            onClose={() => props.onKind(null)}
          />
        </Show>
      </Show>
    </section>
  )
}
