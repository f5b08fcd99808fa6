/**
 * The words of a mail that is no reply: the editor of replies on a draft that only this device has. No pictures and no files:
 * those belong to a ticket, and there is none yet.
 */
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import type { Awareness } from 'y-protocols/awareness'
import { draftBody } from '../../shared/ticket/draft-doc.ts'
import type { Y } from '../../shared/ticket/ticket-doc.ts'
import { actWords } from '../words/act.ts'
import { FormatBar, LinkField } from './format-bar.tsx'
import { openReplyEditor, type Format, type ReplyEditor } from './reply-editor.ts'

export function NewMail(props: {
  doc: Y.Doc
  awareness: Awareness
  onSend: (isSolving: boolean) => void
  onLeave: () => void
}) {
  const [active, setActive] = createSignal<ReadonlySet<Format>>(new Set())
  const [isLinking, setLinking] = createSignal(false)
  let host: HTMLDivElement | undefined
  let editor: ReplyEditor | undefined
  onMount(() => {
    if (!host) return
    editor = openReplyEditor({
      host,
      fragment: draftBody(props.doc),
      awareness: props.awareness,
      label: actWords.newTicket.placeholder,
      placeholder: actWords.newTicket.placeholder,
      pictures: { find: () => null, load: async () => null },
      onSend: (isSolving) => props.onSend(isSolving),
      onLeave: () => props.onLeave(),
      onLink: () => setLinking(true),
      onFormats: setActive,
      onTyping: () => {},
    })
  })
  onCleanup(() => editor?.destroy())
  return (
    <div class="act-mail">
      <div class="reply-host" ref={host} />
      <Show when={isLinking()}>
        <LinkField
          onDone={(href) => {
            setLinking(false)
            if (href) editor?.format('link', href)
            else editor?.focus()
          }}
        />
      </Show>
      <FormatBar
        active={active()}
        onFormat={(format) => {
          if (format === 'link' && !editor?.hasLink()) setLinking(true)
          else editor?.format(format)
        }}
      />
    </div>
  )
}
