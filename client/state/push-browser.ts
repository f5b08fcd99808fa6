/**
 * What this browser can do about notifications, and its subscription. Not here: what the person wishes (parts/push-settings).
 */
import { parseWith } from '../../shared/kit/schema.ts'
import { PushTarget } from '../../shared/wire/push.ts'

/** Or why there is none. */
export type Subscribed = { target: PushTarget } | { missing: Missing | 'refused' }

export type Missing = 'unsupported' | 'insecure' | 'denied' | 'ios' | 'noWorker'

type Known = {
  isSecure: boolean
  hasPush: boolean
  hasNotifications: boolean
  isApple: boolean
  isInstalled: boolean
  permission: NotificationPermission | null
}

/** What stands in the way, in the order in which a person can do something about it. Pure. */
export function whatIsMissing(known: Known): Missing | null {
  if (!known.isSecure) return 'insecure'
  const isThere = known.hasPush && known.hasNotifications
  if (!isThere) return known.isApple && !known.isInstalled ? 'ios' : 'unsupported'
  return known.permission === 'denied' ? 'denied' : null
}

export function knownOfBrowser(): Known {
  return {
    isSecure: isSecureContext,
    hasPush: 'PushManager' in window && 'serviceWorker' in navigator,
    hasNotifications: 'Notification' in window,
    isApple: isAppleTouch(navigator.userAgent, navigator.maxTouchPoints),
    isInstalled: isInstalled(),
    permission: 'Notification' in window ? Notification.permission : null,
  }
}

/** iPads say they are Macs, but no Mac has a touch screen. Pure. */
export function isAppleTouch(agent: string, touchPoints: number): boolean {
  return /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touchPoints > 1)
}

export function isInstalled(): boolean {
  return (
    matchMedia('(display-mode: standalone)').matches ||
    // Safari's own word, older than the media query there.
    ('standalone' in navigator && navigator.standalone === true)
  )
}

/** Null where the app's service worker is not there (yet). */
async function pushManager(): Promise<PushManager | null> {
  const worker = await navigator.serviceWorker?.getRegistration()
  return worker?.active ? (worker.pushManager ?? null) : null
}

export async function currentTarget(): Promise<PushTarget | null> {
  const subscription = await (await pushManager())?.getSubscription()
  return subscription ? targetOf(subscription) : null
}

/**
 * Asks the person, if they were not asked, and the browser. Called from a click: without one, browsers refuse.
 *
 * @param key  of the server; a subscription for another one is replaced
 */
export async function subscribe(key: string): Promise<Subscribed> {
  const missing = whatIsMissing(knownOfBrowser())
  if (missing) return { missing }
  if ((await Notification.requestPermission()) !== 'granted') return { missing: 'denied' }
  const manager = await pushManager()
  if (!manager) return { missing: 'noWorker' }
  try {
    const bytes = fromBase64Url(key)
    const known = await manager.getSubscription()
    const isOurs = known && isSameKey(known.options.applicationServerKey, bytes)
    if (known && !isOurs) await known.unsubscribe()
    const made =
      known && isOurs
        ? known
        : await manager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes })
    const target = targetOf(made)
    return target ? { target } : { missing: 'refused' }
  } catch {
    return { missing: 'refused' }
  }
}

export async function unsubscribe(): Promise<void> {
  await (await (await pushManager())?.getSubscription())?.unsubscribe().catch(() => false)
}

function targetOf(subscription: PushSubscription): PushTarget | null {
  const parsed = parseWith(PushTarget, subscription.toJSON())
  return parsed.ok ? parsed.value : null
}

function isSameKey(known: ArrayBuffer | null, key: Uint8Array): boolean {
  const bytes = known ? new Uint8Array(known) : null
  return bytes?.length === key.length && bytes.every((byte, at) => byte === key[at])
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const plain = text.replace(/-/g, '+').replace(/_/g, '/')
  return Uint8Array.from(atob(plain.padEnd(Math.ceil(plain.length / 4) * 4, '=')), (one) =>
    one.charCodeAt(0),
  )
}
