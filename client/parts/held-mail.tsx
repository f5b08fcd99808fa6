/**
 * Mail that did not become a ticket, and why: what machines wrote, and what somebody should look at. Nothing is dropped
 * silently. Shown as text only. Not here: one of them (held-item).
 */
import { createSignal, For, Show } from 'solid-js'
import { createList } from '../state/create-list.ts'
import {
  HELD_LISTS,
  listHeld,
  type HeldCounts,
  type HeldItem,
  type HeldList,
} from '../state/held.ts'
import { sayWhyHeld } from '../state/held-words.ts'
import { sayAgo, sayExactly } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { deskWords } from '../words/desk.ts'
import { listed } from '../words/read-words.ts'
import { HeldItemDialog } from './held-item.tsx'
import { ServerListView } from './server-list.tsx'

export function HeldMail() {
  const [list, setList] = createSignal<HeldList>('held')
  const [counts, setCounts] = createSignal<HeldCounts | null>(null)
  return (
    <section class="settings-section">
      <h2>{deskWords.settings.held}</h2>
      <p class="muted">{deskWords.settings.heldLead}</p>
      <div class="segments" role="radiogroup" aria-label={deskWords.settings.held}>
        <For each={HELD_LISTS}>
          {(one) => (
            <label>
              <input
                type="radio"
                name="held-list"
                checked={list() === one}
                onChange={() => setList(one)}
              />
              {deskWords.held.lists[one]}
              <Show when={counts()?.[one]}>
                {(count) => <span class="held-count">{count()}</span>}
              </Show>
            </label>
          )}
        </For>
      </div>
      <Show when={list()} keyed>
        {(shown) => <HeldItems list={shown} onCounts={setCounts} />}
      </Show>
    </section>
  )
}

function HeldItems(props: { list: HeldList; onCounts: (counts: HeldCounts) => void }) {
  const [open, setOpen] = createSignal<HeldItem | null>(null)
  const list = createList(async (before) => {
    const page = await listHeld(props.list, before)
    if (page.ok) props.onCounts(page.value.counts)
    return page
  })
  return (
    <>
      <p class="page-note">{deskWords.held.about[props.list]}</p>
      <ServerListView list={list} emptyTitle={deskWords.held.nothing[props.list]}>
        {(items) => (
          <ul class="held-list">
            <For each={items}>
              {(item) => <HeldLine item={item} onOpen={() => setOpen(item)} />}
            </For>
          </ul>
        )}
      </ServerListView>
      <Show when={open()} keyed>
        {(item) => (
          <HeldItemDialog
            item={item}
            onClose={() => setOpen(null)}
            onDone={() => {
              setOpen(null)
              void list.refetch()
            }}
          />
        )}
      </Show>
    </>
  )
}

function HeldLine(props: { item: HeldItem; onOpen: () => void }) {
  const desk = useDesk()
  const queues = () => listed(props.item.queues.map((slug) => desk.queueName(slug)))
  return (
    <li>
      <button type="button" class="held-line" aria-haspopup="dialog" onClick={() => props.onOpen()}>
        <span class="held-subject" dir="auto">
          {props.item.subject || deskWords.held.noSubject}
        </span>
        <time class="held-when" title={sayExactly(props.item.at)}>
          {sayAgo(props.item.at, desk.clock.minute())}
        </time>
        <span class="held-from" dir="auto">
          {props.item.from || deskWords.held.noSender}
        </span>
        <span class="held-why">
          {sayWhyHeld(props.item.reason)} · {queues() || deskWords.held.noQueue}
        </span>
      </button>
    </li>
  )
}
