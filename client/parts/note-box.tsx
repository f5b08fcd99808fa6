/** A note for the team: plain text, never mailed. */
import { createEffect, createSignal, on } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import { isMac } from '../state/platform.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../strings.ts'

/** Words of a note not yet added are kept for the tab, so that a look at another ticket costs nothing. */
const unsentNotes = new Map<string, string>()

export function NoteBox(props: { id: string; onDone: () => void }) {
  const desk = useDesk()
  const [text, setText] = createSignal('')
  let field: HTMLTextAreaElement | undefined
  createEffect(
    on(
      () => props.id,
      (id) => {
        setText(unsentNotes.get(id) ?? '')
        queueMicrotask(() => field?.focus())
      },
    ),
  )
  const add = async () => {
    const note = text().trim()
    if (!note) return
    if (await desk.addNote(props.id, note)) {
      unsentNotes.delete(props.id)
      setText('')
      props.onDone()
    }
  }
  return (
    <>
      <textarea
        ref={field}
        class="note-field"
        dir="auto"
        rows={4}
        maxlength={LIMITS.noteTextChars}
        aria-label={words.composer.writeNote}
        placeholder={words.composer.notePlaceholder}
        value={text()}
        onInput={(event) => {
          setText(event.currentTarget.value)
          unsentNotes.set(props.id, event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void add()
          else if (event.key === 'Escape') props.onDone()
          else return
          event.preventDefault()
        }}
      />
      <div class="composer-foot">
        <span class="spacer" />
        <button
          type="button"
          class="button is-note"
          disabled={!text().trim()}
          onClick={() => void add()}
        >
          {words.composer.addNote}
          <kbd>{isMac() ? '⌘↵' : 'Ctrl ↵'}</kbd>
        </button>
      </div>
    </>
  )
}
