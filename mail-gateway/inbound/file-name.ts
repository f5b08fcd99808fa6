/**
 * Names of attached files: read from the part's own header (RFC 2231 continuations and percent forms, encoded
 * words in quotes, raw 8-bit bytes), cleaned for display, and made up from the type where there is none.
 */
import { decodeText, dropUnstorable } from './charset.ts'
import { decodeWords, parseHeader } from './header.ts'

const NAME_BYTES = 255
const CONTINUATIONS = 100

/** Extensions for the types that come without a name. */
const EXTENSIONS: Record<string, string> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/rfc822-headers': 'txt',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/svg+xml': 'svg',
  'image/tiff': 'tif',
  'audio/mpeg': 'mp3',
  'message/rfc822': 'eml',
  'message/delivery-status': 'txt',
  'application/pgp-signature': 'asc',
  'application/pgp-encrypted': 'asc',
  'application/pkcs7-signature': 'p7s',
  'application/x-pkcs7-signature': 'p7s',
  'application/msword': 'doc',
  'application/octet-stream': 'bin',
}

/** The value of one parameter of a structured header, one character a byte or decoded; '' when missing. */
export function readParameter(value: string, wanted: string): string {
  const pieces = new Map<number, { text: string; isPercent: boolean }>()
  let plain = ''
  for (const { name, text } of parameters(value)) {
    const match = /^([^*]+)(?:\*(\d{1,3}))?(\*)?$/.exec(name)
    if (!match || match[1] !== wanted) continue
    if (match[2] === undefined && !match[3]) plain ||= text
    else if (pieces.size < CONTINUATIONS)
      pieces.set(Number(match[2] ?? 0), { text, isPercent: match[3] === '*' })
  }
  return pieces.size > 0 ? joinPieces(pieces) : decodeUrl(decodeWords(unquote(plain)))
}

/** Apostrophes where quotes should be. */
function unquote(text: string): string {
  return /^'[^']{1,1000}'$/.test(text) ? text.slice(1, -1) : text
}

/** `Gr%C3%B6%C3%9Fe.pdf` without the star that says so: when it is whole UTF-8, it is meant. */
function decodeUrl(text: string): string {
  if (!/%[c-f][0-9a-f]%[89ab][0-9a-f]/i.test(text) || text.length > 2_000) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function joinPieces(pieces: Map<number, { text: string; isPercent: boolean }>): string {
  let charset: string | null = null
  const bytes: Buffer[] = []
  for (let index = 0; index < CONTINUATIONS; index++) {
    const piece = pieces.get(index)
    if (!piece) {
      if (index > 0) break
      continue
    }
    let text = piece.text
    if (piece.isPercent && charset === null) {
      // RFC 2231 §4: charset'language'value, in the first piece only.
      const parts = text.split("'")
      if (parts.length >= 3) {
        charset = parts[0] ?? ''
        text = parts.slice(2).join("'")
      }
    }
    bytes.push(piece.isPercent ? decodePercent(text) : Buffer.from(text, 'latin1'))
  }
  const whole = Buffer.concat(bytes)
  // Some programs put encoded words into continuations; they show as what they mean.
  const latin = whole.toString('latin1')
  return latin.includes('=?') ? decodeWords(latin) : decodeText(whole, charset)
}

function decodePercent(text: string): Buffer {
  const plain = text.replace(/%([0-9A-Fa-f]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
  return Buffer.from(plain, 'latin1')
}

function* parameters(value: string): Generator<{ name: string; text: string }> {
  let at = value.indexOf(';')
  while (at >= 0 && at < value.length) {
    const equals = value.indexOf('=', at)
    if (equals < 0) return
    const name = value
      .slice(at + 1, equals)
      .replace(/^[;\s]+/, '')
      .trim()
      .toLowerCase()
    let start = equals + 1
    while (value[start] === ' ' || value[start] === '\t') start++
    if (value[start] === '"') {
      let text = ''
      let end = start + 1
      for (; end < value.length && value[end] !== '"'; end++) {
        // A backslash quotes a quote; before anything else it is a Windows path.
        if (value[end] === '\\' && (value[end + 1] === '"' || value[end + 1] === '\\')) end++
        text += value[end] ?? ''
      }
      yield { name, text }
      at = value.indexOf(';', end)
    } else {
      const end = value.indexOf(';', start)
      yield { name, text: value.slice(start, end < 0 ? value.length : end).trim() }
      at = end
    }
  }
}

/** Safe to show and to save: no path, no control or direction characters, at most 255 bytes. */
export function cleanFileName(name: string): string {
  const base = name
    .slice(0, 4_000)
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .split(/[\\/]/)
    .filter((part) => part.trim() !== '')
    .at(-1)
  const clean = (base ?? '').replace(/^[\s.]+(?=[^\s.]*$)|\s+$/g, '').trim()
  return cutName(dropUnstorable(clean))
}

function cutName(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : ''
  let stem = extension ? name.slice(0, dot) : name
  while (Buffer.byteLength(stem) + Buffer.byteLength(extension) > NAME_BYTES)
    stem = [...stem].slice(0, -8).join('')
  return stem + extension
}

/** The type of a file of which only the name is known; enough to show what it is. */
export function typeOfName(name: string): string {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const known = Object.entries(EXTENSIONS).find(([, value]) => value === extension)?.[0]
  if (known) return known
  if (/^(?:png|gif|bmp|webp)$/.test(extension)) return `image/${extension}`
  return /^(?:pdf|zip|rtf|json|xml)$/.test(extension)
    ? `application/${extension}`
    : 'application/octet-stream'
}

/** For a part that has none: a message by its subject, anything else by its type. */
export function makeFileName(type: string, content: Uint8Array): string {
  if (type === 'message/rfc822') {
    const subject = decodeWords(parseHeader(content).first('subject')).replace(/[\\/:]/g, '-')
    return cleanFileName(`${subject.slice(0, 120) || 'message'}.eml`)
  }
  const sub = type.split('/')[1] ?? 'octet-stream'
  const extension = EXTENSIONS[type] ?? (/^[a-z0-9]{2,5}$/.test(sub) ? sub : 'bin')
  return `attachment.${extension}`
}
