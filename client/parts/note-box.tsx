/** A note for the team: plain text and files, never mailed. */
import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { createNamedFiles } from '../state/create-files.ts'
import { createNote } from '../state/create-note.ts'
import { isMac } from '../state/platform.ts'
import { useDesk } from '../state/replica-context.tsx'
import { isWordStart } from '../state/typing.ts'
import { keyWords } from '../words/key.ts'
import { mailWords } from '../words/mail.ts'
import { listed } from '../words/read-words.ts'
import { ticketWords } from '../words/ticket.ts'
import { createMacroPlace } from './macro-place.tsx'
import { createOfferPlace } from './offer-place.tsx'
import { AddFiles, ReplyFileChips } from './reply-files.tsx'

type Area = HTMLTextAreaElement

const wordsBefore = ({ value, selectionStart, selectionEnd }: Area) =>
  selectionStart === selectionEnd ? value.slice(0, selectionStart) : null

export function NoteBox(props: {
  id: string
  ticket: Ticket
  /** Files that were dropped beside it. */
  dropped?: readonly File[]
  onDroppedTaken?: () => void
  onDone: () => void
}) {
  const desk = useDesk()
  const [isKept, setKept] = createSignal(true)
  let field: HTMLTextAreaElement | undefined
  createEffect(
    on(
      () => props.id,
      () => queueMicrotask(() => field?.focus()),
    ),
  )
  const note = createNote(desk, () => props.id, setKept)
  const text = () => note().text()
  const files = createNamedFiles(desk, { ticket: () => props.id, names: () => note().names })
  const isEmpty = () => text().trim() === '' && files.files().length === 0
  createEffect(() => {
    const dropped = props.dropped ?? []
    if (dropped.length === 0) return
    props.onDroppedTaken?.()
    void files.add(dropped)
  })
  /** Where the caret was: a dialog takes the focus, and the field forgets nothing. */
  const put = (words: string) => {
    if (!field) return
    field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end')
    note().write(field.value)
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
    const written = note()
    const said = text().trim()
    if (isEmpty() || isAdding) return
    if (said === '') return desk.say(ticketWords.composer.noteEmpty)
    const trouble = files.trouble()
    if (trouble !== null) return desk.say(trouble)
    const attachments = [...written.names.list()]
    isAdding = true
    const isDone = await desk.addNote(id, {
      text: said,
      mentions: [...offers.mentions()],
      ...(attachments.length > 0 ? { attachments } : {}),
    })
    isAdding = false
    if (!isDone) return
    written.clear()
    // Who has gone on meanwhile may be writing elsewhere: there nothing is closed under their hands.
    if (isHere && props.id === id) props.onDone()
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
          note().write(event.currentTarget.value)
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
      <ReplyFileChips
        files={files}
        label={mailWords.replyFiles.noteLabel}
        isOffline={desk.sync.status().link.state !== 'live'}
        onRemove={({ hash }) => files.remove(hash)}
      />
      <div class="composer-foot">
        <div class="format-bar">
          <AddFiles host={() => field} onAdd={(added) => void files.add(added)} />
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
          disabled={isEmpty()}
          onClick={() => void add()}
        >
          {ticketWords.composer.addNote}
          <kbd>{isMac() ? '⌘↵' : `${keyWords.caps.ctrl} ↵`}</kbd>
        </button>
      </div>
    </>
  )
}
