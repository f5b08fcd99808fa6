/** The public reply: the draft that the team shares, its editor, and sending it. */
import { createEffect, createMemo, createSignal, on, onCleanup, Show } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import { draftBody, roundOf } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import { variablesLeft } from '../../shared/ticket/macro.ts'
import type { MailPerson, Message, Status, Ticket } from '../../shared/ticket/ticket.ts'
import { speaksOfFile } from '../state/attach-words.ts'
import { createDraft } from '../state/create-draft.ts'
import { createFiles } from '../state/create-files.ts'
import { createRecipients } from '../state/create-recipients.ts'
import { createTurn } from '../state/create-turn.ts'
import { isMac } from '../state/platform.ts'
import { useDesk } from '../state/replica-context.tsx'
import { isTinted } from '../state/tint-choice.ts'
import { keyWords } from '../words/key.ts'
import { ticketWords } from '../words/ticket.ts'
import { FormatBar, LinkField } from './format-bar.tsx'
import { Icon } from './icon.tsx'
import { createMacroPlace } from './macro-place.tsx'
import { createOfferPlace } from './offer-place.tsx'
import { placeFiles } from './place-files.ts'
import { domainOf, RecipientLine } from './recipient-line.tsx'
import type { Format, ReplyEditor } from './reply-editor.ts'
import { SendLater } from './send-later.tsx'
import { SendThen, type ThenMenu } from './send-then.tsx'
import { AddFiles, ReplyFileChips, type FilePlace } from './reply-files.tsx'
import { TurnLine } from './turn-line.tsx'
import { createTypedAhead } from './typed-ahead.tsx'
import { createTurnPlace } from './turn-place.tsx'

/** Whom the desk wrote to already, or a mail was copied to: their domains are nothing new. */
const copiedBy = ({ cc = [], bcc = [], newPeople = [] }: Message): MailPerson[] => [
  ...cc,
  ...bcc,
  ...newPeople,
]

type SendWish = { status?: Status | null; snoozeUntil?: number; notBefore?: number }

/** “is typing” ends this long after the last key. */
const TYPING_MS = 3_000

