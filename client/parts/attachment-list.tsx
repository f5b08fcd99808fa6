/**
 * Files on a message. Pictures, plain words, PDF, invitations and contact cards are shown from the bytes on this device, as
 * pictures and words only; everything else is saved. What can run is called so (state/file-kind). Without a network it
 * says which are on this device; those that are not can be asked for.
 */
import { createSignal, For, lazy, onCleanup, onMount, Show, Suspense } from 'solid-js'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { mailWords } from '../words/mail.ts'
import { createKeptFiles, type KeptState } from '../state/create-kept-files.ts'
import { isLookedAt, kindOfFile } from '../state/file-kind.ts'
import { sayBytes } from '../state/files.ts'
import { useDesk } from '../state/replica-context.tsx'
import { askLater } from '../state/save-file.ts'
import { FileLink } from './file-link.tsx'
import { Icon } from './icon.tsx'

const FilePreview = lazy(() =>
  import('./file-preview.tsx').then((m) => ({ default: m.FilePreview })),
)
const EventCards = lazy(() => import('./event-card.tsx').then((m) => ({ default: m.EventCards })))
const ContactCards = lazy(() =>
  import('./contact-card.tsx').then((m) => ({ default: m.ContactCards })),
)

export function AttachmentList(props: {
  ticket: string
  files: readonly Attachment[]
  /** Hashes of those that went as links, being too large for the mail. */
  linked?: readonly string[] | undefined
}) {
  const desk = useDesk()
  const [looked, setLooked] = createSignal<Attachment | null>(null)
  const kept = createKeptFiles(desk, () => props.ticket)
  const of = (preview: 'event' | 'contact') =>
    props.files.filter((file) => kindOfFile(file).preview === preview)
  return (
    <div class="files-box">
      <Suspense>
        <For each={of('event')}>{(file) => <EventCards ticket={props.ticket} file={file} />}</For>
        <For each={of('contact')}>
          {(file) => <ContactCards ticket={props.ticket} file={file} />}
        </For>
      </Suspense>
      <ul class="files" aria-label={mailWords.files.label}>
        <For each={props.files}>
          {(file) => (
            <FileItem
              ticket={props.ticket}
              file={file}
              kept={kept(file.hash)}
              isLinked={props.linked?.includes(file.hash) === true}
              onLook={() => setLooked(file)}
            />
          )}
        </For>
      </ul>
      <Show when={looked()}>
        {(file) => (
          <Suspense>
            <FilePreview
              ticket={props.ticket}
              file={file()}
              all={props.files}
              onMove={setLooked}
              onClose={() => setLooked(null)}
            />
          </Suspense>
        )}
      </Show>
    </div>
  )
}

function FileItem(props: {
  ticket: string
  file: Attachment
  /** Said while there is no network. */
  kept: KeptState
  isLinked: boolean
  onLook: () => void
}) {
  const desk = useDesk()
  const [picture, setPicture] = createSignal<string | null>(null)
  const kind = () => kindOfFile(props.file)
  onMount(() => {
    if (kind().preview !== 'picture') return
    let url: string | null = null
    let isOver = false
    const show = async () => {
      const blob = await desk.replica.blob(props.ticket, props.file.hash)
      if (!blob.ok || isOver) return
      url = URL.createObjectURL(new Blob([blob.value], { type: props.file.type }))
      setPicture(url)
    }
    void show()
    onCleanup(() => {
      isOver = true
      if (url) URL.revokeObjectURL(url)
    })
  })
  const inside = () => (
    <>
      <Show
        when={picture()}
        fallback={<Icon name={kind().danger === 'program' ? 'attention' : 'file'} />}
      >
        {(url) => <img src={url()} alt="" class="file-preview" />}
      </Show>
      <span class="file-words">
        <span class="file-name" dir="auto">
          {props.file.name}
        </span>
        <span class="file-facts">
          {sayBytes(props.file.bytes)}
          <Show when={props.kept !== 'unknown' && props.kept}>
            {(kept) => <span class="file-kept"> · {mailWords.files.kept[kept()]}</span>}
          </Show>
          <Show when={props.isLinked}> · {mailWords.replyFiles.linked}</Show>
          <Show when={kind().danger}>
            {(danger) => (
              <span class="file-danger"> · {mailWords.files.dangerShort[danger()]}</span>
            )}
          </Show>
        </span>
      </span>
    </>
  )
  return (
    <li class="file" classList={{ [`is-${kind().danger ?? 'plain'}`]: true }}>
      <Show
        when={isLookedAt(props.file)}
        fallback={
          <FileLink
            class="file-main"
            ticket={props.ticket}
            file={props.file}
            title={kind().danger ? mailWords.files.danger[kind().danger ?? 'packed'] : undefined}
          >
            {inside()}
          </FileLink>
        }
      >
        <button
          type="button"
          class="file-main"
          aria-label={mailWords.files.open({ name: props.file.name })}
          onClick={() => props.onLook()}
        >
          {inside()}
        </button>
        <FileLink
          class="file-save"
          ticket={props.ticket}
          file={props.file}
          aria-label={mailWords.files.save({ name: props.file.name })}
        >
          <Icon name="M8 2.5v7.7M4.8 7.2 8 10.4l3.2-3.2M3 13.5h10" size={14} />
        </FileLink>
      </Show>
      <Show when={props.kept === 'away'}>
        <button
          type="button"
          class="file-later link"
          aria-label={mailWords.files.fetchLaterNamed({ name: props.file.name })}
          onClick={() => void askLater(desk, props.ticket, props.file)}
        >
          {mailWords.files.fetchLater}
        </button>
      </Show>
      <Show when={props.kept === 'asked'}>
        <button
          type="button"
          class="file-later link"
          aria-label={mailWords.files.notLaterNamed({ name: props.file.name })}
          onClick={() =>
            void desk.replica
              .laterFiles()
              .then((later) => later?.drop(props.ticket, props.file.hash))
          }
        >
          {mailWords.files.notLater}
        </button>
      </Show>
    </li>
  )
}
