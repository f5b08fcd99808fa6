/** What the words and numbers of a typed time say together, before it is a moment. Pure. Not here: when that is (typed-time). */
import type { DayPart, Lexicon, Meaning, Unit } from './time-lexicon.ts'
import type { Token } from './time-tokens.ts'

const PHRASE_WORDS = 4

/** What was said, before it is a moment. */
export type Wish = {
  days: number | null
  weekday: number | null
  date: { day: number | null; month: number; year: number | null } | null
  next: 'week' | 'month' | null
  span: Partial<Record<Unit, number>> | null
  clock: { hour: number; minute: number } | null
  part: DayPart | null
  half: 'am' | 'pm' | null
  isIn: boolean
  isNext: boolean
}

/** Null: there is something in it that says nothing here, or something twice. */
export function readWish(tokens: readonly Token[], lexicon: Lexicon): Wish | null {
  const wish: Wish = {
    days: null,
    weekday: null,
    date: null,
    next: null,
    span: null,
    clock: null,
    part: null,
    half: null,
    isIn: false,
    isNext: false,
  }
  const meanings = tokens.map((_, at) => meaningAt(tokens, at, lexicon))
  /** What follows, past words that say nothing. */
  const after = (at: number): Meaning | null => {
    const next = meanings[at]
    return next?.meaning.is === 'filler' ? after(at + next.size) : (next?.meaning ?? null)
  }
  let lone: Unit | null = null
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at]
    const said = meanings[at]
    if (!token || (token.kind === 'word' && !said)) return null
    const step = said?.size ?? 1
    const number =
      token.kind === 'number' ? token.n : said?.meaning.is === 'number' ? said.meaning.n : null
    if (number !== null) {
      if (!takeNumber(wish, number, after(at + step))) return null
    } else if (token.kind === 'clock') {
      if (wish.clock) return null
      wish.clock = { hour: token.hour, minute: token.minute }
    } else if (token.kind === 'date') {
      if (wish.date) return null
      wish.date = token
    } else if (said) {
      const { meaning } = said
      if (meaning.is === 'unit') {
        const before = tokens[at - 1]
        const isCounted =
          before?.kind === 'number' || meanings[at - 1]?.meaning.is === 'number' || wasCounted(at)
        if (!isCounted) {
          if (lone !== null) return null
          lone = meaning.unit
          if (meaning.times > 1 || wish.isIn) {
            addSpan(wish, meaning.unit, meaning.times)
            lone = null
          }
        }
      } else if (!takeWord(wish, meaning, isBesideNumber(tokens, at, step))) return null
    }
    at += step
  }
  return settleLone(wish, lone)

  /** Words that say nothing may stand between a number and what it counts. */
  function wasCounted(at: number): boolean {
    for (let i = at - 1; i >= 0; i--) {
      const token = tokens[i]
      if (token?.kind === 'number') return true
      const meaning = meanings[i]?.meaning
      if (meaning?.is === 'number') return true
      if (meaning?.is !== 'filler') return false
    }
    return false
  }
}

/** “Next week” in either order; “day” beside the name of one says nothing. */
function settleLone(wish: Wish, lone: Unit | null): Wish | null {
  if (lone === null) return wish
  if (wish.isNext && (lone === 'week' || lone === 'month')) return { ...wish, next: lone }
  const hasDay = wish.weekday !== null || wish.date !== null
  return lone === 'day' && hasDay ? wish : null
}

function meaningAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
): { meaning: Meaning; size: number } | null {
  const phrase: string[] = []
  for (const token of tokens.slice(at, at + PHRASE_WORDS)) {
    if (token.kind !== 'word') break
    phrase.push(token.text)
  }
  for (let size = phrase.length; size > 0; size--) {
    const meaning = lexicon.get(phrase.slice(0, size).join(' '))
    if (meaning) return { meaning, size }
  }
  return null
}

const isBesideNumber = (tokens: readonly Token[], at: number, size: number): boolean =>
  tokens[at - 1]?.kind === 'number' || tokens[at + size]?.kind === 'number'

function addSpan(wish: Wish, unit: Unit, n: number): void {
  wish.span = { ...wish.span, [unit]: (wish.span?.[unit] ?? 0) + n }
}

function takeNumber(wish: Wish, n: number, next: Meaning | null): boolean {
  if (next?.is === 'unit' && !(next.isClock && !wish.isIn)) {
    addSpan(wish, next.unit, n * next.times)
    return true
  }
  const isDay = n >= 1 && n <= 31
  if (next?.is === 'month' || (next?.is === 'weekday' && next.month !== undefined && isDay)) {
    if (wish.date || !isDay) return false
    wish.date = { day: n, month: -1, year: null }
    return true
  }
  if (wish.date && wish.date.day === null && isDay) {
    wish.date.day = n
    return true
  }
  if (wish.date && wish.date.year === null && n >= 2000) {
    wish.date.year = n
    return true
  }
  // The minutes of “9 h 30”.
  if (wish.clock && wish.clock.minute < 0 && n < 60) {
    wish.clock.minute = n
    return true
  }
  if (wish.clock || wish.isIn) return false
  const isHour = n <= 24
  if (!isHour && n < 100) return false
  const isMarked = next?.is === 'clock' || (next?.is === 'unit' && next.isClock === true)
  wish.clock = isHour
    ? { hour: n, minute: isMarked ? -1 : 0 }
    : { hour: Math.floor(n / 100), minute: n % 100 }
  return true
}

/** False: it was said twice, or cannot stand with the rest. */
function takeWord(
  wish: Wish,
  meaning: Exclude<Meaning, { is: 'unit' }>,
  isBeside: boolean,
): boolean {
  switch (meaning.is) {
    case 'filler':
    case 'clock':
    case 'number':
      return true
    case 'in':
      wish.isIn = true
      return true
    case 'next':
      wish.isNext = true
      return true
    case 'day':
      if (wish.days !== null) return false
      wish.days = meaning.days
      wish.part ??= meaning.part ?? null
      return true
    case 'part':
      wish.part = meaning.part
      return true
    case 'half':
      wish.half = meaning.half
      return true
    case 'weekday':
      if (isBeside && meaning.month !== undefined) return takeMonth(wish, meaning.month)
      if (wish.weekday !== null) return false
      wish.weekday = meaning.weekday
      return true
    case 'month':
      return takeMonth(wish, meaning.month)
  }
}

function takeMonth(wish: Wish, month: number): boolean {
  if (wish.date && wish.date.month >= 0) return false
  wish.date = { day: null, year: null, ...wish.date, month }
  return true
}
