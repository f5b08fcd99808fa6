/**
 * What the mail gateway and the server say to each other. The gateway is a peer like any other: inbound mail and
 * delivery results are commands on POST /push; outgoing work is leased from the server's jobs.
 *
 *   GET  /gateway/routes              → Routes            kept on the gateway's disk, so it can judge RCPT while the server is down
 *   GET  /gateway/signing-keys        → SigningKeys       kept in the gateway's memory alone
 *   PUT  /blobs/<sha256>              → 204               raw bytes; the server checks the hash; idempotent
 *   POST /push { pushId, command }    → ack | nack        command = ReceiveMail | MarkDelivery; same pushId, same answer
 *   POST /gateway/mails { mails: MailIn[] }  → { answers: (ack | nack)[] }  small ones with their bytes: each is answered by itself, in order
 *   POST /gateway/lease { max }       → { jobs: MailJob[] }  waits up to `waitMs` for work (long poll)
 * All with `Authorization: Bearer <the gateway's key>` (file gateway.key in the data directory).
 */
import { EpochMs, Id, Sha256, v } from '../kit/schema.ts'
import { LIMITS } from '../kit/limits.ts'
import { Attachment } from '../ticket/attachment.ts'
import { MAIL_CUTS, MailCut } from '../ticket/mail-cut.ts'
import { SenderFacts, Verdict } from '../ticket/sender.ts'
import { Fetched } from './mailbox.ts'

export { Attachment, Id, Sha256, Verdict }

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))

export const MailAddress = v.object({ address: text(320), name: text(500) })
export type MailAddress = v.InferOutput<typeof MailAddress>

/** What was judged of the sender, and the same in the words of RFC 8601, for the log and the file. */
export const SenderVerdicts = v.object({ ...SenderFacts.entries, words: text(500) })
export type SenderVerdicts = v.InferOutput<typeof SenderVerdicts>

/** One recipient of a bounce (RFC 3464 §2.3). */
export const BounceRecipient = v.object({
  address: text(320),
  action: v.picklist(['failed', 'delayed', 'delivered', 'relayed', 'expanded', 'unknown']),
  status: v.nullable(text(20)),
})

/** What a message is: only `person` mail becomes or joins a ticket by itself. */
export const MailNature = v.variant('kind', [
  v.object({ kind: v.literal('person') }),
  /** Auto-reply, vacation, list, own loop …; `why` names the sign that decided. */
  v.object({
    kind: v.literal('auto'),
    why: text(200),
    /** Somebody told their provider that a mail of ours is not wanted (RFC 5965). */
    complaint: v.optional(
      v.object({
        /** Whom that mail went to, and the address it was sent from, where the report says so. */
        recipients: v.pipe(v.array(text(320)), v.maxLength(LIMITS.addresses)),
        sentFrom: v.nullable(text(320)),
        about: v.pipe(v.array(text(998)), v.maxLength(50)),
      }),
    ),
  }),
  v.object({
    kind: v.literal('bounce'),
    why: text(200),
    recipients: v.pipe(v.array(BounceRecipient), v.maxLength(LIMITS.addresses)),
    /** Message-IDs found in the returned message, newest first, without angle brackets. */
    about: v.pipe(v.array(text(998)), v.maxLength(50)),
    /** Original-Envelope-Id (RFC 3464 §2.2.1): what we gave as ENVID. */
    envelopeId: v.optional(text(100)),
  }),
])
export type MailNature = v.InferOutput<typeof MailNature>

/** A mail within a mail: what its header claims. Nobody vouches for any of it. */
export const EnclosedMail = v.object({
  from: v.nullable(MailAddress),
  subject: text(2_000),
  messageId: v.nullable(text(998)),
  /** It stands in the text, and its author is whom the lines above it name: whoever wrote the text wrote those. */
  isInText: v.optional(v.boolean()),
})
export type EnclosedMail = v.InferOutput<typeof EnclosedMail>

