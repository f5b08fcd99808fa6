import { describe, expect, test } from 'vitest'
import { fc } from '../kit/test-stage/properties.ts'
import { LIMITS } from '../kit/limits.ts'
import { PRIORITIES, STATUSES } from '../ticket/ticket.ts'
import { wantedOf } from './fold.ts'
import { parseSearch } from './parse.ts'
import { isPlainWord, printQuery } from './print.ts'
import { HAS_VALUES, IS_VALUES, UNITS, type Leaf, type Query } from './query.ts'

const read = (text: string): Query | null => {
  const parsed = parseSearch(text)
  if (!parsed.ok) throw new Error(`${parsed.fault.why} at ${parsed.fault.at}`)
  return parsed.query
}
const wrong = (text: string, unknown?: ReadonlySet<string>) => {
  const parsed = parseSearch(text, unknown)
  if (parsed.ok) throw new Error(`“${text}” was read`)
  const { why, at, length } = parsed.fault
  return { why, said: text.slice(at, at + length) }
}

describe('what is read', () => {
  test('words, operators, minus, OR and parentheses', () => {
    expect(read('refund from:ana is:open -label:vip')).toEqual({
      kind: 'and',
      of: [
        { kind: 'words', text: 'refund', isPhrase: false },
        { kind: 'from', text: 'ana' },
        { kind: 'is', state: 'open' },
        { kind: 'not', of: { kind: 'label', text: 'vip' } },
      ],
    })
    expect(read('(in:a OR in:b) "two words"')).toEqual({
      kind: 'and',
      of: [
        {
          kind: 'or',
          of: [
            { kind: 'in', text: 'a' },
            { kind: 'in', text: 'b' },
          ],
        },
        { kind: 'words', text: 'two words', isPhrase: true },
      ],
    })
  })
  test.each([
    ['sla:<2h', { kind: 'sla', span: { than: '<', amount: 2, unit: 'h' } }],
    ['updated:<3d', { kind: 'updated', span: { than: '<', amount: 3, unit: 'd' } }],
    ['before:2026-01-01', { kind: 'before', day: '2026-01-01' }],
    ['after:2028-02-29', { kind: 'after', day: '2028-02-29' }],
    ['id:#1234', { kind: 'id', number: 1234 }],
    ['queue:support', { kind: 'in', text: 'support' }],
    ['FROM:"Ana Lima"', { kind: 'from', text: 'Ana Lima' }],
    ['“two words”', { kind: 'words', text: 'two words', isPhrase: true }],
    ['https://desk.test/x', { kind: 'words', text: 'https://desk.test/x', isPhrase: false }],
    ['--x', { kind: 'words', text: 'x', isPhrase: false }],
  ])('%s', (text, query) => {
    expect(read(text)).toEqual(query)
  })
  test.each(['', '   ', ' - ', '…'])('“%s” asks for nothing', (text) => {
    expect(read(text)).toBeNull()
  })
})

describe('[SE1] a mistake is told by a code and by its place', () => {
  test.each([
    ['refund "open', 'open-quote', '"'],
    ['a (b c', 'open-group', '('],
    ['a ) b', 'stray-close', ')'],
    [') b', 'stray-close', ')'],
    ['a ()', 'empty-group', '()'],
    ['OR a', 'stray-or', 'OR'],
    ['a OR', 'stray-or', 'OR'],
    ['a OR OR b', 'stray-or', 'OR'],
    ['a (b -)', 'stray-not', '-'],
    ['from: ana', 'no-value', 'from:'],
    ['colour:red', 'unknown-operator', 'colour:'],
    ['constructor:x', 'unknown-operator', 'constructor:'],
    ['is:lost', 'unknown-value', 'lost'],
    ['has:"legs"', 'unknown-value', '"legs"'],
    ['sla:2h', 'unknown-value', '2h'],
    ['before:2026-02-30', 'unknown-value', '2026-02-30'],
    ['id:abc', 'unknown-value', 'abc'],
    ['from:"…"', 'no-words', 'from:"…"'],
  ])('%s', (text, why, said) => {
    expect(wrong(text)).toEqual({ why, said })
  })
  test('what is not known where it is asked', () => {
    expect(wrong('x is:unread', new Set(['is:unread']))).toEqual({
      why: 'not-known',
      said: 'is:unread',
    })
    expect(wrong('org:acme', new Set(['org'])).why).toBe('not-known')
    expect(parseSearch('is:open', new Set(['is:unread'])).ok).toBe(true)
  })
})

