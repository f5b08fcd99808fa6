/**
 * What the local-first core offers the screens: the whole surface, so that screens know no Dexie, no socket and no
 * Solid here. `openReplica` in replica.ts makes one; tests of screens may stand one in.
 */
import type { Awareness } from 'y-protocols/awareness'
import type { Fault, Result } from '../../shared/kit/fault.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import type { FieldValue, Row, Status, Ticket } from '../../shared/ticket/ticket.ts'
import type { Y } from '../../shared/ticket/ticket-doc.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { DeskInfo } from '../../shared/wire/down.ts'
import type { Command } from '../../shared/wire/up.ts'
import type { Whereabout } from '../../shared/wire/whereabouts.ts'
import type { KeptNote } from './db.ts'
import type { LaterFiles } from './later-files.ts'
import type { Leftover } from './leftovers.ts'

export type { KeptNote } from './db.ts'

/** Stops a subscription. */
export type Stop = () => void

/** The link as people see it (experience: *Sync pill*). Never from the socket's state alone: `saved` means no outbox rows. */
export type LinkState =
  | { state: 'offline'; since: number }
  | { state: 'connecting' }
  | { state: 'live' }
  | { state: 'refused'; code: string; detail: string }

/**
 * Something this device still owes the server, or that the server refused. `words`: typed in a draft that was sent
 * meanwhile without them.
 */
export type Waiting = {
  pushId: string
  ticket: string
  kind: 'edit' | 'note' | 'reply' | 'move' | 'unsend' | 'act' | 'words'
  /** One line in words: “status → solved”, “Reply to Ada”. */
  title: string
  /** The person's own text, for copying. */
  text: string | null
  /** For a reply: the newest public message its author had seen. */
  seen: string | null
  /** For a reply: the message it becomes. */
  message: string | null
  /** For a reply: it is not to go before; null: as soon as it can. */
  notBefore: number | null
  claimedAt: number
  state: 'waiting' | 'refused'
  code: string | null
  detail: string | null
  /** The ticket that this one was merged into, when that is why it was refused. */
  into: string | null
  /** For a reply that was refused since others get it by now: who does, as `Cc a@b.test; Bcc c@d.test`. */
  readers: string | null
  /** For a reply that was refused since its words were others than its author saw: who changed them, if it is known. */
  changedBy?: string
  /** What was done to many tickets at once has the same here. */
  batch?: string
  /** For a reply: its files still have to be brought from here. */
  waitsForFiles?: boolean
}

/** A field set here that came too late: `stays` is what the server had accepted before (CO13). */
export type Lost = {
  id: string
  ticket: string
  field: string
  mine: FieldValue
  /** When it was set, by the server's clock as far as this device knows it. */
  claimedAt: number
  /** The event of the thread that says so; the edit's own id when the server never heard of it. */
  event: string
  stays: FieldValue
  at: number
}

/** The browser removed this desk's data under the running app. */
export type Wipe = {
  at: number
  /** Things not sent that memory still held, and that are on this device again. */
  kept: number
  /** Things not sent that were only on the disk. */
  gone: number
}

export type SyncStatus = {
  link: LinkState
  /** What the server has not answered, with what is on its way to the disk. */
  waiting: number
  /** Of these, as many as are on the disk: they outlive this tab. */
  stored: number
  refused: number
  /** How often the disk was asked what waits, was refused or did not stand: as long as it is the same, so are the lists of that. */
  counted: number
  /** Own changes that came too late and were neither seen nor used yet. */
  lost: number
  /** First sync and catching up: rows here of rows known, documents likewise. Null when complete. */
  progress: { rows: number; rowsTotal: number; docs: number; docsTotal: number } | null
  /**
   * Not everything was asked for since the link came up: without `progress` there may still be something missing.
   * Only when this is false and `progress` null is everything here.
   */
  isChecking: boolean
  /** Last time the server's word was heard, epoch ms. */
  lastSyncAt: number | null
  isStorageFull: boolean
  /** Drafts and notes with words that only this device has. */
  words: number
  /** An act of this tab is on its way to the disk: a page that ends now would take it along. */
  isWriting: boolean
  /** Words typed here that are in memory only, because this device could not store them. */
  hasUnstored: boolean
  wipe: Wipe | null
}

