/**
 * What a device says to the server: on channel 0 of `/sync`, and the same payloads as JSON on POST /push
 * (bytes as base64 there).
 */
import { bytesUpTo } from '../kit/bytes.ts'
import { EpochMs, Id, Sha256, v } from '../kit/schema.ts'
import { LIMITS } from '../kit/limits.ts'
import { OutsideRef, Relation } from '../ticket/links.ts'
import { Priority, Slug, Status } from '../ticket/ticket.ts'
import { MarkDelivery, ReceiveMail } from './mail.ts'

const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export const DraftId = v.pipe(v.string(), v.regex(/^[0-9a-z]{26}-r\d{1,6}$/, 'not a draft'))
export const ScopeName = v.pipe(v.string(), v.regex(/^[qout]:[0-9a-z-]{1,64}$/, 'not a scope'))

const reason = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.fieldTextChars))

/** Send the reply in a draft (architecture §6). Carried out once per `sendId`. */
export const SendReply = v.object({
  kind: v.literal('send'),
  sendId: Id,
  ticket: Id,
  draft: DraftId,
  /** State vector of the draft as its author saw it: all of it must have arrived. */
  draftState: bytesUpTo(64 * 1024),
  /** Newest public message its author had seen; null when there was none. */
  seen: v.nullable(Id),
  /** Who gets it besides the requester, as its author saw it (shared/ticket/recipients, audienceKey). */
  audience: v.optional(
    v.pipe(v.string(), v.maxLength(LIMITS.draftKeys * (LIMITS.emailChars + 1) + 20)),
  ),
  /** Print of the words and files its author saw (shared/ticket/draft-turn, seenPrintOf); absent: not said, and not minded. */
  seenPrint: v.optional(v.pipe(v.string(), v.regex(/^\d{1,4}:[0-9a-f]{16}$/, 'not a print'))),
  /** The author saw what is newer and wants to send all the same. */
  isForced: v.boolean(),
  /** Status the ticket takes with the reply. */
  status: v.nullable(Status),
  /** Until when the ticket sleeps once the reply is on it, epoch ms; past: not at all. */
  snoozeUntil: v.optional(v.nullable(EpochMs)),
  /** Not before this time, epoch ms; past: now. */
  notBefore: v.optional(v.nullable(EpochMs)),
})
export type SendReply = v.InferOutput<typeof SendReply>

/** Take a held reply back; `ticket/too-late` once its undo time is over. */
export const Unsend = v.object({ kind: v.literal('unsend'), ticket: Id, sendId: Id })

/** Move to another queue, which others may see. */
export const MoveTicket = v.object({ kind: v.literal('move'), ticket: Id, queue: Slug })

/** Put everything that was said on `ticket` into `into`, and close it. Answers to it go on there. Protocol 2. */
export const MergeTicket = v.object({ kind: v.literal('merge'), ticket: Id, into: Id })

/** Take a merge back, within 30 days. What was written since stays where it is. */
export const UnmergeTicket = v.object({ kind: v.literal('unmerge'), ticket: Id })

/** Make a ticket of these messages. Its requester is the author of the first. The id is of the device's making. */
export const SplitTicket = v.object({
  kind: v.literal('split'),
  ticket: Id,
  into: Id,
  messages: v.pipe(v.array(Id), v.minLength(1), v.maxLength(LIMITS.splitMessages)),
  subject: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.subjectChars)),
})

/** Take a split back: as long as nothing was said on the ticket it made, and for 30 days. */
export const UnsplitTicket = v.object({ kind: v.literal('unsplit'), ticket: Id })

const outside = v.object({ to: v.literal('outside'), ref: OutsideRef })

/** Link with another ticket, or an issue elsewhere. Both tickets say so. */
export const LinkTicket = v.object({
  kind: v.literal('link'),
  ticket: Id,
  target: v.variant('to', [
    v.object({ to: v.literal('ticket'), ticket: Id, relation: Relation }),
    outside,
  ]),
})
export const UnlinkTicket = v.object({
  kind: v.literal('unlink'),
  ticket: Id,
  target: v.variant('to', [v.object({ to: v.literal('ticket'), ticket: Id }), outside]),
})

const contact = v.pipe(v.string(), v.minLength(1), v.maxLength(64))

/** Take somebody who is on the ticket beside its requester off it. Their later mail is a stranger's. */
export const TakeOffPerson = v.object({ kind: v.literal('take-off'), ticket: Id, person: contact })
/** Put somebody back who was taken off, as they were. */
export const PutBackPerson = v.object({ kind: v.literal('put-back'), ticket: Id, person: contact })

