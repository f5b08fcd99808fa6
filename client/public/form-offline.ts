/**
 * Keeps the form's page, its style and this script, so that the form opens without a network once it was used. Only
 * public pages go there, none with anybody's words; the service worker reads this cache when the network fails.
 */
import { inLanguage } from './page-words.ts'

export const FORM_CACHE = 'deskside-forms'
const FORMS_MAX = 50

export async function keepPageForOffline(): Promise<void> {
  // Both exist on https and on this machine only.
  if (!('caches' in globalThis) || !('serviceWorker' in navigator)) return
  try {
    const cache = await caches.open(FORM_CACHE)
    for (const path of [location.pathname, '/assets-public/pages.css', '/assets-public/form.js']) {
      // In the language it was used in; the service worker asks by the path alone.
      const from = path === location.pathname ? inLanguage(path) : path
      const answer = await fetch(from, { credentials: 'omit', headers: { accept: '*/*' } })
      if (answer.ok && !answer.redirected) await cache.put(path, answer)
    }
    for (const old of (await cache.keys()).slice(0, -FORMS_MAX)) await cache.delete(old)
    await navigator.serviceWorker.register('/service-worker.js')
  } catch {
    // Without a network or without room the form is simply not there offline.
  }
}