export function ReplyBox(props: {
  id: string
  ticket: Ticket
  name: string
  seen: string | null
  /** Files that were dropped beside it. */
  dropped: readonly File[]
  onDroppedTaken: () => void
  onReplying: (isReplying: boolean) => void
  /** How many people it goes to. */
  onReaders: (count: number) => void
  /** Somebody of the desk was mentioned: what is for the team goes on in the note. */
  onNote: () => void
  onClose: () => void
}) {
  const desk = useDesk()
  const round = createMemo(() => roundOf(props.ticket))
  const { draft, isSaved, isStored, isEmpty } = createDraft(desk, {
    ticket: () => props.id,
    isWanted: () => true,
    round,
  })
  const recipients = createRecipients({
    ticket: () => props.ticket,
    draft,
    ours: () => desk.info().queues.flatMap(({ address }) => address ?? []),
  })
  const files = createFiles(desk, { ticket: () => props.id, draft })
  createEffect(() => {
    const { cc, bcc } = recipients.audience()
    props.onReaders(1 + cc.length + bcc.length)
  })
  /** Sending was asked for while somebody else's choice of readers was not looked at. */
  const [isAsking, setAsking] = createSignal(false)
  /** Sending was asked for while the words spoke of a file and there was none. It is said once. */
  const [isFileMissed, setFileMissed] = createSignal(false)
  const [thenMenu, setThenMenu] = createSignal<ThenMenu | null>(null)
  const turn = createTurn(desk, draft)
  const turnPlace = createTurnPlace({
    id: () => props.id,
    draft,
    turn,
    isEmpty,
    focus: () => editor?.focus(),
  })
  /** The same over a colleague's lock, and before a review that was asked for was given. */
  const [isRefused, setRefused] = createSignal(false)
  const [isAskingReview, setAskingReview] = createSignal(false)
  const isReviewOwed = () => {
    const review = turn.review()
    if (review.state === 'none' || review.state === 'good') return false
    return review.asked.of !== desk.replica.me.id
  }
  createEffect(() => {
    if (!turn.lock()) setRefused(false)
  })
  // What is asked about is what stands there: once that is something else, it is asked anew.
  createEffect(on(turn.review, () => setAskingReview(false)))
  const knownDomains = createMemo(() => {
    const { requester, participants } = props.ticket.facts
    const people = [requester, ...participants, ...props.ticket.messages.flatMap(copiedBy)]
    const ours = desk.info().queues.flatMap(({ address }) => address ?? [])
    return new Set([...people.map(({ address }) => address), ...ours].map(domainOf))
  })
  const [active, setActive] = createSignal<ReadonlySet<Format>>(new Set())
  const [isLinking, setLinking] = createSignal(false)
  let host: HTMLDivElement | undefined
  let editor: ReplyEditor | undefined
  let typingTimer: ReturnType<typeof setTimeout> | undefined
  const ahead = createTypedAhead({ onLeave: () => props.onClose() })
  /** What is sent begins the next round before the box has closed: its draft takes no key of somebody who is done. */
  let isSending = false
  let openAfterAll: (() => Promise<void>) | null = null

  createEffect(
    on(draft, (opened) => {
      if (!opened) return
      let isOver = false
      const mount = async () => {
        const { openReplyEditor } = await import('./reply-editor.ts')
        await ahead.ready()
        if (isOver || !host) return
        openAfterAll = isSending ? mount : null
        if (isSending) return
        const handWords = ahead.take()
        editor = openReplyEditor({
          host,
          fragment: draftBody(opened.doc),
          awareness: opened.awareness,
          label: ticketWords.composer.replyTo({ name: props.name }),
          placeholder: ticketWords.composer.placeholder({ name: props.name }),
          pictures: files,
          onSend: (isSolving) => void send(isSolving ? { status: 'solved' } : {}),
          onSendSnooze: () => setThenMenu('snooze'),
          onLeave: () => props.onClose(),
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
          onTyping: () => {
            recipients.begin()
            turn.typed()
            clearTimeout(typingTimer)
            props.onReplying(true)
            typingTimer = setTimeout(() => props.onReplying(false), TYPING_MS)
          },
        })
        editor.describe(offers.aria())
        editor.setReadOnly(turn.lock() !== null)
        editor.focus()
        if (handWords(editor) && turn.lock()) setRefused(true)
      }
      void mount()
      onCleanup(() => {
        isOver = true
        editor?.destroy()
        editor = undefined
      })
    }),
  )
  onCleanup(() => {
    clearTimeout(typingTimer)
    props.onReplying(false)
  })

  createEffect(() => {
    const isLocked = turn.lock() !== null
    editor?.setReadOnly(isLocked)
  })

  // What is on its way from here or from a colleague is shown once it is there.
  createEffect(on(files.files, () => editor?.refreshPictures(), { defer: true }))
  createEffect(on(draft, () => setFileMissed(false), { defer: true }))

  const add = async (added: readonly File[], place: FilePlace) =>
    turn.lock() ? setRefused(true) : placeFiles(added, place, { editor: () => editor, files })
  createEffect(
    on([draft, () => props.dropped], ([opened, dropped]) => {
      if (!opened || dropped.length === 0) return
      props.onDroppedTaken()
      void add(dropped, null)
    }),
  )

  const macro = createMacroPlace({
    id: () => props.id,
    ticket: () => props.ticket,
    put: (text) => (turn.lock() ? setRefused(true) : editor?.insertParagraphs(text)),
    focus: () => editor?.focus(),
  })

  let before: string | null = null
  const offers = createOfferPlace({
    kinds: ['variable', 'person', 'ticket'],
    text: () => '',
    id: () => props.id,
    ticket: () => props.ticket,
    put(from, words, kind) {
      const isForNote = kind === 'person'
      editor?.replaceBefore((before ?? '').length - from, isForNote ? '' : words)
      if (isForNote) void mentionInNote(words)
    },
  })
  createEffect(() => {
    const attributes = offers.aria()
    editor?.describe(attributes)
  })
  /** The requester is mailed the reply: nobody of the desk is asked in it. */
  const mentionInNote = async (words: string) => {
    const [kept, { withMoreWords }] = await Promise.all([
      desk.replica.keptNote(props.id),
      import('../../shared/ticket/formatted-note.ts'),
    ])
    const note = { ...kept, ...withMoreWords(kept, words) }
    const isKept =
      note.text.length <= LIMITS.noteTextChars && (await desk.replica.keepNote(props.id, note))
    if (!isKept) return desk.say(ticketWords.composer.notStored)
    desk.say(ticketWords.composer.mentionMoved)
    props.onNote()
  }

  let isHere = true
  onCleanup(() => (isHere = false))
  const send = async ({ status = null, ...more }: SendWish) => {
    const opened = draft()
    if (!opened) return
    if (turn.lock()) {
      setRefused(true)
      return
    }
    if (isEmpty()) return desk.say(ticketWords.composer.empty)
    const { text } = renderDraft(opened.doc)
    const [open] = variablesLeft(text)
    if (open !== undefined) return desk.say(ticketWords.composer.variableLeft({ variable: open }))
    const trouble = files.trouble()
    if (trouble !== null) return desk.say(trouble)
    const isNews = recipients.news() !== null && !isAsking()
    const isUnreviewed = isReviewOwed() && !isAskingReview()
    if (isNews || isUnreviewed) {
      setAsking(recipients.news() !== null)
      setAskingReview(isReviewOwed())
      return
    }
    if (!isFileMissed() && files.files().length === 0 && speaksOfFile(text)) {
      setFileMissed(true)
      return
    }
    const { id } = props
    isSending = true
    turn.end()
    const isKept = await desk.send(id, {
      draft: opened.id,
      seen: props.seen,
      audience: recipients.key(),
      isForced: false,
      status,
      ...more,
    })
    isSending = false
    setAsking(false)
    setAskingReview(false)
    if (!isKept) void openAfterAll?.()
    // Who has gone on meanwhile may be writing elsewhere: nothing is closed under their hands.
    else if (isHere && props.id === id) props.onClose()
  }
  const state = () => {
    if (!isStored()) return ticketWords.composer.notStored
    if (desk.sync.status().link.state === 'offline') return ticketWords.composer.willSend
    return isSaved() ? ticketWords.composer.saved : ticketWords.composer.onDevice
  }
  /** A locked text takes no word: a key that was meant for it is no command either. Leaving and sending are its own again. */
  const onLockedKey = (event: KeyboardEvent) => {
    if (!turn.lock() || event.isComposing) return
    const isSend = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    const isWord = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    if (isSend || isWord) setRefused(true)
    else if (event.key === 'Escape') props.onClose()
    else return
    event.preventDefault()
  }
  return (
    <>
      <TurnLine
        turn={turn}
        acts={turnPlace.acts}
        isRefused={isRefused()}
        isAsking={isAskingReview()}
      />
      <RecipientLine
        requester={props.ticket.facts.requester}
        recipients={recipients}
        knownDomains={knownDomains()}
        isAsking={isAsking()}
        onLeave={() => {
          setAsking(false)
          editor?.focus()
        }}
      />
      <div class="note-place">
        <offers.List />
      </div>
      {/* The keys of the text itself, while its editor takes none. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        class="reply-host"
        classList={{ 'is-locked': turn.lock() !== null, 'has-no-tint': !isTinted() }}
        ref={host}
        onKeyDown={onLockedKey}
      >
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
        isOffline={desk.sync.status().link.state !== 'live'}
        onRemove={({ hash, inline }) => {
          if (turn.lock()) setRefused(true)
          else if (inline && editor) editor.removePicture(hash)
          else files.remove(hash)
        }}
      />
      <Show when={isFileMissed() && files.files().length === 0}>
        <p class="recipients-news is-asking" role="alert">
          <Icon name="clip" size={14} />
          <span>{ticketWords.composer.fileMissed}</span>
        </p>
      </Show>
      <div class="composer-foot">
        <FormatBar
          active={active()}
          isOff={turn.lock() !== null}
          onFormat={(format) => {
            if (format === 'link' && !editor?.hasLink()) setLinking(true)
            else editor?.format(format)
          }}
        >
          <turnPlace.Button />
          <AddFiles host={() => host} onAdd={(added, place) => void add(added, place)} />
          <macro.Button />
        </FormatBar>
        <span class="spacer" />
        <span class="draft-state" classList={{ 'is-trouble': !isStored() }}>
          {isEmpty() ? '' : state()}
        </span>
        <div class="composer-acts">
          <SendLater isDisabled={!draft()} onPick={(wish) => void send(wish)} />
          <button
            type="button"
            class="button"
            disabled={!draft()}
            onClick={() => void send({ status: 'solved' })}
          >
            {ticketWords.composer.sendSolve}
          </button>
          <button
            type="button"
            class="button is-primary"
            title={isMac() ? '⌘↵' : `${keyWords.caps.ctrl} ↵`}
            disabled={!draft()}
            onClick={() => void send({})}
          >
            {ticketWords.composer.send}
            <kbd>{isMac() ? '⌘↵' : `${keyWords.caps.ctrl} ↵`}</kbd>
          </button>
          <SendThen
            isDisabled={!draft()}
            open={thenMenu()}
            onOpen={setThenMenu}
            onPick={(then) => void send(then)}
          />
        </div>
      </div>
    </>
  )
}