export type OpenTicket = {
  id: string
  ticket: Ticket
  row: Row
  /** Server version held; 0 when only this device knows it. */
  version: number
  hasUnsent: boolean
}

/** A draft that is on screen: bind `doc` to the editor. Local bytes are kept at most 250 ms after a key. */
export type OpenDraft = {
  id: string
  doc: Y.Doc
  awareness: Awareness
  /** True once the server has every byte typed here (durable ack), else *on this device*. */
  isSaved(): boolean
  /** False while this device could not store what was typed: it is in memory only. */
  isStored(): boolean
  onChange(listen: () => void): Stop
  close(): void
}

/** A file to go with a reply or a note. */
export type NewFile = { name: string; type: string; blob: Blob }

/** Of a file whose bytes this device added: how far it is. `refused`: the server does not take it, `detail` says why. */
export type FileState = {
  hash: string
  state: 'waiting' | 'up' | 'refused'
  detail: string | null
  /** While it is on its way: how much has gone, from 0 to 1. */
  share: number | null
}

export type KeptList = 'macros' | 'views'

export type SendOptions = {
  draft: string
  seen: string | null
  /** Who gets it, as its author saw it (shared/ticket/recipients, audienceKey). */
  audience?: string
  isForced: boolean
  status: Status | null
  /** Until when its ticket sleeps then, epoch ms of the server's clock. */
  snoozeUntil?: number
  /** Not before this time, epoch ms of the server's clock. */
  notBefore?: number
}

/** What is done to a ticket: an edit of its document, or the command that moves it. */
export type Verb = TicketOp | { op: 'move'; queue: string }
/** One of many. */
export type BulkAct = { ticket: string; verb: Verb }
/** A batch never fails as a whole: each ticket has its own answer. */
export type BulkOutcome = { done: string[]; failed: { ticket: string; fault: Fault }[] }

/** Someone on the same ticket just now. Never stored. */
export type Present = {
  person: string
  name: string
  color: string
  isReplying: boolean
  isMe: boolean
}

/**
 * A document as it lies on the device: packed where `plainBytes` says how long it is unpacked, and `later` what came since
 * (doc-later). `said`: words of replies that wait to be sent.
 */
export type HeldDocument = {
  ticket: string
  bytes: Uint8Array<ArrayBuffer>
  plainBytes?: number | undefined
  later?: Uint8Array | undefined
  said: readonly string[]
}

