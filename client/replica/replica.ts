/**
 * Opens the local-first core: database, link, feed, outbox, drafts, put together behind the one surface of api.ts.
 * Starts from this device alone when the network is away and the lease holds. Decides nothing about tickets itself.
 */
import type { Clock, Random, Timers } from '../../shared/kit/clock.ts'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { noLog, type Log } from '../../shared/kit/log.ts'
import { parseDraftId } from '../../shared/ticket/draft-doc.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import type { OpenTicket, Replica, Stop, SyncStatus } from './api.ts'
import { readBlob } from './blobs.ts'
import { breathless, type Breathe } from './breathe.ts'
import { newId, type Change, type Core } from './core.ts'
import { Db, isQuotaError, passQuota, type DbOptions } from './db.ts'
import { makeDeviceStorage } from './device-storage.ts'
import { makeDeskHttp, type DeskHttp } from './desk-http.ts'
import { fetchDocs } from './doc-fetch.ts'
import { echoesOf, readHeld } from './doc-log.ts'
import { makeDrafts } from './drafts.ts'
import { makeFeed } from './feed.ts'
import { forgetLastWords, keepLastWords, takeLastWords } from './last-words.ts'
import { ACTS, makeIntents } from './intents.ts'
import { watchLease } from './lease-watch.ts'
import { noteLeaving } from './leaving.ts'
import type { LockReason } from './leftovers.ts'
import { makeLink, openWebSocket, type OpenSocket, type Welcome } from './link.ts'
import { findLeftWords } from './left-words.ts'
import { listLost } from './lost.ts'
import { makeMergedWords } from './merged-words.ts'
import { makeMirror, markDatabase } from './mirror.ts'
import { makeOutbox } from './outbox.ts'
import { enterTicket } from './presence.ts'
import type { Memory } from './memory.ts'
import { openPerson, rememberDesk, type OpenedPerson } from './person.ts'
import { makeRefusals } from './refusals.ts'
import { sayUnopened } from './salvage.ts'
import { makeServerClock } from './server-clock.ts'
import { makeSummaries } from './summaries.ts'
import {
  loneLocks,
  makeTabs,
  type Announcement,
  type Channel,
  type Locks,
  type Visibility,
} from './tabs.ts'
import { purgeCopies, wipeDevice } from './wipe.ts'

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

