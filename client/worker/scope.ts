/** The part of ServiceWorkerGlobalScope that is used here; its library cannot stand beside the one for pages. */

export type Waiting = { waitUntil(work: Promise<unknown>): void }
export type Installing = Waiting & {
  addRoutes?(
    rules: readonly {
      condition: { urlPattern: { pathname: string } }
      source: 'network'
    }[],
  ): Promise<void>
}
export type WindowClient = {
  url: string
  focused: boolean
  visibilityState: string
  focus(): Promise<unknown>
  navigate(url: string): Promise<unknown>
  postMessage(message: unknown, transfer: Transferable[]): void
}
export type ShownNotification = { tag: string; data: unknown; close(): void }

export type WorkerScope = {
  __WB_MANIFEST: { url: string; revision: string | null }[]
  location: { origin: string }
  navigator: { setAppBadge?: (count?: number) => Promise<void> }
  registration: {
    showNotification(title: string, options: Record<string, unknown>): Promise<void>
    getNotifications(filter: { tag: string }): Promise<ShownNotification[]>
    pushManager: { subscribe(options: PushSubscriptionOptionsInit): Promise<PushSubscription> }
  }
  clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<WindowClient[]>
    openWindow(url: string): Promise<unknown>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'message', listen: (event: { data: unknown }) => void): void
  addEventListener(type: 'install', listen: (event: Installing) => void): void
  addEventListener(type: 'activate', listen: (event: Waiting) => void): void
  addEventListener(
    type: 'push',
    listen: (event: Waiting & { data: { json(): unknown } | null }) => void,
  ): void
  addEventListener(
    type: 'notificationclick',
    listen: (event: Waiting & { notification: ShownNotification }) => void,
  ): void
  addEventListener(
    type: 'pushsubscriptionchange',
    listen: (
      event: Waiting & {
        oldSubscription?: PushSubscription | null
        newSubscription?: PushSubscription | null
      },
    ) => void,
  ): void
}
