/** When a new version may take over by itself: nobody has touched this tab for long, and nothing here is unsent (PU14). Pure. */
import type { SyncStatus } from '../replica/api.ts'

export const IDLE_MS = 10 * 60_000

export function mayUpdateByItself(
  idleMs: number,
  { waiting, words, hasUnstored }: Pick<SyncStatus, 'waiting' | 'words' | 'hasUnstored'>,
): boolean {
  return idleMs > IDLE_MS && waiting === 0 && words === 0 && !hasUnstored
}
