/**
 * Hands composed mail to the relay and says how that ended, recipient by recipient. The one place that knows nodemailer's
 * transport. It never sends by itself twice: a connection lost in the middle is the caller's to judge.
 */
import { Readable } from 'node:stream'
import nodemailer from 'nodemailer'
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { RelayTls } from '../config.ts'
import type { ComposedMail } from './compose.ts'

/** A recipient that was refused for good. */
export type Refusal = { address: string; reply: string }

export type SendOutcome =
  /** Taken for the others; `left` may be tried again, `refused` never. */
  | { end: 'accepted'; reply: string; left?: string[]; refused?: Refusal[] }
  /** 4xx, or the relay cannot be reached: nothing was taken. */
  | {
      end: 'deferred'
      reply: string
      left?: string[]
      refused?: Refusal[]
      isRelayDown?: boolean
    }
  /** 5xx: it will not be taken. */
  | { end: 'refused'; reply: string; refused?: Refusal[] }
  /** The line broke after DATA: the relay may have it (RFC 5321 §6.1). */
  | { end: 'unknown'; reply: string }

export type Relay = {
  send(mail: ComposedMail): Promise<SendOutcome>
  /** Connects once and leaves again, to hear what it takes. A relay that is away is no fault here. One of a test need not. */
  meet?(): Promise<void>
  /** The largest mail it takes, by its last EHLO (RFC 1870 §3); null: it does not say. Undefined: it was not met yet. */
  takes?(): number | null | undefined
  close(): void
}

/** Together within `LIMITS.sendMs`, which is within a lease. */
const CONNECT_MS = 15_000
const SILENCE_MS = 45_000
const REPLY_CHARS = 500

const Reply = {
  message: v.optional(v.string(), ''),
  response: v.optional(v.string()),
  responseCode: v.optional(v.number()),
}
const Rejected = v.array(v.looseObject({ ...Reply, recipient: v.optional(v.string(), '') }))
const SmtpError = v.looseObject({
  ...Reply,
  code: v.optional(v.string(), ''),
  command: v.optional(v.string(), ''),
  rejectedErrors: v.optional(Rejected, []),
})
const Sent = v.looseObject({
  response: v.optional(v.string(), ''),
  rejectedErrors: v.optional(Rejected, []),
})
/** Words about this mail; anything else that fails, fails for the relay as a whole. */
const ABOUT_MAIL = /^(?:MAIL FROM|RCPT TO|DATA)/

export function openRelay(url: string, options: { tls: RelayTls; timers: Timers }): Relay {
  const size = listenForSize()
  const transport = nodemailer.createTransport({
    url,
    // Commands and replies, never a message or a password.
    transactionLog: true,
    logger: size.logger,
    pool: true,
    maxConnections: LIMITS.sendsAtOnce,
    // A message put back on the pool's own queue could be sent twice without anyone knowing.
    maxRequeues: 0,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...tlsOptions(url, options.tls),
  })
  const begins = new WeakMap<object, () => void>()
  // The bytes are asked for once the relay has said 354; before that nothing can have arrived (RFC 5321 §4.1.1.4).
  transport.use('stream', (mail, done) => {
    const { raw } = mail.data
    if (raw instanceof Uint8Array)
      mail.message.createReadStream = () =>
        new Readable({
          read() {
            begins.get(raw)?.()
            this.push(raw)
            this.push(null)
          },
        })
    done()
  })
  return {
    async send(mail) {
      let hasBegun = false
      begins.set(mail.raw, () => (hasBegun = true))
      // Silence alone does not end a send: a relay that says a word now and then would outlast the lease.
      const ending = new AbortController()
      const limit = options.timers.after(LIMITS.sendMs, () => ending.abort())
      try {
        const sent = await transport.sendMail({
          envelope: mail.envelope,
          raw: mail.raw,
          dsn: mail.dsn,
          signal: ending.signal,
        })
        return judgeSent(sent)
      } catch (error) {
        return judgeError(error, hasBegun)
      } finally {
        limit.cancel()
      }
    },
    async meet() {
      await transport.verify().catch(() => {})
    },
    takes: size.heard,
    close: () => transport.close(),
  }
}

