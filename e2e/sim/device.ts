/**
 * A device of a simulation: the real replica over an IndexedDB in memory that outlives crashes. What a person does on it
 * is in agent.ts.
 */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Replica } from '../../client/replica/api.ts'
import { Db, databaseName } from '../../client/replica/db.ts'
import { openReplica } from '../../client/replica/replica.ts'
import type { Channel, Locks } from '../../client/replica/tabs.ts'
import type { Dice } from './dice.ts'
import type { Kernel, Party } from './kernel.ts'
import type { Ledger } from './ledger.ts'
import type { Line, Network } from './network.ts'
import type { Someone } from './template.ts'

export type Device = ReturnType<typeof makeDevice>

export function makeDevice(options: {
  name: string
  person: Someone
  kernel: Kernel
  dice: Dice
  ledger: Ledger
  network: Network
  /** How far its clock is off. */
  skewMs: number
}) {
  const { name, person, kernel, dice, ledger, network, skewMs } = options
  const database = { indexedDB: new IDBFactory(), IDBKeyRange }
  const kept = new Map<string, string>()
  const online = new Set<() => void>()
  let replica: Replica | null = null
  let opening = false
  let lives = 0
  const line: Line = {
    name,
    party: { name, isAlive: false },
    isUp: true,
    secret: person.secret,
    person: person.id,
  }

  return {
    name,
    person,
    line,
    replica: () => replica,
    isOpening: () => opening,

    async open(): Promise<void> {
      if (replica || opening) return
      opening = true
      const party: Party = { name: `${name} ${++lives}`, isAlive: true }
      line.party = party
      online.clear()
      const opened = await openReplica({
        origin: 'https://desk.example',
        clock: { now: () => kernel.clock.now() + skewMs },
        random: dice.bytes,
        timers: kernel.timersOf(party),
        log: (level, sentence, fields) => {
          if (party.isAlive && level === 'error')
            ledger.problems.push(`${name} logged: ${sentence} ${JSON.stringify(fields)}`)
        },
        fetch: (input, init) =>
          network.request(line, new URL(input instanceof Request ? input.url : input), init),
        openSocket: network.openSocket(line),
        memory: {
          getItem: (key) => kept.get(key) ?? null,
          setItem: (key, value) => void kept.set(key, value),
          removeItem: (key) => void kept.delete(key),
          key: (n) => [...kept.keys()][n] ?? null,
          get length() {
            return kept.size
          },
        },
        locks: makeLocks(),
        openChannel: () => deafChannel,
        visibility: { isVisible: () => true, onChange: () => () => {} },
        onOnline(listen) {
          online.add(listen)
          return () => online.delete(listen)
        },
        database,
        onSignedOut: () => ledger.problems.push(`${name} was signed out`),
      })
      if (!party.isAlive) return
      opening = false
      if (opened.ok) replica = opened.value
      else {
        party.isAlive = false
        if (opened.fault.code !== 'kit/busy')
          ledger.problems.push(
            `${name} could not open: ${opened.fault.code} ${opened.fault.detail}`,
          )
      }
    },

    /** The tab is killed: its memory is gone, its database is not. */
    crash(): void {
      if (!line.party.isAlive) return
      line.party.isAlive = false
      replica = null
      opening = false
      network.end(line)
    },

    goOffline() {
      line.isUp = false
      network.drop(line)
    },
    goOnline() {
      if (line.isUp) return
      line.isUp = true
      for (const listen of [...online]) listen()
    },

    /** What lies on the disk, seen past the replica. */
    look<T>(read: (db: Db) => PromiseLike<T>): Promise<T> {
      return kernel.atOnce(async () => {
        const db = new Db(databaseName(person.id), database)
        try {
          return await read(db)
        } finally {
          db.close()
        }
      })
    },
  }
}

/** One tab alone: it leads at once. */
function makeLocks(): Locks {
  return {
    request: (_name, _options, run) => run(),
    query: () => Promise.resolve({}),
  }
}

const deafChannel: Channel = { postMessage() {}, addEventListener() {}, close() {} }
