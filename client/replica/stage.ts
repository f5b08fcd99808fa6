/** Devices for tests of the replica: their disk, locks, channel and timers, all in memory. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Random, Timers } from '../../shared/kit/clock.ts'
import type { Replica } from './api.ts'
import { Db, databaseName } from './db.ts'
import type { LockReason } from './leftovers.ts'
import { openReplica } from './replica.ts'
import { ADA, type StandIn } from './stand-in.ts'
import type { Channel, Locks } from './tabs.ts'

/** Waits longer than this are for things that do not happen in a test: no answer, no ping. */
const SHORT_MS = 9_000

export type Device = ReturnType<typeof makeDevice>

export function makeDevice(server: StandIn, seed = 1) {
  const database = { indexedDB: new IDBFactory(), IDBKeyRange }
  const kept = new Map<string, string>()
  const memory = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    key: (at: number) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size
    },
  }
  const locks = makeLocks()
  const openChannel = makeChannels()
  const random = makeRandom(seed)
  const clock = { at: 1_000, now: () => clock.at++ }
  const open: Replica[] = []
  const bugs: string[] = []
  const looks = new Set<() => void>()
  const hides = new Set<(isEnding: boolean) => void>()
  let isTakenOver = false
  const locked: LockReason[] = []
  const begun: { draft: Uint8Array | null } = { draft: null }
  const wiping: Promise<void>[] = []

  return {
    clock,
    /** The mail of a ticket that was begun on this device. */
    begun,
    /** Records of level error: a test in which there are some has failed. */
    bugs,
    /** Why tabs of this device locked, in order; `isWiped` once what they had to remove is gone. */
    locked,
    isWiped: () => Promise.all(wiping),
    database,
    async open(): Promise<Replica> {
      const replica = unwrap(
        await openReplica({
          origin: 'http://desk.example',
          clock,
          random,
          timers: makeTimers(clock),
          log: (level, sentence, fields) => {
            if (level === 'error') bugs.push(`${sentence} ${JSON.stringify(fields)}`)
          },
          fetch: server.fetch,
          openSocket: server.openSocket,
          memory,
          begunDraft: async () => begun.draft,
          locks,
          openChannel,
          visibility: {
            isVisible: () => true,
            onChange: (listen) => listenTo(looks, listen),
          },
          onHide: (listen) => listenTo(hides, listen),
          onTakenOver: () => void (isTakenOver = true),
          database,
          onOnline: server.onUp,
          onSignedOut: () => {},
          onLocked: (why, isDone) => {
            locked.push(why)
            wiping.push(isDone)
          },
        }),
      )
      open.push(replica)
      return replica
    },

    /** What lies on the disk, seen past the replica. */
    async look<T>(read: (db: Db) => PromiseLike<T>): Promise<T> {
      const db = new Db(databaseName(ADA.id), database)
      const found = await read(db)
      db.close()
      return found
    },

    /** What another tab says, however late. */
    hear(announcement: unknown) {
      const channel = openChannel('')
      channel.postMessage(announcement)
      channel.close()
    },

    /** The person looks at the tabs again. */
    lookAgain() {
      for (const listen of looks) listen()
    },
    /** The pages go out of sight; `isEnding`: for good. */
    hide(isEnding: boolean) {
      for (const listen of hides) listen(isEnding)
    },
    isTakenOver: () => isTakenOver,

    databases: () => database.indexedDB.databases(),
    kept,
    memory,

    close() {
      for (const replica of open) replica.close()
    },
  }
}

function listenTo<T>(listeners: Set<T>, listen: T): () => void {
  listeners.add(listen)
  return () => listeners.delete(listen)
}

/** Short waits end at once, and the clock has moved on by them; long ones never end. */
function makeTimers(clock: { at: number }): Timers {
  return {
    after(delayMs, run) {
      if (delayMs > SHORT_MS) return { cancel() {} }
      const endsAt = clock.at + delayMs
      const timer = setTimeout(() => {
        clock.at = Math.max(clock.at, Math.ceil(endsAt))
        run()
      }, 1)
      return { cancel: () => clearTimeout(timer) }
    },
  }
}

/** A small generator with a seed (mulberry32): ids differ, runs do not. */
export function makeRandom(seed: number): Random {
  let state = seed
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      state = (state + 0x6d2b79f5) | 0
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
      return (mixed ^ (mixed >>> 14)) & 255
    })
}

function makeLocks(): Locks {
  let last: Promise<unknown> = Promise.resolve()
  return {
    request(_name, { signal }, run) {
      const turn = last.then(() => {
        if (signal.aborted) throw new Error('aborted')
        return run()
      })
      last = turn.catch(() => {})
      return turn
    },
    query: () => Promise.resolve({}),
  }
}

function makeChannels(): (name: string) => Channel {
  const members = new Set<{ listen: ((event: MessageEvent<unknown>) => void) | null }>()
  return () => {
    const self: { listen: ((event: MessageEvent<unknown>) => void) | null } = { listen: null }
    members.add(self)
    return {
      postMessage(message) {
        const data: unknown = structuredClone(message)
        for (const member of members)
          if (member !== self)
            queueMicrotask(() => member.listen?.(new MessageEvent('message', { data })))
      },
      addEventListener: (_type, listen) => {
        self.listen = listen
      },
      close: () => void members.delete(self),
    }
  }
}
