/**
 * Requests with which this worker never does anything go to the server without it, where the browser can (Service Worker
 * Static Routing API): one that has been put to sleep would have to be woken for each, and a change seen later by that.
 */
import type { Installing } from './scope.ts'

/** What only the server answers: its API, and the replica's questions. */
const STRAIGHT = ['/api/*', '/feed', '/feed/*', '/docs', '/blobs/*']

export function routeStraight(event: Installing): void {
  const rules = STRAIGHT.map((pathname) => ({
    condition: { urlPattern: { pathname } },
    source: 'network' as const,
  }))
  // Slower without it, and no less right.
  event.waitUntil(event.addRoutes?.(rules).catch(() => {}) ?? Promise.resolve())
}
