/**
 * Bytes to text, for bodies and headers: the declared charset by its WHATWG label, and when that is
 * missing, unknown or plainly wrong, strict UTF-8, then what the bytes look like, then windows-1252.
 * The raw message is always kept, so a wrong guess loses nothing.
 */
import { toUSVString } from 'node:util'
import { canonicalLabel, decodeAs } from './decoder.ts'
import { guessLabel } from './guess-charset.ts'

/** Say nothing about what the bytes are. */
const EMPTY_LABELS = new Set([
  '',
  'x-user-defined',
  'unknown',
  'unknown-8bit',
  'x-unknown',
  '8bit',
  'binary',
])
/** Claims that programs make without knowing: believed only when the bytes agree. */
const WEAK_LABELS = new Set(['us-ascii', 'ascii', 'utf-8', 'utf8', 'ansi_x3.4-1968'])

export function decodeText(bytes: Uint8Array, declared: string | null): string {
  return dropUnstorable(decodeAny(bytes, declared))
}

function decodeAny(bytes: Uint8Array, declared: string | null): string {
  const label = canonicalLabel((declared ?? '').trim().toLowerCase())
  if (label === 'utf-7') return decodeUtf7(Buffer.from(bytes).toString('latin1'))
  if (label === 'hz-gb-2312') return decodeHz(bytes)
  if (label === 'utf-16') return decodeUtf16(bytes)
  if (!EMPTY_LABELS.has(label) && !WEAK_LABELS.has(label)) {
    // ISO-2022 is 7-bit (RFC 1468): with other bytes in it the label is a lie.
    const isLie = label.startsWith('iso-2022') && bytes.some((byte) => byte >= 0x80)
    const text = isLie ? null : decodeAs(label, bytes, false)
    if (text !== null) return text
  }
  return decodeUnlabelled(bytes)
}

function decodeUnlabelled(bytes: Uint8Array): string {
  const strict = decodeAs('utf-8', bytes, true)
  if (strict !== null) {
    // ISO-2022-JP is 7-bit: valid UTF-8 that shows as escape sequences (RFC 1468).
    return /\x1b(\$[@B]|\([BJ])/.test(strict)
      ? (decodeAs('iso-2022-jp', bytes, true) ?? strict)
      : strict
  }
  const lenient = new TextDecoder('utf-8').decode(bytes)
  const wrong = countOf(lenient, /\ufffd/g)
  const right = countOf(lenient, /[\u0080-\ufffc\ud800-\udfff]/g)
  if (right > wrong * 4) return lenient
  return decodeAs(guessLabel(bytes), bytes, false) ?? lenient
}

/** RFC 2781 §4.3: without a mark it is big-endian; but most that say only "unicode" are little. */
function decodeUtf16(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  let evenZeros = 0
  let oddZeros = 0
  const end = Math.min(bytes.length, 4096)
  for (let at = 0; at < end; at++) {
    if (bytes[at] !== 0) continue
    if (at % 2 === 0) evenZeros++
    else oddZeros++
  }
  if (evenZeros + oddZeros === 0) return decodeUnlabelled(bytes)
  return new TextDecoder(evenZeros > oddZeros ? 'utf-16be' : 'utf-16le').decode(bytes)
}

/** RFC 2152. Only for text parts: in HTML it has been used to hide scripts, and the sanitiser runs after it. */
function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_whole, base64: string) => {
    if (base64 === '') return '+'
    const bytes = Buffer.from(base64, 'base64')
    return new TextDecoder('utf-16be').decode(bytes.subarray(0, bytes.length - (bytes.length % 2)))
  })
}

/** RFC 1843: `~{` to `~}` holds GB 2312 pairs without their high bits. */
function decodeHz(bytes: Uint8Array): string {
  const out: number[] = []
  let isGb = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    const next = bytes[at + 1]
    if (byte === 0x7e && !isGb && (next === 0x7b || next === 0x7e)) {
      if (next === 0x7b) isGb = true
      else out.push(0x7e)
      at++
    } else if (byte === 0x7e && isGb && next === 0x7d) {
      isGb = false
      at++
    } else out.push(isGb && byte > 0x20 ? byte | 0x80 : byte)
  }
  return new TextDecoder('gb18030').decode(Uint8Array.from(out))
}

function countOf(text: string, pattern: RegExp): number {
  let count = 0
  for (const _ of text.matchAll(pattern)) count++
  return count
}

/** NUL and halves of surrogate pairs: no database and no browser takes them (FreeScout, Chatwoot lost mail). */
export function dropUnstorable(text: string): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text
  return toUSVString(clean)
}

/** The longest start of `text` that is at most `bytesMax` bytes of UTF-8. */
export function cutBytes(text: string, bytesMax: number): string {
  if (text.length * 3 <= bytesMax) return text
  const bytes = Buffer.from(text)
  if (bytes.length <= bytesMax) return text
  let end = bytesMax
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.subarray(0, end).toString('utf8')
}

/**
 * Mail from old Macs and broken relays ends its lines with CR alone; nothing would be found in it. Others write CR twice:
 * then no line is empty, and no header ends. Runs of CR also take readers of headers a time that grows with their square.
 */
export function mendLineEnds(bytes: Uint8Array): Uint8Array {
  // Files that an editor has saved begin with a mark that is no part of a header's name.
  const raw =
    bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
  if (!raw.includes(CR)) return raw
  if (!raw.includes(LF)) return raw.map((byte) => (byte === CR ? LF : byte))
  return dropRepeated(raw, CR)
}

const CR = 0x0d
const LF = 0x0a

function dropRepeated(raw: Uint8Array, wanted: number): Uint8Array {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  if (!bytes.includes(Buffer.from([wanted, wanted]))) return raw
  const out = Buffer.alloc(raw.length)
  let length = 0
  for (let at = 0; at < raw.length; at++)
    if (raw[at] !== wanted || raw[at + 1] !== wanted) out[length++] = raw[at] ?? 0
  return out.subarray(0, length)
}
