/**
 * The search grammar: words, "phrases", `-not`, OR, parentheses and `operator:value`, as one value or one fault that says
 * what is wrong and where. The same on the device and on the server. Not here: what any of it finds (match).
 */
import { LIMITS } from '../kit/limits.ts'
import { PRIORITIES, STATUSES } from '../ticket/ticket.ts'
import { wantedOf } from './fold.ts'
import {
  ALIASES,
  HAS_VALUES,
  IS_VALUES,
  OPERATORS,
  UNITS,
  type Leaf,
  type Operator,
  type Query,
  type QueryFault,
} from './query.ts'

/** `query` null: nothing was asked. */
export type ParsedQuery = { ok: true; query: Query | null } | { ok: false; fault: QueryFault }

type Token = { at: number; length: number } & (
  | { is: 'open' | 'close' | 'or' | 'not' }
  | { is: 'term'; key: string | null; value: string; isQuoted: boolean; valueAt: number }
)

class Stop extends Error {
  readonly fault: QueryFault
  constructor(why: QueryFault['why'], place: { at: number; length: number }, detail: string) {
    super(detail)
    this.fault = { why, at: place.at, length: place.length, detail }
  }
}

/** @param unknown  operators and values that cannot be answered where this is asked, as `org` or `is:unread` */
export function parseSearch(text: string, unknown: ReadonlySet<string> = new Set()): ParsedQuery {
  try {
    if (text.length > LIMITS.searchChars)
      throw new Stop(
        'too-long',
        { at: LIMITS.searchChars, length: text.length - LIMITS.searchChars },
        `a search has at most ${LIMITS.searchChars} characters`,
      )
    return { ok: true, query: parseTokens(readTokens(text), unknown, text.length) }
  } catch (error) {
    if (error instanceof Stop) return { ok: false, fault: error.fault }
    throw error
  }
}

