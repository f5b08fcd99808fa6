/** What the sync pill shows, as signals; and the list of what is waiting, read again whenever it may have changed. */
import { createSignal, onCleanup, type Accessor } from 'solid-js'
import type { Lost, Replica, SyncStatus, Waiting } from '../replica/api.ts'
import { words } from '../words/first.ts'

export type SyncSignals = {
  status: Accessor<SyncStatus>
  waiting: Accessor<readonly Waiting[]>
  /** Own changes that came too late, newest first. */
  lost: Accessor<readonly Lost[]>
  /** The person has read what this event of a thread says. */
  seeLost(event: string): void
  /** A new version of the app is here and waits for a click. */
  isUpdateReady: Accessor<boolean>
  offerUpdate(apply: () => void): void
  applyUpdate(): void
}

export function createSyncStatus(replica: Replica): SyncSignals {
  const [status, setStatus] = createSignal(replica.sync(), { equals: false })
  const [waiting, setWaiting] = createSignal<readonly Waiting[]>([])
  const [lost, setLost] = createSignal<readonly Lost[]>([])
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
      setLost(await replica.lost())
    } while (isStale)
    isReading = false
  }
  onCleanup(
    replica.onSync(() => {
      const { counted } = status()
      // Reading locks documents: how far the feed is changes nothing that waits.
      if (setStatus(replica.sync()).counted !== counted) void readWaiting()
    }),
  )
  void readWaiting()
  // Words that only this tab has, an act between the key and the disk: the browser asks before it closes it (OU27).
  const ask = (event: Event) => {
    const { hasUnstored, isWriting } = replica.sync()
    if (hasUnstored || isWriting) event.preventDefault()
  }
  addEventListener('beforeunload', ask)
  onCleanup(() => removeEventListener('beforeunload', ask))
  return {
    status,
    waiting,
    lost,
    seeLost(event) {
      const ids = lost()
        .filter((one) => one.event === event)
        .map((one) => one.id)
      if (ids.length > 0) void replica.dismissLost(ids)
    },
    isUpdateReady: () => update() !== null,
    offerUpdate: (apply) => setUpdate(() => apply),
    applyUpdate: () => update()?.(),
  }
}

export type PillLook = 'saved' | 'saving' | 'offline' | 'trouble' | 'update' | 'lost'

/** The one line of the pill. What a person must act on comes before what is merely going on. */
export function sayPill(
  status: SyncStatus,
  isUpdateReady: boolean,
): { look: PillLook; text: string } {
  if (status.link.state === 'refused') return { look: 'trouble', text: words.sync.refusedLink }
  if (status.isStorageFull || status.hasUnstored) return { look: 'trouble', text: words.sync.full }
  if (status.wipe) return { look: 'trouble', text: words.sync.wiped }
  if (status.refused > 0)
    return { look: 'trouble', text: words.sync.refused({ n: status.refused }) }
  if (status.link.state === 'offline')
    // What waits without a network is safe: what is not on the disk yet is not counted.
    return status.stored > 0
      ? { look: 'offline', text: words.sync.offlineWaiting({ n: status.stored }) }
      : { look: 'offline', text: words.sync.offline }
  if (status.waiting > 0) return { look: 'saving', text: words.sync.saving({ n: status.waiting }) }
  if (status.lost > 0) return { look: 'lost', text: words.sync.notTaken({ n: status.lost }) }
  if (isUpdateReady) return { look: 'update', text: words.sync.update }
  if (status.progress && status.progress.rows < status.progress.rowsTotal)
    return {
      look: 'saving',
      text: words.sync.progress({ have: status.progress.rows, of: status.progress.rowsTotal }),
    }
  // Until every queue was asked, something may be missing.
  if (status.link.state === 'connecting' || status.isChecking)
    return { look: 'saving', text: words.sync.connecting }
  return { look: 'saved', text: words.sync.saved }
}
