/**
 * Words of all tickets on this device, in memory: which ticket has which token, and the tokens themselves to look for
 * phrases in. Tickets have numbers, which are never given again. Runs in a worker (search-worker); pure, so that it is
 * measured and tested without one. Not here: which rows a search finds in all (shared/search/match).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { packWanted, type Wanted } from '../../shared/search/fold.ts'
import { packText, partsOf, textOf } from '../../shared/search/parts.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'

/** What is looked for, and where. `notes`: whether there are any. */
export type Question = { where: 'all' | 'from' | 'to'; wanted: Wanted } | { where: 'notes' }

export type RowText = { n: number; head: string; from: string; said: string }

/** Bits by number: of each question, who has it; and of whom everything is known. */
export type Answers = { hits: Uint8Array[]; whole: Uint8Array }

export type IndexSize = { tickets: number; whole: number; tokens: number; chars: number }

type Entry = { all: string; from: string; to: string; hasNotes: boolean; isWhole: boolean }

/** New tokens are looked through one by one until so many have come. */
const FRESH_TOKENS = 4_096

export type SearchIndex = ReturnType<typeof makeSearchIndex>

export function makeSearchIndex(charsMax: number = LIMITS.searchHeldChars) {
  const entries = new Map<number, Entry>()
  /** One ticket as itself, several as a list: most words are in one. */
  const postings = new Map<string, number | number[]>()
  let sorted: string[] = []
  let fresh: string[] = []
  let top = 0
  let whole = 0
  let chars = 0

  function put(n: number, entry: Entry): void {
    remove(n)
    entries.set(n, entry)
    top = Math.max(top, n)
    if (entry.isWhole) whole++
    chars += lengthOf(entry)
    for (const token of tokensIn(entry)) {
      const known = postings.get(token)
      if (known === undefined) {
        postings.set(token, n)
        fresh.push(token)
      } else if (typeof known === 'number') postings.set(token, [known, n])
      else known.push(n)
    }
  }

  function remove(n: number): void {
    const entry = entries.get(n)
    if (!entry) return
    entries.delete(n)
    if (entry.isWhole) whole--
    chars -= lengthOf(entry)
    for (const token of tokensIn(entry)) {
      const known = postings.get(token)
      if (known === n) postings.delete(token)
      else if (Array.isArray(known)) {
        const at = known.indexOf(n)
        if (at >= 0) known.splice(at, 1)
        if (known.length === 0) postings.delete(token)
      }
    }
  }

  function settleTokens(): void {
    if (fresh.length <= FRESH_TOKENS) return
    // A token that went and came again is in both.
    sorted = [...new Set([...sorted, ...fresh])].filter((token) => postings.has(token)).sort()
    fresh = []
  }

  /** Tokens that are this one, or begin with it. */
  function* tokensLike(token: string, isPrefix: boolean): Generator<string> {
    if (!isPrefix) {
      yield token
      return
    }
    settleTokens()
    for (let at = firstAt(sorted, token); at < sorted.length; at++) {
      const one = sorted[at] ?? ''
      if (!one.startsWith(token)) break
      yield one
    }
    for (const one of fresh) if (one.startsWith(token)) yield one
  }

  function flagsOf(token: string, isPrefix: boolean): Uint8Array {
    const flags = new Uint8Array(top + 1)
    for (const like of tokensLike(token, isPrefix)) {
      const known = postings.get(like)
      if (typeof known === 'number') flags[known] = 1
      else for (const n of known ?? []) flags[n] = 1
    }
    return flags
  }

  function find(question: Question): Uint8Array {
    if (question.where === 'notes') return flagged(({ hasNotes }) => hasNotes)
    const { wanted, where } = question
    const last = wanted.tokens.length - 1
    let flags: Uint8Array | null = null
    for (const [at, token] of wanted.tokens.entries()) {
      const one = flagsOf(token, wanted.isPrefix && at === last)
      if (flags) for (let n = 0; n < one.length; n++) one[n] = (one[n] ?? 0) & (flags[n] ?? 0)
      flags = one
    }
    if (!flags) return new Uint8Array(top + 1)
    // Which tokens a ticket has does not tell where they stand.
    if (where !== 'all' || last > 0) {
      const packed = packWanted(wanted)
      for (let n = 0; n < flags.length; n++)
        if (flags[n] === 1 && !entries.get(n)?.[where].includes(packed)) flags[n] = 0
    }
    return flags
  }

  function flagged(test: (entry: Entry) => boolean): Uint8Array {
    const flags = new Uint8Array(top + 1)
    for (const [n, entry] of entries) if (test(entry)) flags[n] = 1
    return flags
  }

  return {
    /** What its row says. Of a ticket that is known in full, it changes nothing. */
    addRow({ n, head, from, said }: RowText): void {
      if (entries.get(n)?.isWhole) return
      const packed = [head, from, said].map(packText)
      put(n, {
        all: packed.join('\n'),
        from: packed[1] ?? '',
        to: '',
        hasNotes: false,
        isWhole: false,
      })
    },

    /** All of a ticket. @returns false when there is no room for it */
    addTicket(n: number, ticket: Ticket, said: readonly string[]): boolean {
      const parts = partsOf(ticket)
      const all = [...parts.map(({ words }) => words), ...said.map(packText)].join('\n')
      const from = parts.find(({ kind }) => kind === 'from')?.words ?? ''
      const to = parts.find(({ kind }) => kind === 'to')?.words ?? ''
      const entry = {
        all,
        from,
        to,
        hasNotes: parts.some(({ kind }) => kind === 'note'),
        isWhole: true,
      }
      const before = entries.get(n)
      if (chars - (before ? lengthOf(before) : 0) + lengthOf(entry) > charsMax) return false
      put(n, entry)
      return true
    },

    remove,
    ask: (questions: readonly Question[]): Answers => ({
      hits: questions.map(find),
      whole: flagged(({ isWhole }) => isWhole),
    }),
    /** Whether any ticket has a token; what went has left nothing. */
    hasToken: (token: string): boolean => postings.has(token),
    size: (): IndexSize => ({ tickets: entries.size, whole, tokens: postings.size, chars }),
  }
}

const lengthOf = ({ all, from, to }: Entry): number => all.length + from.length + to.length

function tokensIn({ all }: Entry): Set<string> {
  // Parts are lines; one that ends and one that begins leave nothing between.
  const tokens = new Set(all.replaceAll('\n', ' ').split(' '))
  tokens.delete('')
  return tokens
}

/** Where the first that is not before `token` stands. */
function firstAt(sorted: readonly string[], token: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < token) low = middle + 1
    else high = middle
  }
  return low
}

/** Where the words of a search stand in a ticket, the newest message first. */
export function saidIn(ticket: Ticket): string[] {
  return ticket.messages.map(textOf).reverse()
}
