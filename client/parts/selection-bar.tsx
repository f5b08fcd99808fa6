/**
 * Below the list while tickets are chosen: how many, what can be done to all of them at once, with the keys that do it to
 * one. Lazy, loaded right behind the list. Not here: what is chosen (create-selection), how it is done (state/batch).
 */
import { createMemo, For, onMount, Show } from 'solid-js'
import { breathe } from '../state/create-order.ts'
import type { Selection } from '../state/create-selection.ts'
import { sayKeys } from '../state/key-choice.ts'
import type { CommandId } from '../state/keys.ts'
import { keyMap } from '../state/own-keys.ts'
import { isMac } from '../state/platform.ts'
import { useDesk } from '../state/replica-context.tsx'
import { isDone } from '../state/view.ts'
import { bulkWords } from '../words/bulk.ts'
import type { FieldKind } from './field-menu.tsx'
import { Icon, type IconName } from './icon.tsx'

const BUTTONS: readonly { id: keyof typeof bulkWords.commands; icon: IconName | `M${string}` }[] = [
  { id: 'done-next', icon: 'check' },
  { id: 'snooze', icon: 'moon' },
  { id: 'assign-me', icon: 'M8 2.5v6M5 5v5.5M11 5v5.5M5 10.5a3 3 0 0 0 6 0' },
  { id: 'assign', icon: 'person' },
  { id: 'status', icon: 'waiting' },
  { id: 'priority', icon: 'report' },
  { id: 'label', icon: 'tag' },
  { id: 'move', icon: 'queue' },
  { id: 'unread', icon: 'inbox' },
  { id: 'watch', icon: 'eye' },
  { id: 'spam', icon: 'spam' },
]
const MENUS: readonly FieldKind[] = ['snooze', 'assign', 'status', 'priority', 'label', 'move']

export function SelectionBar(props: {
  selection: Selection
  /** Of the list on screen. */
  list: readonly string[]
  current: string | null
  onMove: (id: string) => void
  onField: (kind: FieldKind, tickets: readonly string[], anchor: DOMRect | null) => void
}) {
  const desk = useDesk()
  let bar: HTMLElement | undefined
  const ids = () => props.selection.ids()
  const inView = createMemo(() => new Set(props.list))
  const away = createMemo(() => [...ids()].filter((id) => !inView().has(id)).length)
  /** What one may no longer see is not done anything to. */
  const tickets = () => [...ids()].filter((id) => desk.rows.byId(id) !== undefined)
  const clear = () => {
    const hadFocus = bar?.contains(document.activeElement) === true
    props.selection.set([])
    if (!hadFocus) return
    const row = document.querySelector('.row[tabindex="0"]')
    if (row instanceof HTMLElement) row.focus()
  }
  /** What has left the list by this is done with; nobody wants the next key to change what is out of sight. */
  const settle = () => {
    if (![...ids()].some((id) => inView().has(id))) props.selection.set([])
  }
  const solve = async (isMovingOn: boolean) => {
    const at = props.list.indexOf(props.current ?? '')
    const next = props.list.slice(at + 1).find((id) => !ids().has(id))
    const isLeaving = props.current !== null && ids().has(props.current)
    const open = tickets().filter((id) => {
      const row = desk.rows.byId(id)
      return row !== undefined && !isDone(row)
    })
    const isThrough = await desk.act(open, { op: 'set-status', status: 'solved' })
    if (isThrough && isMovingOn && isLeaving && next !== undefined) props.onMove(next)
    settle()
  }
  const watch = async () => {
    const me = desk.replica.me.id
    const unwatched: string[] = []
    const watched: string[] = []
    for (const id of tickets()) {
      const opened = await desk.replica.openTicket(id)
      if (!opened.ok) continue
      const isWatching = opened.value.ticket.watchers.includes(me)
      ;(isWatching ? watched : unwatched).push(id)
      await breathe()
    }
    // As with one: watched by all, it ends.
    if (unwatched.length > 0) await desk.act(unwatched, { op: 'watch', person: me })
    else await desk.act(watched, { op: 'unwatch', person: me })
  }
  const markUnread = async () => {
    const wanted = tickets()
    for (const id of wanted) {
      await desk.rows.markSeen(id, null)
      await breathe()
    }
    desk.say(bulkWords.did.unread({ n: wanted.length }))
  }

  const { bindFirst } = desk.commands
  bindFirst('back', clear)
  bindFirst('done-next', () => void solve(true))
  bindFirst('done', () => void solve(false))
  bindFirst('unread', () => void markUnread())
  bindFirst('watch', () => void watch())
  bindFirst('assign-me', () => {
    const op = { op: 'set-assignee', assignee: desk.replica.me.id } as const
    void desk.act(tickets(), op).then(settle)
  })
  /** Not spam after all, when all of them are. */
  const isAllSpam = () => tickets().every((id) => desk.rows.byId(id)?.isSpam)
  bindFirst(
    'spam',
    () => void desk.act(tickets(), { op: 'mark-spam', isSpam: !isAllSpam() }).then(settle),
  )
  for (const kind of MENUS)
    bindFirst(kind, () => props.onField(kind, tickets(), bar?.getBoundingClientRect() ?? null))

  const nameOf = (id: keyof typeof bulkWords.commands) =>
    id === 'spam' && isAllSpam() ? bulkWords.notSpam : bulkWords.commands[id]
  const sayTitle = (id: keyof typeof bulkWords.commands) => {
    const keys = keyMap()[id satisfies CommandId][0]
    const name = nameOf(id)
    return keys === undefined ? name : `${name} (${sayKeys(keys, isMac()).join(' ')})`
  }
  // The chosen row is kept in sight when the bar takes its place.
  onMount(() => document.querySelector('.row.is-current')?.scrollIntoView({ block: 'nearest' }))
  return (
    <section ref={bar} class="selection-bar" aria-label={bulkWords.label}>
      <p class="selection-count">
        <span role="status" aria-live="polite">
          {bulkWords.chosen({ n: ids().size })}
          <Show when={away() > 0}>
            <span class="selection-away"> · {bulkWords.away({ n: away() })}</span>
          </Show>
        </span>
        <Show when={desk.working()}>
          {(working) => (
            <span class="selection-away" aria-hidden="true">
              {bulkWords.working({ n: working().count, of: working().of })}
            </span>
          )}
        </Show>
        <span class="spacer" />
        <button type="button" class="icon-button" title={bulkWords.clear} onClick={clear}>
          <Icon name="close" />
          <span class="sr-only">{bulkWords.clear}</span>
        </button>
      </p>
      <div class="selection-acts">
        <For each={BUTTONS}>
          {({ id, icon }) => (
            <button
              type="button"
              class="icon-button"
              title={sayTitle(id)}
              aria-label={nameOf(id)}
              onClick={() => desk.commands.run(id)}
            >
              <Icon name={icon} />
            </button>
          )}
        </For>
      </div>
    </section>
  )
}
