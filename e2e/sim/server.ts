/**
 * The server of a simulation: the real desk, routes, sessions and rooms over a database in a folder of its own. Sockets
 * and requests come from the simulated network. A crash leaves what was committed and nothing else.
 */
import { createHash } from 'node:crypto'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ok } from '../../shared/kit/fault.ts'
import type { Log } from '../../shared/kit/log.ts'
import type { Blobs } from '../../sync-server/blobs/blobs.ts'
import type { Config } from '../../sync-server/config.ts'
import { openDesk, type Desk } from '../../sync-server/desk.ts'
import { makeApp } from '../../sync-server/http/app.ts'
import { makeRooms, type Rooms } from '../../sync-server/room/rooms.ts'
import type { Socket, SocketHandlers } from '../../sync-server/session/socket.ts'
import { serveSync } from '../../sync-server/session/sync-session.ts'
import { number, text, type Database, type SqlRow } from '../../sync-server/store/database.ts'
import { forgetLeaves } from '../../sync-server/feed/feed-rows.ts'
import type { Dice } from './dice.ts'
import { makeHistory } from './history.ts'
import type { Kernel, Party } from './kernel.ts'
import type { Ledger } from './ledger.ts'
import type { Mutation } from './mutation.ts'
import { makeSlowDatabase, type SlowDatabase } from './slow-database.ts'
import { makeStore, type StoreKind } from './stores.ts'
import type { Template } from './template.ts'

const LEAVES_AT_ONCE = 1_000

/** What a person may see at a moment; null: every queue. */
export type Sight = readonly string[] | null

type Life = {
  party: Party
  desk: Desk
  rooms: Rooms
  app: ReturnType<typeof makeApp>
  /** The store itself, for looking at it from outside: its answers take no virtual time. */
  real: Database
  kill(): Promise<void>
  database: SlowDatabase
}

export type Server = ReturnType<typeof makeServer>