const QUOTES = /["“”„«»]/u
const isQuote = (letter: string | undefined): boolean => letter !== undefined && QUOTES.test(letter)
const isSpace = (letter: string | undefined): boolean => letter !== undefined && /\s/u.test(letter)

function readTokens(text: string): Token[] {
  const tokens: Token[] = []
  let terms = 0
  for (let at = 0; at < text.length;) {
    const letter = text[at]
    if (isSpace(letter)) at++
    else if (letter === '(' || letter === ')') {
      tokens.push({ is: letter === '(' ? 'open' : 'close', at, length: 1 })
      at++
    } else if (letter === '-' && !isSpace(text[at + 1]) && at + 1 < text.length) {
      tokens.push({ is: 'not', at, length: 1 })
      at++
    } else {
      const token = readTerm(text, at)
      at += token.length
      if (isNothing(token)) continue
      tokens.push(token)
      if (token.is === 'term' && ++terms > LIMITS.searchTerms)
        throw new Stop('too-many-terms', token, `a search has at most ${LIMITS.searchTerms} terms`)
    }
  }
  return tokens
}

/** A dash or a dot between spaces, as in what is pasted. */
const isNothing = (token: Token): boolean =>
  token.is === 'term' &&
  token.key === null &&
  !token.isQuoted &&
  !/[\p{L}\p{N}]/u.test(token.value) &&
  /^[-–—.,;:!?/&|+'…]+$/u.test(token.value)

function readTerm(text: string, at: number): Token {
  // An address of the web is no operator.
  const key = /^([A-Za-z]+):(?!\/\/)/.exec(text.slice(at))?.[1] ?? null
  const valueAt = key === null ? at : at + key.length + 1
  if (isQuote(text[valueAt])) {
    let end = valueAt + 1
    while (end < text.length && !isQuote(text[end])) end++
    if (end >= text.length)
      throw new Stop('open-quote', { at: valueAt, length: 1 }, 'this quotation mark is not closed')
    const value = text.slice(valueAt + 1, end)
    return { is: 'term', key, value, isQuoted: true, valueAt, at, length: end + 1 - at }
  }
  let end = valueAt
  while (end < text.length && !isSpace(text[end]) && !/[()]/.test(text[end] ?? '')) {
    if (isQuote(text[end]) && end > valueAt) break
    end++
  }
  const value = text.slice(valueAt, end)
  if (key === null && value === 'OR') return { is: 'or', at, length: 2 }
  return { is: 'term', key, value, isQuoted: false, valueAt, at, length: end - at }
}

function parseTokens(
  tokens: readonly Token[],
  unknown: ReadonlySet<string>,
  end: number,
): Query | null {
  let place = 0

  function parseOr(depth: number): Query {
    const first = tokens[place]
    const parts = [parseAnd(depth)]
    while (tokens[place]?.is === 'or') {
      const or = tokens[place]
      place++
      const next = tokens[place]
      if (!next || next.is === 'close' || next.is === 'or')
        throw new Stop('stray-or', or ?? { at: end, length: 0 }, 'OR needs something on both sides')
      parts.push(parseAnd(depth))
    }
    if (!first) throw new Stop('empty-group', { at: end, length: 0 }, 'there is nothing here')
    return join('or', parts)
  }

  function parseAnd(depth: number): Query {
    const token = tokens[place]
    if (token?.is === 'or') throw new Stop('stray-or', token, 'OR needs something on both sides')
    const parts: Query[] = []
    for (let next = tokens[place]; next && next.is !== 'close' && next.is !== 'or';) {
      parts.push(parseOne(depth))
      next = tokens[place]
    }
    return join('and', parts)
  }

  function parseOne(depth: number): Query {
    const token = tokens[place++]
    if (!token) throw new Stop('stray-not', { at: end, length: 0 }, 'nothing follows here')
    if (depth > LIMITS.searchDepth)
      throw new Stop(
        'too-deep',
        token,
        `a search goes at most ${LIMITS.searchDepth} parentheses deep`,
      )
    switch (token.is) {
      case 'not': {
        const next = tokens[place]
        if (!next || next.is === 'close' || next.is === 'or')
          throw new Stop('stray-not', token, 'nothing follows this minus')
        const of = parseOne(depth + 1)
        return of.kind === 'not' ? of.of : { kind: 'not', of }
      }
      case 'open': {
        if (tokens[place]?.is === 'close')
          throw new Stop('empty-group', { at: token.at, length: 2 }, 'there is nothing in these')
        const inner = parseOr(depth + 1)
        if (tokens[place]?.is !== 'close')
          throw new Stop('open-group', token, 'this parenthesis is not closed')
        place++
        return inner
      }
      case 'close':
      case 'or':
        throw new Stop('stray-close', token, 'nothing was opened before this')
      case 'term': {
        const leaf = parseTerm(token)
        assertKnown(leaf, token, unknown)
        return leaf
      }
    }
  }

  if (tokens.length === 0) return null
  const first = tokens[0]
  if (first?.is === 'close')
    throw new Stop('stray-close', first, 'no parenthesis was opened before this')
  const query = parseOr(0)
  const rest = tokens[place]
  if (rest) throw new Stop('stray-close', rest, 'no parenthesis was opened before this')
  return query
}

/** The same connective within itself is one. */
function join(kind: 'and' | 'or', parts: readonly Query[]): Query {
  const of = parts.flatMap((part): readonly Query[] => (part.kind === kind ? part.of : [part]))
  const [only] = of
  return of.length === 1 && only ? only : { kind, of }
}

const DURATION = /^([<>])\s*(\d{1,5})\s*([mhdw])$/

function parseTerm(token: Extract<Token, { is: 'term' }>): Leaf {
  const { key, value, isQuoted } = token
  if (key === null) return parseWords(token)
  const operator = operatorOf(key)
  if (!operator)
    throw new Stop(
      'unknown-operator',
      { at: token.at, length: key.length + 1 },
      `there is no “${key}:” to search by; in quotation marks it is searched as words`,
    )
  const said = value.trim()
  if (said === '') throw new Stop('no-value', token, `“${operator}:” needs a value right after it`)
  const low = said.toLowerCase()
  const wrong = (values: string) =>
    new Stop(
      'unknown-value',
      { at: token.valueAt, length: value.length + (isQuoted ? 2 : 0) },
      `“${operator}:” takes ${values}`,
    )
  switch (operator) {
    case 'from':
    case 'to':
    case 'org':
    case 'label':
      assertWords(token, said)
      return { kind: operator, text: said }
    case 'in':
    case 'assignee':
      return { kind: operator, text: said }
    case 'is': {
      const state = IS_VALUES.find((one) => one === low)
      if (!state) throw wrong(IS_VALUES.join(', '))
      return { kind: 'is', state }
    }
    case 'has': {
      const what = HAS_VALUES.find((one) => one === low)
      if (!what) throw wrong(HAS_VALUES.join(', '))
      return { kind: 'has', what }
    }
    case 'status': {
      const status = STATUSES.find((one) => one === low)
      if (!status) throw wrong(STATUSES.join(', '))
      return { kind: 'status', status }
    }
    case 'priority': {
      const priority = PRIORITIES.find((one) => one === low)
      if (!priority) throw wrong(PRIORITIES.join(', '))
      return { kind: 'priority', priority }
    }
    case 'sla':
    case 'updated': {
      const [, than, amount, letter] = DURATION.exec(low) ?? []
      const unit = UNITS.find((one) => one === letter)
      if ((than !== '<' && than !== '>') || !unit)
        throw wrong('a time with < or >, as <2h, >3d or <1w')
      return { kind: operator, span: { than, amount: Number(amount), unit } }
    }
    case 'before':
    case 'after':
      if (!isDay(low)) throw wrong('a day, as 2026-01-31')
      return { kind: operator, day: low }
    case 'id': {
      const number = /^#?(\d{1,12})$/.exec(low)?.[1]
      if (number === undefined) throw wrong('the number of a ticket, as 1042')
      return { kind: 'id', number: Number(number) }
    }
  }
}

export function operatorOf(key: string): Operator | undefined {
  const low = key.toLowerCase()
  return (
    OPERATORS.find((one) => one === low) ?? (Object.hasOwn(ALIASES, low) ? ALIASES[low] : undefined)
  )
}

function parseWords(token: Extract<Token, { is: 'term' }>): Leaf {
  const text = token.value.normalize('NFC').trim().replace(/\s+/gu, ' ')
  assertWords(token, text)
  // One word in quotes says that it does not go on.
  return { kind: 'words', text, isPhrase: token.isQuoted }
}

function assertWords(token: Token, text: string): void {
  if (wantedOf(text, false).tokens.length === 0)
    throw new Stop('no-words', token, 'there is no letter and no digit in this')
}

/** A day that there is: 2026-02-30 is none. */
function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined) return false
  if (year < 1970 || month < 1 || month > 12 || day < 1) return false
  // Day 0 of the next month is the last one of this.
  return day <= lastDayOf(year, month)
}

function lastDayOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function assertKnown(leaf: Leaf, token: Token, unknown: ReadonlySet<string>): void {
  const said =
    leaf.kind === 'is' ? `is:${leaf.state}` : leaf.kind === 'has' ? `has:${leaf.what}` : leaf.kind
  if (unknown.has(said) || unknown.has(leaf.kind))
    throw new Stop(
      'not-known',
      token,
      `“${said}${said === leaf.kind ? ':' : ''}” is not known here yet`,
    )
}
