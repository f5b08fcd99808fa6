/**
 * What a browser and the server say about push messages (Web Push, RFC 8030): where one goes, of what a person wants to
 * be told on this device, and when not. Not here: who is told of what (sync-server/push), how it is shown (the service worker).
 */
import { LIMITS } from '../kit/limits.ts'
import { Id, v } from '../kit/schema.ts'
import { Slug } from '../ticket/ticket.ts'

/** A browser's own keys, base64url: a P-256 point (65 bytes) and a secret (16 bytes), RFC 8291 §3.1. */
const Keys = v.object({
  p256dh: v.pipe(v.string(), v.regex(/^[\w-]{87}=?$/, 'not a P-256 point')),
  auth: v.pipe(v.string(), v.regex(/^[\w-]{22}(==)?$/, 'not a secret of 16 bytes')),
})

/** What `PushSubscription.toJSON()` says. */
export const PushTarget = v.object({
  endpoint: v.pipe(v.string(), v.url(), v.maxLength(LIMITS.pushEndpointChars)),
  keys: Keys,
})
export type PushTarget = v.InferOutput<typeof PushTarget>

const Minute = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24 * 60 - 1))

/** Minutes of the day in the person's zone. `from` after `to`: over midnight; the same: the whole day. */
export const QuietHours = v.object({
  from: Minute,
  to: Minute,
  zone: v.pipe(v.string(), v.maxLength(60)),
})
export type QuietHours = v.InferOutput<typeof QuietHours>

export const PushWishes = v.object({
  /** New tickets in these queues. */
  queues: v.pipe(v.array(Slug), v.maxLength(LIMITS.pushQueues)),
  /** Answers on tickets that are mine or that I watch. */
  answers: v.boolean(),
  /** Promises about to be missed, or missed, where I am the one to be told. */
  promises: v.boolean(),
  quiet: v.nullable(QuietHours),
})
export type PushWishes = v.InferOutput<typeof PushWishes>

/** PUT /api/push, for the session that asks. */
export const PushDevice = v.object({
  ...PushTarget.entries,
  ...PushWishes.entries,
  /** What this device is told in; absent: as before, at first what its person reads. */
  language: v.optional(v.pipe(v.string(), v.maxLength(LIMITS.languageTagChars))),
})

/** GET /api/push. */
export const PushState = v.object({
  /** The server's public key (VAPID, RFC 8292), base64url. */
  key: v.string(),
  /** Null: this session is not pushed to. */
  wishes: v.nullable(PushWishes),
})
export type PushState = v.InferOutput<typeof PushState>

/** POST /api/push/seen: what this device has shown, so that it is not told of it; and how many are unread on it. */
export const PushSeen = v.object({
  seen: v.pipe(
    v.array(v.object({ ticket: Id, message: v.nullable(Id) })),
    v.maxLength(LIMITS.pushSeenAtOnce),
  ),
  unread: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
})
export type PushSeen = v.InferOutput<typeof PushSeen>
