/** Where answers are written: a public reply that several people may type, or a note for the team. Plainly different. */
import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Status, Ticket } from '../../shared/ticket/ticket.ts'
import { draftBody } from '../../shared/ticket/draft-doc.ts'
import type { Present } from '../replica/api.ts'
import { createDraft } from '../state/create-draft.ts'
import { isMac } from '../state/platform.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../strings.ts'
import { Icon, type IconName } from './icon.tsx'
import type { Format, ReplyEditor } from './reply-editor.ts'

export type ComposerKind = 'reply' | 'note'

/** “is typing” ends this long after the last key. */
const TYPING_MS = 3_000

const FORMAT_ICONS: Record<Format, IconName | null> = {
  strong: null,
  em: null,
  underline: null,
  strike: null,
  link: 'link',
  bullets: 'bullets',
  numbers: 'numbers',
  quote: 'quote',
  code: 'code',
}
const FORMAT_LETTERS: Partial<Record<Format, string>> = {
  strong: 'B',
  em: 'I',
  underline: 'U',
  strike: 'S',
}
const FORMATS_SHOWN = Object.keys(FORMAT_ICONS).filter(
  (name): name is Format => name in FORMAT_ICONS,
)

export function Composer(props: {
  id: string
  ticket: Ticket
  /** Which tab is open; null: folded away. */
  kind: ComposerKind | null
  hasDraft: boolean
  present: readonly Present[]
  seen: string | null
  onKind: (kind: ComposerKind | null) => void
  onReplying: (isReplying: boolean) => void
}) {
  const requester = () => props.ticket.facts.requester
  const name = () => requester().name || requester().address
  const replying = createMemo(() => props.present.filter((person) => person.isReplying))
  return (
    <section
      class="composer"
      classList={{ [`composer-${props.kind ?? 'folded'}`]: true }}
      aria-label={words.composer.tabs}
    >
      <Show when={replying().length > 0}>
        <p class="composer-replying" role="status">
          <span class="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {replying().length === 1
            ? words.ticket.replying(replying()[0]?.name ?? '')
            : words.ticket.replyingMany(
                replying()
                  .map((person) => person.name)
                  .join(', '),
              )}
        </p>
      </Show>
      <Show
        when={props.kind}
        fallback={
          <div class="composer-bar">
            <button type="button" class="composer-open" onClick={() => props.onKind('reply')}>
              <Icon name="reply" />
              <span dir="auto">
                {props.hasDraft ? words.composer.continueDraft : words.composer.replyTo(name())}
              </span>
              <kbd>R</kbd>
            </button>
            <button
              type="button"
              class="composer-open is-note"
              onClick={() => props.onKind('note')}
            >
              <Icon name="note" />
              <span>{words.composer.note}</span>
              <kbd>N</kbd>
            </button>
          </div>
        }
      >
        <div class="composer-head">
          <div class="tabs" role="tablist" aria-label={words.composer.tabs}>
            <For each={['reply', 'note'] as const}>
              {(kind) => (
                <button
                  type="button"
                  role="tab"
                  class="tab"
                  aria-selected={props.kind === kind}
                  tabindex={props.kind === kind ? 0 : -1}
                  onClick={() => props.onKind(kind)}
                  onKeyDown={(event) => {
                    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
                    props.onKind(kind === 'reply' ? 'note' : 'reply')
                  }}
                >
                  <Icon name={kind === 'reply' ? 'reply' : 'lock'} size={14} />
                  {words.composer[kind]}
                </button>
              )}
            </For>
          </div>
          <p class="composer-banner" dir="auto">
            {props.kind === 'reply'
              ? words.composer.banner(name(), requester().address)
              : words.composer.noteBanner}
          </p>
          <button
            type="button"
            class="icon-button"
            aria-label={words.composer.close}
            title={`${words.composer.close} (Esc)`}
            onClick={() => props.onKind(null)}
          >
            <Icon name="down" />
          </button>
        </div>
        <Show
          when={props.kind === 'reply'}
          fallback={<NoteBox id={props.id} onDone={() => props.onKind(null)} />}
        >
          <ReplyBox
            id={props.id}
            ticket={props.ticket}
            name={name()}
            seen={props.seen}
            onReplying={props.onReplying}
            onClose={() => props.onKind(null)}
          />
        </Show>
      </Show>
    </section>
  )
}

