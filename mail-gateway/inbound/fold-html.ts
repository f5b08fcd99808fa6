/**
 * Where in a mail's HTML its new words end: two marks around what was quoted or signed, so that whoever shows it can
 * fold that part. Nothing is taken out (mail.md 25). The trimmer (quote.ts) decides on lines of text; here its answer is
 * found again in the HTML, letter by letter, white space aside. Linear in both lengths.
 */
import { FOLD_MARK } from '../../shared/ticket/mail-html.ts'

const START = `<wbr ${FOLD_MARK}="fold">`
const END = `<wbr ${FOLD_MARK}="unfold">`
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }
/** Not in the HTML's own words: marks of lists and rules, as the text has them. */
const DECORATION = /[*\-–•.()\d]/
const BLANK = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/

type Letters = {
  /** One UTF-16 unit each. */
  units: string[]
  /** For each, where it begins in the source, and where it ends. */
  from: number[]
  to: number[]
}

/**
 * @param safeHtml  sanitised: tags are whole, and text has only the four entities
 * @param visible   the new words as text; they stand in the HTML at its beginning, at its end, or at both
 * @returns         the same HTML with marks, or as it was when nothing is to be folded or the words are not found
 */
export function foldHtml(safeHtml: string, visible: string): string {
  const all = lettersOfHtml(safeHtml)
  const shown = lettersOfText(visible)
  if (shown.units.length === 0) return safeHtml
  const above = matchForward(shown.units, all.units)
  if (above.isWhole) {
    if (!hasWords(all.units.slice(above.reached))) return safeHtml
    return insert(safeHtml, after(safeHtml, above.reached > 0 ? all.to[above.reached - 1] : 0))
  }
  // Answered below a quote: what is above it, if anything, ends with a line.
  const lastLine = shown.lines.findLast((at) => above.ends[at] !== undefined) ?? 0
  const aboveEnd = above.ends[lastLine] ?? 0
  const belowStart = matchBackward(shown.units, all.units, lastLine)
  if (belowStart === null || belowStart <= aboveEnd) return safeHtml
  if (!hasWords(all.units.slice(aboveEnd, belowStart))) return safeHtml
  const start = aboveEnd > 0 ? after(safeHtml, all.to[aboveEnd - 1]) : 0
  return insert(safeHtml, start, before(safeHtml, all.from[belowStart]))
}

function insert(html: string, start: number, end: number | null = null): string {
  if (end === null) return html.slice(0, start) + START + html.slice(start)
  if (end <= start) return html
  return html.slice(0, start) + START + html.slice(start, end) + END + html.slice(end)
}

/** Past what is closed here; never out of a cell, where a browser would put the mark before the table. */
function after(html: string, from = 0): number {
  let at = from
  for (;;) {
    const found = /^(?:\s+|<\/(?!t[dhr]\b|t(?:able|body|head|foot)\b|caption\b)[a-z0-9]+>)/.exec(
      html.slice(at, at + 60),
    )
    if (!found) return at
    at += found[0].length
  }
}

/** Before what is opened for it, within the same cell. */
function before(html: string, from = 0): number {
  let at = from
  while (html[at - 1] === '>') {
    const open = html.lastIndexOf('<', at - 1)
    if (open < 0 || /^<(?:\/|t[dhr]\b|t(?:able|body|head|foot)\b)/.test(html.slice(open, open + 8)))
      return at
    at = open
  }
  return at
}

function matchForward(shown: string[], all: string[]) {
  /** For each letter that was found, how far that was in the HTML. */
  const ends: (number | undefined)[] = [0]
  let at = 0
  let of = 0
  while (of < shown.length) {
    const letter = shown[of] ?? ''
    if (letter === all[at]) at++
    else if (!DECORATION.test(letter)) break
    of++
    ends[of] = at
  }
  return { isWhole: of === shown.length, reached: at, ends }
}

/** @returns where in `all` the letters from `first` on begin, when they are its end */
function matchBackward(shown: string[], all: string[], first: number): number | null {
  let at = all.length
  for (let of = shown.length - 1; of >= first; of--) {
    const letter = shown[of] ?? ''
    if (letter === all[at - 1]) at--
    else if (!DECORATION.test(letter)) return null
  }
  return at
}

function lettersOfHtml(html: string): Letters {
  const letters: Letters = { units: [], from: [], to: [] }
  for (let at = 0; at < html.length;) {
    if (html[at] === '<') {
      const close = endOfTag(html, at)
      at = close
      continue
    }
    const entity =
      html[at] === '&' ? /^&(?:amp|lt|gt|quot);/.exec(html.slice(at, at + 6))?.[0] : undefined
    const unit = entity === undefined ? (html[at] ?? '') : (ENTITIES[entity] ?? '')
    const end = at + (entity?.length ?? 1)
    if (!BLANK.test(unit)) {
      letters.units.push(unit)
      letters.from.push(at)
      letters.to.push(end)
    }
    at = end
  }
  return letters
}

/** The sanitiser writes every value in double quotes, and a `>` may stand in one. */
function endOfTag(html: string, from: number): number {
  let isQuoted = false
  for (let at = from; at < html.length; at++) {
    if (html[at] === '"') isQuoted = !isQuoted
    else if (html[at] === '>' && !isQuoted) return at + 1
  }
  return html.length
}

function lettersOfText(text: string): { units: string[]; lines: number[] } {
  const units: string[] = []
  const lines: number[] = [0]
  for (const line of text.split('\n')) {
    if (lines.at(-1) !== units.length) lines.push(units.length)
    for (const unit of line.split('')) if (!BLANK.test(unit)) units.push(unit)
  }
  return { units, lines }
}

function hasWords(units: string[]): boolean {
  return units.some((unit) => /[\p{L}\p{N}]/u.test(unit))
}
