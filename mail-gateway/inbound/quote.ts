/**
 * The new words of a reply: what stands above, around or below what was quoted (mail.md 25). Hides only what
 * it is sure of: between quotes that are answered one by one it hides nothing, and where nothing would remain
 * all is shown. Never deletes: the whole text is kept beside it. Linear in the length of the text.
 */
import {
  HTML_IMAGE,
  HTML_QUOTE,
  isAttribution,
  isAttributionStart,
  isBlank,
  isDashedName,
  isForwardMark,
  isFromField,
  isListMark,
  isMobileSignature,
  isOpenSentence,
  isOriginalMark,
  isOriginalTitle,
  isOtherField,
  isQuoted,
  isRule,
  isSignatureMark,
  isTellingField,
} from './quote-lines.ts'

/** A sentence like `On … wrote:` is broken over at most so many lines. */
const ATTRIBUTION_LINES = 4
const ATTRIBUTION_GAPS = 2
const FIELD_WINDOW = 9
const SIGNATURE_LINES = 25
const GREETING_CHARS = 40

/** `keepsSignature`: the convention of some collections of the corpus; the desk folds signatures. */
export type QuoteOptions = {
  keepsSignature?: boolean
  /** The line that a telephone leaves under what was written, too. */
  keepsMobile?: boolean
  /** A quote was cut from the end already; the rule that was drawn above it goes too. */
  wasCut?: boolean
}
type Kind = ' ' | '>' | '.'

export function visibleText(text: string, options: QuoteOptions = {}): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const shown = trimAnnounced(visibleLines(lines, options), options)
  const visible = (
    options.wasCut || shown.length < trimBlankEnd(lines).length ? trimRuleEnd(shown) : shown
  )
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
  return visible === '' ? text : visible
}

function visibleLines(lines: string[], options: QuoteOptions): string[] {
  const { keepsSignature, keepsMobile } = options
  const quoteless = trimQuotes(lines)
  const own = keepsSignature ? quoteless : trimSignature(quoteless)
  const listless = trimListFooter(own)
  const tail = trimTail(keepsMobile ? listless : trimMobile(listless))
  return keepsSignature ? tail : trimSignature(tail)
}

function kindsOf(lines: string[]): Kind[] {
  return lines.map((line) => (isBlank(line) ? ' ' : isQuoted(line) ? '>' : '.'))
}

/** Where quoted mail begins for good: nothing below it is new. */
function trimQuotes(lines: string[]): string[] {
  const kinds = kindsOf(lines)
  const gaps = gapsAfter(kinds)
  let hasWords = false
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (kinds[at] !== '.') continue
    const isForward = isForwardMark(line)
    if (isForward || isOriginalMark(line) || isFieldBlock(lines, kinds, gaps, at)) {
      // Nothing of the writer's own: then what was forwarded is what they have to say.
      return hasWords ? lines.slice(0, startOfRule(lines, at)) : lines
    }
    const length = attributionLength(lines, kinds, gaps, at)
    if (length === 0) {
      if (!isRule(line)) hasWords = true
      continue
    }
    const after = lines.slice(at + length)
    const shown = judgeAttribution(lines.slice(0, startOfFields(lines, at)), after, hasWords)
    if (shown) return shown
    // Answered piece by piece: the quotes are part of what is said.
    at += length - 1
    hasWords = true
  }
  return lines
}

/** What is shown of a text with an attribution in it; null when quotes and answers alternate. */
function judgeAttribution(above: string[], after: string[], hasWords: boolean): string[] | null {
  const kinds = kindsOf(after)
  const first = kinds.findIndex((kind) => kind !== ' ')
  // Not marked with `>`: all that follows is the other's (Outlook, HTML turned to text).
  if (first < 0 || kinds[first] !== '>') return hasWords ? above : null
  const last = kinds.lastIndexOf('>')
  const hasBelow = hasNewWords(after.slice(last + 1))
  const bareBetween = betweenQuotes(after, kinds, last)
  if (!hasBelow && !hasNewWords(bareBetween)) return hasWords ? above : null
  if (hasWords && !isGreeting(above)) return null
  // Answered below one block of quotes, under no more than a greeting.
  const end = kinds.findIndex(
    (kind, index) => index > first && kind === '.' && !isWrapped(kinds, index),
  )
  if (end < 0) return null
  // Under the last quote there is nothing but a signature or a list's footer.
  const below = trimTail(after.slice(end, hasBelow ? after.length : last + 1))
  if (below.some(isQuoted)) return null
  return above.length > 0 && hasWords ? [...trimBlankEnd(above), ...below] : below
}

