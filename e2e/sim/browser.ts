/**
 * A browser's profile in a simulation: what its tabs share and what outlives them. IndexedDB in memory, the few words of
 * `localStorage`, Web Locks and BroadcastChannel. A tab that is killed has its open transactions rolled back, as a
 * browser does; what it had committed stays. Knows nothing of desks.
 */
import { IDBFactory as FakeFactory, IDBKeyRange } from 'fake-indexeddb'
import type { DbOptions } from '../../client/replica/db.ts'
import type { Memory } from '../../client/replica/memory.ts'
import type { Channel, Locks } from '../../client/replica/tabs.ts'
import type { Kernel, Party } from './kernel.ts'
import type { Mutation } from './mutation.ts'

/** How long a word takes from one tab to another. */
const TELL_MS = 2

export type Browser = {
  memory: Memory
  /** The session's secret; its tabs share it. */
  cookie: string | null
  /** How far its clock is off. */
  skewMs: number
  /** Names of its tabs. */
  tabs: Set<string>
  /** Its databases, seen from outside of every tab. */
  database: DbOptions
  isFull(): boolean
  /** It had to make room: documents that are not open may be gone. */
  wasFull(): boolean
  setFull(is: boolean): void
  openTab(party: Party): TabParts
}

/** What one life of a tab has of its browser. */
export type TabParts = {
  database: DbOptions
  locks: Locks
  openChannel: (name: string) => Channel
  /** The tab is gone this instant. */
  kill(): void
}

type LockRequest = { party: Party; grant(): void }
type Listener = { party: Party; name: string; hear(data: unknown): void }

export function makeBrowser(kernel: Kernel, mutation: Mutation | null): Browser {
  const factory = new FakeFactory()
  const kept = new Map<string, string>()
  const queues = new Map<string, LockRequest[]>()
  const held = new Map<string, LockRequest>()
  const listeners = new Set<Listener>()
  let isFull = false
  let wasFull = false

  const memory: Memory = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (n) => [...kept.keys()][n] ?? null,
    get length() {
      return kept.size
    },
  }

  function grantNext(name: string): void {
    const waiting = (queues.get(name) ?? []).filter(({ party }) => party.isAlive)
    const next = held.has(name) ? undefined : waiting.shift()
    queues.set(name, waiting)
    if (!next) return
    held.set(name, next)
    kernel.after(next.party, 0, next.grant)
  }

  const locksOf = (party: Party): Locks => ({
    request: (name, { signal }, run) =>
      new Promise<void>((resolve, reject) => {
        const request: LockRequest = {
          party,
          grant() {
            void run().then(() => {
              if (held.get(name) === request) held.delete(name)
              grantNext(name)
              resolve()
            }, reject)
          },
        }
        signal.addEventListener('abort', () => {
          const waiting = queues.get(name) ?? []
          if (!waiting.includes(request)) return
          waiting.splice(waiting.indexOf(request), 1)
          reject(new Error('the tab closes'))
        })
        queues.set(name, [...(queues.get(name) ?? []), request])
        grantNext(name)
      }),
    query: () =>
      Promise.resolve({
        pending: [...queues].flatMap(([name, waiting]) => waiting.map(() => ({ name }))),
      }),
  })

  const channelOf =
    (party: Party) =>
    (name: string): Channel => {
      const own: Listener[] = []
      return {
        postMessage(message) {
          const copy = structuredClone(message)
          for (const listener of listeners)
            if (listener.name === name && !own.includes(listener))
              kernel.after(listener.party, TELL_MS, () => listener.hear(copy))
        },
        addEventListener(_type, listen) {
          const listener: Listener = {
            party,
            name,
            hear: (data) => listen(new MessageEvent('message', { data })),
          }
          own.push(listener)
          listeners.add(listener)
        },
        close() {
          for (const listener of own) listeners.delete(listener)
        },
      }
    }

  /** The factory as one life of a tab sees it, with all it has open. */
  function factoryOf(party: Party) {
    const connections = new Set<IDBDatabase>()
    const transactions = new Set<IDBTransaction>()

    function watch(transaction: IDBTransaction): IDBTransaction {
      transactions.add(transaction)
      const forget = () => transactions.delete(transaction)
      transaction.addEventListener('complete', forget)
      transaction.addEventListener('abort', forget)
      if (isFull && transaction.mode === 'readwrite') {
        const storeOf = transaction.objectStore.bind(transaction)
        transaction.objectStore = (name) => refuseWrites(storeOf(name))
      }
      return transaction
    }

    function track(connection: IDBDatabase): void {
      connections.add(connection)
      const begin = connection.transaction.bind(connection)
      connection.transaction = (...how) => {
        // What still runs in a tab that was killed. As a closed connection Dexie would open it anew, and say so.
        if (!party.isAlive) throw new DOMException('the tab is gone', 'AbortError')
        return watch(begin(...how))
      }
    }

    const indexedDB = new Proxy<IDBFactory>(factory, {
      get(target, key) {
        if (key !== 'open') {
          const value: unknown = Reflect.get(target, key)
          return typeof value === 'function' ? value.bind(target) : value
        }
        return (name: string, version?: number) => {
          if (!party.isAlive) throw new DOMException('the tab is gone', 'InvalidStateError')
          const request = target.open(name, version)
          request.addEventListener('upgradeneeded', () => {
            if (request.transaction) watch(request.transaction)
          })
          request.addEventListener('success', () => track(request.result))
          return request
        }
      },
    })

    function kill(): void {
      for (const transaction of transactions)
        try {
          transaction.abort()
        } catch {
          // It is committing already: then it is on the disk.
        }
      for (const connection of connections) connection.close()
    }
    return { indexedDB, kill }
  }

  return {
    memory,
    cookie: null,
    skewMs: 0,
    tabs: new Set(),
    isFull: () => isFull,
    wasFull: () => wasFull,
    database: { indexedDB: factory, IDBKeyRange },
    setFull(is: boolean) {
      isFull = is
      wasFull ||= is
    },
    openTab(party: Party): TabParts {
      const { indexedDB, kill } = factoryOf(party)
      return {
        database: { indexedDB, IDBKeyRange },
        locks: locksOf(party),
        openChannel: channelOf(party),
        kill() {
          kill()
          if (mutation === 'stuck-lock') return
          for (const listener of listeners) if (listener.party === party) listeners.delete(listener)
          for (const [name, request] of held)
            if (request.party === party) {
              held.delete(name)
              grantNext(name)
            }
        },
      }
    },
  }
}

/** A disk without room: nothing can be put, everything can be taken away. */
function refuseWrites(store: IDBObjectStore): IDBObjectStore {
  const refuse = () => {
    throw new DOMException('there is no room left', 'QuotaExceededError')
  }
  store.put = refuse
  store.add = refuse
  return store
}
