/**
 * The header block of a message or part, from raw bytes: fields in order, unfolded, and their text with
 * encoded words (RFC 2047) and raw 8-bit bytes made readable. Bounded by the header limits.
 *
 * Values are kept as one character a byte (latin1) until `decodeWords`, so no charset is guessed too soon.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { decodeText } from './charset.ts'

export type Header = {
  /** The first field of that name, unfolded, one character a byte; '' when missing. */
  first(name: string): string
  all(name: string): string[]
  has(name: string): boolean
  /** True when the block was longer than the limits and its rest was not read. */
  isCut: boolean
}

export function parseHeader(raw: Uint8Array): Header {
  const block = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.length, LIMITS.headerBytes))
  const text = block.toString('latin1')
  const fields = new Map<string, string[]>()
  let count = 0
  let isCut = false
  let name = ''
  let parts: string[] = []
  const close = () => {
    if (name === '') return
    const list = fields.get(name)
    const value = parts.join('').trim()
    if (list) list.push(value)
    else fields.set(name, [value])
    name = ''
  }
  let at = 0
  for (;;) {
    const lf = text.indexOf('\n', at)
    if (lf < 0 && raw.length > block.length) isCut = true
    const end = lf < 0 ? text.length : lf
    const line = text.slice(at, text[end - 1] === '\r' ? end - 1 : end)
    if (line === '') break
    if (line[0] === ' ' || line[0] === '\t') parts.push(' ', line.trimStart())
    else {
      close()
      if (++count > LIMITS.headerCount) {
        isCut = true
        break
      }
      const colon = line.indexOf(':')
      if (colon > 0) {
        name = line.slice(0, colon).trim().toLowerCase()
        parts = [line.slice(colon + 1)]
      }
    }
    if (lf < 0) break
    at = lf + 1
  }
  close()
  return {
    first: (wanted) => fields.get(wanted)?.[0] ?? '',
    all: (wanted) => fields.get(wanted) ?? [],
    has: (wanted) => fields.has(wanted),
    isCut,
  }
}

const HEAD_BYTES = 64 * 1024
const FIELD_LINE = /^(?:[!-9;-~]{1,100}[ \t]*:|From )/m

/** Devices and scripts send words without any header: then all of it is body (RFC 5322 §2.1 wants an empty line above it). */
export function mendHeadless(raw: Uint8Array): Uint8Array {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.length, HEAD_BYTES)).toString(
    'latin1',
  )
  const end = /\r?\n\r?\n/.exec(start)?.index ?? start.length
  if (start.trim() === '' || /^\r?\n/.test(start) || FIELD_LINE.test(start.slice(0, end)))
    return raw
  return Buffer.concat([Buffer.from('\r\n'), raw])
}

const ENCODED_WORD = /=\?([^?\s]{1,60})\?([bqBQ])\?([^?]*)\?=/g

/**
 * Text of a header value. Neighbouring encoded words of one charset are joined as bytes first, for the many
 * programs that split a character between two (RFC 2047 §5 forbids it).
 */
export function decodeWords(value: string): string {
  let out = ''
  let at = 0
  let charset: string | null = null
  let held: Buffer[] = []
  let source = ''
  const release = () => {
    if (charset !== null) {
      const text = decodeText(Buffer.concat(held), charset)
      // Control characters mean that it was no text: then what came is shown.
      // oxlint-disable-next-line no-control-regex
      out += /[\u0001-\u0008\u000e-\u001f]/.test(text) ? source : text
    }
    charset = null
    held = []
    source = ''
  }
  for (const match of value.matchAll(ENCODED_WORD)) {
    const between = value.slice(at, match.index)
    // RFC 2047 §6.2: white space between two encoded words is not shown.
    const isNeighbour = charset !== null && between.trim() === ''
    const word = (match[1] ?? '').split('*', 1)[0] ?? ''
    if (!isNeighbour || charset !== word.toLowerCase()) release()
    if (!isNeighbour) out += decodePlain(between)
    charset = word.toLowerCase()
    held.push(decodeWord(match[2] ?? '', match[3] ?? ''))
    source += match[0]
    at = match.index + match[0].length
  }
  release()
  return (out + decodePlain(value.slice(at))).replace(/[\r\n\t]+/g, ' ')
}

function decodePlain(text: string): string {
  return text === '' ? '' : decodeText(Buffer.from(text, 'latin1'), null)
}

function decodeWord(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64')
  const plain = text
    .replaceAll('_', ' ')
    .replace(/=([0-9A-Fa-f]{2})/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}

/** Message-IDs in a header, without angle brackets; a bare one without brackets counts too. */
export function parseMessageIds(value: string, max: number): string[] {
  const ids: string[] = []
  for (const token of value.split(/[\s,<>]+/)) {
    if (token === '' || token.length > 998 || ids.includes(token)) continue
    if (ids.length >= max) break
    ids.push(decodePlain(token))
  }
  return ids
}
