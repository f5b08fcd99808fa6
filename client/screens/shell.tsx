/** What stands around every screen of the app: side bar, palette, cheat sheet, drawer, the line about the last act. */
import { useLocation, useNavigate } from '@solidjs/router'
import {
  createContext,
  createSignal,
  getOwner,
  lazy,
  onCleanup,
  runWithOwner,
  Show,
  Suspense,
  useContext,
  type Accessor,
  type JSX,
} from 'solid-js'
import { assert } from '../../shared/kit/fault.ts'
import { NavPane } from '../parts/nav-pane.tsx'
import { NoticeLine } from '../parts/notice-line.tsx'
import { createCounts } from '../state/create-counts.ts'
import { createViewFacts } from '../state/create-view.ts'
import { isDarkNow, prefer, preferences } from '../state/preferences.ts'
import { endSearch } from '../state/search-slot.ts'
import type { SavedViews } from '../state/saved-views.ts'
import { useDesk } from '../state/replica-context.tsx'
import { parseViewId, type ViewFacts, type ViewId } from '../state/view.ts'
import { words } from '../words/first.ts'

const CommandBar = lazy(() =>
  import('../parts/command-bar.tsx').then((m) => ({ default: m.CommandBar })),
)
const KeySheet = lazy(() => import('../parts/key-sheet.tsx').then((m) => ({ default: m.KeySheet })))
const SyncDrawer = lazy(() =>
  import('../parts/sync-drawer.tsx').then((m) => ({ default: m.SyncDrawer })),
)

const NewTicket = lazy(() =>
  import('../parts/new-ticket-dialog.tsx').then((m) => ({ default: m.NewTicketDialog })),
)

const ViewDialog = lazy(() =>
  import('../parts/view-dialog.tsx').then((m) => ({ default: m.ViewDialog })),
)

type Shell = {
  facts: Accessor<ViewFacts>
  /** Null before they have come: lists are there first. */
  saved: Accessor<SavedViews | null>
  counts: Accessor<ReadonlyMap<string, number>>
  toggleNav(): void
  openSync(): void
}
type Overlay = 'palette' | 'keys' | 'sync' | 'new-ticket' | 'views'

const ShellContext = createContext<Shell>()

const isPart = (view: string | null) => view === 'first' || view === 'next'

export function useShell(): Shell {
  const shell = useContext(ShellContext)
  assert(shell, 'a screen stands inside Shell')
  return shell
}

export function Shell(props: { children?: JSX.Element }) {
  const desk = useDesk()
  const navigate = useNavigate()
  const location = useLocation()
  const facts = createViewFacts(desk)
  const counts = createCounts(desk, facts)
  // Words that were kept for searching go with the desk.
  onCleanup(endSearch)
  const [isNavOpen, setNavOpen] = createSignal(false)
  const [overlay, setOverlay] = createSignal<Overlay | null>(null)
  const close = () => setOverlay(null)
  const [saved, setSaved] = createSignal<SavedViews | null>(null)
  const owner = getOwner()
  void import('../state/saved-views.ts').then((m) =>
    runWithOwner(owner, () => setSaved(m.createSavedViews(desk, facts))),
  )

  const current = (): ViewId | 'reports' | 'settings' | null => {
    const [, part, name] = location.pathname.replace(/^\/app/, '').split('/')
    if (part === 'reports' || part === 'settings') return part
    if (part === 'v') return parseViewId(name ?? '')
    return part === 'practice' ? null : 'inbox'
  }

  const { bind } = desk.commands
  bind('palette', () => setOverlay('palette'))
  bind('cheat-sheet', () => setOverlay('keys'))
  bind('sync-drawer', () => setOverlay('sync'))
  bind('new-ticket', () => setOverlay('new-ticket'))
  bind('save-view', () => setOverlay('views'))
  bind('undo', () => void desk.undo())
  bind('theme', () => prefer({ theme: isDarkNow() ? 'light' : 'dark' }))
  bind('density', () =>
    prefer({ density: preferences().density === 'compact' ? 'comfortable' : 'compact' }),
  )
  bind('go-inbox', () => navigate('/v/inbox'))
  bind('split-first', () => navigate('/v/first'))
  bind('split-next', () => navigate('/v/next'))
  bind('split-waiting', () => navigate('/v/waiting'))
  bind('split-all', () => navigate('/v/inbox'))
  bind('go-mine', () => navigate('/v/mine'))
  bind('go-unassigned', () => navigate('/v/unassigned'))
  bind('go-waiting', () => navigate('/v/waiting'))
  bind('go-attention', () => navigate('/v/attention'))
  bind('go-drafts', () => navigate('/v/drafts'))
  bind('go-snoozed', () => navigate('/v/snoozed'))
  bind('go-solved', () => navigate('/v/solved'))
  bind('go-all', () => navigate('/v/all'))
  bind('go-reports', () => navigate('/reports'))
  bind('go-settings', () => navigate('/settings'))

  const openTicket = (id: string) => {
    close()
    navigate(`/v/all/t/${id}`)
  }
  const queryNow = () => {
    const { q } = location.query
    return typeof q === 'string' ? q : ''
  }
  const openSaved = ({ id }: { id: string }) => {
    close()
    const view = saved()
      ?.list()
      .find((one) => one.id === id)
    if (view) navigate(`/v/${view.slug}${location.search}`)
  }
  const shell: Shell = {
    facts,
    saved,
    counts,
    toggleNav: () => setNavOpen(!isNavOpen()),
    openSync: () => setOverlay('sync'),
  }
  return (
    <ShellContext.Provider value={shell}>
      <a class="skip-link" href="#main">
        {words.nav.skip}
      </a>
      <div class="shell" classList={{ 'is-nav-open': isNavOpen() }}>
        <NavPane
          current={isPart(current()) ? 'inbox' : current()}
          counts={counts()}
          saved={saved()}
          onViews={() => setOverlay('views')}
          onGo={() => setNavOpen(false)}
          onSync={() => setOverlay('sync')}
        />
        <button
          type="button"
          class="nav-shade"
          tabindex={-1}
          aria-label={words.close}
          onClick={() => setNavOpen(false)}
        />
        <div class="shell-main">
          <Suspense>{props.children}</Suspense>
        </div>
      </div>
      <NoticeLine />
      <Suspense>
        <Show when={overlay() === 'palette'}>
          <CommandBar
            views={saved()?.list() ?? []}
            onGo={navigate}
            onClose={close}
            onOpenTicket={openTicket}
          />
        </Show>
        <Show when={overlay() === 'keys'}>
          <KeySheet onClose={close} />
        </Show>
        <Show when={overlay() === 'new-ticket'}>
          <NewTicket onClose={close} />
        </Show>
        <Show when={overlay() === 'views' ? saved() : null}>
          {(views) => (
            <ViewDialog
              saved={views()}
              view={current() ?? 'inbox'}
              query={queryNow()}
              onSaved={openSaved}
              onClose={close}
            />
          )}
        </Show>
        <Show when={overlay() === 'sync'}>
          <SyncDrawer onClose={close} onOpenTicket={openTicket} />
        </Show>
      </Suspense>
    </ShellContext.Provider>
  )
}
