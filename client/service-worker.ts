/**
 * The service worker: keeps the app's own files so that it starts without a network, and nothing else.
 * Public forms that were opened are answered from their own cache when the network is away. It holds no ticket, caches
 * no answer of the server and does no syncing; that is the replica's work.
 */
import { clientsClaim } from 'workbox-core'
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

/** The part of ServiceWorkerGlobalScope used here; its library cannot stand beside the one for pages. */
declare const self: {
  __WB_MANIFEST: { url: string; revision: string | null }[]
  skipWaiting(): Promise<void>
  addEventListener(type: 'message', listen: (event: { data: unknown }) => void): void
}

/** Addresses of the agents' app. Everything else, forms and files too, always asks the server. */
const APP_ROUTES = [/^\/app(\/|\?|$)/, /^\/sign-in\/?(\?|$)/, /^\/setup\/?(\?|$)/]

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { allowlist: APP_ROUTES }),
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
clientsClaim()

// A new version waits until the app asks for it: at a click, or when idle with nothing unsent.
self.addEventListener('message', ({ data }) => {
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'SKIP_WAITING')
    void self.skipWaiting()
})
