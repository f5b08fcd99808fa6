/** A note for the team: plain text, never mailed. */
import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { isMac } from '../state/platform.ts'
import { useDesk } from '../state/replica-context.tsx'
import { isWordStart } from '../state/typing.ts'
import { keyWords } from '../words/key.ts'
import { listed } from '../words/read-words.ts'
import { ticketWords } from '../words/ticket.ts'
import { createMacroPlace } from './macro-place.tsx'
import { createOfferPlace } from './offer-place.tsx'

type Area = HTMLTextAreaElement

const wordsBefore = ({ value, selectionStart, selectionEnd }: Area) =>
  selectionStart === selectionEnd ? value.slice(0, selectionStart) : null

export function NoteBox(props: { id: string; ticket: Ticket; onDone: () => void }) {
  const desk = useDesk()
  const [text, setText] = createSignal('')
  const [isKept, setKept] = createSignal(true)
  let field: HTMLTextAreaElement | undefined
  createEffect(
    on(
      () => props.id,
      (id) => {
        setText('')
        queueMicrotask(() => field?.focus())
        void desk.replica.keptNote(id).then((kept) => {
          // Whoever types at once is not typed over.
          if (props.id === id && text() === '') setText(kept)
        })
      },
    ),
  )
  /** Words of a note that is not added yet are kept on this device, letter by letter. */
  const keep = (id: string, note: string) =>
    void desk.replica.keepNote(id, note).then((isDone) => setKept(isDone))
  /** Where the caret was: a dialog takes the focus, and the field forgets nothing. */
  const put = (words: string) => {
    if (!field) return
    field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end')
    setText(field.value)
    keep(props.id, field.value)
  }
  const offers = createOfferPlace({
    kinds: ['person', 'ticket'],
    text,
    id: () => props.id,
    ticket: () => props.ticket,
    put(from, words) {
      field?.setSelectionRange(from, field.selectionStart)
      put(words)
    },
  })
  const told = () => listed(offers.mentions().map((person) => desk.nameOf(person)))
  const macro = createMacroPlace({
    id: () => props.id,
    ticket: () => props.ticket,
    put,
    focus: () => field?.focus(),
  })
  const isMacroKey = ({ key, currentTarget }: KeyboardEvent & { currentTarget: Area }) =>
    key === '/' &&
    currentTarget.selectionStart === currentTarget.selectionEnd &&
    isWordStart(text().slice(0, currentTarget.selectionStart))
  let isAdding = false
  let isHere = true
  onCleanup(() => (isHere = false))
  const add = async () => {
    const { id } = props
    const note = text().trim()
    if (!note || isAdding) return
    isAdding = true
    const isDone = await desk.addNote(id, note, offers.mentions())
    isAdding = false
    if (!isDone) return
    keep(id, '')
    // Who has gone on meanwhile may be writing elsewhere: there nothing is closed or emptied under their hands.
    if (!isHere || props.id !== id) return
    setText('')
    props.onDone()
  }
  return (
    <>
      <div class="note-place">
        <offers.List />
      </div>
      <textarea
        ref={field}
        class="note-field"
        {...offers.aria()}
        dir="auto"
        rows={4}
        maxlength={LIMITS.noteTextChars}
        aria-label={ticketWords.composer.writeNote}
        placeholder={ticketWords.composer.notePlaceholder}
        value={text()}
        onInput={(event) => {
          setText(event.currentTarget.value)
          keep(props.id, event.currentTarget.value)
          offers.look(wordsBefore(event.currentTarget), true)
        }}
        onSelect={(event) => offers.look(wordsBefore(event.currentTarget), false)}
        onBlur={() => offers.close()}
        onKeyDown={(event) => {
          if (offers.takeKey(event)) event.stopPropagation()
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void add()
          else if (event.key === 'Escape') props.onDone()
          else if (isMacroKey(event)) macro.openByKey()
          else return
          event.preventDefault()
        }}
      />
      <div class="composer-foot">
        <div class="format-bar">
          <macro.Button />
        </div>
        <span class="spacer" />
        <span class="draft-state is-trouble" role="status">
          {isKept() ? '' : ticketWords.composer.notStored}
        </span>
        <Show when={told()}>
          {(names) => (
            <span class="note-told muted">
              {ticketWords.composer.mentionTold({ names: names() })}
            </span>
          )}
        </Show>
        <button
          type="button"
          class="button is-note"
          disabled={!text().trim()}
          onClick={() => void add()}
        >
          {ticketWords.composer.addNote}
          <kbd>{isMac() ? '⌘↵' : `${keyWords.caps.ctrl} ↵`}</kbd>
        </button>
      </div>
    </>
  )
}
