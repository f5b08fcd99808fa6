/**
 * What identifies a message: SHA-256 of its bytes, and the digest without the trace headers that every
 * hop writes on top, so that the same mail by two ways is one mail. Works while the bytes come in.
 */
import { createHash, hash, type Hash } from 'node:crypto'
import { idFromBytes } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeChunkList } from './chunk-list.ts'

/** Written on top by whoever passes a message on (RFC 5321 §4.4, RFC 8601, RFC 8617); no part of what was sent. */
const TRACE = new Set([
  'received',
  'return-path',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'x-received',
  'received-spf',
  'authentication-results',
  'arc-seal',
  'arc-message-signature',
  'arc-authentication-results',
])

/**
 * What large providers write into each copy of a message as they pass it on or put it into a mailbox, some at the top and
 * some between the fields of its author: the copy that is fetched from there and the one that is forwarded are one mail.
 */
const BY_PROVIDERS =
  /^x-(?:ms-exchange|microsoft-antispam|ms-office365|forefront|exchange|eop|google|gm|forwarded|spam|virus|rspamd|yandex|gnd|mailru|aol|apparently|ymail)/

const LF = 0x0a
const NAME_BYTES = 80
const SPACE = 0x20
const TAB = 0x09
const COLON = 0x3a
const CAPITAL_R = 0x52
const SMALL_R = 0x72

/** Length of the run of trace headers at the top, in bytes. */
export function traceBytes(head: Uint8Array): number {
  let at = 0
  // So many fields are looked at and no more (LIMITS): it is done between two senders' bytes, whatever somebody sends.
  for (let count = 0; at < head.length && count < LIMITS.headerCount; count++) {
    const colon = head.indexOf(COLON, at)
    if (colon < 0 || colon - at > NAME_BYTES) return at
    const name = Buffer.from(head.subarray(at, colon)).toString('latin1').trimEnd().toLowerCase()
    if (!TRACE.has(name) && !BY_PROVIDERS.test(name)) return at
    const end = fieldEnd(head, colon)
    if (end < 0) return at
    at = end
  }
  return at
}

/** The head as its author sent it, as far as that can be told: the rest of a body that came along is untouched. */
export function bareParts(block: Uint8Array): Uint8Array[] {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.length)
  const parts: Uint8Array[] = []
  let from = traceBytes(block)
  const empty = bytes.indexOf(EMPTY_LINE, Math.max(0, from - 2))
  const head = bytes.subarray(0, empty < 0 ? bytes.length : empty + 2)
  for (const at of fieldsWithX(head, from)) {
    if (!BY_PROVIDERS.test(nameAt(head, at))) continue
    const next = fieldEnd(head, at)
    if (next < 0) break
    parts.push(block.subarray(from, at))
    from = next
  }
  parts.push(block.subarray(from))
  return parts
}

/** RFC 5322 §2.1: after it the body begins. */
const EMPTY_LINE = Buffer.from('\r\n\r\n')
/** A folded line begins with white space: what begins with X- is a field (RFC 5322 §2.2.3). */
const X_STARTS = [Buffer.from('\nX-'), Buffer.from('\nx-')]

function fieldsWithX(head: Buffer, from: number): number[] {
  const found: number[] = []
  for (const start of X_STARTS) {
    let at = head.indexOf(start, from)
    for (let count = 0; at >= 0 && count < LIMITS.headerCount; count++) {
      found.push(at + 1)
      at = head.indexOf(start, at + 1)
    }
  }
  return found.sort((a, b) => a - b)
}

/** The name of the field that begins there, lower case; '' when it is none, or too long for one. */
function nameAt(head: Uint8Array, at: number): string {
  const start = Buffer.from(head.subarray(at, at + NAME_BYTES)).toString('latin1')
  return start
    .slice(0, Math.max(0, start.indexOf(':')))
    .trimEnd()
    .toLowerCase()
}

/** Where the field that `from` stands in ends, folded lines (RFC 5322 §2.2.3) included; -1 when cut off. */
function fieldEnd(head: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    const lf = head.indexOf(LF, at)
    if (lf < 0) return -1
    const next = head[lf + 1]
    if (next !== SPACE && next !== TAB) return lf + 1
    at = lf + 1
  }
}

/** How often the head says *Received* (RFC 5321 §6.3): a loop shows in it. */
export function countReceived(head: Uint8Array): number {
  let count = 0
  let at = 0
  while (at < head.length) {
    const lf = head.indexOf(LF, at)
    const end = lf < 0 ? head.length : lf
    if (end - at <= 1) return count
    const first = head[at]
    if (
      (first === CAPITAL_R || first === SMALL_R) &&
      /^received\s*:/i.test(
        Buffer.from(head.subarray(at, Math.min(end, at + 20))).toString('latin1'),
      )
    )
      count++
    // A loop already: how many more there are says nothing.
    if (count > LIMITS.receivedHeaders) return count
    at = end + 1
  }
  return count
}

export type MessageHash = {
  push(chunk: Uint8Array): void
  end(): { hash: string; digest: string; bytes: number; receivedCount: number }
}

/** Up to here a message is hashed in one go at its end, which costs less than a hash that goes along with it. */
const SMALL_BYTES = 64 * 1024

/** Holds back the head (at most the header limit) until it is complete, then hashes as bytes come. */
export function makeMessageHash(): MessageHash {
  /** Both are made when there is more than a small message. */
  let whole: Hash | null = null
  let bare: Hash | null = null
  const head = makeChunkList()
  let bytes = 0
  let receivedCount = 0

  function closeHead(): Hash {
    const block = Buffer.concat(head.take())
    receivedCount = countReceived(block)
    const hash = createHash('sha256')
    for (const part of bareParts(block)) hash.update(part)
    return hash
  }

  function beginWhole(): Hash {
    const hash = createHash('sha256')
    for (const piece of head.pieces()) hash.update(piece)
    return hash
  }

  function endSmall(): ReturnType<MessageHash['end']> {
    const block = joinSmall(head.take())
    const parts = bareParts(block)
    const digest = hash('sha256', block, 'buffer')
    const isWhole = parts.length === 1 && parts[0]?.length === block.length
    return {
      hash: digest.toString('hex'),
      digest: idFromBytes(isWhole ? digest : hash('sha256', Buffer.concat(parts), 'buffer')),
      bytes,
      receivedCount: countReceived(block),
    }
  }

  return {
    push(chunk) {
      bytes += chunk.length
      whole?.update(chunk)
      if (bare !== null) {
        bare.update(chunk)
        return
      }
      head.push(chunk)
      if (whole === null && bytes > SMALL_BYTES) whole = beginWhole()
      if (head.bytes() >= LIMITS.headerBytes) bare = closeHead()
    },
    end() {
      if (whole === null) return endSmall()
      bare ??= closeHead()
      return {
        hash: whole.digest('hex'),
        digest: idFromBytes(bare.digest()),
        bytes,
        receivedCount,
      }
    },
  }
}

/** Where a small message is put together to be hashed: memory of its own for each would cost more than the hash. */
const scratch = Buffer.allocUnsafeSlow(SMALL_BYTES)

/** Holds until it is called again. */
function joinSmall(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces
  if (pieces.length === 1 && first) return first
  let at = 0
  for (const piece of pieces) {
    scratch.set(piece, at)
    at += piece.length
  }
  return scratch.subarray(0, at)
}
