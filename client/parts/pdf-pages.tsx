/** A PDF, page by page: a picture of the page, and its words for who does not see it. */
import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import { createAnswer } from '../state/create-answer.ts'
import { openPdf } from '../state/read-pdf.ts'
import { mailWords } from '../words/mail.ts'
import { Icon } from './icon.tsx'

/** Wider than a dialog is, nothing is drawn. */
const WIDTH_MAX = 880

export function PdfPages(props: { file: Blob; name: string }) {
  const opened = createAnswer(
    () => props.file,
    async (file) => openPdf(new Uint8Array(await file.arrayBuffer())),
  )
  const pdf = () => {
    const now = opened()
    return typeof now === 'object' ? now : null
  }
  const fault = () => {
    const now = opened()
    return typeof now === 'string' ? now : null
  }
  onCleanup(() => pdf()?.close())
  return (
    <>
      <Show when={opened.isLoading()}>
        <p class="muted">{mailWords.files.loading}</p>
      </Show>
      <Show when={fault()}>
        {(why) => (
          <p class="muted">
            {why() === 'locked' ? mailWords.files.locked : mailWords.files.unreadable}
          </p>
        )}
      </Show>
      <Show when={pdf()}>{(file) => <PdfPage pdf={file()} name={props.name} />}</Show>
    </>
  )
}

function PdfPage(props: {
  pdf: Exclude<Awaited<ReturnType<typeof openPdf>>, string>
  name: string
}) {
  const [page, setPage] = createSignal(1)
  const [words, setWords] = createSignal('')
  const [isBroken, setBroken] = createSignal(false)
  const says = () => mailWords.files.page({ n: page(), count: props.pdf.pages })
  let box: HTMLDivElement | undefined
  createEffect(
    on(page, (number) => {
      let isOver = false
      onCleanup(() => (isOver = true))
      const show = async () => {
        const drawn = document.createElement('canvas')
        const width = Math.min(box?.clientWidth || WIDTH_MAX, WIDTH_MAX)
        try {
          const text = await props.pdf.draw(number, drawn, width)
          if (isOver) return
          // The page before stands until this one is there: nothing jumps.
          box?.replaceChildren(drawn)
          setWords(text)
          setBroken(false)
        } catch {
          if (!isOver) setBroken(true)
        }
      }
      void show()
    }),
  )
  return (
    <>
      <div class="pdf-page" ref={box} aria-hidden="true" />
      <Show when={isBroken()}>
        <p class="muted">{mailWords.files.unreadable}</p>
      </Show>
      <pre class="sr-only" dir="auto">
        {words()}
      </pre>
      <Show when={props.pdf.pages > 1}>
        <div class="pdf-steps">
          <button
            type="button"
            class="icon-button"
            aria-label={mailWords.files.pageBefore}
            disabled={page() === 1}
            onClick={() => setPage(page() - 1)}
          >
            <Icon name="back" />
          </button>
          <span role="status">{says()}</span>
          <button
            type="button"
            class="icon-button is-turned"
            aria-label={mailWords.files.pageNext}
            disabled={page() === props.pdf.pages}
            onClick={() => setPage(page() + 1)}
          >
            <Icon name="back" />
          </button>
        </div>
      </Show>
    </>
  )
}
