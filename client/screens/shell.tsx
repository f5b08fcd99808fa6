/** What stands around every screen of the app: side bar, palette, cheat sheet, drawer, the line about the last act. */
import { useLocation, useNavigate } from '@solidjs/router'
import {
  createContext,
  createSignal,
  lazy,
  onCleanup,
  Show,
  Suspense,
  useContext,
  type Accessor,
  type JSX,
} from 'solid-js'
import { assert } from '../../shared/kit/fault.ts'
import { NavPane } from '../parts/nav-pane.tsx'
import { NoticeLine } from '../parts/notice-line.tsx'
import { createCounts, createViewFacts } from '../state/create-view.ts'
import { isDarkNow, prefer, preferences } from '../state/preferences.ts'
import { endSearch } from '../state/search-slot.ts'
import { useDesk } from '../state/replica-context.tsx'
import { parseViewId, type ViewFacts, type ViewId } from '../state/view.ts'
import { words } from '../strings.ts'

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

type Shell = { facts: Accessor<ViewFacts>; toggleNav(): void; openSync(): void }
type Overlay = 'palette' | 'keys' | 'sync' | 'new-ticket'

const ShellContext = createContext<Shell>()

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

  const current = (): ViewId | 'reports' | 'settings' | null => {
    const [, part, name] = location.pathname.replace(/^\/app/, '').split('/')
    if (part === 'reports' || part === 'settings') return part
    if (part === 'v') return parseViewId(name ?? '')
    return 'inbox'
  }

  const { bind } = desk.commands
  bind('palette', () => setOverlay('palette'))
  bind('cheat-sheet', () => setOverlay('keys'))
  bind('sync-drawer', () => setOverlay('sync'))
  bind('new-ticket', () => setOverlay('new-ticket'))
  bind('undo', () => void desk.undo())
  bind('theme', () => prefer({ theme: isDarkNow() ? 'light' : 'dark' }))
  bind('density', () =>
    prefer({ density: preferences().density === 'compact' ? 'comfortable' : 'compact' }),
  )
  bind('go-inbox', () => navigate('/v/inbox'))
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
  const shell: Shell = {
    facts,
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
          current={current()}
          counts={counts()}
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
          <CommandBar onClose={close} onOpenTicket={openTicket} />
        </Show>
        <Show when={overlay() === 'keys'}>
          <KeySheet onClose={close} />
        </Show>
        <Show when={overlay() === 'new-ticket'}>
          <NewTicket onClose={close} />
        </Show>
        <Show when={overlay() === 'sync'}>
          <SyncDrawer onClose={close} onOpenTicket={openTicket} />
        </Show>
      </Suspense>
    </ShellContext.Provider>
  )
}