/** The reply to every EHLO as it passes: the library keeps what it says of sizes to itself. */
function listenForSize() {
  const asking = new Set<unknown>()
  let bytes: number | null | undefined
  const hear = (entry: { tnx?: string; sid?: unknown }, words: unknown) => {
    if (typeof words !== 'string') return
    if (entry.tnx === 'client' && /^EHLO /i.test(words)) {
      // Those that were never answered.
      if (asking.size > LIMITS.sendsAtOnce) asking.clear()
      asking.add(entry.sid)
    }
    if (entry.tnx !== 'server' || !asking.delete(entry.sid)) return
    if (!/^250/.test(words)) return
    // No number, or nought, is no limit (RFC 1870 §3).
    bytes = Number(/^250[- ]SIZE +(\d{1,15})\s*$/im.exec(words)?.[1] ?? 0) || null
  }
  const ignore = () => {}
  const logger = {
    level: ignore,
    trace: ignore,
    debug: hear,
    info: ignore,
    warn: ignore,
    error: ignore,
    fatal: ignore,
  }
  return { logger, heard: () => bytes }
}

function tlsOptions(url: string, tls: RelayTls): { requireTLS?: boolean; ignoreTLS?: boolean } {
  if (tls === 'off') return { ignoreTLS: true }
  return { requireTLS: tls === 'require' || !isThisMachine(url) }
}

function isThisMachine(url: string): boolean {
  try {
    return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(new URL(url).hostname)
  } catch {
    return false
  }
}

function judgeSent(sent: unknown): SendOutcome {
  const parsed = parseWith(Sent, sent)
  if (!parsed.ok) return { end: 'accepted', reply: '' }
  const { response, rejectedErrors } = parsed.value
  return { end: 'accepted', reply: cut(response), ...divide(rejectedErrors) }
}

/** Recipients that may be tried again, and those that may not. */
function divide(errors: v.InferOutput<typeof Rejected>): { left?: string[]; refused?: Refusal[] } {
  const isFinal = ({ responseCode }: { responseCode?: number | undefined }) =>
    responseCode !== undefined && responseCode >= 500
  const left = errors.filter((one) => !isFinal(one)).map((one) => one.recipient)
  const refused = errors.filter(isFinal).map(({ recipient, response, message }) => ({
    address: recipient,
    reply: cut(response ?? message),
  }))
  return {
    ...(left.length > 0 ? { left } : {}),
    ...(refused.length > 0 ? { refused } : {}),
  }
}

/** @param hasBegun  the message was being handed over: without a reply nobody knows how far it came */
export function judgeError(error: unknown, hasBegun: boolean): SendOutcome {
  const parsed = parseWith(
    SmtpError,
    error instanceof Error ? { ...error, message: error.message } : {},
  )
  if (!parsed.ok) return { end: 'deferred', reply: cut(String(error)) }
  const { message, response, responseCode, code, command, rejectedErrors } = parsed.value
  const reply = cut(response ?? message)
  // It never left this machine: an address that no mail server takes.
  if (code === 'EENVELOPE' && command === 'API') return { end: 'refused', reply }
  if (responseCode === undefined)
    return hasBegun
      ? { end: 'unknown', reply }
      : { end: 'deferred', reply, isRelayDown: code !== 'ESTREAM' }
  // A wrong password, a certificate, a relay that closes: the operator's affair, and no reply is given up for it.
  if (!ABOUT_MAIL.test(command) || responseCode === 421)
    return hasBegun && command === 'CONN'
      ? { end: 'unknown', reply }
      : { end: 'deferred', reply, isRelayDown: true }
  const divided = divide(rejectedErrors)
  if (responseCode >= 500) return { end: 'refused', reply, ...divided }
  return { end: 'deferred', reply, ...divided }
}

const cut = (words: string): string => words.slice(0, REPLY_CHARS)
