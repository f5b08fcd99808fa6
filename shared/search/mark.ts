/** Where in a text the words of a search stand, so that they can be marked. Found in tokens, told in the text itself. */
import { fold, tokensOf, type Wanted } from './fold.ts'

/** UTF-16 units, in order, none over another. */
export type Mark = { at: number; end: number }

type Placed = { token: string; at: number; end: number }

export function marksIn(text: string, wanted: readonly Wanted[]): Mark[] {
  if (wanted.length === 0 || text === '') return []
  const tokens = placeTokens(text)
  const marks: Mark[] = []
  for (const one of wanted) {
    if (one.tokens.length === 0) continue
    for (let from = 0; from + one.tokens.length <= tokens.length; from++) {
      const mark = markAt(text, tokens, from, one)
      if (mark) marks.push(mark)
    }
  }
  return join(marks)
}

function markAt(
  text: string,
  tokens: readonly Placed[],
  from: number,
  wanted: Wanted,
): Mark | null {
  const lastAt = wanted.tokens.length - 1
  for (const [step, token] of wanted.tokens.entries()) {
    const here = tokens[from + step]?.token ?? ''
    const isFound = step === lastAt && wanted.isPrefix ? here.startsWith(token) : here === token
    if (!isFound) return null
  }
  const first = tokens[from]
  const last = tokens[from + lastAt]
  if (!first || !last) return null
  const typed = wanted.tokens[lastAt] ?? ''
  return { at: first.at, end: endOf(text, last, typed) }
}

/** Of a word that goes on only what was asked for is marked. */
function endOf(text: string, last: Placed, typed: string): number {
  if (last.token === typed) return last.end
  let end = last.at
  for (const letter of text.slice(last.at, last.end)) {
    end += letter.length
    if (fold(text.slice(last.at, end)).length >= typed.length) break
  }
  return Math.min(end, last.end)
}

/** Tokens with their places: each stretch of letters, digits and marks is cut the same way as for the index. */
function placeTokens(text: string): Placed[] {
  const placed: Placed[] = []
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)) {
    const tokens = tokensOf(match[0])
    const [only] = tokens
    if (tokens.length === 1 && only !== undefined && only.length > 2)
      placed.push({ token: only, at: match.index, end: match.index + match[0].length })
    else placed.push(...placeIn(match[0], match.index, tokens))
  }
  return placed
}

/** A stretch of several tokens: each is found again letter by letter. */
function placeIn(text: string, at: number, tokens: readonly string[]): Placed[] {
  /** Of each folded unit, the letter it came from. */
  const from: number[] = []
  const to: number[] = []
  let folded = ''
  let place = at
  for (const letter of text) {
    const part = fold(letter)
    for (let n = 0; n < part.length; n++) {
      from.push(place)
      to.push(place + letter.length)
    }
    // A mark belongs to the letter before it.
    if (part === '' && to.length > 0) to[to.length - 1] = place + letter.length
    folded += part
    place += letter.length
  }
  const placed: Placed[] = []
  let next = 0
  for (const token of tokens) {
    const found = folded.indexOf(token, next)
    if (found < 0) continue
    placed.push({
      token,
      at: from[found] ?? at,
      end: to[found + token.length - 1] ?? place,
    })
    // Pairs of letters overlap by one.
    next = found + 1
  }
  return placed
}

function join(marks: readonly Mark[]): Mark[] {
  const sorted = [...marks].sort((a, b) => a.at - b.at || b.end - a.end)
  const joined: Mark[] = []
  for (const mark of sorted) {
    const last = joined.at(-1)
    if (last && mark.at <= last.end) last.end = Math.max(last.end, mark.end)
    else joined.push({ ...mark })
  }
  return joined
}

/** A part of a text around its first mark, short enough for one line. */
export function excerptOf(text: string, wanted: readonly Wanted[], chars: number): string | null {
  const flat = text.replace(/\s+/gu, ' ').trim()
  const [first] = marksIn(flat, wanted)
  if (!first) return null
  const from = Math.max(0, first.at - Math.floor(chars / 3))
  // Not in the middle of a word.
  const begin = from === 0 ? 0 : flat.indexOf(' ', from) + 1 || from
  const start = begin > first.at ? from : begin
  const end = Math.min(flat.length, start + chars)
  return `${start > 0 ? '…' : ''}${flat.slice(start, end)}${end < flat.length ? '…' : ''}`
}