function isGreeting(lines: string[]): boolean {
  const words = lines.filter((line) => !isBlank(line))
  const only = words[0]?.trim() ?? ''
  return words.length === 1 && only.length <= GREETING_CHARS && /[,!:،，]$/.test(only)
}

/** Lines between the first and the last quote that are neither quote nor the tail of a wrapped one. */
function betweenQuotes(after: string[], kinds: Kind[], last: number): string[] {
  const found: string[] = []
  for (let at = 0; at < last; at++)
    if (kinds[at] === '.' && !isWrapped(kinds, at)) found.push(after[at] ?? '')
  return found
}

/** A single bare line between two quotes is a quote that a program has wrapped. */
function isWrapped(kinds: Kind[], at: number): boolean {
  return kinds[at - 1] === '>' && kinds[at + 1] === '>'
}

function hasNewWords(lines: string[]): boolean {
  const end = lines.findIndex(
    (line) => isSignatureMark(line) || isMobileSignature(line) || isRule(line),
  )
  return (end < 0 ? lines : lines.slice(0, end)).some((line) => !isBlank(line))
}

/** For each line, the next one that is not empty. */
function gapsAfter(kinds: Kind[]): number[] {
  const next: number[] = []
  let known = kinds.length
  for (let at = kinds.length - 1; at >= 0; at--) {
    next[at] = known
    if (kinds[at] !== ' ') known = at
  }
  return next
}

/** How many lines from `at` on announce a quote; 0 when none do. */
function attributionLength(lines: string[], kinds: Kind[], gaps: number[], at: number): number {
  let sentence = ''
  let used = 0
  let skipped = 0
  for (let next = at; used < ATTRIBUTION_LINES && next < lines.length;) {
    const line = (lines[next] ?? '').trim()
    // `> wrote:` is the end of an address that a program has broken, not a quote.
    const isTail = used > 0 && /^>\s?(?:\p{L}.{0,40})?[:：]$/u.test(line) && sentence.includes('<')
    if (kinds[next] !== '.' && !isTail) return 0
    if (used > 0 && (isAttributionStart(line) || isFromField(line))) return 0
    sentence = `${sentence} ${line}`.trim()
    used++
    const following = gaps[next] ?? lines.length
    if (isAttribution(sentence, kinds[following] === '>')) return next - at + 1
    if (following > next + 1 && (!isAttributionStart(sentence) || ++skipped > ATTRIBUTION_GAPS))
      return 0
    if (used === 1 && !isOpenSentence(line)) return 0
    next = following
  }
  return 0
}

/** Outlook: three fields of a mail header in a row, who wrote among them, and one that only mail has. */
function isFieldBlock(lines: string[], kinds: Kind[], gaps: number[], at: number): boolean {
  let next = at
  if (isOriginalTitle(lines[at] ?? '')) {
    next = gaps[at] ?? lines.length
    if (!isFromField(lines[next] ?? '') && !isOtherField(lines[next] ?? '')) return false
  } else if (!isFromField(lines[at] ?? '') && !isOtherField(lines[at] ?? '')) return false
  let fields = 0
  let hasFrom = false
  let isTelling = false
  for (let seen = 0; seen < FIELD_WINDOW && next < lines.length; seen++) {
    const line = lines[next] ?? ''
    const isFrom = isFromField(line)
    if (isFrom || isOtherField(line)) {
      fields++
      hasFrom ||= isFrom
      isTelling ||= isTellingField(line)
    } else if (fields === 0 || kinds[next] === '>') return false
    if (fields >= 3 && hasFrom && isTelling) return true
    next = fields >= 2 || next + 1 === gaps[next] ? (gaps[next] ?? lines.length) : next + 1
    if (kinds[next] === ' ') return false
  }
  return false
}

/** Yandex puts whom it was for, and about what, between a rule and the sentence: both are part of the quote. */
function startOfFields(lines: string[], at: number): number {
  let start = at
  while (start > 0 && isOtherField(lines[start - 1] ?? '')) start--
  const isRuled = start < at && start > 0 && isRule(lines[start - 1] ?? '')
  return isRuled ? start - 1 : at
}