/** One message as the gateway read it. `problem` is set when it could not be read: then only the raw file counts. */
export const ReceiveMail = v.object({
  kind: v.literal('receive-mail'),
  /** 26 characters from SHA-256 of the raw message without its trace headers, plus nothing else (mail.md 5). */
  digest: Id,
  receivedAt: EpochMs,
  envelope: v.object({
    from: text(320),
    /** RCPT TO addresses as accepted, lower case. */
    to: v.pipe(v.array(text(320)), v.minLength(1), v.maxLength(LIMITS.recipients)),
    remoteAddress: text(64),
    helo: text(255),
    isEncrypted: v.boolean(),
    /** It lay in a mailbox elsewhere and was fetched: nobody knows its host, and its sender is what its header says. */
    fetched: v.optional(Fetched),
  }),
  raw: v.object({ hash: Sha256, bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  from: v.nullable(MailAddress),
  /** How From was written: with more than one author or as a group it says nothing of who wrote (absent: one). */
  fromIs: v.optional(v.picklist(['one', 'none', 'several', 'group'])),
  to: v.pipe(v.array(MailAddress), v.maxLength(LIMITS.addresses)),
  cc: v.pipe(v.array(MailAddress), v.maxLength(LIMITS.addresses)),
  replyTo: v.pipe(v.array(MailAddress), v.maxLength(LIMITS.addresses)),
  subject: text(2_000),
  /** The Date header, epoch ms; display only. Order is by receivedAt. */
  date: v.nullable(EpochMs),
  /** Without angle brackets; null when missing. */
  messageId: v.nullable(text(998)),
  inReplyTo: v.pipe(v.array(text(998)), v.maxLength(50)),
  references: v.pipe(v.array(text(998)), v.maxLength(100)),
  /** Outlook's Thread-Index, as it came (base64). */
  threadIndex: v.optional(v.nullable(text(LIMITS.threadIndexChars))),
  /** What Outlook calls the conversation: its first subject, without Re: and the like. */
  threadTopic: v.optional(v.nullable(text(LIMITS.subjectChars))),
  /** Mails that are attached to it (message/rfc822), by what their headers say. */
  enclosed: v.optional(v.pipe(v.array(EnclosedMail), v.maxLength(LIMITS.enclosedMails))),
  /** The whole readable text. */
  text: v.pipe(v.string(), v.maxBytes(LIMITS.htmlBytes)),
  /** The new words only: quotes and signature left out. Equal to `text` when nothing was recognised. */
  visible: v.pipe(v.string(), v.maxBytes(LIMITS.htmlBytes)),
  /** Hash of the sanitised HTML body, stored as a blob; null without one. */
  html: v.nullable(Sha256),
  attachments: v.pipe(v.array(Attachment), v.maxLength(LIMITS.attachments)),
  nature: MailNature,
  /** What of it is longer than is kept, and is in the raw message alone; absent: nothing. */
  cut: v.optional(v.pipe(v.array(MailCut), v.maxLength(MAIL_CUTS.length))),
  /** Servers it says it passed, newest first, and addresses they say they had it for. Nobody vouches for any of it. */
  passed: v.optional(
    v.object({
      servers: v.pipe(v.array(text(253)), v.maxLength(LIMITS.tracesRead)),
      deliveredTo: v.pipe(v.array(text(320)), v.maxLength(LIMITS.tracesRead)),
    }),
  ),
  /** The domain in X-Deskside-Loop, when a Deskside wrote it. Ours: it is our own mail that comes back. */
  loop: v.optional(text(255)),
  sender: SenderVerdicts,
  problem: v.nullable(text(500)),
  /** An admin had it read again: it joins the ticket that said it could not be read (MA18). */
  isReplay: v.optional(v.boolean()),
})
export type ReceiveMail = v.InferOutput<typeof ReceiveMail>

/** A message with the bytes of its blobs, the raw file first, in base64 (RFC 4648 §4). */
export const MailIn = v.object({
  pushId: Id,
  command: ReceiveMail,
  blobs: v.pipe(
    v.array(v.object({ hash: Sha256, base64: v.string() })),
    v.maxLength(LIMITS.blobsPerHandIn),
  ),
})
export type MailIn = v.InferOutput<typeof MailIn>

/** Each is read by itself: what cannot be read of one is no fault of its neighbours. */
export const MailsIn = v.object({
  mails: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(LIMITS.mailsPerHandIn)),
})

/** Recipients that were refused for good, with the relay's words. */
const Refused = v.pipe(
  v.array(v.object({ address: text(320), reply: text(500) })),
  v.maxLength(LIMITS.recipients),
)

export const DeliveryOutcome = v.variant('state', [
  v.object({ state: v.literal('sending') }),
  v.object({
    state: v.literal('handed-over'),
    reply: text(500),
    possiblyTwice: v.boolean(),
    /** Recipients the relay refused while it took the mail for others. */
    refused: v.optional(Refused),
  }),
  v.object({
    state: v.literal('deferred'),
    reply: text(500),
    nextTryAt: EpochMs,
    /** Only these are tried again: the relay took the mail for others, or refused them for good. */
    left: v.optional(v.pipe(v.array(text(320)), v.maxLength(LIMITS.recipients))),
    refused: v.optional(Refused),
  }),
  v.object({ state: v.literal('failed'), reply: text(500), refused: v.optional(Refused) }),
])
export type DeliveryOutcome = v.InferOutput<typeof DeliveryOutcome>

/** The gateway's word on a leased job. `sending` is pushed before DATA, and must be acked before DATA is sent. */
export const MarkDelivery = v.object({
  kind: v.literal('mark-delivery'),
  jobId: Id,
  lease: Id,
  outcome: DeliveryOutcome,
})
export type MarkDelivery = v.InferOutput<typeof MarkDelivery>

/** Mail to be sent, complete: the gateway adds nothing that a reader sees. */
export const OutgoingMail = v.object({
  /** Fixed once; the same on every try. Without angle brackets. */
  messageId: text(255),
  date: EpochMs,
  envelopeFrom: text(320),
  from: MailAddress,
  replyTo: v.nullable(MailAddress),
  to: v.pipe(v.array(MailAddress), v.minLength(1), v.maxLength(LIMITS.recipients)),
  cc: v.pipe(v.array(MailAddress), v.maxLength(LIMITS.recipients)),
  /** In the envelope alone: no header and no other recipient is told of them (RFC 5322 §3.6.3). */
  bcc: v.optional(v.pipe(v.array(MailAddress), v.maxLength(LIMITS.recipients))),
  subject: text(998),
  inReplyTo: v.nullable(text(998)),
  references: v.pipe(v.array(text(998)), v.maxLength(30)),
  /** Outlook's own trail of a conversation, one step on (MS-OXOMSG 2.2.1.3), and what it is about. */
  threadIndex: v.optional(text(LIMITS.threadIndexChars + 8)),
  threadTopic: v.optional(text(LIMITS.subjectChars)),
  /** Of all of it (RFC 3282); absent: a person wrote it, in whatever they write. */
  language: v.optional(text(LIMITS.languageTagChars)),
  text: v.pipe(v.string(), v.maxBytes(LIMITS.htmlBytes)),
  html: v.nullable(v.pipe(v.string(), v.maxBytes(LIMITS.htmlBytes))),
  attachments: v.pipe(v.array(Attachment), v.maxLength(LIMITS.attachments)),
  /** Which message it quotes at its end, and where that begins: whoever takes those words out finds them here too (CO17). */
  quoted: v.optional(
    v.object({
      message: Id,
      textAt: v.pipe(v.number(), v.safeInteger()),
      htmlAt: v.pipe(v.number(), v.safeInteger()),
    }),
  ),
  /** Where its reader ends mail of this kind, with one request (RFC 8058); absent: it cannot be declined. */
  unsubscribe: v.optional(text(500)),
  /** RFC 3834 §5: absent on a person's reply. */
  autoSubmitted: v.nullable(v.picklist(['auto-replied', 'auto-generated'])),
})
export type OutgoingMail = v.InferOutput<typeof OutgoingMail>

export const MailJob = v.object({
  jobId: Id,
  lease: Id,
  /** Epoch ms until which this lease holds. */
  leaseUntil: EpochMs,
  /** Attempts before this one that the relay answered with a wait, or that did not reach it. */
  tries: v.number(),
  queuedAt: EpochMs,
  /** True when an earlier attempt reached *sending* and its end is not known (RFC 5321 §6.1: at least once). */
  outcomeUnknown: v.boolean(),
  /** Recipients that are left, when others of the mail were done before. */
  only: v.optional(v.pipe(v.array(text(320)), v.maxLength(LIMITS.recipients))),
  mail: OutgoingMail,
})
export type MailJob = v.InferOutput<typeof MailJob>

export const Lease = v.object({
  max: v.pipe(v.number(), v.minValue(1), v.maxValue(LIMITS.leasedAtOnce)),
  waitMs: v.optional(v.number(), 0),
  /** The gateway that asks: the same after its restart. */
  worker: v.optional(Id),
  /** Domains of the mails it is sending now, one entry each: a slow one gets no more, and holds up nobody else. */
  busy: v.optional(v.pipe(v.array(text(255)), v.maxLength(LIMITS.leasedAtOnce)), []),
  /** The largest mail its relay takes, as that announced (RFC 1870 §3); null: it does not say. Absent: not met yet. */
  relayBytes: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1)))),
  /** Its first request since it started: what it held before is free again. */
  isFirst: v.optional(v.boolean(), false),
})

export const Routes = v.object({
  /** Grows with every change, so that a gateway keeps the newest. */
  version: v.number(),
  /** Exact addresses, lower case, A-label domains; `local+anything@domain` goes to the same queue (RFC 5233). */
  addresses: v.array(v.object({ address: text(320), queue: text(64) })),
  /** Domains for which unknown local parts are refused with 550 5.1.1; every other domain is 550 5.7.1. */
  domains: v.array(text(255)),
  mailBytes: v.number(),
})
export type Routes = v.InferOutput<typeof Routes>

/** Keys that mail is signed with now (RFC 6376, RFC 8463): those whose record is published. Never written down by the gateway. */
export const SigningKeys = v.object({
  keys: v.pipe(
    v.array(
      v.object({
        domain: text(255),
        selector: text(63),
        algorithm: v.picklist(['rsa-sha256', 'ed25519-sha256']),
        /** PKCS #8, PEM. */
        privateKey: text(4_000),
      }),
    ),
    v.maxLength(2 * LIMITS.mailDomains),
  ),
})
export type SigningKeys = v.InferOutput<typeof SigningKeys>
export type SigningKey = SigningKeys['keys'][number]
