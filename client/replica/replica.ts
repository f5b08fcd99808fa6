/**
 * Opens the local-first core: database, link, feed, outbox, drafts, put together behind the one surface of api.ts.
 * Starts from this device alone when the network is away and the lease holds. Decides nothing about tickets itself.
 */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { noLog } from '../../shared/kit/log.ts'
import { parseDraftId } from '../../shared/ticket/draft-doc.ts'
import type { Replica, Stop, SyncStatus } from './api.ts'
import { breathless } from './breathe.ts'
import { newId, type Change, type Core } from './core.ts'
import { makeCounts } from './counts.ts'
import { isQuotaError, LIST_KEYS, passQuota, type Db } from './db.ts'
import { makeDeviceStorage } from './device-storage.ts'
import { makeDeskHttp, type DeskHttp } from './desk-http.ts'
import { makeDrafts } from './drafts.ts'
import { makeFeed } from './feed.ts'
import { forgetLastWords, keepLastWords, takeLastWords } from './last-words.ts'
import { makeIntents } from './intents.ts'
import { watchLease } from './lease-watch.ts'
import { leaveDevice, noteLeaving } from './leaving.ts'
import { makeLink, openWebSocket, type Welcome } from './link.ts'
import { listLost } from './lost.ts'
import type { MergedWords } from './merged-words.ts'
import { makeMirror, markDatabase } from './mirror.ts'
import { ensureDoc, openTicket } from './open-ticket.ts'
import { makeOutbox } from './outbox.ts'
import { openPerson, rememberDesk, type OpenedPerson } from './person.ts'
import { makeReplyFiles } from './reply-files.ts'
import type { ReplicaOptions } from './replica-options.ts'
import { readTold } from './row-packs.ts'
import { sayUnopened } from './unopened.ts'
import { makeServerClock } from './server-clock.ts'
import { isEnd, makeSessionEnd } from './session-end.ts'
import { makeSummaries } from './summaries.ts'
import { loneLocks, makeTabs, type Announcement } from './tabs.ts'

