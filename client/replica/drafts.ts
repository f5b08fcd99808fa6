/**
 * Replies being written: loaded from this device before anyone types, kept within LIMITS.draftWriteMs of a key, merged
 * with the server through a room. Not here: sending (intents), the editor.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { draftIdFor, parseDraftId, roundOf } from '../../shared/ticket/draft-doc.ts'
import { isDraftEmpty } from '../../shared/ticket/draft-text.ts'
import { readSent, takeOutSent, type Sent } from '../../shared/ticket/sent-state.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { makeDoc, Y } from '../../shared/ticket/ticket-doc.ts'
import { ROOM_MESSAGE } from '../../shared/wire/frame.ts'
import type { OpenDraft, Stop } from './api.ts'
import type { Core } from './core.ts'
import { echoesOf, readHeld } from './doc-log.ts'
import { trackAcks, type DraftAcks } from './draft-acks.ts'
import { followedGeneration } from './generation.ts'
import { colorOf } from '../../shared/ticket/person-color.ts'
import { draftsOnTheirWay, draftsSentIn } from './draft-records.ts'

/** Marks what was read from the database, so that it is not written again at once. */
const STORED = Symbol('stored')

type Held = {
  draft: OpenDraft
  users: number
  flush(): Promise<void>
  reload(): Promise<void>
  /** What is typed and not on the disk yet. */
  unwritten(): Uint8Array | null
  /** Nobody looks at it any more: it ends once everything is on the disk. */
  leave(): Promise<void>
  /** Writes all of it anew: the disk was wiped. */
  again(): void
}

export type Drafts = ReturnType<typeof makeDrafts>