export type Replica = {
  me: DeskInfo['me']
  /** The time by the server's clock, as far as this device knows it, epoch ms: devices may be a year off. */
  now(): number
  desk(): DeskInfo
  onDesk(listen: () => void): Stop

  /** All rows held, newest change first is NOT promised: sort yourself. The same array until something changed. */
  rows(): readonly Row[]
  row(id: string): Row | undefined
  /**
   * Ids that changed since the last call to the listener; null: everything. `why`: those that are not there any more went
   * because queues were taken from this person; else they were moved, or deleted: the server does not say which (RI3).
   */
  onRows(listen: (ids: ReadonlySet<string> | null, why?: 'rights') => void): Stop

  /** From storage; fetched first when the document is not here yet. `kit/not-found` when it is not to be had now. */
  openTicket(id: string): Promise<Result<OpenTicket>>
  onTicket(id: string, listen: () => void): Stop

  /** Documents as they are kept here, for whoever reads very many of them (search): of tickets that have none there is none. */
  heldDocuments(ids: readonly string[]): Promise<readonly HeldDocument[]>
  /** Tickets whose document, or what waits beside it, changed. */
  onDocuments(listen: (ids: readonly string[]) => void): Stop

  /** Intent, bytes and row overlay in one strict transaction; resolves when they are on this device. */
  edit(ticket: string, op: TicketOp): Promise<Result<void>>
  move(ticket: string, queue: string): Promise<Result<void>>
  /**
   * Does verbs to many tickets: each is an intent of its own, stored a few at a time so that the page goes on.
   * @param onStep  after every few, with how many of them are through
   */
  bulk(acts: readonly BulkAct[], onStep?: (count: number) => void): Promise<BulkOutcome>
  send(ticket: string, options: SendOptions): Promise<Result<{ sendId: string }>>
  unsend(ticket: string, sendId: string): Promise<Result<void>>
  /** An act that only the server can do: kept here until it can, and done once. @returns its push id */
  command(
    ticket: string,
    command: Command,
    words: { title: string; text: string | null },
  ): Promise<Result<{ pushId: string }>>
  /** Such an act, as long as it was not tried: `ticket/too-late` once it may have been done. */
  takeBack(pushId: string): Promise<Result<Command>>

  openDraft(ticket: string): Promise<OpenDraft>
  /** True when there are words in the current draft of the ticket on this device. */
  draftTickets(): readonly string[]

  /** Opens the presence room of a ticket while it is on screen. */
  enter(
    ticket: string,
    listen: (present: readonly Present[]) => void,
  ): { setReplying(isReplying: boolean): void; leave: Stop }
  /** Who else is on which ticket, as far as this person may see it; told all of it whenever something changed. */
  whereabouts(listen: (known: ReadonlyMap<string, Whereabout['people']>) => void): Promise<Stop>

  sync(): SyncStatus
  onSync(listen: () => void): Stop
  waiting(): Promise<readonly Waiting[]>
  /** Does not wait for the next try: connects, or sends what the server had no time for. */
  tryNow(): void
  /** Everything that only this device has, as words: what waits, what was refused, drafts and notes. */
  unsent(): Promise<readonly Leftover[]>
  /** Puts a refused intent back in the outbox (for a reply: forced; words: into the reply that is being written). */
  retry(pushId: string): Promise<Result<void>>
  discard(pushId: string): Promise<Result<void>>
  /** Takes a discard back: `ticket/too-late` once it is forgotten. */
  restore(pushId: string): Promise<Result<void>>
  /** Does a refused note or reply on another ticket: the note is added there, the reply becomes its draft. */
  redo(pushId: string, ticket: string): Promise<Result<void>>

  lost(): Promise<readonly Lost[]>
  /** The person has seen it. */
  dismissLost(ids: readonly string[]): Promise<void>
  /** The person has read what became of the data. */
  dismissWipe(): void

  /** What a note has that was not added yet; an empty one is forgotten. False: it could not be stored. */
  keepNote(ticket: string, note: KeptNote): Promise<boolean>
  keptNote(ticket: string): Promise<KeptNote>

  /** A list of the desk's that is no ticket, as the server said it last; undefined when it never did. */
  keptList(name: KeptList): Promise<unknown>
  /** Goes with the copies of tickets. False: it could not be stored. */
  keepList(name: KeptList, list: unknown): Promise<boolean>

  /** Seen marks are private to the person and kept on this device. */
  seen(ticket: string): string | null
  markSeen(ticket: string, messageId: string | null): Promise<void>

  /** Keeps a file's bytes on this device, and brings them to the server. What is returned belongs into the draft. */
  addFile(ticket: string, file: NewFile): Promise<Result<Attachment>>
  /** Of the files that this device added to the reply on this ticket. */
  files(ticket: string): Promise<readonly FileState[]>
  onFiles(listen: (ticket: string) => void): Stop
  /** Brings those again that the server refused. */
  retryFiles(ticket: string): Promise<void>
  /** Which files of the reply the server has: those that others added may still be with them. */
  filesOnServer(ticket: string): Promise<Result<readonly string[]>>

  /** What is kept of the files of tickets, and fetched later; null: the app is not whole on this device yet. */
  laterFiles(): Promise<LaterFiles | null>

  /** Bytes of a blob on a ticket (attachment, sanitised HTML): from this device, else fetched and kept. */
  blob(ticket: string, hash: string): Promise<Result<Blob>>

  /** Wipes databases and caches of this person on this device, also without a network. */
  signOut(): Promise<void>
  close(): void
}