/** `auth/required` when nobody is signed in; `kit/busy` when there is neither a network nor a copy here. */
export async function openReplica(options: ReplicaOptions): Promise<Result<Replica>> {
  const http = makeDeskHttp(options.origin, {
    ...options,
    fetch: options.fetch ?? fetch.bind(globalThis),
  })
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

const loadBlobs = () => import('./blobs.ts')
const loadLater = () => import('./later-files.ts')
const loadBulk = () => import('./bulk.ts')
const loadActs = () => import('./acts.ts')
const loadPresence = () => import('./presence.ts')
const loadRefusals = () => import('./refusals.ts')
const loadMergedWords = () => import('./merged-words.ts')
/** After the list is shown; it is asked for again at every change. */
const loadWaiting = () => import('./waiting.ts').catch(() => null)

async function assemble(
  options: ReplicaOptions,
  http: DeskHttp,
  opened: OpenedPerson,
): Promise<Replica> {
  const { clock, timers, random } = options
  const { db } = opened
  const me = opened.desk.me
  let desk = opened.desk
  let progress: SyncStatus['progress'] = null
  let isChecking = true
  let lastSyncAt: number | null = opened.contact.contactAt
  let isClosing = false
  /** No other tab has said anything, and none had the lead before this one. */
  let isAlone = true
  let isClosed = false
  const deskListeners = new Set<() => void>()
  const syncListeners = new Set<() => void>()
  const ticketListeners = new Map<string, Set<() => void>>()
  const documentListeners = new Set<(ids: readonly string[]) => void>()
  const seen = new Map<string, string | null>()

  const serverClock = makeServerClock(clock, opened.contact.skewMs)
  // A full disk leaves a database of before without its mark; it gets one later.
  const fresh = makeId(clock.now(), random)
  const mark = await db.transaction('rw', db.kv, () => markDatabase(db, fresh)).catch(passQuota)
  const mirror = makeMirror(db, { device: opened.device, mark: mark ?? '' })
  const summaries = makeSummaries(db, timers)
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
      const { entries = [], overlays = [], tickets = [], isOutbox = false, why } = change
      const { single, packs } = change.kept ?? { single: entries, packs: [] }
      const told = { entries: [...single], packs: [...packs], overlays, tickets, isOutbox }
      tabs.announce({ type: 'changed', ...told, ...(why && { why }) })
    },
    recount: () => counts.count(),
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

  function show({ entries = [], overlays = [], tickets = [], isOutbox = false, why }: Change) {
    summaries.show(entries, overlays, why)
    const purged = entries.filter(({ entry }) => entry === null)
    if (purged.length > 0) feed.purged(purged.map(({ id }) => id))
    for (const ticket of tickets) tellTicket(ticket)
    if (tickets.length > 0) for (const listen of documentListeners) listen(tickets)
    if (tickets.length > 0) outbox.wake()
    // A reply that arrives may leave words behind in a draft, a merge takes them along.
    const drafted = new Set(drafts.tickets())
    for (const ticket of drafted) followMerge(ticket)
    for (const ticket of tickets) if (ticketListeners.has(ticket)) followMerge(ticket)
    const isDrafted = tickets.some((ticket) => drafted.has(ticket))
    if (isOutbox || counts.hasAsked() || isDrafted) counts.note(isOutbox)
  }

  function tellTicket(ticket: string) {
    for (const listen of ticketListeners.get(ticket) ?? []) listen()
  }

  function tellSync() {
    for (const listen of syncListeners) listen()
  }

  async function act<T>(ticket: string, write: () => Promise<Result<T>>): Promise<Result<T>> {
    counts.begin(ticket)
    try {
      const done = await storage.guard(write)
      await counts.count()
      return done
    } finally {
      counts.end(ticket)
    }
  }

  const counts = makeCounts(core, {
    readMirror: () => mirror.read(),
    refreshDrafts: () => drafts.refresh(),
    isClosed: () => isClosed,
    onChange: tellSync,
  })
  const feed = makeFeed(core, (now) => {
    ;({ progress, isChecking } = now)
    tellProgress()
    if (!progress) foldWhenIdle()
    tellSync()
  })
  const tellProgress = () =>
    tabs.announce({ type: 'progress', progress, isChecking, at: lastSyncAt ?? clock.now() })

  const ensureHere = (ticket: string) => ensureDoc(core, ticket)
  const fileListeners = new Set<(ticket: string) => void>()
  const tellFiles = (ticket: string) => {
    for (const listen of fileListeners) listen(ticket)
  }
  const onChange = (ticket: string) => {
    tellFiles(ticket)
    tabs.announce({ type: 'files', ticket })
  }
  let later: ReturnType<Replica['laterFiles']> = Promise.resolve(null)
  const wakeLater = () => void later.then((one) => one?.wake())
  const files = makeReplyFiles(core, {
    onChange,
    onSettled: () => outbox.wake(),
    begunDraft: async () => (await options.begunDraft?.(core.me.id)) ?? null,
  })
  const outbox = makeOutbox(core, {
    onRenamed: takeName,
    isWaitingForFiles: files.isWaiting,
    bringFilesAgain: files.bringAgain,
  })
  const intents = makeIntents(core, ensureHere)
  const acts = async () => (await loadActs()).makeActs(core, intents)
  const drafts = makeDrafts(core, {
    announce(id) {
      void core.background(() => mirrorDraft(id))
      tabs.announce({ type: 'draft', id })
      const ticket = parseDraftId(id)?.ticket
      if (ticket !== undefined) followMerge(ticket)
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
  const refusals = async () =>
    (await loadRefusals()).makeRefusals(core, intents, {
      ensureDoc: ensureHere,
      onDraft: rereadDraft,
    })
  let mergedWords: Promise<MergedWords> | null = null
  const makeWords = async () =>
    (await loadMergedWords()).makeMergedWords(core, {
      ensureDoc: ensureHere,
      flush: () => drafts.flushAll(),
      onDraft: rereadDraft,
    })
  /** Most tickets never go on in another. */
  function followMerge(ticket: string) {
    if (core.summaries.row(ticket)?.mergedInto === undefined) return
    mergedWords ??= makeWords()
    mergedWords.then(
      (words) => words.follow(ticket),
      () => (mergedWords = null),
    )
  }
  const storage = makeDeviceStorage({
    db,
    clock,
    timers,
    newId: () => newId(core),
    mirror,
    background: core.background,
    isClosing: () => isClosing,
    evictDocuments: () =>
      feed.makeRoom(() => [...ticketListeners.keys(), ...counts.acting(), ...drafts.inMemory()]),
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
      await counts.count()
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
      files.start()
      wakeLater()
    },
    onYield: () => {
      isAlone = false
      feed.stop()
      outbox.stop()
      files.stop()
    },
    onAnnounce: hear,
  })

  const sessionEnd = makeSessionEnd(core, options, {
    isClosing: () => isClosing,
    close: () => close(),
    announce: (why) => tabs.announce({ type: 'locked', why }),
  })
  const lease = watchLease({
    db,
    contact: opened.contact,
    clock,
    uptime: options.uptime ?? clock,
    timers,
    visibility: options.visibility,
    background: core.background,
    onEnd: (state) => sessionEnd.lock(state === 'over' ? 'lease' : 'clock'),
  })

  let folding: { cancel(): void } | null = null
  async function fold() {
    await summaries.forgetOutdated()
    // Not here before the app is whole on this device: a later time will do.
    await (await import('./fold-rows.ts').catch(() => null))?.foldRows(db)
  }

  function foldWhenIdle() {
    folding ??= timers.after(LIMITS.pingMs, () => {
      folding = null
      if (tabs.isLeading()) void core.background(fold)
    })
  }

  function hear(announcement: Announcement) {
    isAlone = false
    if (isClosing) return
    switch (announcement.type) {
      case 'changed':
        return show({ ...announcement, entries: readTold(announcement), why: announcement.why })
      case 'draft':
        void core.background(() => mirrorDraft(announcement.id))
        return void core.background(() => drafts.reload(announcement.id))
      case 'files':
        // Added in another tab, to be brought by this one.
        files.wake()
        wakeLater()
        return tellFiles(announcement.ticket)
      case 'seen':
        seen.set(announcement.ticket, announcement.messageId)
        return summaries.touch(announcement.ticket)
      case 'progress':
        // Of one that led before, and late: who leads knows better.
        if (tabs.isLeading()) return
        progress = announcement.progress
        isChecking = announcement.isChecking
        lastSyncAt = announcement.at
        return tellSync()
      case 'signed-out':
        void close()
        return options.onSignedOut()
      case 'locked':
        return sessionEnd.lock(announcement.why)
      case 'want-progress':
        return tabs.isLeading() ? tellProgress() : undefined
      case 'want-lead':
        return
    }
  }

  async function fetchDesk() {
    const answer = await http.desk()
    if (!answer.ok || isClosed || answer.value.me.id !== me.id) return
    desk = answer.value
    await rememberDesk(db, desk, clock.now())
    feed.narrow(desk.queues.map((queue) => queue.slug))
    for (const listen of deskListeners) listen()
  }

  /** What was typed a moment ago is written first. */
  async function close(): Promise<void> {
    if (isClosing) return
    isClosing = true
    folding?.cancel()
    feed.close()
    summaries.close()
    outbox.close()
    files.close()
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
    if (state.state === 'refused' && isEnd(state.code)) void sessionEnd.judge(state.code)
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
    await counts.count()
    await drafts.refresh()
    for (const ticket of drafts.tickets()) followMerge(ticket)
  } catch (error) {
    // Nothing of it goes on over a database that cannot be read.
    await close()
    throw error
  }
  void core.background(async () => {
    await (await loadWaiting())?.forgetDiscarded(db, clock.now())
    await files.sweep()
  })
  tabs.start()
  // Whoever leads by then has written meanwhile.
  timers.after(LIMITS.deskWaitMs, () => {
    isAlone = false
  })
  tabs.announce({ type: 'want-progress' })
  link.start()
  // Here before the network goes: not every browser keeps the app's files yet.
  void loadBlobs().catch(() => {})
  later = loadLater().then(
    (m) => m.makeLaterFiles(core, { isLeading: tabs.isLeading, onChange }),
    () => null,
  )
  void loadBulk().catch(() => {})
  void loadActs().catch(() => {})
  void loadPresence().catch(() => {})
  void loadRefusals().catch(() => {})
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

    openTicket(id) {
      followMerge(id)
      return storage.guard(() => openTicket(core, id))
    },
    onTicket(id, listen) {
      const listeners = ticketListeners.get(id) ?? new Set()
      ticketListeners.set(id, listeners.add(listen))
      return () => {
        listeners.delete(listen)
        if (listeners.size === 0 && ticketListeners.get(id) === listeners)
          ticketListeners.delete(id)
      }
    },

    heldDocuments: async (ids) => (await import('./held-documents.ts')).readHeldDocuments(db, ids),
    onDocuments: (listen) => listenTo(documentListeners, listen),

    edit: (ticket, op) => act(ticket, () => intents.edit(ticket, op)),
    move: (ticket, queue) => act(ticket, () => intents.move(ticket, queue)),
    async bulk(acts, onStep) {
      // Nothing is saved before all of it is stored.
      counts.begin('')
      try {
        const { doMany } = await loadBulk()
        return await doMany(core, { intents, storage }, { acts, onStep })
      } finally {
        await counts.count()
        counts.end('')
      }
    },
    send: (ticket, send) =>
      act(ticket, async () => {
        // Never an earlier state of the words than the one on screen.
        if (!(await drafts.flush(send.draft)))
          return fail('kit/storage', 'the storage of this device is full')
        return intents.send(ticket, send)
      }),
    unsend: (ticket, sendId) => act(ticket, () => intents.unsend(ticket, sendId)),
    command: (ticket, command, words) =>
      act(ticket, async () => (await acts()).command(ticket, command, words)),
    takeBack: (pushId) => act('', async () => (await acts()).takeBack(pushId)),

    async openDraft(ticket) {
      // Its id counts the replies on the ticket: without the document it would be a guess.
      await ensureHere(ticket)
      return drafts.openDraft(ticket)
    },
    draftTickets: drafts.tickets,
    enter(ticket, listen) {
      let isWanted = true
      const entered = loadPresence().then(
        (m) => (isWanted ? m.enterTicket(core, ticket, listen) : null),
        () => null,
      )
      return {
        setReplying: (isReplying) => void entered.then((room) => room?.setReplying(isReplying)),
        leave() {
          isWanted = false
          void entered.then((room) => room?.leave())
        },
      }
    },
    whereabouts: async (listen) =>
      (await import('./whereabouts.ts')).listenWhereabouts(link, timers, listen),

    sync: () => ({
      link: link.state(),
      ...counts.now(),
      progress,
      isChecking: isChecking || link.state().state !== 'live',
      lastSyncAt: lastSyncAt === null ? null : serverClock.of(lastSyncAt),
      isStorageFull: storage.isFull(),
      words: mirror.wordCount(),
      hasUnstored: drafts.hasUnstored(),
      wipe: storage.wipe(),
    }),
    onSync: (listen) => listenTo(syncListeners, listen),
    waiting: async () => (await (await loadWaiting())?.listWaiting(db, files.isWaiting)) ?? [],
    tryNow() {
      link.nudge()
      outbox.hurry()
      files.wake()
    },
    async unsent() {
      await drafts.flushAll()
      return (await import('./leftovers.ts')).readUnsent(db, drafts.unwritten())
    },
    retry: (pushId) => act('', async () => (await refusals()).retry(pushId)),
    discard: (pushId) => act('', async () => (await refusals()).discard(pushId)),
    restore: (pushId) => act('', async () => (await refusals()).restore(pushId)),
    redo: (pushId, ticket) => act(ticket, async () => (await refusals()).redo(pushId, ticket)),

    lost: () => listLost(db),
    async dismissLost(ids) {
      await db.lost.bulkDelete([...ids])
      core.publish({ isOutbox: true })
    },
    dismissWipe: storage.dismissWipe,

    async keepNote(ticket, note) {
      const before = mirror.wordCount()
      mirror.noteText({ ...note, ticket })
      if (mirror.wordCount() !== before) tellSync()
      const kept = await storage.guard(async () => {
        if (note.text || note.files) await db.notes.put({ ...note, ticket })
        else await db.notes.delete(ticket)
        return ok()
      })
      followMerge(ticket)
      return kept.ok
    },
    keptNote: async (ticket) => (await db.notes.get(ticket)) ?? { text: '' },

    keptList: (name) => db.setting(LIST_KEYS[name]),
    async keepList(name, list) {
      const kept = await storage.guard(async () => {
        await db.kv.put({ key: LIST_KEYS[name], value: list })
        return ok()
      })
      return kept.ok
    },

    seen: (ticket) => seen.get(ticket) ?? null,
    async markSeen(ticket, messageId) {
      seen.set(ticket, messageId)
      summaries.touch(ticket)
      tabs.announce({ type: 'seen', ticket, messageId })
      await core.background(() => db.seen.put({ ticket, messageId }))
    },

    addFile: (ticket, file) => storage.guard(() => files.add(ticket, file)),
    files: files.of,
    onFiles: (listen) => listenTo(fileListeners, listen),
    retryFiles: files.retry,
    filesOnServer: (ticket) => http.uploads(ticket),

    laterFiles: () => later,
    blob: (ticket, hash) =>
      storage.guard(() =>
        loadBlobs().then(
          (m) => m.readBlob(core, ticket, hash),
          () => fail('kit/busy', 'the app is not whole on this device yet'),
        ),
      ),

    async signOut() {
      tabs.announce({ type: 'signed-out' })
      // First: what breaks off here goes on at the next start.
      noteLeaving(options.memory, core.me.id)
      await close()
      await leaveDevice(http, core.me.id, options)
      options.onSignedOut()
    },
    close: () => void close(),
  }
}
