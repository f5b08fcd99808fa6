/**
 * The device's storage under the running app: full, wiped by the browser, or wanted by a newer version of the app. Makes
 * room among copies, never among what only this device has. What is said about it is the screens' business.
 */
import { fail, type Result } from '../../shared/kit/fault.ts'
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Wipe } from './api.ts'
import { isQuotaError, type Db } from './db.ts'
import type { Mirror } from './mirror.ts'

export type DeviceStorage = ReturnType<typeof makeDeviceStorage>

export type StorageOptions = {
  db: Db
  clock: Clock
  timers: Timers
  newId(): string
  mirror: Mirror
  background(work: () => Promise<unknown>): Promise<boolean>
  isClosing(): boolean
  /** Frees documents. @returns how many */
  evictDocuments(): Promise<number>
  onChange(): void
  /** Everything but unsent work is gone from the disk; that is back. */
  onWiped(): Promise<unknown>
  /** A newer version of the app, or whoever deletes the database, waits until it is closed. */
  onWanted(): void
}

export function makeDeviceStorage(options: StorageOptions) {
  const { db, timers, mirror } = options
  let isFull = false
  let wipe: Wipe | null = null
  let isLooking = false
  let isMakingRoom: Promise<number> | null = null

  let probing: { cancel(): void } | null = null

  function noteFull(now: boolean) {
    if (now) probing ??= timers.after(LIMITS.storageRetryMs, () => void probe())
    if (isFull === now) return
    isFull = now
    options.onChange()
  }

  /** It is full until something can be written again, whoever writes it. */
  async function probe() {
    probing = null
    if (!isFull || options.isClosing()) return
    const key = 'probe'
    try {
      await db.kv.put({ key, value: new Uint8Array(LIMITS.probeBytes) })
      await db.kv.delete(key)
      noteFull(false)
    } catch {
      noteFull(true)
    }
  }

  /** Blobs first: files can be fetched again one by one; then the least wanted documents. */
  function makeRoom(): Promise<number> {
    isMakingRoom ??= evict().finally(() => {
      isMakingRoom = null
    })
    return isMakingRoom
  }

  async function evict(): Promise<number> {
    const blobs = await db.blobs.orderBy('keptAt').limit(LIMITS.evictedBlobs).primaryKeys()
    await db.blobs.bulkDelete(blobs)
    return blobs.length + (await options.evictDocuments())
  }

  /** The connection was cut from outside: is the database still ours? */
  async function look() {
    if (isLooking || options.isClosing()) return
    isLooking = true
    const isDone = await options.background(async () => {
      if (!(await isReachable())) return lookLater()
      if (await mirror.isSame()) return
      const { kept, gone } = await mirror.restore(options.newId())
      wipe = { at: options.clock.now(), kept, gone }
      await options.onWiped()
      options.onChange()
    })
    isLooking = false
    if (!isDone) lookLater()
  }

  function lookLater() {
    if (!options.isClosing()) timers.after(LIMITS.storageRetryMs, () => void look())
  }

  /** While the browser is still removing it, a database opens and is cut off again. */
  async function isReachable(): Promise<boolean> {
    try {
      // After an opening that failed Dexie opens no more by itself.
      await db.open()
      await mirror.isSame()
      return true
    } catch {
      return false
    }
  }

  const onClose = () => {
    // Not within the event: the database opens itself again once it has ended.
    if (!options.isClosing()) timers.after(0, () => void look())
  }
  db.on('close', onClose)
  db.on('versionchange', () => {
    options.onWanted()
    // What was typed is written before the connection ends, so Dexie must not end it here.
    return false
  })

  return {
    isFull: () => isFull,
    wipe: () => wipe,
    look: () => void look(),
    dismissWipe() {
      wipe = null
      options.onChange()
    },
    /** A step in the background found no room. */
    noteFull() {
      noteFull(true)
      void options.background(makeRoom)
    },
    /** What cannot be kept because the disk is full is said, not thrown; room is made and it is tried once more. */
    async guard<T>(act: () => Promise<Result<T>>): Promise<Result<T>> {
      for (const isLast of [false, true]) {
        try {
          const result = await act()
          if (result.ok) noteFull(false)
          return result
        } catch (error) {
          if (!isQuotaError(error)) throw error
          noteFull(true)
          if (isLast || (await makeRoom().catch(() => 0)) === 0) break
        }
      }
      return fail('kit/storage', 'the storage of this device is full')
    },
    close() {
      probing?.cancel()
      db.on.close.unsubscribe(onClose)
    },
  }
}
