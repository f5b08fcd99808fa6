/** What a browser gives the replica: clock, timers, random, locks, channel, visibility, network. The only such place. */
import type { Timers } from '../shared/kit/clock.ts'
import { makeBreathe, nextTurn } from './replica/breathe.ts'
import type { DbOptions } from './replica/db.ts'
import type { ReplicaOptions } from './replica/replica-options.ts'
import { loneLocks } from './replica/tabs.ts'

const timers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}

export function browserOptions(
  database: DbOptions = {},
): Omit<ReplicaOptions, 'onSignedOut' | 'onLocked'> {
  return {
    database,
    origin: location.origin,
    clock: { now: () => Date.now() },
    uptime: { now: () => performance.now() },
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    timers,
    breathe: makeBreathe({ now: () => performance.now() }, nextTurn),
    log(level, sentence, fields) {
      // For whoever looks at the console; ids and counts only.
      if (level === 'error') console.error(sentence, fields)
    },
    upload: async (...file) =>
      (await import('./replica/upload-request.ts')).uploadByRequest(...file),
    begunDraft: async (person) => (await import('./state/begun-ticket.ts')).readBegunDraft(person),
    openThread: async () => (await import('./replica/answer-thread.ts')).openAnswerThread(timers),
    memory: localStorage,
    locks: 'locks' in navigator ? navigator.locks : loneLocks,
    openChannel: (name) => new BroadcastChannel(name),
    visibility: {
      isVisible: () => document.visibilityState === 'visible',
      onChange(listen) {
        document.addEventListener('visibilitychange', listen)
        return () => document.removeEventListener('visibilitychange', listen)
      },
    },
    onOnline(listen) {
      addEventListener('online', listen)
      return () => removeEventListener('online', listen)
    },
    onOffline(listen) {
      addEventListener('offline', listen)
      return () => removeEventListener('offline', listen)
    },
    onHide(listen) {
      const hide = () => {
        if (document.visibilityState === 'hidden') listen(false)
      }
      const end = () => listen(true)
      document.addEventListener('visibilitychange', hide)
      addEventListener('pagehide', end)
      return () => {
        document.removeEventListener('visibilitychange', hide)
        removeEventListener('pagehide', end)
      }
    },
    ...('caches' in globalThis ? { caches } : {}),
    async forgetPush() {
      void navigator.clearAppBadge?.()
      const worker = await navigator.serviceWorker?.getRegistration()
      await (await worker?.pushManager?.getSubscription())?.unsubscribe()
    },
  }
}
