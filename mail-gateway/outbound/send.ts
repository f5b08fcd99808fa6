/**
 * Hands composed mail to the relay and says how that ended. The one place that knows nodemailer's
 * transport. It never sends by itself twice: a connection lost in the middle is the caller's to judge.
 */
import { Readable } from 'node:stream'
import nodemailer from 'nodemailer'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { ComposedMail } from './compose.ts'

export type SendOutcome =
  | { end: 'accepted'; reply: string }
  /** 4xx, or the relay cannot be reached: nothing was taken. */
  | { end: 'deferred'; reply: string }
  /** 5xx: it will not be taken. */
  | { end: 'refused'; reply: string }
  /** The line broke after DATA: the relay may have it (RFC 5321 §6.1). */
  | { end: 'unknown'; reply: string }

export type Relay = { send(mail: ComposedMail): Promise<SendOutcome>; close(): void }

/** Together well within a lease of two minutes. */
const CONNECT_MS = 15_000
const SILENCE_MS = 45_000
const CONNECTIONS = 5
const REPLY_CHARS = 500

const SmtpError = v.looseObject({
  message: v.optional(v.string(), ''),
  response: v.optional(v.string()),
  responseCode: v.optional(v.number()),
})

export function openRelay(url: string): Relay {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    // A message put back on the pool's own queue could be sent twice without anyone knowing.
    maxRequeues: 0,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail) {
      let hasBegun = false
      // The relay is connected when the bytes are first asked for; before that nothing can have arrived.
      const raw = new Readable({
        read() {
          hasBegun = true
          this.push(mail.raw)
          this.push(null)
        },
      })
      try {
        const sent = await transport.sendMail({ envelope: mail.envelope, raw })
        return { end: 'accepted', reply: describe(sent.response, sent.rejected.length) }
      } catch (error) {
        return judgeError(error, hasBegun)
      }
    },
    close: () => transport.close(),
  }
}

function describe(response: string, refusedCount: number): string {
  const refused = refusedCount > 0 ? ` (${refusedCount} recipients were refused)` : ''
  return `${response}${refused}`.slice(0, REPLY_CHARS)
}

/** @param hasBegun  the message was being handed over: without a reply nobody knows how far it came */
export function judgeError(error: unknown, hasBegun: boolean): SendOutcome {
  const parsed = parseWith(
    SmtpError,
    error instanceof Error ? { ...error, message: error.message } : {},
  )
  if (!parsed.ok) return { end: 'deferred', reply: String(error).slice(0, REPLY_CHARS) }
  const { message, response, responseCode } = parsed.value
  const reply = (response ?? message).slice(0, REPLY_CHARS)
  if (responseCode !== undefined && responseCode >= 500) return { end: 'refused', reply }
  if (responseCode !== undefined && responseCode >= 400) return { end: 'deferred', reply }
  return { end: hasBegun ? 'unknown' : 'deferred', reply }
}
