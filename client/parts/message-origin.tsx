/**
 * What a mail says of itself under its name: one quiet line where something is worth knowing, and all of it for who
 * asks. Sentences, not badges (state/mail-origin has them).
 */
import { For, Show } from 'solid-js'
import type { Message } from '../../shared/ticket/ticket.ts'
import { actWords } from '../words/act.ts'
import { mailWords } from '../words/mail.ts'
import { briefOf, rowsOf, worstOf } from '../state/mail-origin.ts'
import type { SavedFile } from '../state/save-file.ts'
import { FileLink } from './file-link.tsx'
import { Icon } from './icon.tsx'

export function OriginLine(props: { message: Message; isOpen: boolean; onToggle: () => void }) {
  const phrases = () => briefOf(props.message)
  return (
    <Show when={phrases().length > 0}>
      <button
        type="button"
        class="origin-line"
        classList={{ [`origin-${worstOf(phrases())}`]: true }}
        aria-expanded={props.isOpen}
        onClick={() => props.onToggle()}
      >
        <Icon name={worstOf(phrases()) === 'quiet' ? 'info' : 'attention'} size={14} />
        <span class="origin-phrases">
          <For each={phrases()}>
            {(phrase) => (
              <span class={`origin-phrase origin-${phrase.level}`} dir="auto">
                {phrase.text}
              </span>
            )}
          </For>
        </span>
      </button>
    </Show>
  )
}

export function OriginDetails(props: {
  message: Message
  ticket: string
  original: SavedFile | null
  whole: SavedFile | null
  onOpenTicket: ((id: string) => void) | undefined
  /** There where the requester does not see it, and could. */
  onShow: (() => void) | undefined
  /** There for who may take its words out. */
  onRedact: (() => void) | undefined
}) {
  return (
    <div class="origin">
      <dl>
        <For each={rowsOf(props.message)}>
          {(row) => (
            <>
              <dt>{row.label}</dt>
              <dd>
                <For each={row.lines}>{(line) => <div dir="auto">{line}</div>}</For>
              </dd>
            </>
          )}
        </For>
      </dl>
      <div class="message-tools">
        <Show when={props.onShow}>
          <button type="button" class="fold-button" onClick={() => props.onShow?.()}>
            <Icon name="eye" size={13} />
            {mailWords.show.open}
          </button>
        </Show>
        <Show when={props.original}>
          {(file) => (
            <FileLink class="fold-button" ticket={props.ticket} file={file()}>
              <Icon name="file" size={13} />
              {mailWords.original}
            </FileLink>
          )}
        </Show>
        <Show when={props.whole}>
          {(file) => (
            <FileLink class="fold-button" ticket={props.ticket} file={file()}>
              <Icon name="file" size={13} />
              {mailWords.whole}
            </FileLink>
          )}
        </Show>
        <Show when={props.onOpenTicket && props.message.linkedTo}>
          {(linked) => (
            <button
              type="button"
              class="fold-button"
              onClick={() => props.onOpenTicket?.(linked().ticket)}
            >
              <Icon name="link" size={13} />
              {mailWords.openLinked({ n: linked().number })}
            </button>
          )}
        </Show>
        <Show when={props.onRedact}>
          <button type="button" class="fold-button" onClick={() => props.onRedact?.()}>
            {actWords.remove.openRedact}
          </button>
        </Show>
      </div>
    </div>
  )
}
