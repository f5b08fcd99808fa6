/** What the sync pill shows, as signals; and the list of what is waiting, read again whenever it may have changed. */
import { createSignal, onCleanup, type Accessor } from 'solid-js'
import type { Replica, SyncStatus, Waiting } from '../replica/api.ts'
import { words } from '../strings.ts'

export type SyncSignals = {
  status: Accessor<SyncStatus>
  waiting: Accessor<readonly Waiting[]>
  /** A new version of the app is here and waits for a click. */
  isUpdateReady: Accessor<boolean>
  offerUpdate(apply: () => void): void
  applyUpdate(): void
}

export function createSyncStatus(replica: Replica): SyncSignals {
  const [status, setStatus] = createSignal(replica.sync(), { equals: false })
  const [waiting, setWaiting] = createSignal<readonly Waiting[]>([])
  const [update, setUpdate] = createSignal<(() => void) | null>(null)
  let isReading = false
  let isStale = false
  const readWaiting = async () => {
    if (isReading) {
      isStale = true
      return
    }
    isReading = true
    do {
      isStale = false
      setWaiting(await replica.waiting())
    } while (isStale)
    isReading = false
  }
  onCleanup(
    replica.onSync(() => {
      setStatus(replica.sync())
      void readWaiting()
    }),
  )
  void readWaiting()
  return {
    status,
    waiting,
    isUpdateReady: () => update() !== null,
    offerUpdate: (apply) => setUpdate(() => apply),
    applyUpdate: () => update()?.(),
  }
}

export type PillLook = 'saved' | 'saving' | 'offline' | 'trouble' | 'update'

/** The one line of the pill. What a person must act on comes before what is merely going on. */
export function sayPill(
  status: SyncStatus,
  isUpdateReady: boolean,
): { look: PillLook; text: string } {
  if (status.link.state === 'refused') return { look: 'trouble', text: words.sync.refusedLink }
  if (status.isStorageFull) return { look: 'trouble', text: words.sync.full }
  if (status.refused > 0) return { look: 'trouble', text: words.sync.refused(status.refused) }
  if (status.link.state === 'offline')
    return status.waiting > 0
      ? { look: 'offline', text: words.sync.offlineWaiting(status.waiting) }
      : { look: 'offline', text: words.sync.offline }
  if (status.waiting > 0) return { look: 'saving', text: words.sync.saving(status.waiting) }
  if (isUpdateReady) return { look: 'update', text: words.sync.update }
  if (status.progress && status.progress.rows < status.progress.rowsTotal)
    return {
      look: 'saving',
      text: words.sync.progress(status.progress.rows, status.progress.rowsTotal),
    }
  if (status.link.state === 'connecting') return { look: 'saving', text: words.sync.connecting }
  return { look: 'saved', text: words.sync.saved }
}
