/**
 * The words of a ticket as types and schemas: statuses, priorities, people, messages, rows.
 * Not here: how they are kept in a CRDT document (ticket-doc) or who may change them (ticket-rules).
 */
import { Id, Sha256, v } from '../kit/schema.ts'
import { LIMITS } from '../kit/limits.ts'
import { Attachment } from './attachment.ts'
import { Standing } from './standing.ts'
import type { Link } from './links.ts'
import { SenderFacts } from './sender.ts'

export const STATUSES = ['new', 'open', 'waiting', 'on-hold', 'solved', 'closed'] as const
export const Status = v.picklist(STATUSES)
export type Status = v.InferOutput<typeof Status>

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export const Priority = v.picklist(PRIORITIES)
export type Priority = v.InferOutput<typeof Priority>

export const Slug = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'use a-z, 0-9 and -'))

/** Tags are lower case, one line, without surrounding space. */
export const Tag = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(LIMITS.tagChars),
  v.check((tag) => tag === cleanTag(tag), 'a tag is lower case and one word or words joined by -'),
)

/** What a person typed as a tag, made a tag; empty when nothing is left. */
export function cleanTag(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s,]+/g, '-')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/^-+|-+$/g, '')
    .slice(0, LIMITS.tagChars)
}

/** `desk`: an agent opened it. Earlier versions of the app read what they do not know as `web`. */
export const CHANNELS = ['web', 'mail', 'api', 'desk'] as const
export type Channel = (typeof CHANNELS)[number]

/** Who wrote or did something. `desk` is the server itself. */
export const Author = v.object({
  kind: v.picklist(['agent', 'contact', 'desk']),
  id: v.string(),
  name: v.pipe(v.string(), v.maxLength(LIMITS.nameChars)),
})
export type Author = v.InferOutput<typeof Author>

export const MESSAGE_KINDS = ['reply', 'inbound', 'note', 'event'] as const

const scalarValue = v.union([
  v.pipe(v.string(), v.maxLength(LIMITS.fieldTextChars)),
  v.number(),
  v.boolean(),
  v.null(),
])

/** One changed field, for a message of kind `event`. */
export const Change = v.object({
  field: v.pipe(v.string(), v.maxLength(80)),
  from: v.nullable(v.pipe(v.string(), v.maxLength(LIMITS.fieldTextChars))),
  to: v.nullable(v.pipe(v.string(), v.maxLength(LIMITS.fieldTextChars))),
})
export type Change = v.InferOutput<typeof Change>

/**
 * A field that two people changed without having seen each other's: what the server had accepted stays, and the later one
 * is told (CO13).
 */
export const LostChange = v.object({
  field: v.pipe(v.string(), v.maxLength(80)),
  /** What the author of the event had set, and when their device says so. */
  mine: scalarValue,
  claimedAt: v.number(),
  /** What stands instead. */
  stays: scalarValue,
})
export type LostChange = v.InferOutput<typeof LostChange>

/**
 * Somebody on the ticket beside its requester, and how they came to be: by a mail of theirs, by an agent who added them,
 * or because they were its requester earlier, or on a ticket that was merged into it.
 */
export const Participant = v.object({
  id: v.string(),
  name: v.string(),
  address: v.string(),
  how: v.picklist(['wrote', 'added', 'earlier']),
})
export type Participant = v.InferOutput<typeof Participant>

/** Of an event: who was put on the ticket, taken off it, or put back as they were. Erased, their name says so and no more. */
export const PersonChange = v.object({
  id: v.string(),
  name: v.string(),
  address: v.string(),
  is: v.picklist(['on', 'off', 'back']),
})
export type PersonChange = v.InferOutput<typeof PersonChange>

/** Somebody named in the header of a mail. */
export const MailPerson = v.object({ address: v.string(), name: v.string() })
export type MailPerson = v.InferOutput<typeof MailPerson>

