/** What the server says to a device on channel 0 of `/sync`; GET /feed, POST /docs and POST /push answer the same shapes as JSON. */
import { bytesUpTo } from '../kit/bytes.ts'
import { Id, v } from '../kit/schema.ts'
import { LIMITS } from '../kit/limits.ts'
import { Row } from '../ticket/ticket.ts'
import { Role } from '../ticket/ticket-rules.ts'

const seq = v.number()

/** One ticket of a scope: `row` is null on `leave` (drop the copy unless another scope has it). */
export const FeedItem = v.object({
  ticket: Id,
  seq,
  version: v.number(),
  op: v.picklist(['row', 'leave']),
  row: v.nullable(Row),
})
export type FeedItem = v.InferOutput<typeof FeedItem>

export const FeedPage = v.object({
  type: v.literal('page'),
  scope: v.string(),
  after: seq,
  items: v.array(FeedItem),
  /** The cursor after this page. */
  next: seq,
  isLast: v.boolean(),
  /**
   * The server no longer knows everything that left the scope since `after`: drop what the scope's manifest does not
   * name before these items are taken (FE6). It is said again on every page of a run whose cursor is still low: one
   * manifest a run is enough, and none is needed where the run began at 0 with nothing held. When `next` is below
   * `after`, the cursor was of another history, and the items are from the beginning. Protocol 2.
   */
  isReset: v.optional(v.boolean(), false),
})
export type FeedPage = v.InferOutput<typeof FeedPage>

/** Said with a page over HTTP that is not the last: `next`, ahead of the page itself, so that the one after it can be asked for. */
export const NEXT_PAGE_HEADER = 'x-deskside-next'

/** GET /feed/manifest?scope=&from=: the tickets that are in a scope, by id, so that a device can drop the others. */
export const FeedManifest = v.object({
  scope: v.string(),
  /** Ids greater than `from`, in their order. */
  tickets: v.array(Id),
  /** `from` of the next page; null on the last. */
  next: v.nullable(Id),
})
export type FeedManifest = v.InferOutput<typeof FeedManifest>

/** A document: `state` replaces what is held, `update` is merged into version `from`. Both are V1 bytes. */
export const DocItem = v.object({
  ticket: Id,
  epoch: v.number(),
  version: v.number(),
  kind: v.picklist(['state', 'update', 'gone']),
  bytes: bytesUpTo(LIMITS.documentBytes * 2),
})
export type DocItem = v.InferOutput<typeof DocItem>

/** A state as a device keeps it: `bytes` packed (RFC 1951, no header), `plainBytes` long when unpacked. */
export const PackedState = v.object({
  ticket: Id,
  epoch: v.number(),
  version: v.number(),
  kind: v.literal('packed'),
  bytes: bytesUpTo(LIMITS.documentBytes * 2),
  plainBytes: v.pipe(v.number(), v.integer(), v.maxValue(LIMITS.documentBytes * 2)),
})
export type PackedState = v.InferOutput<typeof PackedState>

/** What POST /docs answers to whoever asks with `isPacked`. */
export const FetchedDoc = v.variant('kind', [DocItem, PackedState])
export type FetchedDoc = v.InferOutput<typeof FetchedDoc>

export const Ack = v.object({
  type: v.literal('ack'),
  pushId: Id,
  /** Ticket (or draft) version that holds the change. */
  version: v.number(),
  /** What a command made: see wire/up. */
  result: v.optional(
    v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
  ),
})
export type Ack = v.InferOutput<typeof Ack>

export const Nack = v.object({
  type: v.literal('nack'),
  pushId: Id,
  /** A fault code: `ticket/denied|gap|epoch|stale|invalid|too-big` and the like. */
  code: v.string(),
  detail: v.string(),
  more: v.optional(v.record(v.string(), v.unknown())),
})
export type Nack = v.InferOutput<typeof Nack>

export const ServerMessage = v.variant('type', [
  v.object({
    type: v.literal('welcome'),
    protocol: v.number(),
    person: v.object({ id: v.string(), name: v.string(), email: v.string(), role: Role }),
    scopes: v.array(v.object({ scope: v.string(), seq })),
    /** Server time, epoch ms. */
    now: v.number(),
    undoSeconds: v.number(),
    /** How long a device may stay away before it locks and wipes itself; counted from the server's last word. */
    leaseMs: v.number(),
    /**
     * Which history of the desk this is. Another one than before: the server was restored from a backup, and what a
     * device holds may be newer than what the server knows: cursors and versions start anew. Protocol 2.
     */
    generation: v.optional(v.string(), ''),
  }),
  /** The rights changed: purge what is no longer in the list before rendering. */
  v.object({ type: v.literal('scopes'), scopes: v.array(v.object({ scope: v.string(), seq })) }),
  FeedPage,
  v.object({ type: v.literal('docs'), items: v.array(DocItem) }),
  /**
   * Something moved just now. When `prev` is the cursor held, the item can be taken as it is; else ask the feed.
   * `update` brings a document from version `version - 1` to `version`.
   */
  v.object({
    type: v.literal('item'),
    scope: v.string(),
    prev: seq,
    item: FeedItem,
    epoch: v.number(),
    update: v.nullable(bytesUpTo(LIMITS.documentBytes)),
  }),
  Ack,
  Nack,
  v.object({ type: v.literal('opened'), channel: v.number() }),
  v.object({
    type: v.literal('closed'),
    channel: v.number(),
    code: v.number(),
    reason: v.string(),
  }),
  /** Names of people or queues changed: fetch GET /api/desk again. */
  v.object({ type: v.literal('desk-changed') }),
  v.object({ type: v.literal('pong') }),
  v.object({ type: v.literal('fault'), code: v.string(), detail: v.string() }),
])
export type ServerMessage = v.InferOutput<typeof ServerMessage>

/** GET /api/desk: names that lists need, also offline. */
export const DeskInfo = v.object({
  name: v.string(),
  timeZone: v.string(),
  undoSeconds: v.number(),
  queues: v.array(
    v.object({ slug: v.string(), name: v.string(), address: v.nullable(v.string()) }),
  ),
  people: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      email: v.string(),
      role: Role,
      isDisabled: v.boolean(),
      /** Which of the queues above they see too. Absent from earlier servers: not known. */
      queues: v.optional(v.array(v.string())),
    }),
  ),
  me: v.object({ id: v.string(), name: v.string(), email: v.string(), role: Role }),
})
export type DeskInfo = v.InferOutput<typeof DeskInfo>