/** `auth/required` when nobody is signed in; `kit/busy` when there is neither a network nor a copy here. */
export async function openReplica(options: ReplicaOptions): Promise<Result<Replica>> {
  const http = makeDeskHttp(
    options.origin,
    options.fetch ?? fetch.bind(globalThis),
    options.breathe,
  )
  let db: Db | null = null
  try {
    const opened = await openPerson(http, options)
    if (!opened.ok) return opened
    db = opened.value.db
    return ok(await assemble(options, http, opened.value))
  } catch (error) {
    // Said, with what can be done about it; never an empty page.
    db?.close()
    const level = isQuotaError(error) ? 'warn' : 'error'
    options.log?.(level, 'the database could not be opened', { error: String(error) })
    return sayUnopened(error)
  }
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
  /** Tickets on which something is being done just now. */
  const acting: string[] = []
  let refusedCount = 0
  let [countsBegun, countShown] = [0, 0]
  let [isCounting, isCountAsked, isRefreshAsked] = [false, false, false]
  let lostCount = 0
  /** Edits of which it is not known yet whether they stand. */
  let askedCount = 0
  let progress: SyncStatus['progress'] = null
  let isChecking = true
  let lastSyncAt: number | null = opened.contact.contactAt
  let isClosing = false
  let isLocked = false
  /** No other tab has said anything, and none had the lead before this one. */
  let isAlone = true
  let isClosed = false
  const deskListeners = new Set<() => void>()
  const syncListeners = new Set<() => void>()
  const ticketListeners = new Map<string, Set<() => void>>()
  const seen = new Map<string, string | null>()

  const serverClock = makeServerClock(clock, opened.contact.skewMs)
  // A full disk leaves a database of before without its mark; it gets one later.
  const fresh = makeId(clock.now(), random)
  const mark = await db.transaction('rw', db.kv, () => markDatabase(db, fresh)).catch(passQuota)
  const mirror = makeMirror(db, { device: opened.device, mark: mark ?? '' })
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
      if (!answer.ok) return isEnd(answer.fault.code) ? answer.fault : null
      return answer.value.me.id === me.id
        ? null
        : { code: 'auth/required', detail: 'somebody else is signed in here now' }
    },
    onWelcome: (welcome: Welcome) => {
      if (welcome.person.id !== me.id) return false
      takeName(welcome.person.name)
      serverClock.note(welcome.now)
      lease.heard(welcome)
      return true
    },
  })

  /** The server calls this person by another name. */
  function takeName(name: string) {
    if (name === desk.me.name) return
    desk = { ...desk, me: { ...desk.me, name } }
    for (const listen of deskListeners) listen()
  }

  const core: Core = {
    get me() {
      return desk.me
    },
    desk: () => desk,
    db,
    link,
    http,
    summaries,
    clock,
    serverNow: serverClock.now,
    random,
    timers,
    breathe: options.breathe ?? breathless,
    log: options.log ?? noLog,
    show: (change) => show(change),
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
        if (isQuotaError(error)) storage.noteFull()
        else core.log('error', 'a step in the background failed', { error: String(error) })
        return false
      }
    },
  }

  function show({ entries = [], overlays = [], tickets = [], isOutbox = false }: Change) {
    summaries.show(entries, overlays)
    for (const ticket of tickets) tellTicket(ticket)
    if (tickets.length > 0) outbox.wake()
    // A reply that arrives may leave words behind in a draft, a merge takes them along.
    const drafted = new Set(drafts.tickets())
    for (const ticket of drafted) mergedWords.follow(ticket)
    for (const ticket of tickets) if (ticketListeners.has(ticket)) mergedWords.follow(ticket)
    const isCounted = isOutbox || askedCount > 0 || tickets.some((ticket) => drafted.has(ticket))
    if (!isCounted) return
    isRefreshAsked ||= isOutbox
    void core.background(countSoon)
  }

  /** Changes come in bursts, and counting reads much: whatever comes while it is done is in the next count. */
  async function countSoon() {
    isCountAsked = true
    if (isCounting) return
    isCounting = true
    try {
      while (isCountAsked && !isClosed) {
        isCountAsked = false
        await countOutbox()
        if (!isRefreshAsked) continue
        isRefreshAsked = false
        await drafts.refresh()
      }
    } finally {
      isCounting = false
    }
  }

  function tellTicket(ticket: string) {
    for (const listen of ticketListeners.get(ticket) ?? []) listen()
  }

  function tellSync() {
    for (const listen of syncListeners) listen()
  }

  async function countOutbox() {
    const begun = ++countsBegun
    let count = 0
    for (const kind of ACTS) count += await db.outbox.where('kind').equals(kind).count()
    // One that began before the last act and ends after it does not say that nothing waits (OU2).
    if (begun > countShown) [countShown, waitingCount] = [begun, count]
    refusedCount = (await db.rejected.count()) + (await findLeftWords(db)).length
    const verdicts = await db.lost.toArray()
    lostCount = verdicts.filter((record) => record.told).length
    askedCount = verdicts.length - lostCount
    await mirror.read()
    tellSync()
  }

  async function act<T>(ticket: string, write: () => Promise<Result<T>>): Promise<Result<T>> {
    writingCount++
    acting.push(ticket)
    tellSync()
    try {
      const done = await storage.guard(write)
      await countOutbox()
      return done
    } finally {
      writingCount--
      acting.splice(acting.indexOf(ticket), 1)
      tellSync()
    }
  }

  const feed = makeFeed(core, (now) => {
    ;({ progress, isChecking } = now)
    tellProgress()
    if (!progress) foldWhenIdle()
    tellSync()
  })
  const tellProgress = () =>
    tabs.announce({ type: 'progress', progress, isChecking, at: lastSyncAt ?? clock.now() })

  const outbox = makeOutbox(core, takeName)
  const intents = makeIntents(core, ensureDoc)
  const drafts = makeDrafts(core, {
    announce(id) {
      void core.background(() => mirrorDraft(id))
      tabs.announce({ type: 'draft', id })
      const ticket = parseDraftId(id)?.ticket
      if (ticket !== undefined) mergedWords.follow(ticket)
    },
    onWords(ticket) {
      tellTicket(ticket)
      // Lists show which tickets have a draft.
      summaries.touch(ticket)
    },
    onStored: tellSync,
    onWritten: (id) => forgetLastWords(options.memory, me.id, id),
  })
  async function mirrorDraft(id: string) {
    const before = mirror.wordCount()
    await mirror.readDraft(id)
    if (mirror.wordCount() !== before) tellSync()
  }

  async function rereadDraft(id: string) {
    await drafts.reload(id)
    tabs.announce({ type: 'draft', id })
  }
  const refusals = makeRefusals(core, intents, { ensureDoc, onDraft: rereadDraft })
  const mergedWords = makeMergedWords(core, {
    ensureDoc,
    flush: () => drafts.flushAll(),
    onDraft: rereadDraft,
  })
  const storage = makeDeviceStorage({
    db,
    clock,
    timers,
    newId: () => newId(core),
    mirror,
    background: core.background,
    isClosing: () => isClosing,
    evictDocuments: () => feed.makeRoom(() => [...ticketListeners.keys(), ...acting]),
    onChange: tellSync,
    async onWiped() {
      await rememberDesk(db, desk, clock.now())
      // What was written since the mirror was read is in the open drafts.
      drafts.writeAgain()
      await summaries.load()
      if (tabs.isLeading()) {
        feed.stop()
        feed.start()
      }
      await countOutbox()
      await drafts.refresh()
      outbox.wake()
    },
    onWanted() {
      if (isClosing) return
      void close().then(() => options.onTakenOver?.())
    },
  })
  const tabs = makeTabs({
    name: db.name,
    locks: options.locks ?? loneLocks,
    channel: options.openChannel(db.name),
    visibility: options.visibility,
    onLead: () => {
      feed.start(isAlone)
      outbox.start()
    },
    onYield: () => {
      isAlone = false
      feed.stop()
      outbox.stop()
    },
    onAnnounce: hear,
  })

  const lease = watchLease({
    db,
    contact: opened.contact,
    clock,
    uptime: options.uptime ?? clock,
    timers,
    visibility: options.visibility,
    background: core.background,
    onEnd: (state) => lock(state === 'over' ? 'lease' : 'clock'),
  })

  let folding: { cancel(): void } | null = null
  function foldWhenIdle() {
    folding ??= timers.after(LIMITS.pingMs, () => {
      folding = null
      if (tabs.isLeading()) void core.background(() => summaries.fold())
    })
  }

  function hear(announcement: Announcement) {
    isAlone = false
    if (isClosing) return
    switch (announcement.type) {
      case 'changed':
        return show(announcement)
      case 'draft':
        void core.background(() => mirrorDraft(announcement.id))
        return void core.background(() => drafts.reload(announcement.id))
      case 'seen':
        seen.set(announcement.ticket, announcement.messageId)
        return summaries.touch(announcement.ticket)
      case 'progress':
        progress = announcement.progress
        isChecking = announcement.isChecking
        lastSyncAt = announcement.at
        return tellSync()
      case 'signed-out':
        void close()
        return options.onSignedOut()
      case 'locked':
        return lock(announcement.why)
      case 'want-progress':
        return tabs.isLeading() ? tellProgress() : undefined
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
    mergedWords.follow(id)
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

  async function fetchDesk() {
    const answer = await http.desk()
    if (!answer.ok || isClosed || answer.value.me.id !== me.id) return
    desk = answer.value
    await rememberDesk(db, desk, clock.now())
    feed.narrow(desk.queues.map((queue) => queue.slug))
    for (const listen of deskListeners) listen()
  }

  /** The server ended this session, or a tab says that it did: which of both, and for whom, it says itself. */
  async function endSession(code: string) {
    const answer = await http.desk()
    const isOurs = answer.ok && answer.value.me.id === me.id
    // A socket was refused for another reason, and the session stands.
    if (isOurs || isClosing) return
    const isRevoked = !answer.ok && answer.fault.code === 'auth/denied'
    // Nobody answered: the link comes back, to be welcome or to be told again.
    if (!answer.ok && !isEnd(answer.fault.code) && code !== 'auth/required')
      return void timers.after(LIMITS.reconnectMsFirst, () => link.nudge())
    lock(isRevoked ? 'revoked' : 'signed-out')
  }

  /** Out of sight first, then off the disk (RI13, RI14). */
  function lock(why: LockReason) {
    if (isClosing || isLocked) return
    isLocked = true
    tabs.announce({ type: 'locked', why })
    // A turn later: the screens have let go of what they had open.
    const isDone = Promise.resolve().then(() => goAway(why))
    options.onLocked?.(why, isDone)
  }

  async function goAway(why: LockReason): Promise<void> {
    await close()
    if (why === 'revoked') await wipeDevice(db.name, options)
    if (why !== 'signed-out') return
    const left = new Db(db.name, options.database)
    await purgeCopies(left)
    left.close()
  }

  /** What was typed a moment ago is written first. */
  async function close(): Promise<void> {
    if (isClosing) return
    isClosing = true
    folding?.cancel()
    feed.close()
    outbox.close()
    tabs.close()
    lease.stop()
    link.stop()
    stopOnline?.()
    stopOffline?.()
    stopHide?.()
    stopVisible()
    await drafts.close()
    isClosed = true
    storage.close()
    db.close()
  }

  link.onState(() => {
    tellSync()
    const state = link.state()
    if (state.state === 'live') feed.wake()
    // What the server says next is not known: nobody may say that everything is here.
    else if (tabs.isLeading() && !isChecking) {
      isChecking = true
      tellProgress()
    }
    if (state.state === 'refused' && isEnd(state.code)) void endSession(state.code)
  })
  link.onMessage((message) => {
    if (message.type === 'desk-changed') void core.background(fetchDesk)
  })
  link.onHeard(() => {
    if (link.state().state !== 'live' || isClosed) return
    lastSyncAt = clock.now()
    lease.heard()
  })
  const stopOnline = options.onOnline?.(() => link.nudge())
  const stopOffline = options.onOffline?.(() => link.suspend())
  const stopHide = options.onHide?.((isEnding) => {
    if (isEnding)
      for (const { id, bytes } of drafts.unwritten())
        keepLastWords(options.memory, me.id, id, bytes)
    void core.background(drafts.flushAll)
  })
  const stopVisible = options.visibility.onChange(() => {
    // A tab that was frozen for hours missed what the browser did to its storage.
    if (options.visibility.isVisible()) storage.look()
  })

  try {
    await takeLastWords(db, options.memory, me.id)
    await summaries.load()
    if (opened.isFresh) feed.narrow(desk.queues.map((queue) => queue.slug))
    for (const mark of await db.seen.toArray()) seen.set(mark.ticket, mark.messageId)
    await countOutbox()
    await drafts.refresh()
    for (const ticket of drafts.tickets()) mergedWords.follow(ticket)
  } catch (error) {
    // Nothing of it goes on over a database that cannot be read.
    await close()
    throw error
  }
  void core.background(refusals.forget)
  tabs.start()
  // Whoever leads by then has written meanwhile.
  timers.after(LIMITS.deskWaitMs, () => {
    isAlone = false
  })
  tabs.announce({ type: 'want-progress' })
  link.start()
  if (!opened.isFresh) void core.background(fetchDesk)

  const listenTo = <T>(listeners: Set<T>, listen: T): Stop => {
    listeners.add(listen)
    return () => listeners.delete(listen)
  }

  return {
    get me() {
      return desk.me
    },
    now: serverClock.now,
    desk: () => desk,
    onDesk: (listen) => listenTo(deskListeners, listen),
    rows: summaries.rows,
    row: summaries.row,
    onRows: summaries.onRows,

    openTicket: (id) => storage.guard(() => openTicket(id)),
    onTicket(id, listen) {
      const listeners = ticketListeners.get(id) ?? new Set()
      ticketListeners.set(id, listeners.add(listen))
      return () => {
        listeners.delete(listen)
        if (listeners.size === 0 && ticketListeners.get(id) === listeners)
          ticketListeners.delete(id)
      }
    },

    edit: (ticket, op) => act(ticket, () => intents.edit(ticket, op)),
    move: (ticket, queue) => act(ticket, () => intents.move(ticket, queue)),
    send: (ticket, send) =>
      act(ticket, async () => {
        // Never an earlier state of the words than the one on screen.
        if (!(await drafts.flush(send.draft)))
          return fail('kit/storage', 'the storage of this device is full')
        return intents.send(ticket, send)
      }),
    unsend: (ticket, sendId) => act(ticket, () => intents.unsend(ticket, sendId)),

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
      lost: lostCount,
      progress,
      isChecking: isChecking || link.state().state !== 'live',
      lastSyncAt: lastSyncAt === null ? null : serverClock.of(lastSyncAt),
      isStorageFull: storage.isFull(),
      words: mirror.wordCount(),
      hasUnstored: drafts.hasUnstored(),
      wipe: storage.wipe(),
    }),
    onSync: (listen) => listenTo(syncListeners, listen),
    waiting: refusals.waiting,
    retry: (pushId) => act('', () => refusals.retry(pushId)),
    discard: (pushId) => act('', () => refusals.discard(pushId)),
    restore: (pushId) => act('', () => refusals.restore(pushId)),
    redo: (pushId, ticket) => act(ticket, () => refusals.redo(pushId, ticket)),

    lost: () => listLost(db),
    async dismissLost(ids) {
      await db.lost.bulkDelete([...ids])
      core.publish({ isOutbox: true })
    },
    dismissWipe: storage.dismissWipe,

    async keepNote(ticket, text) {
      const before = mirror.wordCount()
      mirror.noteText({ ticket, text })
      if (mirror.wordCount() !== before) tellSync()
      const kept = await storage.guard(async () => {
        if (text === '') await db.notes.delete(ticket)
        else await db.notes.put({ ticket, text })
        return ok()
      })
      mergedWords.follow(ticket)
      return kept.ok
    },
    keptNote: async (ticket) => (await db.notes.get(ticket))?.text ?? '',

    seen: (ticket) => seen.get(ticket) ?? null,
    async markSeen(ticket, messageId) {
      seen.set(ticket, messageId)
      summaries.touch(ticket)
      tabs.announce({ type: 'seen', ticket, messageId })
      await core.background(() => db.seen.put({ ticket, messageId }))
    },

    blob: (ticket, hash) => storage.guard(() => readBlob(core, ticket, hash)),

    async signOut() {
      tabs.announce({ type: 'signed-out' })
      const told = http.signOut()
      await close()
      await wipeDevice(db.name, options)
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

/** Codes with which the server ends a session, or an account. */
const isEnd = (code: string): boolean => code === 'auth/required' || code === 'auth/denied'
