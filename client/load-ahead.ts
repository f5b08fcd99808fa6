/**
 * What opens on a key or says what went wrong is fetched once the list is there, one after the other: it answers at once, and
 * without a network also in the first moments, before the worker keeps the app. Not here: the worker (service-worker.ts).
 */
const AHEAD: readonly (() => Promise<unknown>)[] = [
  // What a lock leaves to its author must not depend on a server that has just sent them away.
  () => import('./replica/leftovers.ts'),
  () => import('./parts/note-words.tsx'),
  () => import('./parts/note-editor.ts'),
  () => import('./state/fault-words.ts'),
  () => import('./state/ticket-acts.ts'),
  () => import('./state/batch.ts'),
  () => import('./parts/command-bar.tsx'),
  () => import('./parts/ticket-dialogs.tsx'),
  () => import('./parts/details-sheet.tsx'),
  () => import('./parts/new-ticket-dialog.tsx'),
  () => import('./replica/keep-file.ts'),
  () => import('./replica/merged-words.ts'),
  () => import('./parts/sync-drawer.tsx'),
  () => import('./parts/search-panel.tsx'),
  () => import('./parts/macro-bar.tsx'),
  () => import('./parts/bulk-preview.tsx'),
  () => import('./parts/key-sheet.tsx'),
]

/** What does not come now is fetched when it is needed. */
export async function loadAhead(): Promise<void> {
  void import('./state/keyboard.ts').then((m) => m.watchKeyboard(window)).catch(() => {})
  for (const load of AHEAD) await load().catch(() => {})
}
