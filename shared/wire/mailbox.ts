/**
 * Mailboxes at other providers (IMAP) whose mail the gateway fetches, for those who can point neither MX nor a forward
 * here yet: their settings, and what gateway and server say to each other about them.
 *
 *   POST /gateway/mailboxes  { worker, waitMs, known, reports }  → MailboxWork   leases; waits until it is other than `known`
 *   POST /gateway/mailbox-trials/<id>  TrialAnswer               → 204
 *   POST /gateway/mailbox-tokens  MailboxTokenAsk                → MailboxToken   for providers that want OAuth (RFC 7628)
 * With the gateway's key. Only the first answer holds a password, only the last an access token.
 */
import type { FaultCode } from '../kit/fault.ts'
import { LIMITS } from '../kit/limits.ts'
import { EpochMs, Id, v } from '../kit/schema.ts'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** On a line of the protocol: nothing that ends it. */
const word = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(max),
    // oxlint-disable-next-line no-control-regex
    v.regex(/^[^\x00-\x1f\x7f]*$/, 'no control characters'),
  )

/** What went wrong with a mailbox: faults, so that their words are in the one list. */
export const MAILBOX_CODES = [
  'mailbox/password',
  'mailbox/token',
  'mailbox/grant',
  'mailbox/token-host',
  'mailbox/no-grant',
  'mailbox/no-password',
  'mailbox/unknown-host',
  'mailbox/unreachable',
  'mailbox/time-out',
  'mailbox/certificate',
  'mailbox/tls',
  'mailbox/plain',
  'mailbox/folder',
  'mailbox/extension',
  'mailbox/refused',
  'mailbox/silent-gateway',
  'kit/storage',
] as const satisfies readonly FaultCode[]
export const MailboxCode = v.picklist(MAILBOX_CODES)
export type MailboxCode = v.InferOutput<typeof MailboxCode>

export const MAILBOX_SECURITY = ['tls', 'starttls', 'none'] as const
/** What is done with a message once the spool has it. `leave` touches nothing: what was fetched is remembered here. */
export const MAILBOX_AFTER = ['leave', 'seen', 'move', 'delete'] as const

/**
 * How the mailbox is opened: by a password, or by an access token (RFC 7628) that the desk gets for a refresh token
 * (RFC 6749 §6) or as the client itself (§4.4).
 */
export const MAILBOX_SIGN_IN = ['password', 'refresh-token', 'client-credentials'] as const

/** A client that somebody registered with the provider. Its secret is none of the settings. */
export const OAuthClient = v.object({
  tokenUrl: v.pipe(word(1_000), v.url('an address, beginning with https://')),
  clientId: word(320),
  scope: v.optional(
    v.pipe(v.string(), v.trim(), v.maxLength(1_000), v.regex(/^[ -~]*$/, 'words with spaces')),
    '',
  ),
})
export type OAuthClient = v.InferOutput<typeof OAuthClient>

export const MailboxSettings = v.object({
  isOn: v.boolean(),
  host: v.pipe(word(253), v.toLowerCase(), v.regex(/^[^\s/@]+$/, 'a host name or an address')),
  port: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(65_535)),
  security: v.picklist(MAILBOX_SECURITY),
  user: word(320),
  signIn: v.optional(v.picklist(MAILBOX_SIGN_IN), 'password'),
  /** With any other sign-in than by password. */
  oauth: v.optional(v.nullable(OAuthClient), null),
  folder: v.optional(word(250), 'INBOX'),
  after: v.optional(v.picklist(MAILBOX_AFTER), 'leave'),
  /** Where to, with `move`. */
  moveTo: v.optional(v.nullable(word(250)), null),
  /** How many days back the first fetch goes; 0: only what comes from then on. */
  sinceDays: v.optional(v.pipe(count, v.maxValue(LIMITS.mailboxDaysMax)), 0),
  /** Names (authserv-id, RFC 8601 §2.2) under which this provider writes what it judged of senders. */
  authservs: v.optional(
    v.pipe(v.array(v.pipe(word(255), v.toLowerCase())), v.maxLength(LIMITS.mailboxAuthservs)),
    [],
  ),
})
export type MailboxSettings = v.InferOutput<typeof MailboxSettings>

export const MailboxPassword = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(1_000),
  // oxlint-disable-next-line no-control-regex
  v.regex(/^[^\x00\r\n]*$/, 'no line ends'),
)

/** Of an OAuth client, or its refresh token. */
export const OAuthSecret = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(8_000),
  v.regex(/^[ -~]*$/, 'no line ends'),
)