/** @param announce tells the other tabs that a draft was written; `onWords` that a ticket got or lost its draft */
export function makeDrafts(
  core: Core,
  hooks: {
    announce(draft: string): void
    onWords(ticket: string): void
    /** What was typed could not be stored, or could be again. */
    onStored(): void
    /** Everything typed in a draft is on the disk. */
    onWritten(draft: string): void
  },
) {
  const { db, timers } = core
  const open = new Map<string, Held>()
  const words = new Map<string, string>()
  /** Closed on screen, and in memory until the disk takes them. */
  const unstored = new Map<string, Held>()
  /** Of all that are in memory, and their tickets. */
  const acksHeld = new Map<DraftAcks, string>()
  /** As the server greets on this tab's link; empty: it has not yet. */
  let generation = ''
  const stopWelcome = core.link.onMessage((message) => {
    if (message.type !== 'welcome') return
    ;({ generation } = message)
    for (const acks of acksHeld.keys()) acks.follow(generation)
  })

  async function currentId(ticket: string): Promise<string> {
    const [held, echoes] = await db.transaction('r', [db.docs, db.echoes], () =>
      Promise.all([db.docs.get(ticket), echoesOf(db, ticket)]),
    )
    if (!held) return draftIdFor(ticket, 0)
    return draftIdFor(ticket, roundOf(readHeld(held, echoes)))
  }

  function noteWords(id: string, ticket: string, hasWords: boolean) {
    if (hasWords === words.has(id)) return
    if (hasWords) words.set(id, ticket)
    else words.delete(id)
    hooks.onWords(ticket)
  }

  async function make(id: string, ticket: string): Promise<Held> {
    // Not in the first script: presence, which is fetched at the start, brings it along.
    const { Awareness, joinRoom } = await import('./room-socket.ts')
    const [stored, followed] = await db.transaction('r', [db.drafts, db.kv], () =>
      Promise.all([db.drafts.get(id), followedGeneration(db)]),
    )
    const doc = makeDoc(stored?.bytes)
    const earlier = unstored.get(id)?.unwritten() ?? null
    if (earlier) Y.applyUpdate(doc, earlier)
    const awareness = new Awareness(doc)
    const { id: person, name } = core.me
    awareness.setLocalStateField('user', { id: person, name, color: colorOf(person) })
    const listeners = new Set<() => void>()
    const known = { isSaved: !earlier && (stored?.isSaved ?? true), generation: followed }
    const acks = trackAcks(known, (isSaved) => {
      // What counts no more, the disk hears with all the others (`distrustDocs`).
      if (isSaved) schedule()
      for (const listen of listeners) listen()
    })
    acks.follow(generation)
    acksHeld.set(acks, ticket)
    const room = joinRoom({ link: core.link, room: `d:${id}`, doc, awareness, onSend: acks.sent })
    room.provider.messageHandlers[ROOM_MESSAGE.ack] = acks.acked
    room.provider.messageHandlers[ROOM_MESSAGE.auth] = acks.refused
    room.provider.on('status', ({ status }) => {
      if (status !== 'connected') acks.disconnected()
    })
    let timer: { cancel(): void } | null = null
    let later: { cancel(): void } | null = null
    let writing: Promise<void> = Promise.resolve()
    let wasKept = stored !== undefined
    let isStored = true
    let isLeft = false

    function schedule(waitMs: number = LIMITS.draftWriteMs) {
      timer ??= timers.after(waitMs, () => void flush())
    }

    function flush(): Promise<void> {
      timer?.cancel()
      if (timer) writing = writing.then(() => core.background(write)).then(noteStored)
      timer = null
      return writing
    }

    /** What could not be stored stays in memory, is said, and is tried again. */
    function noteStored(isDone: boolean) {
      if (!isDone) schedule(LIMITS.storageRetryMs)
      else if (!timer) hooks.onWritten(id)
      if (isStored === isDone) return
      isStored = isDone
      if (isDone && unstored.get(id) === held) {
        unstored.delete(id)
        end()
      }
      hooks.onStored()
      for (const listen of listeners) listen()
    }

    /** Not by a flush: all of it is on the disk, and writing it again before the disk has gone on says the same. */
    function lookAgainLater() {
      later ??= timers.after(LIMITS.storageRetryMs, () => {
        later = null
        schedule(0)
      })
    }

    function end() {
      timer?.cancel()
      later?.cancel()
      timer = null
      acksHeld.delete(acks)
      doc.destroy()
    }

    async function write() {
      const first = await store(isLeft)
      const written = first === 'gone' ? await store(true) : first
      // Only once it is there: a disk without room has kept nothing.
      wasKept ||= written !== null
      if (written === null || written === 'gone') noteWords(id, ticket, false)
      else {
        const { bytes, hasWords, isMore, isAhead } = written
        // The disk has yet to follow the generation that this tab is greeted by.
        if (isAhead) lookAgainLater()
        if (isMore) Y.applyUpdate(doc, bytes, STORED)
        noteWords(id, ticket, hasWords && (await db.drafts.get(id)) !== undefined)
      }
      hooks.announce(id)
    }

    /**
     * @param isWithTicket  what the ticket says is looked at too
     * @returns `gone`: it was taken off the disk meanwhile, and what was taken out of its reply must not come back with it
     *          (CO17), which the ticket says; null: nothing in it is only here
     */
    async function store(isWithTicket: boolean) {
      const tables = [db.drafts, db.kv, ...(isWithTicket ? [db.docs] : [])]
      return db.transaction('rw', tables, async () => {
        const other = await db.drafts.get(id)
        const followed = await followedGeneration(db)
        // Sent and taken away meanwhile, or closed and sent before it came here: nothing in it is only here.
        if (!other && acks.isSaved() && (wasKept || (isLeft && isWithTicket && (await isSent()))))
          return null
        // Its ticket was taken off this device, and these words are kept as refused.
        if (!other && !core.summaries.entry(ticket)) return null
        if (!other && wasKept && !isWithTicket) return 'gone'
        const takenOut = !other && wasKept ? await findTakenOut() : undefined
        const { bytes, hasWords, isMore } = joinStored(doc, other?.bytes, takenOut)
        const isOurs = acks.isSavedIn(followed)
        const isAhead = acks.isSaved() && !isOurs && core.link.state().state === 'live'
        const isSaved = isOurs && (!isMore || other?.isSaved === true)
        await db.drafts.put({ id, ticket, bytes, hasWords, isSaved })
        return { bytes, hasWords, isMore, isAhead }
      })
    }

    /** Inside a transaction over `db.docs`. */
    async function ticketHere(): Promise<Ticket | null> {
      const kept = await db.docs.get(ticket)
      return kept ? readHeld(kept, []) : null
    }

    async function findTakenOut(): Promise<Sent> {
      const messages = (await ticketHere())?.messages ?? []
      return readSent(messages.filter((message) => message.redactedAt !== undefined))
    }

    /** Inside a transaction over `db.docs`. */
    async function isSent(): Promise<boolean> {
      const here = await ticketHere()
      return here !== null && (parseDraftId(id)?.round ?? 0) < roundOf(here)
    }

    doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin !== room.provider) acks.typed()
      if (origin !== STORED) schedule()
      for (const listen of listeners) listen()
    })
    if (earlier) schedule()
    room.connect()

    const held: Held = {
      users: 0,
      flush,
      unwritten: () => (timer || !isStored ? Y.encodeStateAsUpdate(doc) : null),
      async leave() {
        open.delete(id)
        isLeft = true
        room.close()
        awareness.destroy()
        await flush()
        if (isStored) return end()
        unstored.set(id, held)
        hooks.onStored()
      },
      again: () => schedule(),
      async reload() {
        const other = await db.drafts.get(id)
        if (other) Y.applyUpdate(doc, other.bytes, STORED)
      },
      draft: {
        id,
        doc,
        awareness,
        isSaved: acks.isSaved,
        isStored: () => isStored,
        onChange(listen): Stop {
          listeners.add(listen)
          return () => listeners.delete(listen)
        },
        close() {
          held.users--
          if (held.users === 0) void held.leave()
        },
      },
    }
    return held
  }

  const making = new Map<string, Promise<Held>>()

  /**
   * Drafts of earlier rounds, sent by whomever: they go once the server has every word in them. One whose reply waits here,
   * or was refused, was not sent yet: its author may want to send it again.
   */
  async function dropEarlier(ticket: string, current: string): Promise<void> {
    const drafts = await db.drafts.where('ticket').equals(ticket).toArray()
    const earlier = drafts.filter(({ id, isSaved }) => id !== current && isSaved && !open.has(id))
    const sending = earlier.length > 0 ? await draftsOnTheirWay(db) : new Set<string>()
    for (const { id } of earlier) {
      if (sending.has(id)) continue
      await db.drafts.delete(id)
      noteWords(id, ticket, false)
    }
  }

  return {
    async openDraft(ticket: string): Promise<OpenDraft> {
      const id = await currentId(ticket)
      await dropEarlier(ticket, id)
      let held = open.get(id)
      if (!held) {
        const made = making.get(id) ?? make(id, ticket).finally(() => making.delete(id))
        making.set(id, made)
        held = await made
        open.set(id, held)
      }
      held.users++
      return held.draft
    },

    /** Brings what was typed into the database now. @returns false when there was no room for it */
    async flush(id: string): Promise<boolean> {
      const held = open.get(id)
      await held?.flush()
      return held?.draft.isStored() ?? true
    },

    /** Of every draft that holds words which are not on the disk yet. */
    unwritten(): { id: string; bytes: Uint8Array }[] {
      const found: { id: string; bytes: Uint8Array }[] = []
      for (const [id, held] of [...unstored, ...open]) {
        const bytes = held.unwritten()
        if (bytes) found.push({ id, bytes })
      }
      return found
    },
    async flushAll(): Promise<void> {
      await Promise.all([...open.values(), ...unstored.values()].map((held) => held.flush()))
    },
    writeAgain(): void {
      for (const held of open.values()) held.again()
    },
    /** Tickets whose drafts are in memory: on screen, or waiting for room on the disk. */
    inMemory: (): Iterable<string> => acksHeld.values(),
    hasUnstored: () =>
      unstored.size > 0 || [...open.values()].some((held) => !held.draft.isStored()),

    /** Another tab has written. */
    async reload(id: string): Promise<void> {
      await open.get(id)?.reload()
      const stored = await db.drafts.get(id)
      if (stored) noteWords(id, stored.ticket, stored.hasWords)
    },

    /** Reads again which tickets have words waiting. Those of a reply that was sent and waits for the network are none. */
    async refresh(): Promise<void> {
      const [stored, outbox] = await Promise.all([db.drafts.toArray(), db.outbox.toArray()])
      const sending = draftsSentIn(outbox)
      const known = new Set(stored.map((draft) => draft.id))
      for (const [id, ticket] of [...words]) if (!known.has(id)) noteWords(id, ticket, false)
      for (const { id, ticket, hasWords } of stored)
        noteWords(id, ticket, hasWords && !sending.has(id))
    },

    tickets: (): readonly string[] => [...new Set(words.values())],

    /** Resolves when everything typed is on the disk. */
    async close(): Promise<void> {
      stopWelcome()
      const last = [...open.values()]
      await Promise.all([...unstored.values()].map((held) => held.flush()))
      await Promise.all(last.map((held) => held.leave()))
    },
  }
}

/**
 * Another tab may have stored words that have not reached this one.
 * @param takenOut  of a reply that was made of it, and not to be kept any more
 * @returns isMore: the disk has what memory has not, be it words or that some are gone
 */
function joinStored(doc: Y.Doc, stored: Uint8Array | undefined, takenOut: Sent | undefined) {
  const before = Y.encodeStateAsUpdate(doc)
  const clean = takenOut ? takeOutSent(before, takenOut) : before
  const all = makeDoc(clean)
  let isMore = clean !== before
  // Yjs is silent about what it knows.
  all.on('update', () => {
    isMore = true
  })
  if (stored) Y.applyUpdate(all, stored)
  const joined = { bytes: Y.encodeStateAsUpdate(all), hasWords: !isDraftEmpty(all), isMore }
  all.destroy()
  return joined
}
