/**
 * New versions of the app (PU14): looked for every hour and whenever the window is used again, offered in the pill, and taken
 * by a click or after ten idle minutes with nothing unsent. Nothing a person is typing is ever reloaded away: a tab that did
 * not ask stays as it is, and runs the files of its own version. Lazy: it comes when the list is there.
 */
import { Workbox } from 'workbox-window'
import type { Replica } from './replica/api.ts'
import { mayUpdateByItself } from './state/idle-update.ts'
import type { Desk } from './state/replica-context.tsx'

const CHECK_MS = 60 * 60_000
const LOOK_MS = 60_000
/** However long the documents take. */
const FIRST_MS_MAX = 10_000

export function watchUpdates(desk: Desk): void {
  const { serviceWorker } = navigator
  const worker = new Workbox('/service-worker.js')
  let isOffered = false
  let isAsked = false

  const apply = () => {
    isAsked = true
    void serviceWorker.getRegistration().then((registration) => {
      // Another tab has let it in already: this one only has to start anew.
      if (!registration?.waiting) return location.reload()
      registration.waiting.postMessage({ type: 'SKIP_WAITING' })
    })
  }
  const offer = () => {
    isOffered = true
    desk.sync.offerUpdate(apply)
  }
  worker.addEventListener('waiting', offer)
  const hadController = serviceWorker.controller !== null
  let changes = 0
  serviceWorker.addEventListener('controllerchange', () => {
    if (isAsked) return location.reload()
    // On a first visit the first one is this very version.
    changes += 1
    if (hadController || changes > 1) offer()
  })
  if (hadController) void worker.register()
  else whenHeld(desk.replica, () => void worker.register())
  const check = () => void worker.update().catch(() => {})
  setInterval(check, CHECK_MS)
  addEventListener('focus', check)

  let touchedAt = performance.now()
  const touch = () => {
    touchedAt = performance.now()
  }
  for (const type of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
    addEventListener(type, touch, { capture: true, passive: true })
  setInterval(() => {
    if (isOffered && mayUpdateByItself(performance.now() - touchedAt, desk.replica.sync())) apply()
  }, LOOK_MS)
}

/** On a first visit documents come first as well: keeping the app's own files takes a processor and the line from them. */
function whenHeld(replica: Replica, run: () => void): void {
  const isHeld = () => {
    const { progress, isChecking } = replica.sync()
    return progress === null && !isChecking
  }
  const end = () => {
    stop()
    clearTimeout(timer)
    run()
  }
  const stop = replica.onSync(() => (isHeld() ? end() : undefined))
  const timer = setTimeout(end, FIRST_MS_MAX)
  if (isHeld()) end()
}
