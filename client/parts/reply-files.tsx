/**
 * The files of the reply or note that is being written: chips with name, size, how far each is, and a way out. What can run is
 * called so, as with files that come in; it is the agent's to send.
 */
import { createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { mailWords } from '../words/mail.ts'
import type { DraftFile, FileSignals } from '../state/create-files.ts'
import { sayDetail } from '../state/fault-details.ts'
import { kindOfFile } from '../state/file-kind.ts'
import { sayBytes } from '../state/files.ts'
import { filesOf, holdsFiles } from './drop-files.ts'
import { Icon } from './icon.tsx'

export function ReplyFileChips(props: {
  files: FileSignals
  /** What they are the files of, said whole; of a reply where it is left out. */
  label?: string
  isOffline: boolean
  onRemove: (file: Attachment) => void
}) {
  const text = mailWords.replyFiles
  return (
    <Show when={props.files.files().length > 0 || props.files.isAdding()}>
      <ul class="reply-files" aria-label={props.label ?? text.label}>
        <For each={props.files.files()}>
          {(one) => (
            <li class="reply-file" classList={{ 'is-refused': one.state === 'refused' }}>
              <Icon name={one.state === 'refused' ? 'attention' : 'file'} size={14} />
              <span class="file-words">
                <span class="file-name" dir="auto" title={one.file.name}>
                  {one.file.name}
                </span>
                <span class="file-facts">
                  {[
                    sayBytes(one.file.bytes),
                    one.file.inline ? text.inText : '',
                    sayState(one, props.isOffline),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                  <Show when={dangerOf(one.file)}>
                    {(danger) => (
                      <span class="file-danger"> · {mailWords.files.dangerShort[danger()]}</span>
                    )}
                  </Show>
                </span>
                <Show when={one.share !== null}>
                  <progress
                    max="1"
                    value={one.share ?? 0}
                    aria-label={text.progress({ name: one.file.name })}
                  />
                </Show>
              </span>
              <Show when={one.state === 'refused'}>
                <button type="button" class="link" onClick={() => props.files.retry()}>
                  {text.retry}
                </button>
              </Show>
              <button
                type="button"
                class="icon-button is-small"
                aria-label={text.remove({ name: one.file.name })}
                title={text.remove({ name: one.file.name })}
                onClick={() => props.onRemove(one.file)}
              >
                <Icon name="close" size={12} />
              </button>
            </li>
          )}
        </For>
        <Show when={props.files.isAdding()}>
          <li class="muted">{text.adding}</li>
        </Show>
      </ul>
    </Show>
  )
}

/** Pages and archives are no danger to who sends them on. */
function dangerOf(file: Attachment): 'program' | 'macros' | null {
  const { danger } = kindOfFile(file)
  return danger === 'program' || danger === 'macros' ? danger : null
}

function sayState({ state, share, detail }: DraftFile, isOffline: boolean): string {
  const text = mailWords.replyFiles
  switch (state) {
    case 'there':
      return ''
    case 'waiting':
      if (isOffline) return text.onDevice
      return share === null ? text.waiting : text.percent({ n: Math.round(share * 100) })
    case 'refused':
      return detail ? text.refused({ why: sayDetail(detail) ?? detail }) : text.refusedUnsaid
    case 'elsewhere':
      return text.elsewhere
    case 'unknown':
      return text.unknown
  }
}

/** Into the text: where something was dropped, or at the caret. Null: beside it. */
export type FilePlace = { left: number; top: number } | 'caret' | null

/** A device that is held in the hand, and may have a camera: the browser offers it, or its pictures. */
const hasCamera = () => typeof matchMedia !== 'undefined' && matchMedia('(pointer: coarse)').matches

/** The buttons; and dropping and pasting anywhere in what `host`, the text, stands in. */
export function AddFiles(props: {
  host: () => HTMLElement | undefined
  /** What is dropped on and pasted into; the composer where it is left out. */
  area?: string
  onAdd: (files: File[], place: FilePlace) => void
}) {
  const text = mailWords.replyFiles
  const [isOver, setOver] = createSignal(false)
  let input: HTMLInputElement | undefined
  let camera: HTMLInputElement | undefined
  onMount(() => {
    const composer = props.host()?.closest<HTMLElement>(props.area ?? '.composer')
    if (!composer) return
    // A picture that is dragged from where it stands is no file from outside, though a browser says so.
    let isOwn = false
    const begin = () => (isOwn = true)
    const end = () => (isOwn = false)
    const isFromOutside = (transfer: DataTransfer | null) => !isOwn && holdsFiles(transfer)
    const isInText = ({ target }: Event) =>
      target instanceof Node && props.host()?.contains(target) === true
    const over = (event: DragEvent) => {
      if (!isFromOutside(event.dataTransfer)) return
      event.preventDefault()
      event.stopPropagation()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      const { relatedTarget } = event
      if (!(relatedTarget instanceof Node && composer.contains(relatedTarget))) setOver(false)
    }
    const drop = (event: DragEvent) => {
      const isTaken = isFromOutside(event.dataTransfer)
      end()
      if (!isTaken) return
      // Before the editor, which would put the name of the file into the words.
      event.preventDefault()
      event.stopPropagation()
      setOver(false)
      const place = isInText(event) ? { left: event.clientX, top: event.clientY } : null
      props.onAdd(filesOf(event.dataTransfer), place)
    }
    const paste = (event: ClipboardEvent) => {
      const { clipboardData } = event
      // Words copied from a document come with a picture of themselves: they are meant, not it.
      if (!isFromOutside(clipboardData) || clipboardData?.types.includes('text/plain')) return
      event.preventDefault()
      event.stopPropagation()
      props.onAdd(filesOf(clipboardData).map(named), isInText(event) ? 'caret' : null)
    }
    composer.addEventListener('dragstart', begin, true)
    composer.addEventListener('dragend', end, true)
    composer.addEventListener('dragenter', over, true)
    composer.addEventListener('dragover', over, true)
    composer.addEventListener('dragleave', leave, true)
    composer.addEventListener('drop', drop, true)
    composer.addEventListener('paste', paste, true)
    onCleanup(() => {
      composer.removeEventListener('dragstart', begin, true)
      composer.removeEventListener('dragend', end, true)
      composer.removeEventListener('dragenter', over, true)
      composer.removeEventListener('dragover', over, true)
      composer.removeEventListener('dragleave', leave, true)
      composer.removeEventListener('drop', drop, true)
      composer.removeEventListener('paste', paste, true)
    })
  })
  return (
    <>
      <Show when={isOver()}>
        <p class="reply-drop" aria-hidden="true">
          <Icon name="clip" /> {text.drop}
        </p>
      </Show>
      <button
        type="button"
        class="format-button"
        aria-label={text.add}
        title={text.add}
        onClick={() => input?.click()}
      >
        <Icon name="clip" size={14} />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={text.add}
        onChange={(event) => {
          props.onAdd([...(event.currentTarget.files ?? [])], null)
          // The same file may be chosen again.
          event.currentTarget.value = ''
        }}
      />
      <Show when={hasCamera()}>
        <button
          type="button"
          class="format-button"
          aria-label={text.camera}
          title={text.camera}
          onClick={() => camera?.click()}
        >
          <svg class="icon" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2 5h3l1-1.7h4L11 5h3v8H2zM8 11.2a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z" />
          </svg>
        </button>
        <input
          ref={camera}
          type="file"
          accept="image/*"
          capture="environment"
          hidden
          aria-label={text.camera}
          onChange={(event) => {
            props.onAdd([...(event.currentTarget.files ?? [])].map(named), null)
            event.currentTarget.value = ''
          }}
        />
      </Show>
    </>
  )
}

/** A pasted picture is called “image.png” by every browser, one from a camera often: two of them would look the same. */
function named(file: File): File {
  if (!/^image\.\w+$/.test(file.name)) return file
  const at = new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')
  return new File([file], file.name.replace(/^image/, mailWords.replyFiles.picture({ at })), {
    type: file.type,
  })
}
