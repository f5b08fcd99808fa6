/** What the service worker does with push messages, in a browser of which only the parts it asks for are there. */
import { beforeEach, expect, test } from 'vitest'
import { listenForPushes } from './push-events.ts'
import type { ShownNotification, WindowClient, WorkerScope } from './scope.ts'

const ORIGIN = 'https://desk.test'
const kept = new Set<string>()
const cache = {
  match: async (name: string) => (kept.has(name) ? new Response('') : undefined),
  put: async (name: string) => void kept.add(name),
  keys: async () => [...kept],
  delete: async (name: string) => kept.delete(name),
}
beforeEach(() => {
  kept.clear()
  Object.assign(globalThis, { caches: { open: async () => cache } })
})

function makeWorker(windows: readonly Partial<WindowClient>[] = []) {
  const shown: { title: string; tag: unknown }[] = []
  const opened: string[] = []
  const badges: (number | undefined)[] = []
  const listeners = new Map<string, (event: object) => void>()
  const worker = {
    __WB_MANIFEST: [],
    location: { origin: ORIGIN },
    navigator: { setAppBadge: async (count?: number) => void badges.push(count) },
    registration: {
      showNotification: async (title: string, { tag }: Record<string, unknown>) =>
        void shown.push({ title, tag }),
      getNotifications: async () => [],
      pushManager: { subscribe: () => Promise.reject(new Error('unused')) },
    },
    clients: {
      matchAll: async () =>
        windows.map((one) => ({
          url: `${ORIGIN}/app/`,
          focused: false,
          visibilityState: 'hidden',
          focus: async () => void opened.push('focus'),
          navigate: async (url: string) => void opened.push(url),
          postMessage: () => {},
          ...one,
        })),
      openWindow: async (url: string) => void opened.push(url),
    },
    skipWaiting: async () => {},
    addEventListener: (type: string, listen: (event: never) => void) =>
      void listeners.set(type, (event) => listen(event as never)),
  } satisfies WorkerScope
  listenForPushes(worker)
  const fire = async (type: string, event: object) => {
    const works: Promise<unknown>[] = []
    listeners.get(type)?.({ ...event, waitUntil: (work: Promise<unknown>) => works.push(work) })
    await Promise.all(works)
  }
  return {
    shown,
    opened,
    badges,
    push: (data: unknown) => fire('push', { data: { json: () => data } }),
    click: (data: unknown) => {
      const notification: ShownNotification = { tag: '', data, close: () => {} }
      return fire('notificationclick', { notification })
    },
  }
}

const message = (event: string, over: object = {}) => ({
  web_push: 8030,
  notification: {
    title: 'New ticket #1',
    body: 'Support',
    lang: 'en',
    dir: 'auto',
    navigate: `${ORIGIN}/app/t/one`,
    tag: 'ticket-one',
    silent: false,
    data: { event },
  },
  app_badge: 2,
  ...over,
})

test('[PU6] an event that comes twice is shown once; the next one on its ticket is shown', async () => {
  const worker = makeWorker()
  await worker.push(message('a'))
  await worker.push(message('a'))
  await worker.push(message('b'))
  expect(worker.shown).toHaveLength(2)
  expect(worker.badges).toEqual([2, 2, 2])
})

test('[PU7] over the ticket that somebody looks at nothing is shown; behind another it is', async () => {
  const looking = { url: `${ORIGIN}/app/v/inbox/t/one`, focused: true, visibilityState: 'visible' }
  const seen = makeWorker([looking])
  await seen.push(message('a'))
  expect(seen.shown).toEqual([])
  for (const over of [
    { url: `${ORIGIN}/app/v/inbox/t/two` },
    { focused: false },
    { visibilityState: 'hidden' },
  ]) {
    kept.clear()
    const other = makeWorker([{ ...looking, ...over }])
    await other.push(message('a'))
    expect(other.shown, JSON.stringify(over)).toHaveLength(1)
  }
})

test('[PU1] what cannot be read still says that something is new: a browser wants to show something', async () => {
  const worker = makeWorker()
  await worker.push({ web_push: 9999 })
  expect(worker.shown).toEqual([{ title: 'Deskside', tag: 'unread' }])
})

test('[PU1] a click opens the app alone, whatever the message says', async () => {
  const worker = makeWorker()
  const data = (navigate: string) => ({ event: 'a', navigate })
  await worker.click(data(`${ORIGIN}/app/t/one`))
  await worker.click(data('https://evil.test/app/t/one'))
  await worker.click(data(`${ORIGIN}/api/push`))
  expect(worker.opened).toEqual([`${ORIGIN}/app/t/one`])
})

test('[PU1] the window that is there goes to the ticket; one that does not answer is led there', async () => {
  const asked: unknown[] = []
  const answering = {
    postMessage: (said: unknown, [port]: Transferable[]) => {
      asked.push(said)
      if (port instanceof MessagePort) port.postMessage('opened')
    },
  }
  const good = makeWorker([answering])
  await good.click({ event: 'a', navigate: `${ORIGIN}/app/t/one` })
  expect(asked).toEqual([{ type: 'OPEN', path: '/app/t/one' }])
  expect(good.opened).toEqual(['focus'])
  const deaf = makeWorker([{}])
  await deaf.click({ event: 'a', navigate: `${ORIGIN}/app/t/one` })
  expect(deaf.opened).toEqual(['focus', `${ORIGIN}/app/t/one`])
})
