/**
 * The words of a mail that is no reply, with its pictures and files: the editor of replies on a draft that only this device
 * has. Not here: what becomes of it (new-ticket-dialog), the bytes of files (replica/reply-files).
 */
import { createEffect, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import type { Awareness } from 'y-protocols/awareness'
import { draftBody } from '../../shared/ticket/draft-doc.ts'
import type { Y } from '../../shared/ticket/ticket-doc.ts'
import type { FileSignals } from '../state/create-files.ts'
import { actWords } from '../words/act.ts'
import { FormatBar, LinkField } from './format-bar.tsx'
import { openReplyEditor, type Format, type ReplyEditor } from './reply-editor.ts'
import { placeFiles } from './place-files.ts'
import { AddFiles, ReplyFileChips, type FilePlace } from './reply-files.tsx'

export function NewMail(props: {
  doc: Y.Doc
  awareness: Awareness
  files: FileSignals
  isOffline: boolean
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
      pictures: props.files,
      onSend: (isSolving) => props.onSend(isSolving),
      onLeave: () => props.onLeave(),
      onLink: () => setLinking(true),
      onFormats: setActive,
      onTyping: () => {},
    })
  })
  onCleanup(() => editor?.destroy())
  createEffect(
    on(
      () => props.files.files(),
      () => editor?.refreshPictures(),
      { defer: true },
    ),
  )

  const add = (added: readonly File[], place: FilePlace) =>
    placeFiles(added, place, { editor: () => editor, files: props.files })
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
      <ReplyFileChips
        files={props.files}
        isOffline={props.isOffline}
        onRemove={({ hash, inline }) =>
          inline && editor ? editor.removePicture(hash) : props.files.remove(hash)
        }
      />
      <FormatBar
        active={active()}
        onFormat={(format) => {
          if (format === 'link' && !editor?.hasLink()) setLinking(true)
          else editor?.format(format)
        }}
      >
        <AddFiles
          host={() => host}
          area=".new-ticket"
          onAdd={(added, place) => void add(added, place)}
        />
      </FormatBar>
    </div>
  )
}
