/**
 * Push messages in the service worker: shown once, opened in the window that is there already, and a subscription that the
 * browser replaced is told to the server. A browser that knows declarative messages shows them without all this.
 */
import { parseWith, v } from '../../shared/kit/schema.ts'
import { PushMessage } from '../../shared/wire/push-message.ts'
import { workerWords } from './worker-words.ts'
import type { ShownNotification, WindowClient, WorkerScope } from './scope.ts'

/** Events that were shown, so that one that comes twice is shown once. It goes with the person. */
const TOLD_CACHE = 'deskside-told'
const TOLD_MAX = 100
/** A page that does not answer in this time is not the app, or is not ready. */
const ANSWER_MS = 1_000

const Data = v.object({ event: v.string(), navigate: v.string() })

export function listenForPushes(worker: WorkerScope): void {
  worker.addEventListener('push', (event) => {
    const message = parseWith(PushMessage, readJson(event.data))
    event.waitUntil(message.ok ? show(worker, message.value) : showUnread(worker))
  })
  worker.addEventListener('notificationclick', (event) => {
    event.notification.close()
    event.waitUntil(openFrom(worker, event.notification))
  })
  worker.addEventListener('pushsubscriptionchange', (event) => {
    event.waitUntil(renew(worker, event.oldSubscription ?? null, event.newSubscription ?? null))
  })
}

function readJson(data: { json(): unknown } | null): unknown {
  try {
    return data?.json()
  } catch {
    // Not JSON: a message of another version.
    return null
  }
}

async function show(worker: WorkerScope, message: PushMessage): Promise<void> {
  const { notification, app_badge: badge } = message
  const { event } = notification.data
  if (badge !== undefined) await worker.navigator.setAppBadge?.(badge).catch(() => {})
  if (await wasTold(event)) return
  if (await isOnScreen(worker, notification.navigate)) return
  const { title, body, lang, dir, tag, silent, navigate } = notification
  await worker.registration.showNotification(title, {
    body,
    lang,
    dir,
    tag,
    silent,
    // Of the same ticket, and new all the same.
    renotify: true,
    icon: '/icon-192.png',
    data: { event, navigate },
  })
}

/** A browser wants something to be shown for every message. */
const showUnread = (worker: WorkerScope): Promise<void> =>
  worker.registration.showNotification(workerWords.app, {
    body: workerWords.somethingNew,
    tag: 'unread',
    data: { event: 'unread', navigate: `${worker.location.origin}/app/` },
  })

async function wasTold(event: string): Promise<boolean> {
  const cache = await caches.open(TOLD_CACHE)
  const name = `/told/${encodeURIComponent(event)}`
  if (await cache.match(name)) return true
  await cache.put(name, new Response(''))
  for (const old of (await cache.keys()).slice(0, -TOLD_MAX)) await cache.delete(old)
  return false
}

const windows = ({ clients }: WorkerScope): Promise<WindowClient[]> =>
  clients.matchAll({ type: 'window', includeUncontrolled: true })

/** Somebody looks at just this. */
async function isOnScreen(worker: WorkerScope, navigate: string): Promise<boolean> {
  const end = `/t/${navigate.split('/').at(-1) ?? ''}`
  return (await windows(worker)).some(
    ({ url, focused, visibilityState }) =>
      focused && visibilityState === 'visible' && new URL(url).pathname.endsWith(end),
  )
}

async function openFrom(worker: WorkerScope, { data }: ShownNotification): Promise<void> {
  const read = parseWith(Data, data)
  const url = new URL(read.ok ? read.value.navigate : '/app/', worker.location.origin)
  // Whatever a message says, it opens this app.
  if (url.origin !== worker.location.origin || !url.pathname.startsWith('/app/')) return
  const open = (await windows(worker)).filter(({ url: at }) =>
    new URL(at).pathname.startsWith('/app'),
  )
  const [app] = open.toSorted((a, b) => Number(b.focused) - Number(a.focused))
  if (!app) {
    await worker.clients.openWindow(url.href)
    return
  }
  await app.focus().catch(() => {})
  // Nothing that is being written there is reloaded away.
  if (!(await askToOpen(app, url.pathname))) await app.navigate(url.href).catch(() => {})
}

function askToOpen(app: WindowClient, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const timer = setTimeout(() => resolve(false), ANSWER_MS)
    port1.onmessage = () => {
      clearTimeout(timer)
      resolve(true)
    }
    app.postMessage({ type: 'OPEN', path }, [port2])
  })
}

const State = v.object({ wishes: v.nullable(v.record(v.string(), v.unknown())) })

/** With what was wished before; when nobody is signed in here any more the server says so, and nothing is renewed. */
async function renew(
  worker: WorkerScope,
  before: PushSubscription | null,
  after: PushSubscription | null,
): Promise<void> {
  try {
    const answer = await fetch('/api/push')
    const state = parseWith(State, answer.ok ? await answer.json() : null)
    if (!state.ok || state.value.wishes === null) return
    const key = before?.options.applicationServerKey
    const made =
      after ??
      (key
        ? await worker.registration.pushManager.subscribe({
            userVisibleOnly: true,
            applicationServerKey: key,
          })
        : null)
    if (!made) return
    await fetch('/api/push', {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'X-Deskside': '1' },
      body: JSON.stringify({ ...made.toJSON(), ...state.value.wishes }),
    })
  } catch {
    // Without a network: the app asks again at its next start.
  }
}