export function makeServer(options: {
  kernel: Kernel
  dice: Dice
  ledger: Ledger
  template: Template
  folder: string
  config: Partial<Config>
  mutation: Mutation | null
  store: StoreKind
  log: Log
}) {
  const { kernel, dice, ledger, template, folder, mutation } = options
  const store = makeStore(options.store, options)
  const blobs = makeBlobs()
  const history = makeHistory(() => kernel.clock.now())
  let life: Life | null = null
  let lives = 0
  let isStarting = false
  /** What everybody may see, as of the last change that is durable. */
  const sights = new Map<string, Sight>()
  /** When it last changed. */
  const sightsSince = new Map<string, number>()
  const changing = new Map<string, Sight>()
  /** Disabled when the server was last opened. */
  const shutOut = new Set<string>()
  let skewMs = 0
  let isFull = false
  const clock = { now: () => kernel.clock.now() + skewMs }
  /** How far off it was since when, in true time. */
  const settings = [{ since: kernel.clock.now(), offMs: 0 }]

  async function open(): Promise<void> {
    const party = { name: `server ${++lives}`, isAlive: true }
    const { real, timed, kill } = await store.open({ kernel, party, dice })
    const database = makeSlowDatabase(timed ?? real, { kernel, party, dice, mutation })
    const config: Config = { ...template.config, ...options.config, dataDir: folder }
    const desk = await openDesk(config, {
      clock,
      random: dice.bytes,
      timers: kernel.timersOf(party),
      log: (level, sentence, fields) => {
        if (!party.isAlive) return
        if (level === 'error' && !isFull)
          ledger.problems.push(`the server logged: ${sentence} ${JSON.stringify(fields)}`)
        options.log(level, sentence, fields)
      },
      database,
      blobs,
    })
    await history.read(real.read)
    shutOut.clear()
    changing.clear()
    for (const { id, queues: own, isDisabled } of await desk.people.entries()) {
      setSight(id, isDisabled ? [] : own)
      if (isDisabled) shutOut.add(id)
    }
    countListeners(desk)
    desk.parts.hub.subscribe((event) => {
      history.hear(event)
      if (event.type === 'rights-changed') {
        const sight = changing.get(event.person)
        if (sight !== undefined) setSight(event.person, sight)
        changing.delete(event.person)
      }
    })
    const rooms = mutation === 'deaf-rooms' ? makeDeafRooms(desk) : makeRooms(desk)
    const app = makeApp({
      desk,
      setup: { token: '', isValid: () => false, use() {} },
      tell: () => {},
      clientFolder: join(folder, 'no-client'),
      counts: () => ({ sockets: 0, rooms: rooms.count() }),
    })
    database.slowDown()
    timed?.slowDown()
    database.setFull(isFull)
    life = { party, desk, rooms, app, real, kill, database }
    desk.jobs.start()
  }

  function setSight(person: string, sight: Sight): void {
    const before = sights.get(person)
    if (String(before) !== String(sight)) sightsSince.set(person, kernel.clock.now())
    sights.set(person, sight)
  }

  const listeners = new Set<{ stack: Error }>()
  function countListeners({ parts: { hub } }: Desk): void {
    const { subscribe } = hub
    listeners.clear()
    hub.subscribe = (listen) => {
      const here = { stack: new Error() }
      listeners.add(here)
      const stop = subscribe(listen)
      return () => {
        if (mutation !== 'leak') listeners.delete(here)
        stop()
      }
    }
  }

  /** Rooms that do not hear that a ticket left a queue. */
  function makeDeafRooms(desk: Desk): Rooms {
    const { hub } = desk.parts
    const { subscribe } = hub
    hub.subscribe = (listen) =>
      subscribe((event, origin) =>
        listen(event.type === 'ticket' ? { ...event, moves: [] } : event, origin),
      )
    const rooms = makeRooms(desk)
    hub.subscribe = subscribe
    return rooms
  }

  return {
    isUp: () => life !== null,
    life: () => life,
    /** What is stored, seen from outside. */
    sql: () => life?.real.read ?? null,
    desk: () => life?.desk ?? null,
    lifeCount: () => lives,
    /** What is in memory for those who are connected. */
    left: () => ({ listeners: listeners.size, rooms: life?.rooms.count() ?? 0 }),
    /** Who listens: telling is slow, so it is asked only when something is wrong. */
    placesOfListeners: () => [...listeners].map(({ stack }) => placeOf(stack)),
    history,
    blobs,
    queuesOf: history.queuesOf,
    sightOf(person: string): Sight {
      const sight = sights.get(person) ?? null
      if (!sights.has(person)) return []
      const next = changing.get(person)
      // Committed, and not told yet: what is asked for meanwhile is answered by either.
      if (next === undefined || sight === null) return sight
      return next === null ? null : [...new Set([...sight, ...next])]
    },
    isDisabled: (person: string) => shutOut.has(person),
    sightSince: (person: string) => sightsSince.get(person) ?? 0,
    clock,
    /** Somebody sets its clock. */
    setClock(offMs: number) {
      skewMs = offMs
      settings.push({ since: kernel.clock.now(), offMs })
    },
    /**
     * The latest its clock has shown between the first time it showed `from` and `until`, which is true time; null when
     * it had not shown `from` by then.
     */
    latestShown(from: number, until: number): number | null {
      let latest: number | null = null
      for (const [n, { since, offMs }] of settings.entries()) {
        if (since > until) break
        const end = Math.min(until, settings[n + 1]?.since ?? until) + offMs
        if (latest !== null) latest = Math.max(latest, end)
        else if (since + offMs <= from && from <= end) latest = end
      }
      return latest
    },
    setFull(is: boolean) {
      isFull = is
      life?.database.setFull(is)
    },

    /** False when the server did not take it. */
    async changePerson(
      person: string,
      change: { queues: Sight; isDisabled: boolean },
    ): Promise<boolean> {
      const now = life
      if (!now) return false
      const sight = change.isDisabled ? [] : change.queues
      if (mutation === 'late-rights') return sights.set(person, sight).size > 0
      changing.set(person, sight)
      const changed = await now.desk.people.change(person, change).catch(() => null)
      const isDone = changed?.ok === true && now.party.isAlive
      if (!isDone) changing.delete(person)
      if (isDone && !change.isDisabled) shutOut.delete(person)
      return isDone
    },

    /** A new session for somebody who has to sign in again; null while that cannot be. */
    async signIn(person: string): Promise<string | null> {
      const now = life
      const known = now ? await now.desk.people.byId(person) : null
      if (!now || !known || known.isDisabled) return null
      return now.desk.sessions.open(person, 'browser').catch(() => null)
    },

    async prepare(): Promise<void> {
      await mkdir(folder, { recursive: true })
      await store.prepare()
      for (const name of ['desk.json', 'gateway.key', 'operator.key'])
        await copyFile(join(template.folder, name), join(folder, name))
    },

    async start(): Promise<void> {
      if (life || isStarting) return
      isStarting = true
      await kernel.atOnce(open)
      isStarting = false
    },

    /** The power fails. */
    async crash(): Promise<void> {
      const ended = life
      if (!ended) return
      life = null
      ended.party.isAlive = false
      await kernel.atOnce(ended.kill)
    },

    /** What was taken out by then, and each ticket's epoch, as the backup has them; null when there is no server to ask. */
    async backUp(): Promise<{ removals: SqlRow[]; epochs: Map<string, number> } | null> {
      const now = life
      if (!now) return null
      return kernel.atOnce(async () => {
        await store.backUp({ ...now.desk, database: now.real })
        blobs.backUp()
        const { read } = now.real
        const removals = await read.all(`SELECT kind, ticket, message FROM removals`)
        const tickets = await read.all(`SELECT id, epoch FROM tickets`)
        const epochs = new Map(tickets.map((row) => [text(row, 'id'), number(row, 'epoch')]))
        return { removals, epochs }
      })
    },

    /** While it is down: the desk is what it was at the backup, in a history of its own. */
    async restore(): Promise<void> {
      await kernel.atOnce(async () => {
        await store.restore({ clock, random: dice.bytes, log: () => {} })
        blobs.restore()
      })
      history.forget()
    },

    /** Nobody needs to know any more which tickets left a queue until now. */
    async forgetLeaves(): Promise<void> {
      const desk = life?.desk
      if (!desk) return
      await desk.database.write(async (tx) => {
        await forgetLeaves(tx, clock.now() + 1, LEAVES_AT_ONCE)
        if (mutation === 'no-floor') await tx.run(`UPDATE scopes SET floor = 0`)
      })
    },

    /** Null when the server refuses the socket. */
    async accept(secret: string, socket: Socket): Promise<SocketHandlers | null> {
      const now = life
      const session = now ? await now.desk.sessions.authenticate(secret) : null
      if (!now || !session) return null
      return serveSync(now.desk, now.rooms, socket, session)
    },

    /** Never answers when the server crashes meanwhile. */
    async answer(request: Request): Promise<Response | null> {
      if (mutation === 'open-files') {
        const hash = /\/api\/tickets\/[^/]+\/blobs\/([^/?]+)/.exec(request.url)?.[1]
        const bytes = hash === undefined ? null : await blobs.get(hash)
        if (bytes) return new Response(Uint8Array.from(bytes))
      }
      return life ? life.app.fetch(request) : null
    },
  }
}

/** Who called, out of a stack. */
function placeOf(error: Error): string {
  return /at (\S+ )?\(?[^ ]*(sync-server\/[^)\s]+)/.exec(error.stack ?? '')?.[2] ?? 'the simulation'
}

type SimBlobs = Blobs & {
  backUp(): void
  restore(): void
  /** Every file with its hash. */
  all(): Iterable<[string, Uint8Array]>
}

/** Files that are durable once `put` has answered. */
function makeBlobs(): SimBlobs {
  let kept = new Map<string, Uint8Array>()
  let backup = new Map<string, Uint8Array>()
  return {
    has: async (hash) => kept.has(hash),
    get: async (hash) => kept.get(hash) ?? null,
    // Nothing here grows old: what is swept after a month is tested by itself (housekeeping).
    async look(hash) {
      const bytes = kept.get(hash)
      return bytes ? { bytes: bytes.length, broughtAt: 0 } : null
    },
    list: async () => [],
    removeOlder: async () => false,
    remove: async (hash) => void kept.delete(hash),
    async put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      kept.set(hash, Uint8Array.from(bytes))
      return ok(hash)
    },
    backUp() {
      backup = new Map(kept)
    },
    restore() {
      kept = new Map(backup)
    },
    all: () => kept,
  }
}
