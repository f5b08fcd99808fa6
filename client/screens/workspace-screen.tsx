/** The agents' inbox: a view's list and the open ticket side by side, with everything the keys do to tickets. */
import { useLocation, useNavigate, useParams } from '@solidjs/router'
import {
  createEffect,
  createMemo,
  createSignal,
  lazy,
  on,
  onCleanup,
  Show,
  Suspense,
  untrack,
} from 'solid-js'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { FieldKind } from '../parts/field-menu.tsx'
import { ListHead } from '../parts/list-head.tsx'
import { TicketList } from '../parts/ticket-list.tsx'
import { createSelection } from '../state/create-selection.ts'
import { createView } from '../state/create-view.ts'
import { lostRows } from '../state/lost-slot.ts'
import { preferences, prefer } from '../state/preferences.ts'
import { useDesk } from '../state/replica-context.tsx'
import { isSearching, shownSearch } from '../state/search-slot.ts'
import { isDone, parseViewId, type ViewId } from '../state/view.ts'
import { words } from '../words/first.ts'
import { useShell } from './shell.tsx'

// The list is there first; this comes right behind it, and from the device's own copy of the app.
const loadTicketPane = () => import('../parts/ticket-pane.tsx')
const loadFieldMenu = () => import('../parts/field-menu.tsx')
const FieldMenu = lazy(() => loadFieldMenu().then((m) => ({ default: m.FieldMenu })))
const TicketPane = lazy(() => loadTicketPane().then((m) => ({ default: m.TicketPane })))

const loadSelectionBar = () => import('../parts/selection-bar.tsx')
const SelectionBar = lazy(() => loadSelectionBar().then((m) => ({ default: m.SelectionBar })))
const SplitTabs = lazy(() =>
  import('../parts/split-tabs.tsx').then((m) => ({ default: m.SplitTabs })),
)
/** Views that have the parts of the inbox above their list. */
const IN_PARTS: ReadonlySet<string> = new Set(['inbox', 'first', 'next', 'waiting'])
const loadEmptyList = () => import('../parts/empty-list.tsx')
const EmptyList = lazy(() => loadEmptyList().then((m) => ({ default: m.EmptyList })))
/** Asking for them takes as long as drawing the list: not in one go with it. */
const loadBehind = () => {
  for (const load of [loadTicketPane, loadFieldMenu, loadSelectionBar, loadEmptyList]) void load()
}
/** Rows do without it. */
const RowExtras = lazy(() =>
  import('../parts/row-extras.tsx').then(
    (m) => ({ default: m.RowExtras }),
    () => ({ default: () => null }),
  ),
)
const NextMode = lazy(() => import('../parts/next-mode.tsx').then((m) => ({ default: m.NextMode })))
const BulkPreview = lazy(() =>
  import('../parts/bulk-preview.tsx').then((m) => ({ default: m.BulkPreview })),
)

/** Browsers take so many new addresses a second and no more. */
const ADDRESS_WAIT_MS = 300
const withWords = (path: string, words: string): string =>
  words === '' ? path : `${path}?q=${encodeURIComponent(words)}`
const readAsked = (words: string | string[] | undefined): string =>
  typeof words === 'string' ? words : (words?.[0] ?? '')

/** From this width list and ticket stand side by side, and moving in the list opens. */
const SIDE_BY_SIDE = '(min-width: 800px)'

