/**
 * Where the client starts: theme before the first paint, then the screen the address asks for. The only file that opens
 * the replica and registers the service worker.
 */
import './styles/index.css'
import { createSignal, ErrorBoundary, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { render } from 'solid-js/web'
import { LIMITS } from '../shared/kit/limits.ts'
// Before the app: what belongs together lies together in the script then, which makes it 0.4 KiB smaller.
import { openReplica } from './replica/replica.ts'
import { App } from './app.tsx'
import type { Replica } from './replica/api.ts'
import { browserOptions } from './browser-options.ts'
import type { LockReason } from './replica/leftovers.ts'
import { whyUnopened } from './replica/unopened.ts'
import { BootScreen } from './screens/boot-screen.tsx'
import type { BootTrouble } from './screens/trouble-screen.tsx'
import { forgetKept } from './state/kept.ts'
import { isJustSignedOut, lockOf, type Lock } from './state/lock.ts'
import { showPreferences } from './state/preferences.ts'
import type { Desk } from './state/replica-context.tsx'

const SignInScreen = lazy(() =>
  import('./screens/sign-in-screen.tsx').then((m) => ({ default: m.SignInScreen })),
)
/** Kept in memory from when there is time (`watchLater`): a device that is locked may not reach the server. */
const loadLockScreen = () => import('./screens/lock-screen.tsx')
const LockScreen = lazy(() => loadLockScreen().then((m) => ({ default: m.LockScreen })))
const TroubleScreen = lazy(() =>
  import('./screens/trouble-screen.tsx').then((m) => ({ default: m.TroubleScreen })),
)
const SetupScreen = lazy(() =>
  import('./screens/setup-screen.tsx').then((m) => ({ default: m.SetupScreen })),
)

/** Of the same version as this page, which has just started: its own files are there. */
const loadSalvage = () => import('./replica/salvage.ts')

showPreferences()
// The browser offers once, and early; who wants it finds it in the settings (state/install-prompt).
addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault()
  window.installOffer = event
})
// Else a browser opens what was dropped beside its place, and the app is gone.
void import('./state/refuse-drops.ts').then((m) => m.refuseDrops(window)).catch(() => {})
const [first] = location.pathname.split('/').filter(Boolean)
const host = document.getElementById('app')
if (host) {
  if (first === 'sign-in')
    render(
      () => (
        <Suspense>
          <SignInScreen />
        </Suspense>
      ),
      host,
    )
  else if (first === 'setup')
    render(
      () => (
        <Suspense>
          <SetupScreen />
        </Suspense>
      ),
      host,
    )
  else startApp(host)
}

function startApp(place: HTMLElement): void {
  const [replica, setReplica] = createSignal<Replica | null>(null)
  const [trouble, setTrouble] = createSignal<BootTrouble | null>(null)
  const [lock, setLock] = createSignal<Lock | null>(null)
  let isOpening = false
  const leave = () => {
    forgetKept(localStorage)
    location.replace('/sign-in')
  }
  /** @param isDone resolves when what must go is gone; until then only the reason is shown */
  const showLock = async (why: LockReason, isDone: Promise<void> = Promise.resolve()) => {
    setLock({ why, left: null })
    setReplica(null)
    await isDone
    const { readLeftovers } = await import('./replica/leftovers.ts')
    const locked = { why, left: await readLeftovers(browserOptions()) }
    if (!isJustSignedOut(locked)) return setLock(locked)
    await locked.left.discard()
    leave()
  }
  const open = async () => {
    if (isOpening) return
    isOpening = true
    setTrouble(null)
    const opened = await openReplica({
      ...browserOptions({ onBlocked: () => setTrouble({ kind: 'blocked' }) }),
      onSignedOut: leave,
      onTakenOver: () => {
        setTrouble({ kind: 'taken-over' })
        setReplica(null)
      },
      onLocked: (why, isDone) => void showLock(why, isDone),
    })
    isOpening = false
    if (opened.ok) {
      setLock(null)
      return setReplica(opened.value)
    }
    const why = lockOf(opened.fault)
    if (why) return showLock(why)
    const kind = whyUnopened(opened.fault)
    setTrouble(kind ? { kind } : { kind: 'other', detail: opened.fault.detail })
  }
  const retry = () => (trouble()?.kind === 'taken-over' ? location.reload() : void open())
  const exportUnsent = async () => {
    const { salvage, writeOut } = await loadSalvage()
    const { text, count } = writeOut(await salvage(browserOptions()))
    if (count > 0) saveFile('deskside-unsent.txt', text)
    return count
  }
  const startAnew = async () => {
    await (await loadSalvage()).startAnew(browserOptions())
    location.reload()
  }
  void open()
  // A word of the server opens what a lease has locked.
  const openLocked = () => {
    if (lock()?.why === 'lease' || lock()?.why === 'clock') void open()
  }
  addEventListener('online', openLocked)
  // Not every browser tells that the network is back; whoever comes back looks.
  document.addEventListener('visibilitychange', openLocked)
  setInterval(openLocked, LIMITS.leaseCheckMs)
  render(
    () => (
      <Switch>
        <Match when={replica()}>
          {(opened) => <App replica={opened()} onReady={watchLater} />}
        </Match>
        <Match when={lock()}>
          {(locked) => (
            <Suspense>
              <LockScreen lock={locked()} onRetry={() => void open()} onForgotten={leave} />
            </Suspense>
          )}
        </Match>
        <Match when={replica() === null}>
          <ErrorBoundary fallback={<BootScreen onReload={() => location.reload()} />}>
            <Suspense fallback={<BootScreen />}>
              <Show when={trouble()} fallback={<BootScreen />}>
                {(said) => (
                  <TroubleScreen
                    trouble={said()}
                    onRetry={retry}
                    onExport={exportUnsent}
                    onStartAnew={() => void startAnew()}
                  />
                )}
              </Show>
            </Suspense>
          </ErrorBoundary>
        </Match>
      </Switch>
    ),
    place,
  )
}

/** On a first visit the rows come first: keeping the app's own files takes as much of a small machine as they do. */
function watchLater(desk: Desk): void {
  whenListed(desk.replica, () => {
    void loadLockScreen()
    void import('./load-ahead.ts').then((m) => m.loadAhead())
    void import('./device-news.tsx').then((m) => m.watchDevice(desk))
    if (import.meta.env.DEV || !('serviceWorker' in navigator)) return
    void import('./update-watch.ts').then((m) => m.watchUpdates(desk))
  })
}

function saveFile(name: string, text: string): void {
  const link = document.createElement('a')
  link.download = name
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.click()
  URL.revokeObjectURL(link.href)
}

/** However long the rows take, or without a network. */
const LISTED_MS_MAX = 5_000

/** Idle, with every row of the desk here. */
function whenListed(replica: Replica, run: () => void): void {
  const isListed = () => {
    const { progress, isChecking } = replica.sync()
    return progress === null ? !isChecking : progress.rows >= progress.rowsTotal
  }
  const look = () => (isListed() ? end() : undefined)
  const end = () => {
    stop()
    clearTimeout(timer)
    whenIdle(run)
  }
  const stop = replica.onSync(look)
  const timer = setTimeout(end, LISTED_MS_MAX)
  look()
}

function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 5_000 })
  else setTimeout(run, 2_000)
}
