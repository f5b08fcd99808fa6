/**
 * A device of a golden dump: the real replica over an IndexedDB in memory, and what lies in that written down as JSON
 * and put back. The network can be taken away; every frame of the socket can be recorded.
 */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { randomBytes } from 'node:crypto'
import { Dexie } from 'dexie'
import { WebSocket } from 'ws'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { databaseName } from '../../client/replica/db.ts'
import type { OpenSocket } from '../../client/replica/link.ts'
import { openReplica } from '../../client/replica/replica.ts'

/** The device's database as it lay on the disk: its version as Dexie counts, its schema, its rows. */
export const DeviceDump = v.object({
  person: v.string(),
  version: v.number(),
  stores: v.record(v.string(), v.string()),
  tables: v.record(v.string(), v.array(v.unknown())),
  memory: v.record(v.string(), v.string()),
})
export type DeviceDump = v.InferOutput<typeof DeviceDump>

/** `way` up: from the device. Bytes as base64. */
export type RecordedFrame = { way: 'up' | 'down'; bytes: string }

export function makeGoldenDevice(options: { url: string; token: string; now: () => number }) {
  const database = { indexedDB: new IDBFactory(), IDBKeyRange }
  const memory = new Map<string, string>()
  const online = new Set<() => void>()
  const offline = new Set<() => void>()
  const sockets = new Set<WebSocket>()
  const frames: RecordedFrame[] = []
  const bugs: string[] = []
  let isOnline = true
  const record = (way: RecordedFrame['way'], bytes: Uint8Array) =>
    frames.push({ way, bytes: Buffer.from(bytes).toString('base64') })

  const openSocket: OpenSocket = (url, events) => {
    const raw = new WebSocket(url, ['deskside', `bearer.${options.token}`])
    sockets.add(raw)
    raw.binaryType = 'nodebuffer'
    if (!isOnline) raw.terminate()
    raw.on('error', () => {})
    raw.on('open', () => events.onOpen())
    raw.on('message', (data: Buffer) => {
      const bytes = new Uint8Array(data)
      record('down', bytes)
      events.onFrame(bytes)
    })
    raw.on('close', (code) => {
      sockets.delete(raw)
      events.onClose(code)
    })
    return {
      send(bytes) {
        record('up', bytes)
        raw.send(bytes)
      },
      close: () => raw.close(),
      unsentBytes: () => raw.bufferedAmount,
    }
  }

  return {
    frames,
    /** Records of level error: a run in which there are some has failed. */
    bugs,
    goOffline() {
      isOnline = false
      for (const socket of sockets) socket.terminate()
      for (const listen of offline) listen()
    },
    goOnline() {
      isOnline = true
      for (const listen of online) listen()
    },
    async open() {
      return unwrap(
        await openReplica({
          origin: options.url,
          clock: { now: options.now },
          random: (bytes) => new Uint8Array(randomBytes(bytes)),
          timers: {
            after(delayMs, run) {
              const timer = setTimeout(run, delayMs)
              return { cancel: () => clearTimeout(timer) }
            },
          },
          log: (level, sentence, fields) => {
            if (level === 'error') bugs.push(`${sentence} ${JSON.stringify(fields)}`)
          },
          fetch: (input, init) => {
            if (!isOnline) return Promise.reject(new TypeError('there is no network'))
            const headers = new Headers(init?.headers)
            headers.set('authorization', `Bearer ${options.token}`)
            return fetch(input, { ...init, headers })
          },
          openSocket,
          memory: {
            getItem: (key) => memory.get(key) ?? null,
            setItem: (key, value) => void memory.set(key, value),
            removeItem: (key) => void memory.delete(key),
            key: (n) => [...memory.keys()][n] ?? null,
            get length() {
              return memory.size
            },
          },
          locks: {
            request: (_name, _options, run) => run(),
            query: () => Promise.resolve({}),
          },
          openChannel: () => ({ postMessage() {}, addEventListener() {}, close() {} }),
          visibility: { isVisible: () => true, onChange: () => () => {} },
          onOnline(listen) {
            online.add(listen)
            return () => online.delete(listen)
          },
          onOffline(listen) {
            offline.add(listen)
            return () => offline.delete(listen)
          },
          database,
          onSignedOut: () => void bugs.push('signed out'),
        }),
      )
    },

    async dump(person: string): Promise<DeviceDump> {
      const db = await new Dexie(databaseName(person), database).open()
      const stores: Record<string, string> = {}
      const tables: Record<string, unknown[]> = {}
      for (const table of db.tables) {
        const { primKey, indexes } = table.schema
        stores[table.name] = [primKey, ...indexes].map((index) => index.src).join(', ')
        tables[table.name] = (await table.toArray()).map(writeDown)
      }
      const version = db.verno
      db.close()
      return { person, version, stores, tables, memory: Object.fromEntries(memory) }
    },

    /** Puts a dump on this device, as the version of the app that wrote it left it there. */
    async load(dump: DeviceDump): Promise<void> {
      for (const [key, value] of Object.entries(dump.memory)) memory.set(key, value)
      const db = new Dexie(databaseName(dump.person), database)
      db.version(dump.version).stores(dump.stores)
      await db.open()
      for (const [name, rows] of Object.entries(dump.tables))
        await db.table(name).bulkAdd(rows.map(readBack))
      db.close()
    },

    /** What lies in a table now. */
    async look(person: string, table: string): Promise<unknown[]> {
      const db = await new Dexie(databaseName(person), database).open()
      const rows: unknown[] = await db.table(table).toArray()
      db.close()
      return rows
    },
  }
}

const BYTES = '$bytes'

function writeDown(value: unknown): unknown {
  if (value instanceof Uint8Array) return { [BYTES]: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return value.map(writeDown)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, writeDown(one)]))
}

function readBack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readBack)
  if (typeof value !== 'object' || value === null) return value
  if (BYTES in value && typeof value[BYTES] === 'string')
    return new Uint8Array(Buffer.from(value[BYTES], 'base64'))
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, readBack(one)]))
}
