/**
 * What is typed before an editor is there: a plain field has the focus until then, so that no letter is taken for a command,
 * and its words go on in the editor.
 */
import { createSignal, onMount, Show } from 'solid-js'
import { ticketWords } from '../words/ticket.ts'
import type { ReplyEditor } from './reply-editor.ts'

export function createTypedAhead(options: { onLeave: () => void }) {
  const [isWaiting, setWaiting] = createSignal(true)
  let field: HTMLTextAreaElement | undefined
  let isComposing = false
  let onComposed = () => {}
  function Field() {
    onMount(() => field?.focus({ preventScroll: true }))
    return (
      <textarea
        ref={field}
        class="typed-ahead"
        dir="auto"
        aria-label={ticketWords.composer.loading}
        placeholder={ticketWords.composer.loading}
        onCompositionStart={() => (isComposing = true)}
        onCompositionEnd={() => {
          isComposing = false
          onComposed()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && event.currentTarget.value === '') options.onLeave()
        }}
      />
    )
  }
  return {
    Field: () => (
      <Show when={isWaiting()}>
        <Field />
      </Show>
    ),
    /** Resolves at once, but for a letter that is half written: an input method loses it when its field goes. */
    ready: () =>
      isComposing ? new Promise<void>((resolve) => (onComposed = resolve)) : Promise.resolve(),
    /**
     * Just before the editor takes its place.
     *
     * @returns what gives it the words, once it has the caret, and says whether there were any
     */
    take(): (editor: Pick<ReplyEditor, 'insert' | 'insertParagraphs'>) => boolean {
      const typed = isWaiting() ? (field?.value ?? '') : ''
      setWaiting(false)
      return (editor) => {
        if (typed.includes('\n')) editor.insertParagraphs(typed)
        else if (typed !== '') editor.insert(typed)
        return typed !== ''
      }
    },
  }
}
