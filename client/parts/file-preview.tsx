/** A file looked at: a picture as a picture, words as words, a PDF by its pages. Left and right go to the next that can be looked at. */
import { createEffect, createSignal, lazy, on, onCleanup, Show, Suspense } from 'solid-js'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { mailWords } from '../words/mail.ts'
import { isLookedAt, kindOfFile } from '../state/file-kind.ts'
import { sayBytes } from '../state/files.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../words/first.ts'
import { Dialog } from './dialog.tsx'
import { FileLink } from './file-link.tsx'

const PdfPages = lazy(() => import('./pdf-pages.tsx').then((m) => ({ default: m.PdfPages })))

/** More letters than these hold the screen up. */
const LETTERS_MAX = 100_000

type Shown =
  | { is: 'loading' }
  | { is: 'away' }
  | { is: 'picture'; url: string }
  | { is: 'text'; text: string; isCut: boolean }
  | { is: 'pages'; file: Blob }

export function FilePreview(props: {
  ticket: string
  file: Attachment
  all: readonly Attachment[]
  onMove: (file: Attachment) => void
  onClose: () => void
}) {
  const desk = useDesk()
  const [shown, setShown] = createSignal<Shown>({ is: 'loading' })
  createEffect(
    on(
      () => props.file,
      (file) => {
        let url: string | null = null
        let isOver = false
        setShown({ is: 'loading' })
        const show = async () => {
          const blob = await desk.replica.blob(props.ticket, file.hash)
          if (isOver) return
          if (!blob.ok) return setShown({ is: 'away' })
          const { preview } = kindOfFile(file)
          if (preview === 'pages') return setShown({ is: 'pages', file: blob.value })
          if (preview === 'picture') {
            url = URL.createObjectURL(new Blob([blob.value], { type: file.type }))
            return setShown({ is: 'picture', url })
          }
          const text = await blob.value.text()
          if (!isOver)
            setShown({
              is: 'text',
              text: text.slice(0, LETTERS_MAX),
              isCut: text.length > LETTERS_MAX,
            })
        }
        void show()
        onCleanup(() => {
          isOver = true
          if (url) URL.revokeObjectURL(url)
        })
      },
    ),
  )
  const step = (by: 1 | -1) => {
    const others = props.all.filter(isLookedAt)
    const next = others[others.indexOf(props.file) + by]
    if (next) props.onMove(next)
  }
  const listen = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') step(1)
    if (event.key === 'ArrowLeft') step(-1)
  }
  window.addEventListener('keydown', listen)
  onCleanup(() => window.removeEventListener('keydown', listen))
  const picture = () => {
    const now = shown()
    return now.is === 'picture' ? now.url : null
  }
  const text = () => {
    const now = shown()
    return now.is === 'text' ? now : null
  }
  const pages = () => {
    const now = shown()
    return now.is === 'pages' ? now.file : null
  }
  return (
    <Dialog title={props.file.name} class="file-dialog" onClose={() => props.onClose()}>
      {/* It scrolls: it must be reachable by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div class="file-looked" tabindex={0} role="region" aria-label={props.file.name}>
        <Show when={shown().is === 'loading'}>
          <p class="muted">{mailWords.files.loading}</p>
        </Show>
        <Show when={shown().is === 'away'}>
          <p class="muted">{mailWords.files.away}</p>
        </Show>
        <Show when={picture()}>{(url) => <img src={url()} alt={props.file.name} />}</Show>
        <Show when={pages()}>
          {(file) => (
            <Suspense fallback={<p class="muted">{mailWords.files.loading}</p>}>
              <PdfPages file={file()} name={props.file.name} />
            </Suspense>
          )}
        </Show>
        <Show when={text()}>
          {(now) => (
            <>
              <pre dir="auto">{now().text}</pre>
              <Show when={now().isCut}>
                <p class="muted">{mailWords.files.cut}</p>
              </Show>
            </>
          )}
        </Show>
      </div>
      <footer class="file-foot">
        <span class="muted">{sayBytes(props.file.bytes)}</span>
        <FileLink class="button" ticket={props.ticket} file={props.file}>
          {words.download}
        </FileLink>
      </footer>
    </Dialog>
  )
}