function ReplyBox(props: {
  id: string
  ticket: Ticket
  name: string
  seen: string | null
  onReplying: (isReplying: boolean) => void
  onClose: () => void
}) {
  const desk = useDesk()
  // The round of a draft is the number of replies before it (shared/ticket/draft-doc).
  const round = createMemo(
    () => props.ticket.messages.filter((message) => message.kind === 'reply').length,
  )
  const { draft, isSaved, isEmpty } = createDraft(desk, {
    ticket: () => props.id,
    isWanted: () => true,
    round,
  })
  const [active, setActive] = createSignal<ReadonlySet<Format>>(new Set())
  const [isLinking, setLinking] = createSignal(false)
  let host: HTMLDivElement | undefined
  let editor: ReplyEditor | undefined
  let typingTimer: ReturnType<typeof setTimeout> | undefined

  createEffect(
    on(draft, (opened) => {
      if (!opened) return
      let isOver = false
      const mount = async () => {
        const { openReplyEditor } = await import('./reply-editor.ts')
        if (isOver || !host) return
        editor = openReplyEditor({
          host,
          fragment: draftBody(opened.doc),
          awareness: opened.awareness,
          label: words.composer.replyTo(props.name),
          placeholder: words.composer.placeholder(props.name),
          onSend: (isSolving) => void send(isSolving ? 'solved' : null),
          onLeave: () => props.onClose(),
          onLink: () => setLinking(true),
          onFormats: setActive,
          onTyping: () => {
            clearTimeout(typingTimer)
            props.onReplying(true)
            typingTimer = setTimeout(() => props.onReplying(false), TYPING_MS)
          },
        })
        editor.focus()
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

  const send = async (status: Status | null) => {
    const opened = draft()
    if (!opened) return
    if (isEmpty()) return desk.say(words.composer.empty)
    const isKept = await desk.send(props.id, {
      draft: opened.id,
      seen: props.seen,
      isForced: false,
      status,
    })
    if (isKept) props.onClose()
  }
  const state = () => {
    if (desk.sync.status().link.state === 'offline') return words.composer.willSend
    return isSaved() ? words.composer.saved : words.composer.onDevice
  }
  return (
    <>
      <div class="reply-host" ref={host}>
        <Show when={!draft()}>
          <p class="muted reply-loading">{words.composer.loading}</p>
        </Show>
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
      <div class="composer-foot">
        <div class="format-bar" role="toolbar" aria-label={words.composer.toolbar}>
          <For each={FORMATS_SHOWN}>
            {(format) => (
              <button
                type="button"
                class="format-button"
                classList={{ [`format-${format}`]: true }}
                aria-label={words.composer.format[format]}
                title={words.composer.format[format]}
                aria-pressed={active().has(format)}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => {
                  if (format === 'link' && !editor?.hasLink()) setLinking(true)
                  else editor?.format(format)
                }}
              >
                <FormatFace format={format} />
              </button>
            )}
          </For>
        </div>
        <span class="spacer" />
        <span class="draft-state">{isEmpty() ? '' : state()}</span>
        <button
          type="button"
          class="button"
          disabled={!draft()}
          onClick={() => void send('solved')}
        >
          {words.composer.sendSolve}
        </button>
        <button
          type="button"
          class="button is-primary"
          title={isMac() ? '⌘↵' : 'Ctrl ↵'}
          disabled={!draft()}
          onClick={() => void send(null)}
        >
          {words.composer.send}
          <kbd>{isMac() ? '⌘↵' : 'Ctrl ↵'}</kbd>
        </button>
      </div>
    </>
  )
}

function FormatFace(props: { format: Format }) {
  const icon = () => FORMAT_ICONS[props.format]
  return (
    <Show when={icon()} fallback={<span aria-hidden="true">{FORMAT_LETTERS[props.format]}</span>}>
      {(name) => <Icon name={name()} />}
    </Show>
  )
}

function LinkField(props: { onDone: (href: string | null) => void }) {
  const finish = (text: string) => {
    const href = text.trim()
    if (!href) return props.onDone(null)
    props.onDone(/^(https?:|mailto:)/i.test(href) ? href : `https://${href}`)
  }
  return (
    <input
      class="link-field"
      type="url"
      aria-label={words.composer.linkTo}
      placeholder={words.composer.linkTo}
      ref={(field) => queueMicrotask(() => field.focus())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(event.currentTarget.value)
        else if (event.key === 'Escape') props.onDone(null)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}

/** Words of a note not yet added are kept for the tab, so that a look at another ticket costs nothing. */
const unsentNotes = new Map<string, string>()

function NoteBox(props: { id: string; onDone: () => void }) {
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
