/**
 * Bytes to text, for bodies and headers: the declared charset by its WHATWG label, and when that is
 * missing, unknown or plainly wrong, strict UTF-8, then what the bytes look like, then windows-1252.
 * The raw message is always kept, so a wrong guess loses nothing.
 */
import { toUSVString } from 'node:util'

/** Labels seen in mail that WHATWG does not know, or knows as something mail does not mean. */
const ALIASES: Record<string, string> = {
  cp932: 'shift_jis',
  'ks_c_5601-1987': 'euc-kr',
  cp949: 'euc-kr',
  cp936: 'gb18030',
  gb2312: 'gb18030',
  'iso-8859-8-e': 'iso-8859-8',
  'x-gbk': 'gb18030',
  'x-mac-roman': 'macintosh',
  'ansi_x3.110-1983': 'windows-1252',
  cp1252: 'windows-1252',
  cp1251: 'windows-1251',
  cp1250: 'windows-1250',
  latin1: 'windows-1252',
  'utf-16': 'utf-16',
  unicode: 'utf-16',
  'unicode-1-1-utf-7': 'utf-7',
}
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
  const given = (declared ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
  const label = ALIASES[given] ?? given
  if (label === 'utf-7') return decodeUtf7(Buffer.from(bytes).toString('latin1'))
  if (label === 'hz-gb-2312' || label === 'hz') return decodeHz(bytes)
  if (label === 'utf-16') return decodeUtf16(bytes)
  if (!EMPTY_LABELS.has(label) && !WEAK_LABELS.has(label)) {
    // ISO-2022 is 7-bit (RFC 1468): with other bytes in it the label is a lie.
    const isLie = label.startsWith('iso-2022') && bytes.some((byte) => byte >= 0x80)
    const decoder = isLie ? null : makeDecoder(label, false)
    if (decoder) return decoder.decode(bytes)
  }
  return decodeUnlabelled(bytes)
}

function decodeUnlabelled(bytes: Uint8Array): string {
  const strict = tryDecode('utf-8', bytes)
  if (strict !== null) {
    // ISO-2022-JP is 7-bit: valid UTF-8 that shows as escape sequences (RFC 1468).
    return /\x1b(\$[@B]|\([BJ])/.test(strict) ? (tryDecode('iso-2022-jp', bytes) ?? strict) : strict
  }
  const lenient = new TextDecoder('utf-8').decode(bytes)
  const wrong = countOf(lenient, /\ufffd/g)
  const right = countOf(lenient, /[\u0080-\ufffc\ud800-\udfff]/g)
  if (right > wrong * 4) return lenient
  return new TextDecoder(guessLabel(bytes)).decode(bytes)
}

/** What 8-bit bytes without a label most look like. */
export function guessLabel(bytes: Uint8Array): string {
  if (looksLikeShiftJis(bytes)) return 'shift_jis'
  let high = 0
  let letters = 0
  let leads = 0
  let kana = 0
  let hangul = 0
  let isPaired = true
  const cyrillic = { windows: 0, koi8: 0 }
  const end = Math.min(bytes.length, 64 * 1024)
  for (let at = 0; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte > 0x20) letters++
    if (byte < 0x80) continue
    high++
    if (byte >= 0xe0) cyrillic.windows++
    else if (byte >= 0xc0) cyrillic.koi8++
    const next = bytes[at + 1] ?? 0
    if (byte >= 0xa1 && byte <= 0xfe && next >= 0xa1 && next <= 0xfe) {
      leads++
      if (byte === 0xa4 || byte === 0xa5) kana++
      if (byte >= 0xb0 && byte <= 0xc8) hangul++
      high++
      letters++
      at++
      if (next >= 0xe0) cyrillic.windows++
      else if (next >= 0xc0) cyrillic.koi8++
    } else isPaired = false
  }
  // Cyrillic words make odd runs sooner or later; Chinese, Japanese and Korean never do.
  if (isPaired && leads >= 2) {
    if (kana * 3 >= leads) return 'euc-jp'
    return hangul === leads && leads >= 4 ? 'euc-kr' : 'gb18030'
  }
  if (high >= 4 && high * 2 > letters)
    return cyrillic.windows >= cyrillic.koi8 ? 'windows-1251' : 'koi8-r'
  return 'windows-1252'
}

/** Kana in Shift_JIS begin with 0x81 to 0x83, which are rare in Latin and Cyrillic mail. */
function looksLikeShiftJis(bytes: Uint8Array): boolean {
  let leads = 0
  let kana = 0
  const end = Math.min(bytes.length, 64 * 1024)
  for (let at = 0; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    leads++
    if (byte >= 0x81 && byte <= 0x83) kana++
    at++
  }
  return kana >= 2 && kana * 2 >= leads && tryDecode('shift_jis', bytes) !== null
}

function makeDecoder(label: string, fatal: boolean): InstanceType<typeof TextDecoder> | null {
  try {
    const decoder = new TextDecoder(label, { fatal })
    // WHATWG maps dangerous 7-bit encodings to one that shows nothing.
    return decoder.encoding === 'replacement' ? null : decoder
  } catch {
    return null
  }
}

function tryDecode(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
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
export function mendLineEnds(raw: Uint8Array): Uint8Array {
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
