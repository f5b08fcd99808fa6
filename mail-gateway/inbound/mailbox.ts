/**
 * From, To, Cc and Reply-To: the addresses in a header (RFC 5322 §3.4) as people write them, which is to
 * say also wrongly. One pass, no recursion, at most LIMITS.addresses.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { MailAddress } from '../../shared/wire/mail.ts'
import { dropUnstorable } from './charset.ts'
import { decodeWords } from './header.ts'

const NAME_CHARS = 500
const ADDRESS_CHARS = 320
/** Before decoding; an encoded word is three to twelve times what it shows. */
const NAME_SOURCE_CHARS = 4_000

/** @param value  one character a byte, unfolded */
export function parseMailboxes(value: string): MailAddress[] {
  const found: MailAddress[] = []
  let text = ''
  let angle: string | null = null
  let comment = ''

  const close = () => {
    const mailbox = toMailbox(text, angle, comment)
    if (mailbox && found.length < LIMITS.addresses) found.push(mailbox)
    text = ''
    angle = null
    comment = ''
  }

  const lastSemicolon = value.lastIndexOf(';')
  for (let at = 0; at < value.length && found.length < LIMITS.addresses;) {
    const char = value[at]
    if (char === '"') {
      const end = closingQuote(value, at)
      text += value.slice(at, end)
      at = end
    } else if (char === '(') {
      const end = closingComment(value, at)
      comment += value.slice(at + 1, end - 1)
      at = end
    } else if (char === '<') {
      const end = value.indexOf('>', at)
      const inner = value.slice(at + 1, end < 0 ? value.length : end)
      if (angle === null || angle === '') angle = inner
      at = end < 0 ? value.length : end + 1
      // `<<ann@home.test>>` of programs that put brackets around what had some.
      if (inner.startsWith('<') && value[at] === '>') at++
    } else if (char === '=' && value[at + 1] === '?') {
      // An encoded word is one thing: commas and colons in it divide nothing.
      const end = closingWord(value, at)
      text += value.slice(at, end)
      at = end
    } else if (char === ',' && angle === null && isHalfAName(text, value, at + 1)) {
      text += char
      at++
    } else if (char === ',' || char === ';') {
      close()
      at++
    } else if (char === ':' && angle === null && at < lastSemicolon && !text.includes('@')) {
      // The name of a group; its members stand on their own.
      text = ''
      at++
    } else {
      text += char
      at++
    }
  }
  close()
  return found
}

/** `Bee, Ann <ann@home.test>`: the quotes that a name with a comma needs were forgotten. */
function isHalfAName(text: string, value: string, from: number): boolean {
  return (
    text.trim() !== '' &&
    !text.includes('@') &&
    /^[^,;<>"@:]{1,100}<[^<>@,;]{1,200}@/.test(value.slice(from, from + 310))
  )
}

function closingQuote(value: string, from: number): number {
  for (let at = from + 1; at < value.length; at++) {
    if (value[at] === '\\') at++
    else if (value[at] === '"') return at + 1
  }
  return value.length
}

function closingComment(value: string, from: number): number {
  let depth = 0
  for (let at = from; at < value.length; at++) {
    if (value[at] === '\\') at++
    else if (value[at] === '(') depth++
    else if (value[at] === ')' && --depth === 0) return at + 1
  }
  return value.length
}

function closingWord(value: string, from: number): number {
  const match = /^=\?[^?\s]{1,60}\?[bqBQ]\?[^?]{0,2000}\?=/.exec(value.slice(from, from + 2100))
  return match ? from + match[0].length : from + 2
}

function toMailbox(text: string, angle: string | null, comment: string): MailAddress | null {
  const rest = text.trim()
  if (angle !== null) {
    const address = cleanAddress(angle)
    return address || rest ? { address, name: cleanName(rest || comment) } : null
  }
  if (rest === '') return null
  if (isAddress(rest)) return { address: cleanAddress(rest), name: cleanName(comment) }
  const word = rest.split(/\s+/).find((part) => isAddress(part.replace(/^["']|["']$/g, '')))
  if (word)
    return {
      address: cleanAddress(word),
      name: cleanName(rest.replace(word, '').trim() || comment),
    }
  const decoded = decodeWords(rest)
  // The whole mailbox inside one encoded word: read as what it shows, once.
  const inner = /^([^<>]{0,500})<([^<>\s]{1,300}@[^<>\s]{1,300})>$/.exec(decoded)
  if (inner && decoded !== rest) return { address: inner[2] ?? '', name: cleanName(inner[1] ?? '') }
  // `MAILER-DAEMON (Mail Delivery System)`: a name of a machine, without a domain.
  if (!/\s/.test(decoded) && comment !== '')
    return { address: cleanAddress(rest), name: cleanName(comment) }
  // One bare word is a name of the sender's own machine (RFC 822 §6.2.2), or nothing: no name of a person.
  if (/^[\w.+-]{1,64}$/.test(decoded)) return { address: decoded, name: '' }
  return { address: '', name: cleanName(rest) }
}

function isAddress(text: string): boolean {
  return /^("[^"]{0,200}"|[^\s@<>"]{1,250})@[^\s@<>"]{1,255}$/.test(text)
}

function cleanAddress(text: string): string {
  const bare = text
    .trim()
    .slice(0, NAME_SOURCE_CHARS)
    .replace(/^<+/, '')
    // A local part in quotes keeps them (RFC 5321 §4.1.2); an address in quotes has them too many.
    .replace(/^["']+(?![^"]{0,200}"@)|["']+$/g, '')
    .replace(/^mailto:/i, '')
    // A route (RFC 5322 §4.4) says by which servers it once went.
    .replace(/^@[^:@\s]{1,250}:(?=[^:]{1,200}@)/, '')
  const decoded = decodeWords(bare).replace(/[\s\u0000-\u001f\u007f]+/g, '')
  return decoded.slice(0, ADDRESS_CHARS)
}

function cleanName(text: string): string {
  const unquoted = text
    .slice(0, NAME_SOURCE_CHARS)
    .replace(/"((?:[^"\\]|\\.)*)"/g, (_whole, inner: string) => inner.replace(/\\(.)/g, '$1'))
  const plain = decodeWords(unquoted)
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2')
  return dropUnstorable(plain.slice(0, NAME_CHARS))
}
