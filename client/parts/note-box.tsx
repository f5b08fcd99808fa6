/** A note for the team: words with the formats of a reply, and files; never mailed. */
import { createEffect, createMemo, createSignal, on, onCleanup, Show } from 'solid-js'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { createNamedFiles } from '../state/create-files.ts'
import { createNote } from '../state/create-note.ts'
import { isMac } from '../state/platform.ts'
import { useDesk } from '../state/replica-context.tsx'
import { keyWords } from '../words/key.ts'
import { mailWords } from '../words/mail.ts'
import { listed } from '../words/read-words.ts'
import { ticketWords } from '../words/ticket.ts'
import { FormatBar, LinkField } from './format-bar.tsx'
import { createMacroPlace } from './macro-place.tsx'
import { createOfferPlace } from './offer-place.tsx'
import type { Format, ReplyEditor } from './reply-editor.ts'
import { AddFiles, ReplyFileChips } from './reply-files.tsx'
import { createTypedAhead } from './typed-ahead.tsx'

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
  const [active, setActive] = createSignal<ReadonlySet<Format>>(new Set())
  const [isLinking, setLinking] = createSignal(false)
  /** What is said in it outside of code, for who is mentioned. */
  const [prose, setProse] = createSignal('')
  let host: HTMLDivElement | undefined
  let editor: ReplyEditor | undefined
  let before: string | null = null
  let isTooLong = false
  const note = createNote(desk, () => props.id, setKept)
  const text = () => note().text()
  const files = createNamedFiles(desk, { ticket: () => props.id, names: () => note().names })
  const isEmpty = () => text().trim() === '' && files.files().length === 0
  const ahead = createTypedAhead({ onLeave: () => props.onDone() })
  const loaded = createMemo(() => (note().isLoaded() ? note() : null))
  createEffect(
    on(loaded, (opened) => {
      setProse(opened?.text() ?? '')
      isTooLong = false
      if (!opened) return
      let isOver = false
      const mount = async () => {
        const { openNoteEditor } = await import('./note-editor.ts')
        await ahead.ready()
        if (isOver || !host) return
        const handWords = ahead.take()
        editor = openNoteEditor({
          host,
          note: { text: opened.text(), formatted: opened.formatted() },
          label: ticketWords.composer.writeNote,
          placeholder: ticketWords.composer.notePlaceholder,
          onWritten({ prose: said, isTooLong: isLong, ...words }) {
            if (isOver) return
            setProse(said)
            isTooLong = isLong
            opened.write(words)
          },
          onSend: () => void add(),
          onLeave: () => props.onDone(),
          onLink: () => setLinking(true),
          onMacro: () => macro.openByKey(),
          onCaret(words, isTyped) {
            before = words
            offers.look(words, isTyped)
          },
          takeKey(event) {
            const isTaken = offers.takeKey(event)
            if (isTaken) event.stopPropagation()
            return isTaken
          },
          onFormats: setActive,
        })
        editor.describe(offers.aria())
        editor.focusEnd()
        handWords(editor)
      }
      void mount()
      onCleanup(() => {
        isOver = true
        editor?.destroy()
        editor = undefined
      })
    }),
  )
  createEffect(() => {
    const dropped = props.dropped ?? []
    if (dropped.length === 0) return
    props.onDroppedTaken?.()
    void files.add(dropped)
  })
  const offers = createOfferPlace({
    kinds: ['person', 'ticket'],
    text: prose,
    id: () => props.id,
    ticket: () => props.ticket,
    put: (from, words) => editor?.replaceBefore((before ?? '').length - from, words),
  })
  createEffect(() => {
    const attributes = offers.aria()
    editor?.describe(attributes)
  })
  const told = () => listed(offers.mentions().map((person) => desk.nameOf(person)))
  const macro = createMacroPlace({
    id: () => props.id,
    ticket: () => props.ticket,
    put: (words) => editor?.insertParagraphs(words),
    focus: () => editor?.focus(),
  })
  let isAdding = false
  let isHere = true
  onCleanup(() => (isHere = false))
  const add = async () => {
    const { id } = props
    const written = note()
    const said = text().trim()
    const formatted = written.formatted()
    if (isEmpty() || isAdding) return
    if (said === '') return desk.say(ticketWords.composer.noteEmpty)
    if (isTooLong) return desk.say(ticketWords.composer.noteTooLong)
    const trouble = files.trouble()
    if (trouble !== null) return desk.say(trouble)
    const attachments = [...written.names.list()]
    isAdding = true
    const isDone = await desk.addNote(id, {
      text: said,
      ...(formatted === undefined ? {} : { formatted }),
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
      <div class="reply-host" ref={host}>
        <ahead.Field />
      </div>
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
        files={files}
        label={mailWords.replyFiles.noteLabel}
        isOffline={desk.sync.status().link.state !== 'live'}
        onRemove={({ hash }) => files.remove(hash)}
      />
      <div class="composer-foot">
        <FormatBar
          active={active()}
          onFormat={(format) => {
            if (format === 'link' && !editor?.hasLink()) setLinking(true)
            else editor?.format(format)
          }}
        >
          <AddFiles host={() => host} onAdd={(added) => void files.add(added)} />
          <macro.Button />
        </FormatBar>
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
