/**
 * The device's database, and the only door to Dexie: one database per desk and person. Says what is kept and under
 * which key; knows nothing of what it means.
 *
 * Every transaction is strict: what `edit` and `send` promise is on the disk, not in a buffer (Chrome's default is
 * relaxed since 121).
 */
import { Dexie, type Table } from 'dexie'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import type { FieldValue, Message, Row, Status } from '../../shared/ticket/ticket.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Command } from '../../shared/wire/up.ts'
import { joinLater } from './doc-later.ts'
import { unpackDoc } from './doc-pack.ts'

/** A ticket as the server last described it. In no scope: hidden, and about to be purged. */
export type Entry = { id: string; version: number; row: Row; scopes: string[] }

/** `entry` null: gone, though a pack may still hold it. */
export type EntryRecord = { id: string; entry: Entry | null }

/** About 250 entries in one (row-packs): a hundred times faster to write and read than as records. */
export type PackRecord = { n: number; bytes: Uint8Array<ArrayBuffer> }

/** A row as this device expects it to become. It stands until the server's row of version `until` is here. */
export type OverlayRecord = { id: string; row: Row; until: number }

/** Bytes of a document: the server's up to `version`, and this device's unsent edits. One record each (decision 0009). */
export type DocRecord = {
  ticket: string
  version: number
  epoch: number
  bytes: Uint8Array
  /** On the disk alone: `bytes` are packed as they came, this many when they are unpacked on reading (doc-pack). */
  plainBytes?: number | undefined
  /** Under which this device writes in this document; a fresh one after a refusal. */
  clientId: number
  /** An edit in `bytes` was refused: make it again from the server's state before anything else is sent. */
  isBroken: boolean
  /** The server's state alone, while `bytes` hold unsent edits too: one of them can be taken out again. */
  base?: Uint8Array | undefined
  /** What the server said since, up to `version`: on the disk alone, joined whenever the record is read (doc-later). */
  later?: Uint8Array | undefined
}

/** What a queued command will do, shown before the server has done it. */
export type Effect =
  | { kind: 'reply'; message: Message; status: Status | null; snoozeUntil?: number | null }
  | { kind: 'move'; queue: string }
  | { kind: 'person'; person: string; isOn: boolean }

/** `version` is null until the command was acknowledged; it goes when the document of that version is here. */
export type EchoRecord = { id: string; ticket: string; effect: Effect; version: number | null }

type IntentBase = {
  order?: number
  pushId: string
  ticket: string
  title: string
  text: string | null
  claimedAt: number
  /** Of what was done to many tickets at once: the same on all of them. */
  batch?: string | undefined
}

/** What this device owes the server, in order. `isTried` is set before the first frame that carries it. */
export type Intent = IntentBase &
  (
    | {
        kind: 'update'
        op: TicketOp
        update: Uint8Array
        epoch: number
        isRebuilt: boolean
        isDiscarded: boolean
        /** What the field it sets was when it was set: made again on anything else, it came too late (CO13). */
        seen?: FieldValue
      }
    | { kind: 'draft'; draft: string; update: Uint8Array; sendId: string }
    | { kind: 'command'; command: Command; isTried: boolean }
  )

/** Why the server did not take something. `into`: the ticket on which it can be done instead. */
export type Refusal = {
  code: string
  detail: string
  at: number
  into?: string | undefined
  readers?: string | undefined
  changedBy?: string | undefined
}

export type RejectedRecord = { pushId: string; ticket: string; intent: Intent } & Refusal

/** What the person discarded, as long as that can be taken back. `refusal` null: it was waiting. */
export type DiscardedRecord = {
  pushId: string
  ticket: string
  intent: Intent | null
  draft: DraftRecord | null
  refusal: Refusal | null
  discardedAt: number
}

/**
 * A field that was set here: whether it stands is known once the document of `version` is here. `told` null: not known
 * yet; else the event that says it came too late.
 */
export type LostRecord = {
  id: string
  ticket: string
  person: string
  field: string
  mine: FieldValue
  claimedAt: number
  version: number
  told: { event: string; stays: FieldValue; at: number } | null
}

/** What a note has that is being written. Without files it names none. */
export type KeptNote = {
  text: string
  /** The same words with their formats; without them it has none. */
  formatted?: string | undefined
  files?: readonly Attachment[]
}
export type NoteRecord = KeptNote & { ticket: string }

export type DraftRecord = {
  id: string
  ticket: string
  bytes: Uint8Array
  hasWords: boolean
  /** True when the server had all of `bytes` when they were written. */
  isSaved: boolean
}
export type CursorRecord = { scope: string; seq: number }
export type BlobRecord = { ticket: string; hash: string; blob: Blob; keptAt: number }
/** Bytes of a file of a reply that is being written: `up` once the server has them. */
export type FileRecord = {
  ticket: string
  hash: string
  blob: Blob
  addedAt: number
  state: 'waiting' | 'up' | 'refused'
  /** Why the server does not take it. */
  detail: string | null
  /** The server had it, said so, and asked for it once more. */
  isAgain: boolean
}
/** A file of a ticket that is fetched once there is a network. */
export type LaterRecord = { ticket: string; hash: string; name: string }
export type SeenRecord = { ticket: string; messageId: string | null }
export type KvRecord = { key: string; value: unknown }