describe('[SE2] a hostile search is answered with a fault', () => {
  test('ten thousand characters', () => {
    expect(wrong('a '.repeat(5_000)).why).toBe('too-long')
  })
  test('very many terms', () => {
    expect(wrong('a '.repeat(500).trim()).why).toBe('too-many-terms')
  })
  test('parentheses and minuses without end', () => {
    expect(wrong('('.repeat(900)).why).toBe('too-deep')
    expect(wrong('-'.repeat(900) + 'a').why).toBe('too-deep')
  })
  test('nothing that anybody types makes it throw or hang', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab:-"() OR<2h*%#é退'), maxLength: 200 }),
        (text) => {
          const parsed = parseSearch(text)
          if (parsed.ok) return
          expect(parsed.fault.at).toBeGreaterThanOrEqual(0)
          expect(parsed.fault.at + parsed.fault.length).toBeLessThanOrEqual(text.length)
        },
      ),
    )
  })
})

const hasWords = (text: string): boolean => wantedOf(text, false).tokens.length > 0
const phrase = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((text) =>
    text
      .replace(/["“”„«»]/gu, ' ')
      .normalize('NFC')
      .trim()
      .replace(/\s+/gu, ' '),
  )
  .filter((text) => hasWords(text))
const word = phrase
  .map((text) => text.replace(/\s/gu, ''))
  .filter((text) => hasWords(text) && isPlainWord(text))
const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.record({ kind: fc.constant('words' as const), text: word, isPhrase: fc.constant(false) }),
  fc.record({ kind: fc.constant('words' as const), text: phrase, isPhrase: fc.constant(true) }),
  fc.record({
    kind: fc.constantFrom('from', 'to', 'org', 'label', 'in', 'assignee'),
    text: phrase,
  }),
  fc.record({ kind: fc.constant('is' as const), state: fc.constantFrom(...IS_VALUES) }),
  fc.record({ kind: fc.constant('has' as const), what: fc.constantFrom(...HAS_VALUES) }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(...STATUSES) }),
  fc.record({ kind: fc.constant('priority' as const), priority: fc.constantFrom(...PRIORITIES) }),
  fc.record({
    kind: fc.constantFrom('sla', 'updated'),
    span: fc.record({
      than: fc.constantFrom('<', '>'),
      amount: fc.nat(99_999),
      unit: fc.constantFrom(...UNITS),
    }),
  }),
  fc.record({
    kind: fc.constantFrom('before', 'after'),
    day: fc.constantFrom('2026-01-01', '2024-02-29', '1999-12-31'),
  }),
  fc.record({ kind: fc.constant('id' as const), number: fc.nat(999_999) }),
)
const isNot = (query: Query) => query.kind === 'not'
const { query: tree } = fc.letrec<{ query: Query; group: Query; not: Query }>((tie) => ({
  query: fc.oneof({ maxDepth: 4 }, leaf, tie('group'), tie('not')),
  group: fc
    .record({
      kind: fc.constantFrom('and', 'or'),
      of: fc.array(tie('query'), { minLength: 2, maxLength: 3 }),
    })
    .filter(({ kind, of }) => of.every((one) => one.kind !== kind)),
  not: tie('query')
    .filter((of) => !isNot(of))
    .map((of): Query => ({ kind: 'not', of })),
}))

test('[SE1] what is printed is read as the same', () => {
  fc.assert(
    fc.property(tree, (query) => {
      const text = printQuery(query)
      fc.pre(text.length <= LIMITS.searchChars)
      expect(read(text)).toEqual(query)
    }),
    { numRuns: 500 },
  )
})