export function WorkspaceScreen() {
  const desk = useDesk()
  const shell = useShell()
  const navigate = useNavigate()
  const params = useParams()
  setTimeout(loadBehind)
  const location = useLocation()
  const view = createMemo((): ViewId => parseViewId(params['view'] ?? 'inbox') ?? 'inbox')
  const saved = createMemo(() =>
    shell
      .saved()
      ?.list()
      .find((one) => one.slug === view()),
  )
  /** The list that is shown, or searched. */
  const base = (): ViewId =>
    view().startsWith('s-') ? (parseViewId(saved()?.view ?? 'all') ?? 'all') : view()
  const openId = () => params['id'] ?? null
  /** The row the keys act on: the open ticket, or in one pane the row last moved to. */
  const [cursor, setCursor] = createSignal<string | null>(null)
  /** Where a move goes; the address follows a moment later, and keys do not wait for it. */
  const [goingTo, setGoingTo] = createSignal<string | null | undefined>(undefined)
  const shownId = () => {
    const going = goingTo()
    return going === undefined ? openId() : going
  }
  const current = () => shownId() ?? cursor()
  /** As typed; the address has it a moment later, and brings it back. */
  const asked = () => location.query['q']
  const [query, setQuery] = createSignal(readAsked(asked()))
  const [menu, setMenu] = createSignal<{
    kind: FieldKind
    tickets: readonly string[]
    anchor: DOMRect | null
  } | null>(null)

  const selection = createSelection()
  createEffect(
    on(view, () => {
      selection.set([])
      setCursor(null)
      setGoingTo(undefined)
    }),
  )
  // An address that says what is searched comes first: it may be of somebody who has not this view.
  createEffect(
    on(saved, (one) => {
      if (one && location.query['q'] === undefined && query() === '') setQuery(one.query)
    }),
  )
  createEffect(
    on(openId, (id) => {
      if (id === goingTo()) setGoingTo(undefined)
    }),
  )
  createEffect(on(asked, (words) => setQuery(readAsked(words))))
  createEffect(
    on(
      query,
      (words) => {
        if (words === readAsked(untrack(asked))) return
        const timer = setTimeout(
          () => navigate(hrefOf(openId()), { replace: true, scroll: false }),
          ADDRESS_WAIT_MS,
        )
        onCleanup(() => clearTimeout(timer))
      },
      { defer: true },
    ),
  )
  const choice = createMemo(
    () => {
      const { words, matcher } = shownSearch() ?? { words: '', matcher: null }
      return { view: base(), sort: preferences().sort, words, matcher }
    },
    undefined,
    {
      equals: (a, b) => a.view === b.view && a.sort === b.sort && a.matcher === b.matcher,
    },
  )
  const list = createView(desk, shell.facts, choice)
  /** What the server alone knows of comes after what is found here. */
  const ids = createMemo(() => {
    const also = shownSearch()?.also ?? []
    return also.length === 0 ? list.ids() : [...new Set([...list.ids(), ...also])]
  })

  /** With the places of those that went a moment ago. */
  const placed = createMemo(() => lostRows()?.among(ids()) ?? ids())

  const hrefOf = (id: string | null) => {
    return withWords(id === null ? `/v/${view()}` : `/v/${view()}/t/${id}`, query())
  }
  const open = (id: string | null, isMoving = false) => {
    const isReplacing = isMoving && shownId() !== null
    // The way back is to the search as it is now, also before the address has it.
    if (!isReplacing)
      history.replaceState(history.state, '', withWords(window.location.pathname, query()))
    setCursor(id)
    setGoingTo(id === openId() ? undefined : id)
    navigate(hrefOf(id), { replace: isReplacing, scroll: false })
  }
  const neighbour = (step: number): string | null => {
    const all = ids()
    const from = current()
    if (from === null) return all[0] ?? null
    const at = all.indexOf(from)
    if (at < 0) return lostRows()?.beside(from) ?? all[0] ?? null
    return all[Math.max(0, Math.min(all.length - 1, at + step))] ?? null
  }
  const enterList = () => {
    const row = document.querySelector('.row[tabindex="0"]')
    if (row instanceof HTMLElement) row.focus()
  }
  /** Whoever begins with a key, when the focus is nowhere yet, is in the list: it holds still for them. */
  const stayInList = () => {
    if (document.activeElement === document.body) enterList()
  }
  const moveBy = (step: number) => {
    const id = neighbour(step)
    if (id === null) return
    if (id !== current())
      if (matchMedia(SIDE_BY_SIDE).matches || shownId() !== null) open(id, true)
      else setCursor(id)
    stayInList()
  }
  /** Where the cursor goes when the current row leaves the list. */
  const afterCurrent = (): string | null => {
    const all = ids()
    const at = all.indexOf(current() ?? '')
    return all[at + 1] ?? all[at - 1] ?? null
  }
  const withCurrent = (act: (id: string) => void) => () => {
    const id = current()
    // What is chosen is the bar's to change, also in the moment before it is there.
    if (id !== null && desk.rows.byId(id) && selection.ids().size === 0) act(id)
  }
  const openMenu = (kind: FieldKind) =>
    withCurrent((ticket) => {
      const place =
        document.querySelector('.ticket-fields') ?? document.querySelector(`[data-id="${ticket}"]`)
      setMenu({ kind, tickets: [ticket], anchor: place?.getBoundingClientRect() ?? null })
    })
  /** Solved, or what else sends it out of the list. */
  const solve = (id: string, isMovingOn: boolean, other?: TicketOp) => {
    const next = isMovingOn ? afterCurrent() : null
    const row = desk.rows.byId(id)
    if (row && (other || !isDone(row)))
      void desk.act([id], other ?? { op: 'set-status', status: 'solved' })
    if (!isMovingOn) return
    // The next one is open before this one has left the list.
    if (shownId() === null) setCursor(next)
    else open(next, true)
  }

  const { bind } = desk.commands
  bind('next', () => moveBy(1))
  bind('previous', () => moveBy(-1))
  // The ticket that is open may not be in the list that a search made, or not be there any more.
  bind('open', () => open(neighbour(0)))
  bind(
    'done-next',
    withCurrent((id) => solve(id, true)),
  )
  bind(
    'done',
    withCurrent((id) => solve(id, false)),
  )
  const turnSpam = (id: string) =>
    solve(id, true, { op: 'mark-spam', isSpam: !desk.rows.byId(id)?.isSpam })
  bind('spam', withCurrent(turnSpam))
  bind(
    'assign-me',
    withCurrent((id) => void desk.act([id], { op: 'set-assignee', assignee: desk.replica.me.id })),
  )
  bind('status', openMenu('status'))
  bind('priority', openMenu('priority'))
  bind('assign', openMenu('assign'))
  bind('label', openMenu('label'))
  bind('move', openMenu('move'))
  bind('snooze', openMenu('snooze'))
  bind(
    'unread',
    withCurrent((id) => void desk.rows.markSeen(id, null)),
  )
  const extendBy = (step: number) => {
    const from = current()
    moveBy(step)
    const to = current()
    if (to !== null) selection.extend(ids(), from, to)
  }
  bind('select', () => {
    const id = current() ?? ids()[0]
    if (id !== undefined) selection.toggle(id)
    if (id !== undefined && current() === null) setCursor(id)
  })
  bind('select-next', () => extendBy(1))
  bind('select-previous', () => extendBy(-1))
  bind('select-all', () => selection.set(ids()))
  const [isHanding, setHanding] = createSignal(false)
  bind('next-ticket', () => setHanding(true))
  bind('show-new', () => list.showArrived())
  bind('search', () => {
    const field = document.querySelector('.list-search input')
    if (field instanceof HTMLElement) field.focus()
  })

  const title = () => {
    const id = view()
    const own = saved()
    if (own) return own.name
    return id.startsWith('q-') ? desk.queueName(id.slice(2)) : words.views[parseKnown(id)]
  }
  createEffect(() => {
    const row = openId() === null ? undefined : desk.rows.byId(openId() ?? '')
    document.title = row
      ? `#${row.number} ${row.subject}`
      : `${title()} · ${desk.info().name || words.app}`
  })
  const progress = () => {
    const known = desk.sync.status().progress
    return known && known.rows < known.rowsTotal ? known : null
  }
  return (
    <div
      class="workspace"
      classList={{ 'has-ticket': openId() !== null }}
      data-path={location.pathname}
    >
      <section class="list-pane" aria-label={words.list.label({ view: title() })}>
        <ListHead
          title={title()}
          count={list.isReady() ? list.ids().length : null}
          progress={progress()}
          query={query()}
          sort={preferences().sort}
          onQuery={setQuery}
          onSort={(sort) => prefer({ sort })}
          onMenu={shell.toggleNav}
          onSync={shell.openSync}
          onLeave={enterList}
        />
        <Show when={IN_PARTS.has(view()) && query() === ''}>
          <div class="split-place">
            <Suspense>
              <SplitTabs current={view()} counts={shell.counts()} />
            </Suspense>
          </div>
        </Show>
        <TicketList
          label={words.list.label({ view: title() })}
          ids={placed()}
          current={lostRows()?.beside(current()) ?? current()}
          isGone={(id) => !list.has(id) && !shownSearch()?.also.includes(id)}
          onOpen={(id) => open(id)}
          chosen={selection.ids()}
          onChoose={(id, isRange) =>
            isRange ? selection.extend(ids(), current(), id) : selection.toggle(id)
          }
          onSwipe={(id, swipe) => {
            if (swipe === 'done') solve(id, false)
            else setMenu({ kind: 'snooze', tickets: [id], anchor: null })
          }}
          onHeld={list.setHeld}
          arrivedCount={list.arrived()}
          onShowArrived={() => list.showArrived()}
        />
        <Suspense>
          <RowExtras />
        </Suspense>
        <Show when={list.isReady() && ids().length === 0}>
          <Suspense>
            <EmptyList
              kind={
                query()
                  ? isSearching()
                    ? 'searching'
                    : 'search'
                  : progress() || desk.sync.status().wipe
                    ? 'firstSync'
                    : view().startsWith('q-')
                      ? 'queue'
                      : parseKnown(view())
              }
            />
          </Suspense>
        </Show>
        <Show when={selection.ids().size > 0}>
          <Suspense>
            <SelectionBar
              selection={selection}
              list={ids()}
              current={current()}
              onMove={(id) => (shownId() === null ? setCursor(id) : open(id, true))}
              onField={(kind, tickets, anchor) => setMenu({ kind, tickets, anchor })}
            />
          </Suspense>
        </Show>
      </section>
      <main class="ticket-pane" id="main">
        <Show when={isHanding()}>
          <Suspense>
            <NextMode
              facts={shell.facts()}
              current={shownId()}
              onOpen={(id) => open(id, true)}
              onEnd={() => setHanding(false)}
            />
          </Suspense>
        </Show>
        <Show
          when={openId()}
          fallback={
            <div class="pane-empty">
              <p class="empty-title">{words.ticket.none}</p>
              <p>{words.ticket.noneHint}</p>
            </div>
          }
        >
          {(id) => (
            <Suspense>
              <TicketPane
                id={id()}
                onBack={() => {
                  open(null)
                  setCursor(id())
                }}
                onSync={shell.openSync}
                onStep={moveBy}
                onSpam={turnSpam}
                onOpen={(other) => open(other)}
                onField={(kind, anchor) => setMenu({ kind, tickets: [id()], anchor })}
              />
            </Suspense>
          )}
        </Show>
      </main>
      <Show when={desk.asked()} keyed>
        {(asked) => (
          <Suspense>
            <BulkPreview asked={asked} />
          </Suspense>
        )}
      </Show>
      <Show when={menu()} keyed>
        {(shown) => (
          <Suspense>
            <FieldMenu
              kind={shown.kind}
              tickets={shown.tickets}
              anchor={shown.anchor}
              // It says so a moment later: the next key may have opened another one meanwhile.
              onClose={() => setMenu((now) => (now === shown ? null : now))}
            />
          </Suspense>
        )}
      </Show>
    </div>
  )
}

function parseKnown(id: ViewId): keyof typeof words.views {
  return isViewName(id) ? id : 'all'
}

function isViewName(id: string): id is keyof typeof words.views {
  return id in words.views
}
