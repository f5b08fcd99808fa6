/**
 * A mail that was opened as a file (.eml): who wrote it, of what, and its plain words, as far as a form needs them. Pure.
 * Not a mail reader: HTML alone gives no words, and its files stay in it. Mail that arrives is read by the gateway.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { ADDRESS_PATTERN, normaliseAddress } from '../../shared/ticket/address.ts'

export type MailFile = {
  name: string
  address: string
  subject: string
  date: string
  text: string
}

type Part = { headers: Map<string, string>; body: string }

/** Multiparts in multiparts that are looked into. */
const DEPTH_MAX = 8
const PARTS_MAX = 100

/** Null: it is no mail. */
export function readMailFile(bytes: Uint8Array): MailFile | null {
  if (bytes.length > LIMITS.mailBytes) return null
  // Each byte is a letter until the charset is known.
  const whole = readPart(new TextDecoder('latin1').decode(bytes))
  const from = decodeWords(whole.headers.get('from') ?? '')
  if (from === '' && !whole.headers.has('subject') && !whole.headers.has('message-id')) return null
  const angled = /^(.*)<([^<>]*)>\s*$/.exec(from)
  const address = normaliseAddress(angled?.[2] ?? from)
  return {
    name: (angled?.[1] ?? '').replace(/^[\s"]+|[\s"]+$/g, '').slice(0, LIMITS.nameChars),
    address: ADDRESS_PATTERN.test(address) ? address : '',
    subject: decodeWords(whole.headers.get('subject') ?? '').slice(0, LIMITS.subjectChars),
    date: whole.headers.get('date') ?? '',
    text: (textOf(whole, 0) ?? '').trim().slice(0, LIMITS.noteTextChars),
  }
}

function readPart(text: string): Part {
  const end = /\r?\n\r?\n/.exec(text)
  const head = end ? text.slice(0, end.index) : text
  const headers = new Map<string, string>()
  // RFC 5322 §2.2.3: a line that begins with a space goes on.
  for (const field of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const at = field.indexOf(':')
    const name = field.slice(0, at).trim().toLowerCase()
    if (at > 0 && !headers.has(name)) headers.set(name, field.slice(at + 1).trim())
  }
  return { headers, body: end ? text.slice(end.index + end[0].length) : '' }
}

/** The first plain text that is no attachment. */
function textOf({ headers, body }: Part, depth: number): string | null {
  const type = headers.get('content-type') ?? 'text/plain'
  const boundary = parameter(type, 'boundary')
  if (/^multipart\//i.test(type) && boundary !== null && depth < DEPTH_MAX) {
    for (const piece of body.split(`--${boundary}`).slice(1, PARTS_MAX)) {
      if (piece.startsWith('--')) break
      const text = textOf(readPart(piece.replace(/^\r?\n/, '')), depth + 1)
      if (text !== null) return text
    }
    return null
  }
  if (/^attachment/i.test(headers.get('content-disposition') ?? '')) return null
  if (!/^text\/plain/i.test(type)) return null
  const raw = decodeBody(body, (headers.get('content-transfer-encoding') ?? '').toLowerCase())
  return decodeBytes(raw, parameter(type, 'charset') ?? 'utf-8').replace(/\r\n?/g, '\n')
}

function parameter(value: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(value)
  return found?.[1] ?? found?.[2] ?? null
}

/** Still a letter a byte. */
function decodeBody(body: string, coding: string): string {
  if (coding === 'base64') {
    try {
      return atob(body.replace(/[^A-Za-z0-9+/]/g, ''))
    } catch {
      return body
    }
  }
  return coding === 'quoted-printable' ? decodeQuoted(body.replace(/=[ \t]*\r?\n/g, '')) : body
}

const decodeQuoted = (text: string): string =>
  text.replace(/=([0-9a-f]{2})/gi, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )

function decodeBytes(letters: string, charset: string): string {
  const bytes = Uint8Array.from(letters, (one) => one.charCodeAt(0))
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    // A charset that nobody knows.
    return new TextDecoder().decode(bytes)
  }
}

/** RFC 2047: words that say their charset; between two of them space does not count. */
function decodeWords(text: string): string {
  const joined = text.replace(/(\?=)\s+(?==\?)/g, '$1')
  return joined
    .replace(
      /=\?([^?]+)\?([bq])\?([^?]*)\?=/gi,
      (_whole, charset: string, how: string, said: string) =>
        decodeBytes(
          how.toLowerCase() === 'b'
            ? decodeBody(said, 'base64')
            : decodeQuoted(said.replace(/_/g, ' ')),
          charset.split('*')[0] ?? charset,
        ),
    )
    .replace(/[\r\n\0]+/g, ' ')
}
