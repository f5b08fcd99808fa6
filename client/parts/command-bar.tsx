/** The command palette: every command that can be used now, with its key, and tickets by number or words. Lazy. */
import { createEffect, createMemo, createSignal, For, Show } from 'solid-js'
import { sayKeys } from '../state/key-choice.ts'
import type { CommandId } from '../state/keys.ts'
import { keyMap } from '../state/own-keys.ts'
import { isMac } from '../state/platform.ts'
import { useDesk } from '../state/replica-context.tsx'
import type { ShownView } from '../state/saved-views.ts'
import { COMMANDS, keyWords } from '../key-words.ts'
import { words } from '../strings.ts'
import { Dialog } from './dialog.tsx'
import { Icon } from './icon.tsx'
import { StatusMark } from './status-mark.tsx'

const TICKETS_SHOWN = 8

type Entry =
  | { kind: 'command'; id: CommandId }
  | { kind: 'view'; id: string; view: ShownView }
  | { kind: 'ticket'; id: string }

export function CommandBar(props: {
  views: readonly ShownView[]
  onGo: (href: string) => void
  onClose: () => void
  onOpenTicket: (id: string) => void
}) {
  const desk = useDesk()
  const [text, setText] = createSignal('')
  const [at, setAt] = createSignal(0)
  let list: HTMLDivElement | undefined
  let close = () => {}
  const wanted = () => text().trim().toLocaleLowerCase()
  const entries = createMemo((): Entry[] => {
    const query = wanted()
    const commands = desk.commands
      .bound()
      .filter((id) => id !== 'palette' && id !== 'back' && matches(titleOf(id), query))
      .toSorted((a, b) => rankOf(titleOf(b), query) - rankOf(titleOf(a), query))
      .map((id): Entry => ({ kind: 'command', id }))
    if (query === '') return commands
    const number = /^#?(\d+)$/.exec(query)?.[1]
    const tickets: Entry[] = []
    for (const row of desk.rows.all()) {
      if (tickets.length >= TICKETS_SHOWN) break
      const isFound =
        number === undefined
          ? `${row.subject} ${row.requester}`.toLocaleLowerCase().includes(query)
          : String(row.number).startsWith(number)
      if (isFound) tickets.push({ kind: 'ticket', id: row.id })
    }
    const views = props.views
      .filter(({ name }) => matches(name, query))
      .map((view): Entry => ({ kind: 'view', id: view.id, view }))
    return [...commands, ...views, ...tickets]
  })
  createEffect(() => {
    list?.querySelector(`#entry-${at()}`)?.scrollIntoView({ block: 'nearest' })
  })
  const choose = (entry: Entry | undefined) => {
    if (!entry) return
    close()
    // After the dialog has given the focus back, so that a menu finds its place.
    queueMicrotask(() => {
      if (entry.kind === 'command') desk.commands.run(entry.id)
      else if (entry.kind === 'view') props.onGo(hrefOfView(entry.view))
      else props.onOpenTicket(entry.id)
    })
  }
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      const count = Math.max(1, entries().length)
      setAt((was) => (was + step + count) % count)
    } else if (event.key === 'Enter') choose(entries()[at()])
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={keyWords.palette.label} class="palette" isTitleHidden onClose={props.onClose}>
      <div class="palette-field">
        <Icon name="search" />
        <input
          ref={(field) => {
            close = () => field.closest('dialog')?.close()
          }}
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={entries().length > 0 ? `entry-${at()}` : undefined}
          aria-label={keyWords.palette.label}
          placeholder={keyWords.palette.placeholder}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => {
            setText(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKey}
        />
      </div>
      <div
        class="palette-list"
        id="palette-list"
        role="listbox"
        aria-label={keyWords.palette.label}
        ref={list}
      >
        <For each={entries()}>
          {(entry, index) => (
            // The keys are the field's: it names the option by aria-activedescendant.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              id={`entry-${index()}`}
              class="palette-entry"
              classList={{ 'is-at': index() === at() }}
              role="option"
              aria-selected={index() === at()}
              onPointerMove={() => setAt(index())}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(entry)}
            >
              {entry.kind === 'command' ? (
                <CommandFace id={entry.id} />
              ) : entry.kind === 'view' ? (
                <span class="palette-title" dir="auto">
                  {keyWords.sheet.groups.go} {entry.view.name}
                </span>
              ) : (
                <TicketFace id={entry.id} />
              )}
            </div>
          )}
        </For>
        <Show when={entries().length === 0}>
          <p class="choice-none">{keyWords.palette.nothing}</p>
        </Show>
      </div>
    </Dialog>
  )
}

function hrefOfView({ slug, query }: ShownView): string {
  return `/v/${slug}${query && `?q=${encodeURIComponent(query)}`}`
}

function titleOf(id: CommandId): string {
  const { title, group } = COMMANDS[id]
  return group === 'go' ? `${keyWords.sheet.groups.go} ${title}` : title
}

/** What begins with the words asked for comes first, then what has a word that does. */
function rankOf(title: string, query: string): number {
  const within = title.toLocaleLowerCase()
  if (query === '') return 0
  return within.startsWith(query) ? 2 : within.includes(` ${query}`) ? 1 : 0
}

/** All the words asked for, in any order. */
function matches(title: string, query: string): boolean {
  const within = title.toLocaleLowerCase()
  return query.split(/\s+/).every((word) => within.includes(word))
}

function CommandFace(props: { id: CommandId }) {
  return (
    <>
      <span class="palette-title">{titleOf(props.id)}</span>
      <KeyCaps keys={keyMap()[props.id][0]} />
    </>
  )
}

function TicketFace(props: { id: string }) {
  const desk = useDesk()
  return (
    <Show when={desk.rows.byId(props.id)}>
      {(row) => (
        <>
          <StatusMark status={row().status} />
          <span class="row-number">{words.ticketNumber(row().number)}</span>
          <span class="palette-title" dir="auto">
            {row().subject}
          </span>
          <span class="muted" dir="auto">
            {row().requester}
          </span>
        </>
      )}
    </Show>
  )
}

export function KeyCaps(props: { keys: string | undefined }) {
  return (
    <span class="key-caps">
      <For each={props.keys ? sayKeys(props.keys, isMac()) : []}>{(cap) => <kbd>{cap}</kbd>}</For>
    </span>
  )
}
