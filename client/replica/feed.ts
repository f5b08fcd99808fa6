/**
 * Follows the feed of every scope: live items that fit are taken as they are, everything else is asked for in pages;
 * then documents, newest and open first. Runs in the leading tab, one step at a time, and resumes where it stopped.
 * A cursor never passes what is stored. What a person may no longer see goes out of sight in every tab at once.
 */
import { ok, type Fault, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { ServerMessage } from '../../shared/wire/down.ts'
import type { SyncStatus } from './api.ts'
import { makeAskedPages } from './asked-pages.ts'
import { jitterMs, type Core } from './core.ts'
import { passQuota, type Entry, type EntryRecord } from './db.ts'
import { distrustDocs, makeClientId, settleOverlay, storeLive, type Stored } from './doc-log.ts'
import { makeDocQueue } from './doc-queue.ts'
import { readDoubts, settleDoubts } from './doubts.ts'
import { noteRead, readGeneration } from './generation.ts'
import { readManifest } from './manifest.ts'
import { dropEndedWords, endsElsewhere, purgeTickets } from './purge.ts'
import type { RowItem, RowsPage } from './read-answer.ts'

type LiveItem = Extract<ServerMessage, { type: 'item' }>
type Scopes = readonly { scope: string; seq: number }[]

export type Feed = ReturnType<typeof makeFeed>

/** `isChecking`: not every scope was read to its end and stored on this connection, so something may be missing. */
export type FeedProgress = { progress: SyncStatus['progress']; isChecking: boolean }

/** The disk was emptied since it was read. */
const OTHER_DISK = new Error('another disk')

/** @param onProgress told after every step */
export function makeFeed(core: Core, onProgress: (now: FeedProgress) => void) {
  const { db, link, summaries, timers } = core
  const docs = makeDocQueue(core)
  const cursors = new Map<string, number>()
  const heads = new Map<string, number>()
  const pulls = new Set<string>()
  const pages = makeAskedPages(core.http.feed)
  /** Scopes that were held against their manifest, or began empty, on this connection. */
  const compared = new Set<string>()
  const items: LiveItem[] = []
  /** The scopes of this connection; null while it is down. */
  let granted: Scopes | null = null
  let hasNewRights = false
  /** What the server says its history is; empty: it does not say. */
  let generation = ''
  /** The one that the disk is wholly of; undefined: not read since this tab leads. */
  let kept: string | null | undefined
  /** Rows of an earlier history: what the server says now stands, whatever its version. */
  const outdated = new Set<string>()
  /** Scopes whose rows are out of sight: one that comes back before its loss was stored is read anew. */
  const narrowed = new Set<string>()
  /** Out of sight, and the disk has not heard of it. */
  const unkept = new Set<string>()
  /** Tickets may have gone on the word of an answer alone. */
  let hasDoubts = false
  /** Followed on this connection: a server that contradicts itself is not asked for ever. */
  const followed = new Set<string>()
  /** Every scope was read to its end since the link came up, and the disk refused nothing since. */
  let hasReadAll = false
  let isOn = false
  let isWorking = false
  let isAsked = false
  let isReady = false
  /** Rows are read from the disk before anything else: memory may have missed what another tab wrote. */
  let mustRead = true
  /** When a ticket was last left by its only scope, or merged into one that is not here; null: there is none such. */
  let orphansAt: number | null = null
  let tries = 0
  let retry: { at: number; cancel(): void } | null = null

  const stops = [
    link.onMessage((message) => {
      if (message.type === 'item' && isOn) queueItem(message)
      if (message.type === 'welcome') {
        generation = message.generation
        // What still waits was told over the last connection, and may be of another history. The pages bring it again.
        items.length = 0
      }
      if (message.type === 'welcome' || message.type === 'scopes') {
        const had = new Set(granted?.map(({ scope }) => scope))
        if (message.scopes.some(({ scope }) => !had.has(scope))) hasReadAll = false
        granted = message.scopes
        hasNewRights = true
        hide()
        if (!isOn && granted.some(({ scope }) => narrowed.has(scope))) readAnew()
        wake()
      }
    }),
    link.onState(() => {
      if (link.state().state === 'connecting') askEarly()
      if (link.state().state === 'live') return
      granted = null
      hasReadAll = false
    }),
  ]

  function queueItem(item: LiveItem) {
    if (items.length < LIMITS.liveItemsWaiting) items.push(item)
    else {
      // Too far behind to take them one by one: pages are cheaper.
      items.length = 0
      for (const scope of heads.keys()) pulls.add(scope)
      pulls.add(item.scope)
    }
    wake()
  }

  /** What was asked for is not taken: the answer is for other rights, or for what the disk held before another tab led. */
  const isOvertaken = () => !isOn || hasNewRights || !isReady

  function wake() {
    if (!isOn) return
    isAsked = true
    if (!isWorking) void work()
  }

  async function work() {
    isWorking = true
    retry?.cancel()
    retry = null
    const isDone = await core.background(async () => {
      while (isAsked && isOn) {
        isAsked = false
        try {
          while (isOn && (await step()));
        } catch (error) {
          if (error !== OTHER_DISK) throw error
          isReady = hasReadAll = false
          isAsked = true
        }
      }
    })
    isWorking = false
    // Read anew what the disk holds: memory may be ahead of it. What came and is not on it is asked for again.
    if (!isDone) isReady = hasReadAll = false
    if (isOn && !isDone) tryLater()
    if (isOn) tellProgress()
    // Asked while the last step was ending.
    if (isAsked && isDone) wake()
  }

  /** Does the most urgent thing; false when there is nothing to do, or nothing that can be done now. */
  async function step(): Promise<boolean> {
    if (!isReady) {
      await load()
      return true
    }
    if (hasNewRights && granted) {
      hasNewRights = false
      await takeRights(granted)
      return true
    }
    const item = items.shift()
    if (item) {
      await takeItem(item)
      return true
    }
    if (link.state().state !== 'live') return false
    const [scope] = pulls
    if (scope !== undefined) return pullPage(scope)
    if (hasDoubts && granted) return followDoubts()
    if (!hasReadAll && granted) await noteHistory()
    if (orphansAt !== null && (await purgeOrphans(orphansAt))) return true
    return !docs.isEmpty() && fetchDocuments()
  }

  async function load() {
    pages.forget()
    kept = undefined
    if (mustRead) await summaries.load()
    // The disk may not have heard yet of what this tab was told: out of sight before anything is painted (RI2).
    hide()
    mustRead = true
    // What a tab that was closed in between had still to do.
    await summaries.forgetOutdated().catch(passQuota)
    cursors.clear()
    for (const { scope, seq } of await db.cursors.toArray()) cursors.set(scope, seq)
    await docs.load()
    hasDoubts = true
    for (const entry of summaries.all()) {
      if (entry.scopes.length === 0 || endsElsewhere(summaries.entry, entry.id)) orphansAt = 0
      if (entry.scopes.length > 0) docs.note(entry, true)
    }
    // What was under way when the disk failed begins anew.
    hasNewRights = granted !== null
    isReady = true
  }

  /** In any tab, before anything is drawn again and before the disk has heard of it (RI2). */
  function hide() {
    if (!granted) return
    const mine = new Set(granted.map(({ scope }) => scope))
    hideUnless((scope) => mine.has(scope))
  }

  /** Back again, and the leading tab may never have heard that it was gone: then nobody would say what is in it. */
  function readAnew() {
    narrowed.clear()
    void core.background(async () => {
      await summaries.load()
      hide()
    })
  }

  function hideUnless(isMine: (scope: string) => boolean) {
    // At every start and reconnection: mostly there is none, and fifty thousand rows need not be looked at for that.
    if (summaries.scopes().every(isMine)) return
    const entries: EntryRecord[] = []
    for (const entry of summaries.all()) {
      if (entry.scopes.every(isMine)) continue
      const scopes = entry.scopes.filter(isMine)
      entries.push({ id: entry.id, entry: { ...entry, scopes } })
      for (const scope of entry.scopes) if (!isMine(scope)) narrowed.add(scope)
    }
    show(entries)
  }

  function show(entries: EntryRecord[]) {
    if (entries.length === 0) return
    for (const { id } of entries) unkept.add(id)
    core.show({ entries, tickets: entries.map(({ id }) => id), why: 'rights' })
  }

  /** Scopes that are gone take their tickets with them; these are purged when no other scope brought them. */
  async function takeRights(scopes: Scopes) {
    compared.clear()
    followed.clear()
    hasDoubts = true
    pages.keepEarly(new Set(scopes.map(({ scope }) => scope)))
    // Once more: what was being stored when the word came has come back into sight.
    hide()
    docs.forgetAhead()
    if (generation !== '') await followHistory()
    heads.clear()
    for (const { scope, seq } of scopes) heads.set(scope, seq)
    // Back again between the two words: its rows are out of memory, so it is read anew.
    const anew = [...narrowed].filter((scope) => heads.has(scope))
    for (const scope of anew) cursors.set(scope, 0)
    narrowed.clear()
    const lost = new Set<string>()
    for (const scope of cursors.keys()) if (!heads.has(scope)) lost.add(scope)
    for (const scope of pulls) if (!heads.has(scope)) pulls.delete(scope)
    if (lost.size > 0 || unkept.size > 0) await loseScopes(lost, anew)
    // All of them, since a tab that begins to lead does not know what its predecessor missed.
    for (const scope of heads.keys()) pulls.add(scope)
  }

  /**
   * Out of sight already (`hide`): the disk follows. `anew`: back again, and to be read from the beginning; a tab that is
   * closed before it was must find no cursor that says otherwise.
   */
  async function loseScopes(lost: ReadonlySet<string>, anew: readonly string[]) {
    const entries: EntryRecord[] = []
    for (const id of unkept) {
      const entry = summaries.entry(id)
      if (!entry) continue
      entries.push({ id, entry })
      if (entry.scopes.length === 0) orphaned(id)
    }
    await db.transaction('rw', db.listTables, async () => {
      await summaries.keep(entries)
      await db.cursors.bulkDelete([...lost, ...anew])
    })
    unkept.clear()
    for (const scope of lost) cursors.delete(scope)
    core.publish({ entries, tickets: entries.map(({ id }) => id), why: 'rights' })
  }

  /**
   * Another history than the one this device followed: the server was restored from a backup and may know less. Cursors
   * begin anew, documents count as version 0, rows are taken whatever their version; what waits in the outbox and words
   * in drafts stay, and go to the server again.
   */
  async function followHistory() {
    const before = await readKept()
    if (before === generation) return
    if (before !== null) {
      core.log('info', 'the server was restored: everything is read again', {})
      await distrustDocs(db, generation)
      await db.cursors.toCollection().modify({ seq: 0 })
      for (const scope of cursors.keys()) cursors.set(scope, 0)
      for (const entry of summaries.all()) outdated.add(entry.id)
      await docs.load()
      for (const entry of summaries.all()) if (entry.scopes.length > 0) docs.note(entry, true)
    } else if (cursors.size === 0 && summaries.count() === 0)
      // All that will be here comes from this one, also when the server is restored before the end of it.
      await keep()
  }

  /** The disk is asked once: whatever else is written there when the link comes up, it would wait for. */
  const readKept = async () => (kept = kept === undefined ? await readGeneration(db) : kept)

  async function keep() {
    await noteRead(db, generation)
    kept = generation
  }

  /** Every scope was read to its end. */
  async function noteHistory() {
    outdated.clear()
    if (generation !== '' && (await readKept()) !== generation) await keep()
    hasReadAll = true
  }

  function orphaned(id: string) {
    docs.skip(id)
    orphansAt = core.clock.now()
  }

  /** The entries as they are after `items` of one scope. */
  function plan(scope: string, feedItems: readonly RowItem[]): EntryRecord[] {
    const changed = new Map<string, Entry>()
    for (const item of feedItems) {
      const old = changed.get(item.ticket) ?? summaries.entry(item.ticket)
      if (item.op === 'leave' || !item.row) {
        if (!old) continue
        const scopes = old.scopes.filter((one) => one !== scope)
        changed.set(item.ticket, { ...old, scopes })
        continue
      }
      // Also where its version would do: what comes after it is of one history with it.
      const isOutdated = outdated.delete(item.ticket)
      const isNewer = !old || old.scopes.length === 0 || item.version >= old.version || isOutdated
      changed.set(item.ticket, {
        id: item.ticket,
        version: isNewer ? item.version : old.version,
        row: isNewer ? item.row : old.row,
        scopes: old?.scopes.includes(scope) ? old.scopes : [...(old?.scopes ?? []), scope],
      })
    }
    return [...changed].map(([id, entry]) => ({ id, entry }))
  }

  function noteAll(entries: readonly EntryRecord[]) {
    for (const { entry } of entries) {
      if (!entry) continue
      if (entry.scopes.length > 0) docs.note(entry)
      else orphaned(entry.id)
      if (endsElsewhere(summaries.entry, entry.id)) orphansAt = core.clock.now()
    }
  }

  /**
   * Inside a transaction that writes what comes after the cursor. A disk that was emptied since it was read knows less: with
   * that cursor on it, what it lost would never be asked for again.
   */
  async function expectCursor(scope: string) {
    const held = await db.cursors.get(scope)
    if ((held?.seq ?? 0) < (cursors.get(scope) ?? 0)) throw OTHER_DISK
  }

  async function takeItem(live: LiveItem) {
    const { scope, item } = live
    // It came before the word that took its scope away, and waited behind it (RI2).
    if (!heads.has(scope)) return
    const cursor = cursors.get(scope) ?? 0
    if (item.seq <= cursor) return
    // Rows from before, and no cursor: it is the first of another history, and what is here must be compared first.
    if (live.prev !== cursor || (cursor === 0 && holdsAny(scope))) {
      pulls.add(scope)
      return
    }
    const entries = plan(scope, [item])
    const { ticket, version } = item
    const { stored, overlay } = await db.transaction('rw', [...db.listTables, db.kv], async () => {
      await expectCursor(scope)
      await summaries.keep(entries)
      const update = { ticket, version, epoch: live.epoch, update: live.update }
      const writer = { clientId: makeClientId(core.random), person: core.me }
      const stored: Stored = item.op === 'row' ? await storeLive(db, update, writer) : 'unchanged'
      await db.cursors.put({ scope, seq: item.seq })
      return { stored, overlay: await settleOverlay(db, ticket, version) }
    })
    cursors.set(scope, item.seq)
    heads.set(scope, Math.max(item.seq, heads.get(scope) ?? 0))
    if (stored === 'stored') docs.stored(ticket, version)
    if (stored === 'ask-state' && live.update === null) docs.askState(ticket)
    core.publish({ entries, overlays: [overlay], tickets: [ticket] })
    noteAll(entries)
    await summaries.forgetOutdated().catch(passQuota)
  }

  /** Who may see what, and of which history, is known when the link is up: until then nothing of it is taken. */
  function askEarly() {
    if (isOn && isReady) pages.askEarly(cursors)
    else pages.forget()
  }

  async function pullPage(scope: string): Promise<boolean> {
    const { answer, isEarly } = await pages.take(scope, cursors.get(scope) ?? 0)
    if (isOvertaken()) return isOn
    if (!answer.ok) return refused(answer.fault)
    const page = answer.value
    // The server tells what moves from its welcome on; what moved between the early question and that nobody has told.
    const isEnd = page.isLast && !isEarly
    // Rows from before, and no cursor: the same question as after a reset (FE2).
    const isAnew = page.isReset || page.after === 0
    // What leaves from now on is told in the pages to come: the manifest is asked for once.
    const mustCompare = isAnew && !compared.has(scope) && holdsAny(scope)
    const dropped = mustCompare ? await findDropped(scope) : ok([])
    if (isOvertaken()) return isOn
    if (!dropped.ok) return tryLater()
    if (isAnew) compared.add(scope)
    if (!isEnd) pages.askNext(scope, page.next)
    if (dropped.value.length > 0)
      core.publish({ entries: dropped.value, tickets: dropped.value.map(({ id }) => id) })
    const came = plan(scope, page.items)
    const names = new Set(came.map(({ id }) => id))
    const entries = [...dropped.value.filter(({ id }) => !names.has(id)), ...came]
    docs.askAhead(came)
    // Most ends bring nothing, and the documents would wait for the disk to hear so.
    if (entries.length > 0 || cursors.get(scope) !== page.next)
      await storePage(scope, page, entries)
    tries = 0
    if (isEnd) {
      pulls.delete(scope)
      summaries.tellNews()
    }
    tellProgress()
    await summaries.forgetOutdated().catch(passQuota)
    return true
  }

  async function storePage(scope: string, page: RowsPage, entries: EntryRecord[]) {
    const { overlays, kept } = await db.transaction('rw', [...db.listTables, db.kv], async () => {
      // Side by side: each question to the disk takes its time to get there and back.
      const [kept, overlaid, echoed] = await Promise.all([
        summaries.keep(entries, page.packs),
        db.overlays.toCollection().primaryKeys(),
        // Without a document there is no overlay, and what was done on it waits for its row all the same.
        db.echoes.orderBy('ticket').uniqueKeys(),
        expectCursor(scope),
        db.cursors.put({ scope, seq: page.next }),
      ])
      const settled = []
      const expected = new Set<unknown>([...overlaid, ...echoed])
      for (const { id, entry } of entries)
        if (expected.has(id)) settled.push(await settleOverlay(db, id, entry?.version ?? 0))
      return { overlays: settled, kept }
    })
    cursors.set(scope, page.next)
    // In one go: whoever sees the rows knows at once that there is more to come.
    core.publish({ entries, kept, overlays })
    noteAll(entries)
  }

  const holdsAny = (scope: string): boolean => summaries.scopes().includes(scope)

  /** What the scope's manifest does not name leaves it (FE6). */
  async function findDropped(scope: string): Promise<Result<EntryRecord[]>> {
    const named = await readManifest(core.http, scope)
    if (!named.ok) return named
    const dropped: EntryRecord[] = []
    for (const entry of summaries.all())
      if (entry.scopes.includes(scope) && !named.value.has(entry.id))
        dropped.push({
          id: entry.id,
          entry: { ...entry, scopes: entry.scopes.filter((one) => one !== scope) },
        })
    return ok(dropped)
  }

  /**
   * A right that was lost and came back while this connection heard of neither: a scope that names what an answer called
   * gone is read from the beginning, since its cursor is past it (FE1). What is deleted no scope names.
   */
  async function followDoubts(): Promise<boolean> {
    hasDoubts = false
    const doubted = (await readDoubts(db)).filter((id) => !followed.has(id))
    if (doubted.length === 0) return true
    // Something of ours may be missing until the answer is here, also when it is refused.
    hasReadAll = false
    tellProgress()
    const anew: string[] = []
    for (const scope of heads.keys()) {
      const named = await readManifest(core.http, scope)
      if (isOvertaken()) return isOn
      if (!named.ok) {
        hasDoubts = true
        return refused(named.fault)
      }
      const isMissing = (id: string) => !summaries.entry(id)?.scopes.includes(scope)
      if (doubted.some((id) => named.value.has(id) && isMissing(id))) anew.push(scope)
    }
    await db.transaction('rw', [db.cursors, db.kv], async () => {
      await db.cursors.bulkDelete(anew)
      await settleDoubts(db, doubted)
    })
    for (const id of doubted) followed.add(id)
    for (const scope of anew) {
      cursors.set(scope, 0)
      pulls.add(scope)
    }
    return true
  }

  /** A moment later, not at once: a ticket that moved leaves one scope before it joins the next. */
  async function purgeOrphans(since: number): Promise<boolean> {
    // A clock that was set back meanwhile says nothing of how long ago that was.
    const from = Math.min(since, core.clock.now())
    const waitMs = from + LIMITS.orphanMs - core.clock.now()
    if (waitMs > 0) {
      orphansAt = from
      wakeAfter(waitMs)
      return false
    }
    orphansAt = null
    const ids: string[] = []
    for (const entry of summaries.all()) if (entry.scopes.length === 0) ids.push(entry.id)
    if (ids.length > 0) await purgeTickets(core, ids, 'feed')
    await dropEndedWords(core)
    return true
  }

  async function fetchDocuments(): Promise<boolean> {
    const hasCome = await docs.fetchNext()
    if (!isOn) return false
    if (!hasCome) return tryLater()
    tries = 0
    tellProgress()
    return true
  }

  /** Not ours any more, and the word of it was missed: a new connection begins with the scopes as they are. */
  function refused({ code }: Fault): false {
    if (code === 'auth/denied') link.drop()
    return tryLater()
  }

  function tryLater(): false {
    wakeAfter(jitterMs(core.random, tries, LIMITS.reconnectMsFirst, LIMITS.reconnectMsMax))
    tries++
    return false
  }

  /** The earlier of two stands: waking asks for everything that is left to do. */
  function wakeAfter(waitMs: number) {
    const at = core.clock.now() + waitMs
    if (retry && retry.at <= at) return
    retry?.cancel()
    const timer = timers.after(waitMs, () => {
      retry = null
      wake()
    })
    retry = { at, cancel: () => timer.cancel() }
  }

  function tellProgress() {
    onProgress({ progress: progress(), isChecking: !hasReadAll })
  }

  /** What moved and is not here yet counts as a row; some of it will turn out to be a change to one we have. */
  function progress(): SyncStatus['progress'] {
    if (pulls.size === 0 && docs.isEmpty()) return null
    let rowsAhead = 0
    for (const scope of pulls)
      rowsAhead += Math.max(0, (heads.get(scope) ?? 0) - (cursors.get(scope) ?? 0))
    const rows = summaries.count()
    return { rows, rowsTotal: rows + rowsAhead, ...docs.counts() }
  }

  return {
    /** @param isRead  the rows in memory were read just now, and no other tab has written since */
    start(isRead = false) {
      isOn = true
      isReady = false
      mustRead = !isRead
      hasNewRights = granted !== null
      wake()
    },
    stop() {
      isOn = false
      // Whoever leads next reads on from the cursors, and may follow another history.
      items.length = 0
      retry?.cancel()
      retry = null
    },
    /** The server names the queues of this person: nothing of any other is drawn, also before the link is up. */
    narrow(queues: readonly string[]) {
      // The socket's word is newer than any answer that was under way.
      if (granted) return
      const mine = new Set(queues.map((slug) => `q:${slug}`))
      hideUnless((scope) => {
        const isMine = !scope.startsWith('q:') || mine.has(scope)
        if (!isMine) narrowed.add(scope)
        return isMine
      })
    },
    /** The link came up, or a document is known to be behind. */
    wake,
    /** Tickets went from this device, by whichever tab. */
    purged(tickets: readonly string[]) {
      docs.drop(tickets)
      hasDoubts = true
      wake()
    },
    /** The disk is full. */
    makeRoom: docs.makeRoom,
    close() {
      isOn = false
      retry?.cancel()
      for (const stop of stops) stop()
    },
  }
}
