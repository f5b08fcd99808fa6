/**
 * What a fetched message has instead of an envelope: whom it was for and from, and when it came, told by its own header
 * and the mailbox it lay in. Pure. Only our queue's own address counts as a recipient; its reply addresses (RFC 5233) are
 * looked for where a server writes down what RCPT said.
 */
import { createHash } from 'node:crypto'
import { idFromBytes } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { LeasedMailbox, MailboxSettings } from '../../shared/wire/mailbox.ts'
import type { ReceiveMail } from '../../shared/wire/mail.ts'
import { parseHeader, type Header } from '../inbound/header.ts'
import { parseMailboxes } from '../inbound/mailbox.ts'
import type { MessageHead } from './imap-session.ts'

const DAY_MS = 86_400_000
/** `to` last: a sender writes it, as they would write RCPT. */
const WRITTEN_BY_SERVERS = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'to',
  'cc',
]

/** Account and folder: UIDs of another one are other messages'. */
export function placeOf({ host, user, folder }: MailboxSettings): string {
  const hash = createHash('sha256').update([host, user.toLowerCase(), folder].join('\n'))
  return idFromBytes(hash.digest())
}

/** The envelope as if it had come by SMTP. `head` is the message from its first byte, at least its header. */
export function envelopeOf(
  head: Uint8Array,
  mailbox: LeasedMailbox,
  arrivedAt: number,
): ReceiveMail['envelope'] {
  const header = parseHeader(head)
  return {
    from: senderIn(header),
    to: [mailbox.address, ...replyAddressesIn(header, mailbox.address)],
    // Its host spoke to the provider, not to us.
    remoteAddress: '',
    helo: '',
    isEncrypted: mailbox.settings.security !== 'none',
    fetched: { arrivedAt, authservs: mailbox.settings.authservs },
  }
}

/** RFC 5321 §4.4: the final delivery writes the sender as Return-Path. Without one, the author stands for it. */
function senderIn(header: Header): string {
  const [path] = header.all('return-path')
  if (path !== undefined) return /<([^<>]*)>/.exec(path)?.[1]?.trim().slice(0, 320) ?? ''
  return parseMailboxes(header.first('from'))[0]?.address.slice(0, 320) ?? ''
}

/** `support+<token>@…`: what is behind the plus is judged by the server, as it is for RCPT. */
function replyAddressesIn(header: Header, address: string): string[] {
  const at = address.lastIndexOf('@')
  const [start, end] = [`${address.slice(0, at)}+`, address.slice(at)]
  const found = new Set<string>()
  for (const name of WRITTEN_BY_SERVERS)
    for (const value of header.all(name))
      for (const [one] of value.toLowerCase().matchAll(/[^\s<>,;:"()]+@[a-z0-9.-]+/g))
        if (one.startsWith(start) && one.endsWith(end) && one.length <= 320) found.add(one)
  return [...found].slice(0, LIMITS.mailboxTokens)
}

/**
 * When its provider took it. A mailbox that was rebuilt or moved says the day it was: the provider's own trace (the
 * topmost Received, RFC 5321 §4.4) is older then, and right.
 */
export function arrivalOf({ takenAt, trace }: MessageHead, now: number): number {
  const newest = parseHeader(Buffer.from(trace, 'latin1')).first('received')
  const date = newest.slice(newest.lastIndexOf(';') + 1).replace(/\([^()]*\)/g, '')
  const traced = newest.includes(';') ? Date.parse(date.trim()) : NaN
  const known = [takenAt ?? now, traced].filter((one) => Number.isFinite(one) && one > 0)
  return Math.min(now, ...known)
}

/** What its ticket is dated: no longer ago than a first fetch may reach. */
export function receivedAtOf(arrivedAt: number, now: number): number {
  return Math.max(arrivedAt, now - (LIMITS.mailboxDaysMax + 1) * DAY_MS)
}