export type DbOptions = {
  indexedDB?: IDBFactory
  IDBKeyRange?: typeof IDBKeyRange
  /** Another tab holds an earlier version of the database open; it opens once that tab lets go. */
  onBlocked?: () => void
}

/** Lists of the desk that are no tickets, by their key in `kv`. */
export const LIST_KEYS = { macros: 'macros', views: 'views' } as const

export class Db extends Dexie {
  declare readonly kv: Table<KvRecord, string>
  declare readonly packs: Table<PackRecord, number>
  declare readonly entries: Table<EntryRecord, string>
  declare readonly overlays: Table<OverlayRecord, string>
  declare readonly docs: Table<DocRecord, string>
  declare readonly echoes: Table<EchoRecord, string>
  declare readonly outbox: Table<Intent, number>
  declare readonly rejected: Table<RejectedRecord, string>
  declare readonly drafts: Table<DraftRecord, string>
  declare readonly cursors: Table<CursorRecord, string>
  declare readonly blobs: Table<BlobRecord, [string, string]>
  declare readonly seen: Table<SeenRecord, string>
  declare readonly lost: Table<LostRecord, string>
  declare readonly discarded: Table<DiscardedRecord, string>
  declare readonly notes: Table<NoteRecord, string>
  declare readonly files: Table<FileRecord, [string, string]>
  declare readonly later: Table<LaterRecord, [string, string]>

  constructor(name: string, options: DbOptions = {}) {
    const { onBlocked, ...rest } = options
    super(name, { ...rest, chromeTransactionDurability: 'strict' })
    // Nobody lives on Dexie's own queries: what follows every write for them, in all tabs, is left out.
    for (const layer of ['Observability', 'Cache']) this.unuse({ stack: 'dbcore', name: layer })
    if (onBlocked) this.on('blocked', onBlocked)
    this.version(1).stores({
      kv: '&key',
      packs: '&n',
      entries: '&id',
      overlays: '&id',
      // The second index answers “which versions are held” without reading any bytes.
      docs: '&ticket, [ticket+version]',
      echoes: '&id, ticket',
      outbox: '++order, &pushId, ticket, kind',
      rejected: '&pushId, ticket',
      drafts: '&id, ticket',
      cursors: '&scope',
      blobs: '&[ticket+hash], ticket, keptAt',
      seen: '&ticket',
    })
    this.version(2).stores({ lost: '&id, ticket', discarded: '&pushId', notes: '&ticket' })
    this.version(3).stores({ files: '&[ticket+hash], ticket, hash, state, addedAt' })
    this.version(4).stores({ later: '&[ticket+hash], ticket' })
    // Documents lie packed: whoever does not know must let go of the database first.
    this.version(5).stores({})
    // Packs were texts: those were written more slowly, and twice as long where one letter in them is not Latin.
    this.version(6)
      .stores({})
      .upgrade((was) =>
        was
          .table<{ n: number; text?: string; bytes?: PackRecord['bytes'] }>('packs')
          .toCollection()
          .modify((pack) => {
            pack.bytes = new TextEncoder().encode(pack.text)
            delete pack.text
          }),
      )
    this.docs.hook('reading', (held) => joinLater(unpackDoc(held)))
  }

  /** Everything that one fact from the server, or one act of the person, may touch. */
  get listTables(): Table[] {
    return [this.packs, this.entries, this.cursors, ...this.workTables]
  }

  /** What edits, sends and documents touch: never the lists, so that these are not locked for long. */
  get workTables(): Table[] {
    return [this.overlays, this.docs, this.echoes, this.outbox, this.rejected, this.lost]
  }

  async setting(key: string): Promise<unknown> {
    return (await this.kv.get(key))?.value
  }
}

export function databaseName(person: string): string {
  return `deskside-${person}`
}

/** True when the disk (or what the browser grants of it) is full. */
export function isQuotaError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error.name === 'QuotaExceededError') return true
  // What Chromium says when it cannot even open: an UnknownError in these words.
  if (/full disk/i.test(error.message)) return true
  return 'inner' in error && isQuotaError(error.inner)
}

export function deleteDatabase(name: string, options: DbOptions = {}): Promise<void> {
  return new Dexie(name, options).delete()
}

/** Places in a bulk of those that were not added because their key is there; null when anything else went wrong. */
export function failedAdds(error: unknown): number[] | null {
  if (!(error instanceof Dexie.BulkError)) return null
  const isKnown = error.failures.every((failure) => failure.name === 'ConstraintError')
  return isKnown ? Object.keys(error.failuresByPos).map(Number) : null
}

/** For what may fail on a full disk, and does no harm when it does. */
export function passQuota(error: unknown): void {
  if (!isQuotaError(error)) throw error
}
