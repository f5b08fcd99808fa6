/**
 * The service worker: keeps the app's own files so that it starts without a network, shows push messages, and takes what is
 * shared with the app. Public forms that were opened are answered from their own cache when the network is away. It holds
 * no ticket, caches no answer of the server and does no syncing; that is the replica's work.
 */
import { cacheNames, clientsClaim } from 'workbox-core'
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { forgetEarlier, fromEarlier, putAside } from './worker/earlier-files.ts'
import { listenForPushes } from './worker/push-events.ts'
import type { WorkerScope } from './worker/scope.ts'
import { takeShared } from './worker/share-target.ts'
import { routeStraight } from './worker/straight-routes.ts'

declare const self: WorkerScope

/** Addresses of the agents' app. Everything else, forms and files too, always asks the server. */
const APP_ROUTES = [/^\/app(\/|\?|$)/, /^\/sign-in\/?(\?|$)/, /^\/setup\/?(\?|$)/]

// Before the library's own listeners: what they are about to replace is put aside first.
self.addEventListener('install', (event) => event.waitUntil(putAside(cacheNames.precache)))
self.addEventListener('install', routeStraight)
self.addEventListener('activate', (event) => event.waitUntil(forgetEarlier(self)))

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { allowlist: APP_ROUTES }),
)
// Of this version they were found above.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  ({ request }) => fromEarlier(request),
)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === '/app/share',
  ({ request }) => takeShared(request),
  'POST',
)

/** Where the public form's script keeps the forms that were opened, with their style and script. */
const FORMS_CACHE = 'deskside-forms'

// A form that was opened before opens without the network too; with it, the server is always asked first.
registerRoute(
  ({ url, request, sameOrigin }) =>
    sameOrigin &&
    (request.mode === 'navigate'
      ? /^\/q\/[a-z0-9-]+$/.test(url.pathname)
      : url.pathname.startsWith('/assets-public/')),
  async ({ request, url }) => {
    try {
      return await fetch(request)
    } catch {
      const kept = await (await caches.open(FORMS_CACHE)).match(url.pathname)
      return kept ?? Response.error()
    }
  },
)
listenForPushes(self)
clientsClaim()

// A new version waits until the app asks for it: at a click, or when idle with nothing unsent.
self.addEventListener('message', ({ data }) => {
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'SKIP_WAITING')
    void self.skipWaiting()
})
