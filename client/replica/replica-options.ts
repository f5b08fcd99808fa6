/** What the core is opened with: the desk's address, and everything of the browser that it may touch. */
import type { Clock, Random, Timers } from '../../shared/kit/clock.ts'
import type { Log } from '../../shared/kit/log.ts'
import type { Stop } from './api.ts'
import type { Breathe } from './breathe.ts'
import type { DbOptions } from './db.ts'
import type { LockReason } from './leftovers.ts'
import type { OpenSocket } from './link.ts'
import type { Memory } from './memory.ts'
import type { AnswerThread } from './answer-thread.ts'
import type { UploadFile } from './upload-request.ts'
import type { Channel, Locks, Visibility } from './tabs.ts'

export type ReplicaOptions = {
  /** `https://desk.example`, without a path. */
  origin: string
  clock: Clock
  /** Counts on whatever is done to the clock; the clock itself where there is nothing better. */
  uptime?: Clock
  random: Random
  timers: Timers
  /** Ends a turn of long work that is old; none where nobody draws. */
  breathe?: Breathe
  log?: Log
  fetch?: typeof fetch
  /** Sends a file with word of how far it is; `fetch` where there is nothing better. */
  upload?: UploadFile
  /** The mail of a ticket that this person began, which names files; null: there is none. None in tests. */
  begunDraft?: (person: string) => Promise<Uint8Array | null>
  /** Reads large answers beside the page; the page reads them where there is none. */
  openThread?: () => Promise<AnswerThread>
  openSocket?: OpenSocket
  /** Remembers whose database to open without a network; `localStorage`. */
  memory: Memory
  locks?: Locks
  openChannel: (name: string) => Channel
  visibility: Visibility
  /** Calls back when the network came back, and when it went. */
  onOnline?: (listen: () => void) => Stop
  onOffline?: (listen: () => void) => Stop
  /** Calls back when the page goes out of sight (it may never come back), and when it ends. */
  onHide?: (listen: (isEnding: boolean) => void) => Stop
  /** Caches of this origin, of which sign-out leaves only the app's own files; none in tests. */
  caches?: Pick<CacheStorage, 'keys' | 'delete'>
  database?: DbOptions
  /** A newer version of the app took the database over: this one can store nothing any more and must start anew. */
  onTakenOver?: () => void
  /** Another tab signed out, or this one did: the app goes to the sign-in page. */
  onSignedOut: () => void
  /**
   * Nothing may be shown any more: called before anything else is done about it. `isDone` resolves when what must go is
   * gone from the disk.
   */
  onLocked?: (why: LockReason, isDone: Promise<void>) => void
  /** Ends the subscription to push messages; none in tests. */
  forgetPush?: () => Promise<unknown>
}