/** Null when these settings can be used; else what is wrong with them, beyond their shape. */
export function whyNotMailbox(
  settings: MailboxSettings,
): { code: FaultCode; detail: string } | null {
  if (settings.security === 'none' && !isThisMachine(settings.host))
    return { code: 'mailbox/plain', detail: 'choose TLS or STARTTLS' }
  if (settings.signIn !== 'password' && settings.oauth === null)
    return { code: 'kit/invalid', detail: 'say where access tokens come from' }
  if (settings.after === 'move' && settings.moveTo === null)
    return { code: 'kit/invalid', detail: 'say which folder fetched messages are moved to' }
  if (settings.after === 'move' && settings.moveTo === settings.folder)
    return { code: 'kit/invalid', detail: 'messages cannot be moved to the folder they are in' }
  return null
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** How far a mailbox was fetched. UIDs count within one UIDVALIDITY (RFC 3501 §2.3.1.1). */
export const MailboxReached = v.object({
  /** Account and folder, hashed: another one begins anew. */
  place: Id,
  validity: v.pipe(v.string(), v.regex(/^\d{1,20}$/)),
  /** All up to here are in a spool, or were left. */
  uid: count,
  /** Up to `until` only what came after `since` is taken: the rest was there before anybody asked for it. */
  backlog: v.nullable(v.object({ until: count, since: EpochMs })),
  /** Nothing older was asked for. */
  from: EpochMs,
  at: EpochMs,
})
export type MailboxReached = v.InferOutput<typeof MailboxReached>

export const MailboxReport = v.object({
  queue: text(64),
  revision: count,
  /** Null: it works. */
  code: v.nullable(MailboxCode),
  detail: text(300),
  /** Of this word, epoch ms. */
  at: EpochMs,
  /** When the folder was last looked into. */
  lookedAt: v.nullable(EpochMs),
  fetchedAt: v.nullable(EpochMs),
  /** Since the gateway began with it. */
  fetched: count,
  waiting: count,
  hasIdle: v.boolean(),
  /** Too large, or they broke the connection each time; left where they are. The newest. */
  left: v.pipe(
    v.array(v.object({ uid: count, bytes: count, at: EpochMs })),
    v.maxLength(LIMITS.mailboxLeftKept),
  ),
  reached: v.nullable(MailboxReached),
})
export type MailboxReport = v.InferOutput<typeof MailboxReport>

export const MailboxAsk = v.object({
  /** The gateway that asks: the same after its restart. */
  worker: Id,
  waitMs: v.optional(v.number(), 0),
  /** The answer it has: while nothing else can be said, the server waits. */
  known: v.optional(text(100), ''),
  reports: v.optional(v.pipe(v.array(MailboxReport), v.maxLength(LIMITS.mailboxes)), []),
})
export type MailboxAsk = v.InferInput<typeof MailboxAsk>

export const LeasedMailbox = v.object({
  queue: text(64),
  revision: count,
  /** Of the queue: where mail goes, whatever its To says. */
  address: text(320),
  settings: MailboxSettings,
  /** Null: the gateway has it, or nobody; or an access token opens it. */
  password: v.nullable(v.string()),
  reached: v.nullable(MailboxReached),
})
export type LeasedMailbox = v.InferOutput<typeof LeasedMailbox>

export const MailboxTrial = v.object({
  id: Id,
  queue: text(64),
  settings: MailboxSettings,
  password: v.nullable(v.string()),
})
export type MailboxTrial = v.InferOutput<typeof MailboxTrial>

/** Asked when a mailbox is opened. `isAnew`: the mailbox refused the last one. */
export const MailboxTokenAsk = v.union([
  v.object({ trial: Id }),
  v.object({
    worker: Id,
    queue: text(64),
    revision: count,
    isAnew: v.optional(v.boolean(), false),
  }),
])
export type MailboxTokenAsk = v.InferInput<typeof MailboxTokenAsk>

export const MailboxToken = v.object({
  accessToken: text(16_000),
  /** How long it may be used before another one is asked for. */
  forMs: count,
})
export type MailboxToken = v.InferOutput<typeof MailboxToken>

export const MailboxWork = v.object({
  /** Changes when the mailboxes do. */
  known: text(100),
  /** How long they are this gateway's, from when it asked. */
  leaseMs: count,
  mailboxes: v.pipe(v.array(LeasedMailbox), v.maxLength(LIMITS.mailboxes)),
  trials: v.array(MailboxTrial),
})
export type MailboxWork = v.InferOutput<typeof MailboxWork>

export const TrialAnswer = v.object({
  code: v.nullable(MailboxCode),
  detail: text(300),
  /** Messages in the folder. */
  messages: count,
  hasIdle: v.boolean(),
})
export type TrialAnswer = v.InferOutput<typeof TrialAnswer>

/** How a mail came that no SMTP client brought. */
export const Fetched = v.object({
  /** When its provider took it, as far as that is known. */
  arrivedAt: EpochMs,
  authservs: v.pipe(v.array(text(255)), v.maxLength(LIMITS.mailboxAuthservs)),
})
