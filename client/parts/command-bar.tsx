/** The command palette: every command that can be used now, with its key, and tickets by number or words. Lazy. */
import { createMemo, createSignal, For, Show } from 'solid-js'
import { sayKeys } from '../state/key-choice.ts'
import type { CommandId } from '../state/keys.ts'
import { keyMap } from '../state/own-keys.ts'
import { isMac } from '../state/platform.ts'
import { useDesk } from '../state/replica-context.tsx'
import type { ShownView } from '../state/saved-views.ts'
import { keyWords } from '../words/key.ts'
import { GROUP_OF } from '../state/key-groups.ts'
import { words } from '../words/first.ts'
import { Dialog } from './dialog.tsx'
import { Icon } from './icon.tsx'
import { createPicker, PickList } from './picker.tsx'
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
          ? !row.isSpam && `${row.subject} ${row.requester}`.toLocaleLowerCase().includes(query)
          : String(row.number).startsWith(number)
      if (isFound) tickets.push({ kind: 'ticket', id: row.id })
    }
    const views = props.views
      .filter(({ name }) => matches(name, query))
      .map((view): Entry => ({ kind: 'view', id: view.id, view }))
    return [...commands, ...views, ...tickets]
  })
  const choose = (entry: Entry) => {
    close()
    // After the dialog has given the focus back, so that a menu finds its place.
    queueMicrotask(() => {
      if (entry.kind === 'command') desk.commands.run(entry.id)
      else if (entry.kind === 'view') props.onGo(hrefOfView(entry.view))
      else props.onOpenTicket(entry.id)
    })
  }
  const picker = createPicker({ id: 'palette-list', items: entries, onPick: choose })
  return (
    <Dialog title={keyWords.palette.label} class="palette" isTitleHidden onClose={props.onClose}>
      <div class="palette-field">
        <Icon name="search" />
        <input
          ref={(field) => {
            close = () => field.closest('dialog')?.close()
          }}
          {...picker.field()}
          aria-label={keyWords.palette.label}
          placeholder={keyWords.palette.placeholder}
          onInput={(event) => {
            setText(event.currentTarget.value)
            picker.moveTo(0)
          }}
        />
      </div>
      <PickList
        picker={picker}
        class="palette-list"
        label={keyWords.palette.label}
        nothing={<p class="choice-none">{keyWords.palette.nothing}</p>}
      >
        {(entry) =>
          entry.kind === 'command' ? (
            <CommandFace id={entry.id} />
          ) : entry.kind === 'view' ? (
            <span class="palette-title">
              {keyWords.sheet.groups.go} <bdi>{entry.view.name}</bdi>
            </span>
          ) : (
            <TicketFace id={entry.id} />
          )
        }
      </PickList>
    </Dialog>
  )
}

function hrefOfView({ slug, query }: ShownView): string {
  return `/v/${slug}${query && `?q=${encodeURIComponent(query)}`}`
}

function titleOf(id: CommandId): string {
  const title = keyWords.commands[id]
  return GROUP_OF[id] === 'go' ? keyWords.palette.go({ where: title }) : title
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
          <span class="row-number">{words.ticketNumber({ n: row().number })}</span>
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
