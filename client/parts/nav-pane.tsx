/** The side bar: views with counts worked out on this device, queues, reports and settings, the pill. */
import { For, Show } from 'solid-js'
import { A } from '@solidjs/router'
import type { SavedViews } from '../state/saved-views.ts'
import type { ViewId } from '../state/view.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../words/first.ts'
import { say } from '../words/read-words.ts'
import { Icon, type IconName } from './icon.tsx'
import { SyncPill } from './sync-pill.tsx'

const VIEWS: readonly { id: keyof typeof words.views; icon: IconName }[] = [
  { id: 'inbox', icon: 'inbox' },
  { id: 'mine', icon: 'person' },
  { id: 'mentions', icon: 'note' },
  { id: 'unassigned', icon: 'nobody' },
  { id: 'waiting', icon: 'waiting' },
  { id: 'attention', icon: 'attention' },
  { id: 'drafts', icon: 'draft' },
  { id: 'snoozed', icon: 'moon' },
  { id: 'solved', icon: 'check' },
  { id: 'spam', icon: 'spam' },
  { id: 'all', icon: 'all' },
]
/** These grow without end: a number beside them says nothing. */
const UNCOUNTED: ReadonlySet<string> = new Set(['solved', 'spam', 'all'])

export function NavPane(props: {
  current: ViewId | 'reports' | 'settings' | null
  counts: ReadonlyMap<string, number>
  saved: SavedViews | null
  onViews: () => void
  onGo: () => void
  onSync: () => void
}) {
  const desk = useDesk()
  const shownSaved = () => props.saved?.list().filter((view) => view.isPinned || !view.isOwn) ?? []
  const countOf = (id: string) => props.counts.get(id) ?? props.saved?.counts().get(id)
  const item = (id: string, name: string, icon: IconName, href: string) => (
    <li>
      <A
        class="nav-item"
        classList={{
          'is-current': props.current === id,
          'is-alert': id === 'attention' && (countOf(id) ?? 0) > 0,
        }}
        href={href}
        aria-current={props.current === id ? 'page' : undefined}
        aria-label={
          UNCOUNTED.has(id) || countOf(id) === undefined
            ? undefined
            : words.nav.viewCount({ name, n: countOf(id) ?? 0 })
        }
        onClick={() => props.onGo()}
      >
        <Icon name={icon} />
        <span class="nav-name" dir="auto">
          {name}
        </span>
        <Show when={!UNCOUNTED.has(id) && (countOf(id) ?? 0) > 0}>
          <span class="nav-count">{say.number(countOf(id) ?? 0)}</span>
        </Show>
      </A>
    </li>
  )
  return (
    <nav class="nav-pane" aria-label={words.nav.label}>
      <p class="nav-desk">
        <bdi>{desk.info().name || words.app}</bdi>
      </p>
      <div class="nav-lists">
        <ul>
          <For each={VIEWS}>
            {(view) => item(view.id, words.views[view.id], view.icon, `/v/${view.id}`)}
          </For>
        </ul>
        <Show when={shownSaved().length > 0}>
          <h2 class="nav-title">
            <button type="button" class="nav-more" onClick={() => props.onViews()}>
              {words.nav.saved}
              <span class="sr-only">: {words.nav.saveView}</span>
            </button>
          </h2>
          <ul>
            <For each={shownSaved()}>
              {(view) =>
                item(
                  view.slug,
                  view.name,
                  'search',
                  `/v/${view.slug}${view.query && `?q=${encodeURIComponent(view.query)}`}`,
                )
              }
            </For>
          </ul>
        </Show>
        <h2 class="nav-title">{words.nav.queues}</h2>
        <ul>
          <For each={desk.info().queues}>
            {(queue) => item(`q-${queue.slug}`, queue.name, 'queue', `/v/q-${queue.slug}`)}
          </For>
        </ul>
        <h2 class="nav-title">{words.nav.desk}</h2>
        <ul>
          {item('reports', words.nav.reports, 'report', '/reports')}
          {item('settings', words.nav.settings, 'settings', '/settings')}
        </ul>
      </div>
      <div class="nav-foot">
        <SyncPill onOpen={props.onSync} />
      </div>
    </nav>
  )
}
