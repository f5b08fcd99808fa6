/** What was typed, cut into words, numbers, hours and dates. Pure. */
import { fold } from '../../shared/search/fold.ts'

export type Token =
  | { kind: 'word'; text: string }
  | { kind: 'number'; n: number }
  | { kind: 'clock'; hour: number; minute: number }
  | { kind: 'date'; day: number; month: number; year: number | null }

export function monthComesFirst(intl: string): boolean {
  const parts = new Intl.DateTimeFormat(intl, { day: 'numeric', month: 'numeric' }).formatToParts(0)
  const of = (type: string) => parts.findIndex((part) => part.type === type)
  return of('month') < of('day')
}

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/
const DOTTED = /^(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})(?![\d:.]))?/
const SLASHED = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?!\d)/
const CLOCK = /^(\d{1,2})[:.](\d{2})(?!\d)/
const CLOCK_H = /^(\d{1,2})h(\d{2})(?!\d)/

/** Null: there is something in it that belongs to no moment. */
export function tokensOf(text: string, isMonthFirst: boolean): Token[] | null {
  let rest = fold(text).replace(/[٠-٩۰-۹]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
  const tokens: Token[] = []
  while (rest !== '') {
    const one = tokenAt(rest, isMonthFirst)
    if (one === null) return null
    if (one.token) tokens.push(one.token)
    rest = rest.slice(one.length)
  }
  return tokens
}

function tokenAt(
  rest: string,
  isMonthFirst: boolean,
): { token: Token | null; length: number } | null {
  const gap = /^[\s,،.+@\u200e\u200f]+/u.exec(rest)
  if (gap) return { token: null, length: gap[0].length }
  const word = /^[\p{L}'’-]+/u.exec(rest)
  if (word) return { token: { kind: 'word', text: word[0] }, length: word[0].length }
  const iso = DATE.exec(rest)
  if (iso) return dateToken(iso, [3, 2, 1])
  const dotted = DOTTED.exec(rest)
  if (dotted) return dateToken(dotted, [1, 2, 3])
  const slashed = SLASHED.exec(rest)
  if (slashed) return dateToken(slashed, isMonthFirst ? [2, 1, 3] : [1, 2, 3])
  const clock = CLOCK.exec(rest) ?? CLOCK_H.exec(rest)
  if (clock) {
    const token = { kind: 'clock', hour: Number(clock[1]), minute: Number(clock[2]) } as const
    return { token, length: clock[0].length }
  }
  const digits = /^\d{1,4}(?!\d)/.exec(rest)
  return digits && { token: { kind: 'number', n: Number(digits[0]) }, length: digits[0].length }
}

function dateToken(found: RegExpExecArray, [day, month, year]: [number, number, number]) {
  const written = found[year]
  const short = written === undefined ? null : Number(written)
  const token: Token = {
    kind: 'date',
    day: Number(found[day]),
    month: Number(found[month]) - 1,
    year: short !== null && short < 100 ? 2000 + short : short,
  }
  return { token, length: found[0].length }
}