/** A message: plain JSON in the `messages` map, immutable once there (architecture §2). */
export const Message = v.object({
  id: Id,
  kind: v.picklist(MESSAGE_KINDS),
  by: Author,
  /** Server time of acceptance, epoch ms; on a note the device's own time until the server's order decides. */
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** The new words, at most LIMITS.messageTextBytes; `more` is the hash of the whole text when it was longer. */
  text: v.string(),
  /** Of a note: the same words with their formats (formatted-note.ts). Read by that list alone, else not at all. */
  formatted: v.optional(v.string()),
  more: v.optional(Sha256),
  /** What the author quoted or signed with; shown folded. */
  quoted: v.optional(v.string()),
  /** Hash of the sanitised HTML body. */
  html: v.optional(Sha256),
  attachments: v.optional(v.array(Attachment)),
  /** Of a reply's files, by hash: those too large for its mail, which has a link to each instead. */
  linked: v.optional(v.array(Sha256)),
  via: v.optional(v.picklist(['web', 'mail', 'api', 'portal', 'app'])),
  /** The address a mail came from, and how sure we are of it. */
  address: v.optional(v.string()),
  sender: v.optional(v.picklist(['verified', 'unverified'])),
  /** What was judged of a mail's sender; `trustOf` says what is made of it. */
  judged: v.optional(SenderFacts),
  /**
   * What agents must be told. `agent-address`: it came from the address of somebody of the desk, without being theirs to
   * act by. `verification`: it lets somebody in elsewhere, and was released all the same.
   */
  warning: v.optional(v.picklist(['agent-address', 'verification'])),
  /** Somebody else's mail that an agent showed to the requester: who, and when. */
  shared: v.optional(v.object({ by: Author, at: v.number() })),
  /** RFC 5322 Message-ID, without brackets. */
  messageId: v.optional(v.string()),
  /** Why mail was put on this ticket: the rule that decided (joined-by.ts; `readJoinedBy` knows earlier words too). */
  joinedBy: v.optional(v.string()),
  /** Who its author is to this ticket; absent on what came before this was noted, and on what is no mail. */
  standing: v.optional(Standing),
  /** The ticket it, or what it tells of, may belong to. */
  linkedTo: v.optional(v.object({ ticket: Id, number: v.number() })),
  /** Which parts of the mail are longer than is kept here (mail-cut); its original has them whole. */
  cut: v.optional(v.array(v.string())),
  /** What its Date header says, where that is not when it came: shown, and nothing else. */
  sentAt: v.optional(v.number()),
  /** Where its author asks to be answered, when that is not the address it is from. */
  replyTo: v.optional(v.array(MailPerson)),
  /** On a reply: who got it besides the requester. Whom it was copied to blindly only agents are told. */
  cc: v.optional(v.array(MailPerson)),
  bcc: v.optional(v.array(MailPerson)),
  /** People it was copied to who are not on this ticket: suggestions for agents. */
  newPeople: v.optional(v.array(MailPerson)),
  /** The mail that was forwarded in it, and whether a person of the desk vouches for who that is from. */
  forwarded: v.optional(
    v.object({
      from: MailPerson,
      subject: v.string(),
      messageId: v.nullable(v.string()),
      isBelieved: v.boolean(),
    }),
  ),
  /** Outlook's own trail of a conversation: sent back with answers, never read as a sign. */
  threadIndex: v.optional(v.string()),
  threadTopic: v.optional(v.string()),
  /** Hash of the raw message. */
  raw: v.optional(Sha256),
  changes: v.optional(v.array(Change)),
  lost: v.optional(v.array(LostChange)),
  person: v.optional(PersonChange),
  /** Of a reply: who had looked its words over, as they went out, and called them good (draft-turn.ts). */
  reviewedBy: v.optional(Author),
  /** Of a note: `asked` who it mentions to look over the reply that is being written, or `answered`. */
  review: v.optional(v.string()),
  /** Of a reply: the state of the draft it was made of (sent-state.ts). */
  sentState: v.optional(v.string()),
  /** Words and files were taken out of every copy (redact), at this time. */
  redactedAt: v.optional(v.number()),
  /** The ticket it was said on before that one was merged into this, and whose it was (contact id). */
  mergedFrom: v.optional(v.object({ ticket: Id, number: v.number(), requester: v.string() })),
  /** A note that records a forward: of which message, and with which of its files, by hash. Its `cc` is whom it went to. */
  forwardOf: v.optional(v.object({ message: Id, files: v.array(Sha256) })),
  mentions: v.optional(v.array(v.string())),
  /** What a device claimed, when the server set `at` to the time of acceptance. */
  claimedAt: v.optional(v.number()),
})
export type Message = v.InferOutput<typeof Message>

/** Of several who a mail went to: what became of it for one of them. */
export const ReaderState = v.object({
  address: v.string(),
  state: v.picklist(['handed-over', 'delivered', 'deferred', 'bounced', 'failed']),
  detail: v.optional(v.string()),
})
export type ReaderState = v.InferOutput<typeof ReaderState>

/** States of a reply on its way out (architecture §6; experience: *Message delivery chip*). */
export const DELIVERY_STATES = [
  'held',
  'accepted',
  'sending',
  'handed-over',
  /** A mail server said that it is in the mailbox (RFC 3464). */
  'delivered',
  'deferred',
  'bounced',
  'failed',
  'kept',
] as const
export const Delivery = v.object({
  state: v.picklist(DELIVERY_STATES),
  at: v.number(),
  /** For `held`: epoch ms at which it goes; for `deferred`: of the next try. */
  until: v.optional(v.number()),
  /** Held because its author asked for a later hour. */
  isScheduled: v.optional(v.boolean()),
  detail: v.optional(v.string()),
  possiblyTwice: v.optional(v.boolean()),
  /** There once something is known of each of several readers. */
  readers: v.optional(v.array(ReaderState)),
  /** It waits for so long that somebody should know. */
  isLate: v.optional(v.boolean()),
  /** It did not arrive, and somebody has seen to that: trouble no more, until another word comes. */
  settled: v.optional(v.object({ by: Author, at: v.number() })),
})
export type Delivery = v.InferOutput<typeof Delivery>