/** Mail a message of the ticket to somebody outside, from its queue. Held for the undo time, as a reply is. */
export const ForwardMessage = v.object({
  kind: v.literal('forward'),
  ticket: Id,
  /** Of the note that records it, made by the device. */
  id: Id,
  message: Id,
  to: v.object({
    address: v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.emailChars)),
    name: v.pipe(v.string(), v.maxLength(LIMITS.nameChars)),
  }),
  /** The agent's own words before it. */
  text: v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.noteTextChars)),
  /** Files of the message that go along, by hash. */
  files: v.pipe(v.array(Sha256), v.maxLength(LIMITS.replyFiles)),
})

export const UnforwardMessage = v.object({ kind: v.literal('unforward'), ticket: Id, id: Id })

/** Delete for good: leads and admins. Number, time, person and reason stay in the audit log. Protocol 2. */
export const DeleteTicket = v.object({ kind: v.literal('delete'), ticket: Id, why: reason })

/** Take the words and files of one message out of every copy: leads and admins. Protocol 2. */
export const RedactMessage = v.object({
  kind: v.literal('redact'),
  ticket: Id,
  message: Id,
  why: reason,
})

/**
 * A ticket that an agent opens for somebody, under an id of the device's making. Its first words are the agent's: a mail to
 * the requester, held and taken back as any reply, or a note that nobody is mailed about. Nobody speaks as the requester.
 */
export const OpenTicket = v.object({
  kind: v.literal('open-ticket'),
  ticket: Id,
  queue: Slug,
  name: v.pipe(v.string(), v.maxLength(LIMITS.nameChars)),
  email: v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.emailChars)),
  subject: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.subjectChars)),
  priority: v.optional(Priority),
  assignee: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(64)))),
  first: v.variant('as', [
    v.object({
      as: v.literal('mail'),
      sendId: Id,
      /** All of the draft it was written in: words, and who gets a copy. */
      draft: bytesUpTo(LIMITS.updateBytes),
      status: v.nullable(Status),
    }),
    v.object({
      as: v.literal('note'),
      id: Id,
      text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.noteTextChars)),
    }),
  ]),
})
export type OpenTicket = v.InferOutput<typeof OpenTicket>

/** Acts that happen once and only on the server. */
export const Command = v.variant('kind', [
  SendReply,
  Unsend,
  MoveTicket,
  MergeTicket,
  UnmergeTicket,
  SplitTicket,
  UnsplitTicket,
  ForwardMessage,
  UnforwardMessage,
  LinkTicket,
  UnlinkTicket,
  TakeOffPerson,
  PutBackPerson,
  DeleteTicket,
  RedactMessage,
  OpenTicket,
  ReceiveMail,
  MarkDelivery,
])
export type Command = v.InferOutput<typeof Command>

export const Push = v.variant('kind', [
  /** Bytes for a ticket document, made by a named verb. */
  v.object({
    kind: v.literal('update'),
    pushId: Id,
    ticket: Id,
    epoch: v.number(),
    update: bytesUpTo(LIMITS.updateBytes),
    claimedAt: EpochMs,
  }),
  /** Bytes for a draft document. */
  v.object({
    kind: v.literal('draft'),
    pushId: Id,
    draft: DraftId,
    update: bytesUpTo(LIMITS.updateBytes),
    claimedAt: EpochMs,
  }),
  v.object({ kind: v.literal('command'), pushId: Id, command: Command, claimedAt: EpochMs }),
])
export type Push = v.InferOutput<typeof Push>

export const ClientMessage = v.variant('type', [
  /** First on every socket. `device` is made once per browser profile and kept. */
  v.object({ type: v.literal('hello'), protocol: v.number(), device: Id }),
  /** What moved in `scope` after `after`; answered by one `page`. */
  v.object({ type: v.literal('feed'), scope: ScopeName, after: seq }),
  /** Documents with what is newer than the version held (0: nothing); answered by `docs`. */
  v.object({
    type: v.literal('docs'),
    want: v.pipe(
      v.array(v.object({ ticket: Id, version: seq })),
      v.maxLength(LIMITS.documentsPageCount),
    ),
  }),
  v.object({ type: v.literal('push'), push: Push }),
  v.object({
    type: v.literal('open'),
    channel: v.pipe(v.number(), v.minValue(1), v.maxValue(1_000_000)),
    room: v.pipe(v.string(), v.maxLength(200)),
  }),
  v.object({ type: v.literal('close'), channel: v.number() }),
  v.object({ type: v.literal('ping') }),
])
export type ClientMessage = v.InferOutput<typeof ClientMessage>
