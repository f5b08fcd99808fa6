/**
 * Opens the local-first core: database, link, feed, outbox, drafts, put together behind the one surface of api.ts.
 * Starts from this device alone when the network is away and the lease holds. Decides nothing about tickets itself.
 */
import type { Clock, Random, Timers } from '../../shared/kit/clock.ts'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { noLog, type Log } from '../../shared/kit/log.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import type { OpenTicket, Replica, Stop, SyncStatus } from './api.ts'
import { readBlob } from './blobs.ts'
import type { Change, Core } from './core.ts'
import { deleteDatabase, isQuotaError, type DbOptions } from './db.ts'
import { makeDeskHttp, type DeskHttp } from './desk-http.ts'
import { fetchDocs } from './doc-fetch.ts'
import { echoesOf, readHeld } from './doc-log.ts'
import { makeDrafts } from './drafts.ts'
import { makeFeed } from './feed.ts'
import { ACTS, makeIntents } from './intents.ts'
import { noteLeaving } from './leaving.ts'
import { makeLink, openWebSocket, type OpenSocket, type Welcome } from './link.ts'
import { makeOutbox } from './outbox.ts'
import { enterTicket } from './presence.ts'
import { forgetPerson, openPerson, rememberDesk, type Memory, type OpenedPerson } from './person.ts'
import { makeSummaries } from './summaries.ts'
import {
  loneLocks,
  makeTabs,
  type Announcement,
  type Channel,
  type Locks,
  type Visibility,
} from './tabs.ts'

const CONTACT_WRITE_MS = 60_000

export type ReplicaOptions = {
  /** `https://desk.example`, without a path. */
  origin: string
  clock: Clock
  random: Random
  timers: Timers
  log?: Log
  fetch?: typeof fetch
  openSocket?: OpenSocket
  /** Remembers whose database to open without a network; `localStorage`. */
  memory: Memory
  locks?: Locks
  openChannel: (name: string) => Channel
  visibility: Visibility
  /** Calls back when the network came back, and when it went. */
  onOnline?: (listen: () => void) => Stop
  onOffline?: (listen: () => void) => Stop
  /** Caches of this origin, of which sign-out leaves only the app's own files; none in tests. */
  caches?: Pick<CacheStorage, 'keys' | 'delete'>
  database?: DbOptions
  /** Another tab signed out, or this one did: the app goes to the sign-in page. */
  onSignedOut: () => void
}

/** `auth/required` when nobody is signed in; `kit/busy` when there is neither a network nor a copy here. */
export async function openReplica(options: ReplicaOptions): Promise<Result<Replica>> {
  const http = makeDeskHttp(options.origin, options.fetch ?? fetch.bind(globalThis))
  const opened = await openPerson(http, options)
  if (!opened.ok) return opened
  return ok(await assemble(options, http, opened.value))
}