export const Requester = v.object({
  id: v.string(),
  name: v.string(),
  address: v.string(),
  isVerified: v.boolean(),
})
export type Requester = v.InferOutput<typeof Requester>

/** A clock as agents see it; the truth is the server's list of SLA facts. */
export const ClockFace = v.object({
  target: v.picklist(['firstResponse', 'nextResponse', 'update', 'resolution']),
  state: v.picklist(['running', 'paused', 'met', 'breached', 'cancelled']),
  dueAt: v.nullable(v.number()),
  endedAt: v.nullable(v.number()),
  /** When it stands until it is due (`Closures`); absent: never. */
  closures: v.optional(v.array(v.number())),
})
export type ClockFace = v.InferOutput<typeof ClockFace>

export const Drafting = v.object({ round: v.number(), by: v.array(v.string()) })
export type Drafting = v.InferOutput<typeof Drafting>

export type Facts = {
  number: number
  requester: Requester
  organisation: string | null
  /** Id of the contract tier of its requester or organisation; absent: none. */
  tier?: string
  channel: Channel
  acceptedAt: number
  mergedInto: string | null
  /** Queues besides its own that were addressed, and see it too (decision 11). */
  alsoIn: string[]
  /** Other tickets and issues elsewhere; absent: none. */
  links?: Link[]
  /** Replies that were on it and went with a merge that was taken apart; absent: none (draft-doc, `roundOf`). */
  formerReplies?: number
  /** The reply of this round is being written: has words, and who typed in it. Absent: nobody has a word yet. */
  drafting?: Drafting
  /** By address. Absent in what was written before it was kept: then nobody is known to be. */
  participants: Participant[]
  /** Whom an agent took off, as they were: what puts them back. Who writes again is not among them. Absent: nobody. */
  takenOff?: Participant[]
  clocks: ClockFace[]
}

export type FieldValue = string | number | boolean | null

/** A ticket read out of its document. */
export type Ticket = {
  subject: string
  status: Status
  priority: Priority
  queue: string
  assignee: string | null
  snoozedUntil: number | null
  /** Whoever snoozed it said that what the requester writes shall not wake it (WO9). */
  isSnoozeFirm: boolean
  /** Marked as spam (SP1). */
  isSpam: boolean
  custom: Record<string, FieldValue>
  tags: string[]
  watchers: string[]
  /** By time, then by id. */
  messages: Message[]
  delivery: Record<string, Delivery>
  facts: Facts
}

/** One line of a list: all that an inbox needs without the document (about 450 bytes). */
export const Row = v.object({
  id: Id,
  number: v.number(),
  queue: v.string(),
  subject: v.string(),
  status: Status,
  priority: Priority,
  assignee: v.nullable(v.string()),
  requester: v.string(),
  address: v.string(),
  organisation: v.nullable(v.string()),
  tags: v.array(v.string()),
  snippet: v.string(),
  /** Newest public message: its id, kind and time. Drives *unread* and the send guard. */
  lastId: v.nullable(v.string()),
  lastKind: v.nullable(v.picklist(MESSAGE_KINDS)),
  lastAt: v.number(),
  createdAt: v.number(),
  messages: v.number(),
  hasFiles: v.boolean(),
  snoozedUntil: v.nullable(v.number()),
  /** There only on a ticket that no answer wakes. */
  isSnoozeFirm: v.optional(v.literal(true)),
  /** The next clock that is due, and whether it is past. */
  dueAt: v.nullable(v.number()),
  dueTarget: v.nullable(v.string()),
  isBreached: v.boolean(),
  /** When that clock stands until then (`ClockFace`). */
  dueClosures: v.optional(v.array(v.number())),
  hasTrouble: v.boolean(),
  /** There only on a ticket that was merged: where it goes on. */
  mergedInto: v.optional(Id),
  /** There only on a ticket that is marked as spam. */
  isSpam: v.optional(v.literal(true)),
  /** There only on such a ticket on which its requester, or somebody on it, wrote after it was marked. */
  isSpamAnswered: v.optional(v.literal(true)),
  /** There only on a ticket whose requester or organisation has one. */
  tier: v.optional(v.string()),
  /** There only on a ticket that further queues see. */
  alsoIn: v.optional(v.array(v.string())),
  /** There only where notes mention people: of each the newest note that does. */
  mentions: v.optional(v.record(v.string(), Id)),
  /** There only while a reply with words is being written: who typed in it, as the server knows. */
  draftBy: v.optional(v.array(v.string())),
})
export type Row = v.InferOutput<typeof Row>
