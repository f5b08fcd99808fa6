/**
 * The new words of a reply: what stands above, around or below what was quoted. Hides only what it is sure
 * of; when nothing would remain, or new words stand between quotes, it hides nothing. Never deletes: the
 * whole text is kept beside it. Linear in the length of the text.
 */
import {
  isAttribution,
  isBlank,
  isForwardMark,
  isFromField,
  isMobileSignature,
  isOriginalMark,
  isOtherField,
  isQuoted,
  isRule,
  isSignatureMark,
} from './quote-lines.ts'

/** A sentence like `On … wrote:` is broken over at most so many lines. */
const ATTRIBUTION_LINES = 4
const FIELD_WINDOW = 7
const SIGNATURE_LINES = 25

export type QuoteOptions = { keepsSignature?: boolean }

export function visibleText(text: string, options: QuoteOptions = {}): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const shown = options.keepsSignature ? trimQuotes(lines) : trimSignature(trimQuotes(lines))
  const visible = shown
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
  return visible === '' ? text : visible
}

/** Where quoted mail begins for good: nothing below it is new. */
function trimQuotes(lines: string[]): string[] {
  const kinds = lines.map((line) => (isBlank(line) ? ' ' : isQuoted(line) ? '>' : '.'))
  let hasWords = false
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (kinds[at] === ' ') continue
    if (isForwardMark(line)) return lines
    if (isOriginalMark(line) || isFieldBlock(lines, at)) {
      const start = at > 0 && startOfRule(lines, at)
      return hasWords ? lines.slice(0, start || at) : lines
    }
    const length = kinds[at] === '>' ? 0 : attributionLength(lines, kinds, at)
    if (length > 0) {
      const after = lines.slice(at + length)
      const afterKinds = kinds.slice(at + length)
      if (hasWords) return judgeAfter(lines, at, after, afterKinds)
      return belowQuote(after, afterKinds) ?? lines
    }
    if (kinds[at] === '.') hasWords = true
  }
  return trimTrailingQuotes(lines, kinds)
}

/** New words above an attribution: below it there must be nothing but quotes, or unmarked quoted text. */
function judgeAfter(lines: string[], at: number, after: string[], kinds: string[]): string[] {
  const first = kinds.findIndex((kind) => kind !== ' ')
  // Not marked with `>`: all that follows is the other's (Outlook, HTML turned to text).
  if (first < 0 || kinds[first] !== '>') return lines.slice(0, at)
  const last = kinds.lastIndexOf('>')
  const below = after.slice(last + 1)
  if (hasNewWords(below) || hasNewWords(betweenQuotes(after, kinds, last))) return lines
  return lines.slice(0, at)
}

/** Lines between the first and the last quote that are neither quote nor the tail of a wrapped one. */
function betweenQuotes(after: string[], kinds: string[], last: number): string[] {
  const found: string[] = []
  for (let at = 0; at < last; at++) {
    // A single bare line between two quotes is a quote that a program has wrapped.
    if (kinds[at] !== '.') continue
    if (kinds[at - 1] === '>' && kinds[at + 1] === '>') continue
    found.push(after[at] ?? '')
  }
  return found
}

/** Written below the quote: shown without it, when the quote is one block on top. */
function belowQuote(after: string[], kinds: string[]): string[] | null {
  const first = kinds.findIndex((kind) => kind !== ' ')
  if (first < 0 || kinds[first] !== '>') return null
  const end = kinds.findIndex((kind, index) => index > first && kind === '.')
  if (end < 0 || kinds.indexOf('>', end) >= 0) return null
  return after.slice(end)
}

/** Quotes at the very end, without a sentence that announces them. */
function trimTrailingQuotes(lines: string[], kinds: string[]): string[] {
  let end = kinds.length
  while (end > 0 && kinds[end - 1] !== '.') end--
  if (end === 0 || !kinds.includes('>', end)) return lines
  return lines.slice(0, end)
}

function hasNewWords(lines: string[]): boolean {
  const end = lines.findIndex(
    (line) => isSignatureMark(line) || isMobileSignature(line) || isRule(line),
  )
  return (end < 0 ? lines : lines.slice(0, end)).some((line) => !isBlank(line))
}

function attributionLength(lines: string[], kinds: string[], at: number): number {
  let sentence = ''
  for (let length = 1; length <= ATTRIBUTION_LINES; length++) {
    const line = lines[at + length - 1]
    if (line === undefined || kinds[at + length - 1] !== '.') return 0
    sentence = `${sentence} ${line.trim()}`.trim()
    if (isAttribution(sentence)) return length
  }
  return 0
}

/** Outlook: From, and at least two of Sent, To, Subject … in the lines below it. */
function isFieldBlock(lines: string[], at: number): boolean {
  if (!isFromField(lines[at] ?? '')) return false
  const below = lines.slice(at + 1, at + FIELD_WINDOW)
  return below.filter(isOtherField).length >= 2
}

/** The rule that Outlook draws above its block belongs to it. */
function startOfRule(lines: string[], at: number): number {
  let above = at - 1
  while (above > 0 && isBlank(lines[above] ?? '')) above--
  return isRule(lines[above] ?? '') ? above : at
}

function trimSignature(lines: string[]): string[] {
  let end = lines.length
  while (end > 0 && isBlank(lines[end - 1] ?? '')) end--
  for (let at = Math.max(1, end - SIGNATURE_LINES); at < end; at++) {
    const line = lines[at] ?? ''
    if (!isSignatureMark(line) && !isMobileSignature(line)) continue
    const above = lines.slice(0, at)
    if (above.some((one) => !isBlank(one))) return above
  }
  return lines.slice(0, end)
}