async function assemble(
  options: ReplicaOptions,
  http: DeskHttp,
  opened: OpenedPerson,
): Promise<Replica> {
  const { clock, timers, random } = options
  const { db } = opened
  const me = opened.desk.me
  let desk = opened.desk
  let waitingCount = 0
  /** Acts that are on their way into the outbox: between the key and the disk nothing is saved either. */
  let writingCount = 0
  let refusedCount = 0
  let progress: SyncStatus['progress'] = null
  let lastSyncAt = opened.contactAt
  let contactKeptAt = 0
  let isStorageFull = false
  let isClosing = false
  let isClosed = false
  const deskListeners = new Set<() => void>()
  const syncListeners = new Set<() => void>()
  const ticketListeners = new Map<string, Set<() => void>>()
  const seen = new Map<string, string | null>()

  const summaries = makeSummaries(db)
  const link = makeLink({
    url: `${options.origin.replace(/^http/, 'ws')}/sync`,
    device: opened.device,
    openSocket: options.openSocket ?? openWebSocket,
    clock,
    random,
    timers,
    checkSession: async () => {
      const answer = await http.desk()
      if (!answer.ok) return answer.fault.code === 'auth/required' ? answer.fault : null
      return answer.value.me.id === me.id
        ? null
        : { code: 'auth/required', detail: 'somebody else is signed in here now' }
    },
    onWelcome: (welcome: Welcome) => {
      if (welcome.person.id !== me.id) return false
      void core.background(() => db.kv.put({ key: 'leaseMs', value: welcome.leaseMs }))
      return true
    },
  })

  const core: Core = {
    me,
    desk: () => desk,
    db,
    link,
    http,
    summaries,
    clock,
    random,
    timers,
    log: options.log ?? noLog,
    publish(change) {
      show(change)
      const { entries = [], overlays = [], tickets = [], isOutbox = false } = change
      tabs.announce({ type: 'changed', entries, overlays, tickets, isOutbox })
    },
    recount: () => countOutbox(),
    async background(work) {
      try {
        if (!isClosed) await work()
        return true
      } catch (error) {
        if (isClosed) return true
        if (isQuotaError(error)) noteStorage(true)
        else core.log('error', 'a step in the background failed', { error: String(error) })
        return false
      }
    },
  }

  function show({ entries = [], overlays = [], tickets = [], isOutbox = false }: Change) {
    summaries.show(entries, overlays)
    for (const ticket of tickets) tellTicket(ticket)
    if (tickets.length > 0) outbox.wake()
    if (!isOutbox) return
    void core.background(countOutbox)
    void core.background(drafts.refresh)
  }

  function tellTicket(ticket: string) {
    for (const listen of ticketListeners.get(ticket) ?? []) listen()
  }

  function tellSync() {
    for (const listen of syncListeners) listen()
  }

  async function countOutbox() {
    waitingCount = await db.outbox.where('kind').anyOf(ACTS).count()
    refusedCount = await db.rejected.count()
    tellSync()
  }

  async function act<T>(write: () => Promise<Result<T>>): Promise<Result<T>> {
    writingCount++
    tellSync()
    try {
      const done = await guard(write)
      await countOutbox()
      return done
    } finally {
      writingCount--
      tellSync()
    }
  }

  const feed = makeFeed(core, (now) => {
    progress = now
    tabs.announce({ type: 'progress', progress, at: clock.now() })
    if (!now) foldWhenIdle()
    tellSync()
  })
  const outbox = makeOutbox(core)
  const intents = makeIntents(core, ensureDoc)
  const drafts = makeDrafts(core, {
    announce: (id) => tabs.announce({ type: 'draft', id }),
    onWords: tellTicket,
  })
  const tabs = makeTabs({
    name: db.name,
    locks: options.locks ?? loneLocks,
    channel: options.openChannel(db.name),
    visibility: options.visibility,
    onLead: () => {
      feed.start()
      outbox.start()
    },
    onYield: () => {
      feed.stop()
      outbox.stop()
    },
    onAnnounce: hear,
  })

  let folding: { cancel(): void } | null = null
  function foldWhenIdle() {
    folding ??= timers.after(LIMITS.pingMs, () => {
      folding = null
      if (tabs.isLeading()) void core.background(() => summaries.fold())
    })
  }

  function hear(announcement: Announcement) {
    if (isClosing) return
    switch (announcement.type) {
      case 'changed':
        return show(announcement)
      case 'draft':
        return void core.background(() => drafts.reload(announcement.id))
      case 'seen':
        seen.set(announcement.ticket, announcement.messageId)
        return summaries.touch(announcement.ticket)
      case 'progress':
        progress = announcement.progress
        lastSyncAt = announcement.at
        return tellSync()
      case 'signed-out':
        void close()
        return options.onSignedOut()
      case 'want-lead':
        return
    }
  }

  /** Fetches the document when this device does not have it. */
  async function ensureDoc(ticket: string): Promise<Result<void>> {
    if ((await db.docs.where('ticket').equals(ticket).count()) > 0) return ok()
    if (!summaries.row(ticket)) return fail('kit/not-found', 'there is no such ticket here')
    const fetched = await fetchDocs(core, [{ ticket, version: 0 }])
    if (!fetched.ok) return fail('kit/not-found', 'this ticket is not on this device yet')
    if (fetched.value.versions.has(ticket)) return ok()
    return fail('kit/not-found', 'this ticket is not to be had')
  }

  async function openTicket(id: string): Promise<Result<OpenTicket>> {
    const here = await ensureDoc(id)
    if (!here.ok) return here
    const [held, echoes, unsent] = await db.transaction('r', db.workTables, () =>
      Promise.all([
        db.docs.get(id),
        echoesOf(db, id),
        db.outbox.where('ticket').equals(id).count(),
      ]),
    )
    // Left every scope while it was read.
    if (!held || summaries.entry(id)?.scopes.length === 0)
      return fail('kit/not-found', 'this ticket is no longer here')
    const ticket = readHeld(held, echoes)
    return ok({
      id,
      ticket,
      row: summaries.row(id) ?? makeRow(id, ticket),
      version: held.version,
      hasUnsent: unsent > 0,
    })
  }

  /** A full disk makes room among documents that can be fetched again, never among what only this device has. */
  function noteStorage(isFull: boolean) {
    if (isStorageFull === isFull) return
    isStorageFull = isFull
    tellSync()
    if (!isFull) return
    void core.background(async () => {
      if (tabs.isLeading() && (await feed.makeRoom()) > 0) noteStorage(false)
    })
  }

  /** What cannot be kept because the disk is full is said, not thrown. */
  async function guard<T>(act: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      const result = await act()
      if (result.ok) noteStorage(false)
      return result
    } catch (error) {
      if (!isQuotaError(error)) throw error
      noteStorage(true)
      return fail('kit/storage', 'the storage of this device is full')
    }
  }

  async function fetchDesk() {
    const answer = await http.desk()
    if (!answer.ok || isClosed || answer.value.me.id !== me.id) return
    desk = answer.value
    await rememberDesk(db, desk, clock.now())
    for (const listen of deskListeners) listen()
  }

  /** What was typed a moment ago is written first. */
  async function close(): Promise<void> {
    if (isClosing) return
    isClosing = true
    folding?.cancel()
    feed.close()
    outbox.close()
    tabs.close()
    link.stop()
    stopOnline?.()
    stopOffline?.()
    await drafts.close()
    isClosed = true
    db.close()
  }

  link.onState(() => {
    tellSync()
    if (link.state().state === 'live') feed.wake()
  })
  link.onMessage((message) => {
    if (message.type === 'desk-changed') void core.background(fetchDesk)
  })
  link.onHeard(() => {
    if (link.state().state !== 'live' || isClosed) return
    lastSyncAt = clock.now()
    if (lastSyncAt - contactKeptAt < CONTACT_WRITE_MS) return
    contactKeptAt = lastSyncAt
    void core.background(() => db.kv.put({ key: 'contactAt', value: contactKeptAt }))
  })
  const stopOnline = options.onOnline?.(() => link.nudge())
  const stopOffline = options.onOffline?.(() => link.suspend())

  await summaries.load()
  for (const mark of await db.seen.toArray()) seen.set(mark.ticket, mark.messageId)
  await countOutbox()
  await drafts.refresh()
  tabs.start()
  link.start()
  if (!opened.isFresh) void core.background(fetchDesk)

  const listenTo = <T>(listeners: Set<T>, listen: T): Stop => {
    listeners.add(listen)
    return () => listeners.delete(listen)
  }

  return {
    me,
    desk: () => desk,
    onDesk: (listen) => listenTo(deskListeners, listen),
    rows: summaries.rows,
    row: summaries.row,
    onRows: summaries.onRows,

    openTicket: (id) => guard(() => openTicket(id)),
    onTicket(id, listen) {
      const listeners = ticketListeners.get(id) ?? new Set()
      ticketListeners.set(id, listeners.add(listen))
      return () => {
        listeners.delete(listen)
        if (listeners.size === 0 && ticketListeners.get(id) === listeners)
          ticketListeners.delete(id)
      }
    },

    edit: (ticket, op) => act(() => intents.edit(ticket, op)),
    move: (ticket, queue) => act(() => intents.move(ticket, queue)),
    send: (ticket, send) =>
      act(async () => {
        await drafts.flush(send.draft)
        return intents.send(ticket, send)
      }),
    unsend: (ticket, sendId) => act(() => intents.unsend(ticket, sendId)),

    async openDraft(ticket) {
      // Its id counts the replies on the ticket: without the document it would be a guess.
      await ensureDoc(ticket)
      return drafts.openDraft(ticket)
    },
    draftTickets: drafts.tickets,
    enter: (ticket, listen) => enterTicket(core, ticket, listen),

    sync: () => ({
      link: link.state(),
      waiting: Math.max(waitingCount, writingCount),
      refused: refusedCount,
      progress,
      lastSyncAt,
      isStorageFull,
    }),
    onSync: (listen) => listenTo(syncListeners, listen),
    waiting: intents.waiting,
    retry: intents.retry,
    discard: intents.discard,

    seen: (ticket) => seen.get(ticket) ?? null,
    async markSeen(ticket, messageId) {
      seen.set(ticket, messageId)
      summaries.touch(ticket)
      tabs.announce({ type: 'seen', ticket, messageId })
      await db.seen.put({ ticket, messageId })
    },

    blob: (ticket, hash) => guard(() => readBlob(core, ticket, hash)),

    async signOut() {
      tabs.announce({ type: 'signed-out' })
      const told = http.signOut()
      await close()
      forgetPerson(options.memory)
      await deleteDatabase(db.name, options.database)
      // The app's own files stay: nobody's words are in them, and the sign-in page must show offline too.
      for (const name of (await options.caches?.keys()) ?? [])
        if (!name.startsWith('workbox-precache')) await options.caches?.delete(name)
      const isTold = await Promise.race([
        told,
        new Promise<false>((resolve) => timers.after(LIMITS.deskWaitMs, () => resolve(false))),
      ])
      if (!isTold) noteLeaving(options.memory)
      options.onSignedOut()
    },
    close: () => void close(),
  }
}
