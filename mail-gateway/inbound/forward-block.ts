/**
 * Who is named by the lines that mail programs put above a mail that is forwarded inside the text: a mark or a subject that
 * says so, then fields as in a header. Whoever writes the text writes these too: the server offers what stands here only
 * when a person of the desk sent it (mail.md 30). Mails that are attached: enclosed.ts.
 */
import type { EnclosedMail } from '../../shared/wire/mail.ts'
import { isBlank, isForwardMark, isFromField, isOtherField, isTellingField } from './quote-lines.ts'

/** The block stands near the top, or it is not what this mail is about. */
const LINES = 200
const BLOCK_LINES = 12
/** Blank lines between the mark and its block, and inside the block. */
const GAP_LINES = 3
const FIELDS_LEAST = 3
const VALUE_CHARS = 600
const SUBJECT_CHARS = 2_000
const NAME_CHARS = 500
/** What programs put before the subject of a mail that is forwarded, by language. */
const PREFIX =
  /^\s*(?:fwd?|wg|tr|rv|i|enc|doorst|vb|vs|vl|pd|fs|továbbítás|ilt|πρθ|πρωθ|转发|轉寄|转寄|転送|전달|הועבר|إعادة توجيه)\s*[:：]\s*/iu
/** `[Ann](mailto:…)`, `<mailto:…>`, `[mailto:…]`: where HTML had a link. */
const LINK = /[<([]\s*mailto:([^<>()[\]\s]{1,320})\s*[>)\]]/gi
const BARE = /[^\s<>()[\]"',;:]{1,200}@[^\s<>()[\]"',;:]{1,200}/g

/**
 * @param subject  of the mail itself, decoded
 * @returns null where the first block is not whole, or names nobody or several: no guess is better than a wrong one
 */
export function forwardedInText(text: string, subject: string): EnclosedMail | null {
  const isForward = PREFIX.test(subject)
  const lines = text.split('\n', LINES)
  for (const [at, line] of lines.entries()) {
    // The first alone counts: those below it are words of the mail that was forwarded.
    if (isForwardMark(line)) return readBlock(lines.slice(at + 1), subject)
    if (isForward && (isFromField(line) || isOtherField(line))) {
      const found = readBlock(lines.slice(at), subject)
      if (found) return found
    }
  }
  return null
}

function readBlock(lines: readonly string[], subject: string): EnclosedMail | null {
  let fields = 0
  let isTelling = false
  let from: string | null = null
  let isInFrom = false
  let gaps = 0
  for (const line of lines.slice(0, BLOCK_LINES)) {
    if (isBlank(line)) {
      if (fields >= FIELDS_LEAST || ++gaps > GAP_LINES) break
      continue
    }
    const isFrom = isFromField(line)
    if (isFrom && from !== null) return null
    if (isFrom || isOtherField(line)) {
      fields++
      isTelling ||= isTellingField(line)
      isInFrom = isFrom
      if (isFrom) from = valueOf(line)
    } else if (fields === 0) return null
    // A long sender or subject goes on in the next line.
    else if (isInFrom && from !== null) from = `${from} ${line.trim()}`.slice(0, VALUE_CHARS)
  }
  if (from === null || fields < FIELDS_LEAST || !isTelling) return null
  const person = personIn(from)
  if (person === null) return null
  return {
    from: person,
    subject: subject.replace(PREFIX, '').trim().slice(0, SUBJECT_CHARS),
    messageId: null,
    isInText: true,
  }
}

function valueOf(line: string): string {
  return line
    .slice(0, VALUE_CHARS)
    .replace(/^[^:：]{0,60}[:：]/, '')
    .replace(/[*_]{1,2}/g, (marks, at: number, all: string) =>
      // Emphasis of a text made from HTML; within an address it is a letter.
      /[\s:：]|^$/.test(all[at - 1] ?? '') || /[\s]|^$/.test(all[at + marks.length] ?? '')
        ? ''
        : marks,
    )
    .trim()
}

function personIn(value: string): EnclosedMail['from'] {
  const plain = value.replace(LINK, ' <$1> ')
  const addresses = new Set((plain.match(BARE) ?? []).map((address) => address.toLowerCase()))
  const [address, ...others] = addresses
  if (address === undefined || others.length > 0) return null
  const name = plain
    .replace(BARE, ' ')
    .replace(/[<>()[\]"“”„;,]+|(?<!\p{L})['’]|['’](?!\p{L})/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return { address, name: name.slice(0, NAME_CHARS) }
}
