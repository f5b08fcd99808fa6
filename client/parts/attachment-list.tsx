/** Files on a message: small pictures shown from the bytes on this device, everything else a download. */
import { createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../strings.ts'
import { Icon } from './icon.tsx'

/** Raster types a browser shows without running anything. */
const PICTURES = /^image\/(png|jpeg|gif|webp|avif)$/
const PREVIEW_BYTES_MAX = 4 * 1024 * 1024

export function AttachmentList(props: { ticket: string; files: readonly Attachment[] }) {
  return (
    <ul class="files" aria-label={words.message.files}>
      <For each={props.files}>{(file) => <FileItem ticket={props.ticket} file={file} />}</For>
    </ul>
  )
}

function FileItem(props: { ticket: string; file: Attachment }) {
  const desk = useDesk()
  const [preview, setPreview] = createSignal<string | null>(null)
  onMount(() => {
    if (!PICTURES.test(props.file.type) || props.file.bytes > PREVIEW_BYTES_MAX) return
    let url: string | null = null
    let isOver = false
    const show = async () => {
      const blob = await desk.replica.blob(props.ticket, props.file.hash)
      if (!blob.ok || isOver) return
      url = URL.createObjectURL(new Blob([blob.value], { type: props.file.type }))
      setPreview(url)
    }
    void show()
    onCleanup(() => {
      isOver = true
      if (url) URL.revokeObjectURL(url)
    })
  })
  const href = () =>
    `/api/tickets/${props.ticket}/blobs/${props.file.hash}?name=${encodeURIComponent(props.file.name)}`
  return (
    <li>
      <a class="file" href={href()} download={props.file.name} rel="external">
        <Show when={preview()} fallback={<Icon name="file" />}>
          {(url) => <img src={url()} alt="" class="file-preview" />}
        </Show>
        <span class="file-name" dir="auto">
          {props.file.name}
        </span>
        <span class="muted">{sayBytes(props.file.bytes)}</span>
      </a>
    </li>
  )
}

export function sayBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
