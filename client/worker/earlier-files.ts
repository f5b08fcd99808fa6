/**
 * Files of the version before stay for tabs that still run it (PU14): they are put aside before a new version is installed,
 * since taking over removes them. They go when the app is started with no tab open.
 */
import type { WorkerScope } from './scope.ts'

/** Its name is spared by the cleaning of the library, which looks for the scope in it, and by a sign-out: nobody's words. */
export const EARLIER_CACHE = 'workbox-precache-earlier'
/** Some versions' worth; the oldest go first. */
const FILES_MAX = 1_500

export async function putAside(precache: string): Promise<void> {
  const from = await caches.open(precache)
  const to = await caches.open(EARLIER_CACHE)
  for (const request of await from.keys()) {
    const { pathname } = new URL(request.url)
    if (!pathname.startsWith('/assets/') || (await to.match(pathname))) continue
    const kept = await from.match(request)
    if (kept) await to.put(pathname, kept)
  }
  for (const old of (await to.keys()).slice(0, -FILES_MAX)) await to.delete(old)
}

export async function forgetEarlier({ clients }: WorkerScope): Promise<void> {
  const open = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (open.length === 0) await caches.delete(EARLIER_CACHE)
}

/** Names of files say what is in them: one that was put aside is the one that is asked for. */
export async function fromEarlier(request: Request): Promise<Response> {
  const kept = await (await caches.open(EARLIER_CACHE)).match(new URL(request.url).pathname)
  return kept ?? fetch(request)
}