/** The sentence above a quote that was cut from the HTML already: `5 Jan 2026, 10:00 by ann@home.test:`. */
function trimAnnounced(lines: string[], options: QuoteOptions): string[] {
  if (!options.wasCut) return lines
  const trimmed = trimBlankEnd(lines)
  const last = trimmed.at(-1) ?? ''
  const isDated = /\b(?:19|20)\d\d\b/.test(last)
  return isDated && trimmed.length > 1 && isAttribution(last, true) ? trimmed.slice(0, -1) : lines
}

/** The rule or title that Outlook draws above its block belongs to it. */
function startOfRule(lines: string[], at: number): number {
  let start = at
  for (let above = at - 1; above >= 0; above--) {
    const line = lines[above] ?? ''
    if (isBlank(line)) continue
    if (!isRule(line) && !isOriginalTitle(line)) break
    start = above
  }
  return start
}

/** Quotes at the very end, and the sentence that announces them. */
function trimTail(lines: string[]): string[] {
  const kinds = kindsOf(lines)
  let end = kinds.length
  while (end > 0 && kinds[end - 1] !== '.') end--
  if (!kinds.includes('>', end)) return trimBlankEnd(lines)
  const gaps = gapsAfter(kinds)
  for (let back = ATTRIBUTION_LINES; back > 0; back--) {
    if (end - back <= 0 || attributionLength(lines, kinds, gaps, end - back) !== back) continue
    end -= back
    break
  }
  return end === 0 ? lines : lines.slice(0, end)
}

function trimRuleEnd(lines: string[]): string[] {
  let end = lines.length
  while (end > 0 && (isBlank(lines[end - 1] ?? '') || isRule(lines[end - 1] ?? ''))) end--
  return lines.slice(0, end)
}

function trimBlankEnd(lines: string[]): string[] {
  let end = lines.length
  while (end > 0 && isBlank(lines[end - 1] ?? '')) end--
  return lines.slice(0, end)
}

/** A line of a telephone's own, alone in its paragraph: what stands below it was there before. */
function trimMobile(lines: string[]): string[] {
  let hasWords = false
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (isBlank(line) || isQuoted(line)) continue
    const isAlone = isBlank(lines[at - 1] ?? '') && isEndOfParagraph(lines[at + 1] ?? '')
    if (hasWords && isAlone && isMobileSignature(line) && !hasAnswerBelow(lines, at)) {
      return lines.slice(0, at)
    }
    hasWords = true
  }
  return lines
}

function isEndOfParagraph(line: string): boolean {
  return isBlank(line) || isMobileSignature(line) || isRule(line) || isQuoted(line)
}

/** Quotes below the telephone's line, and words below them: an answer that must not be folded. */
function hasAnswerBelow(lines: string[], at: number): boolean {
  const below = lines.slice(at + 1)
  const last = below.findLastIndex(isQuoted)
  return last >= 0 && hasNewWords(below.slice(last + 1))
}

/** `__` of a list server, in the last lines. */
function trimListFooter(lines: string[]): string[] {
  const from = Math.max(1, lines.length - SIGNATURE_LINES)
  const at = lines.findIndex((line, index) => index >= from && isListMark(line))
  if (at < 0 || !lines.slice(0, at).some((line) => !isBlank(line))) return lines
  return lines.slice(0, at)
}

function trimSignature(lines: string[]): string[] {
  const trimmed = trimBlankEnd(lines)
  const end = trimmed.length
  for (let at = Math.max(1, end - SIGNATURE_LINES); at < end; at++) {
    const line = trimmed[at] ?? ''
    if (!isSignatureMark(line) && !isMobileSignature(line)) continue
    const above = trimmed.slice(0, at)
    const hasQuoteBelow = trimmed.slice(at).some(isQuoted)
    if (!hasQuoteBelow && above.some((one) => !isBlank(one))) return trimBlankEnd(above)
  }
  const isNamed =
    end >= 3 && isDashedName(trimmed[end - 1] ?? '') && isBlank(trimmed[end - 2] ?? '')
  return isNamed ? trimBlankEnd(trimmed.slice(0, -1)) : trimmed
}

/** What HTML quotes, set in for the reader: in plain text a mark would look like the writer's own. */
export function showQuotes(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^\ue000+ ?/, (marks) => '    '.repeat(marks.trim().length)))
    .join('\n')
    .replaceAll(HTML_IMAGE, '')
    .replaceAll(HTML_QUOTE, '')
}
