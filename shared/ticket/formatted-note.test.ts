/** What may stand in the formats of a note, what is refused, and which plain words follow. */
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../kit/limits.ts'
import {
  isPlain,
  plainOf,
  proseOf,
  readFormatted,
  refuseFormatted,
  withMoreWords,
  writeFormatted,
  type Block,
} from './formatted-note.ts'

const why = (blocks: unknown, text = 'x') =>
  refuseFormatted({ text, formatted: typeof blocks === 'string' ? blocks : JSON.stringify(blocks) })

const WHOLE = [
  ['p', 'Look at ', ['this', 'b'], ' and\n', ['that', 'bius'], ', not ', ['@Ben', 'c']],
  ['p', ['the ', '', 'https://pumps.test/a?b=1'], ['manual', 'b', 'https://pumps.test/a?b=1']],
  ['p'],
  ['blockquote', ['p', 'It leaks.'], ['blockquote', ['p', 'Since when?']]],
  [
    'ul',
    [
      ['p', 'seal'],
      [
        'ol',
        [['p', 'old']],
        [
          ['p', 'new'],
          ['pre', 'a\n  b'],
        ],
      ],
    ],
    [['p']],
  ],
  ['pre', 'if (x) {\n\n  y\n}'],
  ['p', ['mail', 'i', 'mailto:a@b.test'], ' ', ['a@b.test', '', 'mailto:a@b.test']],
]
/** Fixed: a note that waits on a device must mean the same to the server that takes it, whichever is newer. */
const WHOLE_SAID = [
  'Look at this and\nthat, not @Ben',
  'the manual <https://pumps.test/a?b=1>',
  '> It leaks.\n>\n> > Since when?',
  '- seal\n  1. old\n  2. new\n     a\n       b',
  'if (x) {\n\n  y\n}',
  'mail <mailto:a@b.test> a@b.test',
].join('\n\n')

test('[CO27] every format there is is taken, and says its plain words', () => {
  const note = { text: WHOLE_SAID, formatted: JSON.stringify(WHOLE) }
  expect(refuseFormatted(note)).toBeNull()
  const blocks = readFormatted(note)
  expect(blocks && writeFormatted(blocks)).toBe(note.formatted)
  expect(blocks && plainOf(blocks)).toBe(WHOLE_SAID)
  expect(blocks && isPlain(blocks)).toBe(false)
})

test('a note without formats is taken, and has none', () => {
  expect(refuseFormatted({ text: 'x' })).toBeNull()
  expect(readFormatted({ text: 'x' })).toBeNull()
})

const nested = (depth: number): unknown =>
  depth === 0 ? ['p', 'x'] : ['blockquote', nested(depth - 1)]

describe('[CO27] refused is', () => {
  test.each<[string, unknown]>([
    ['what is no JSON', '<p>x</p>'],
    ['a list that does not end', '['.repeat(60_000)],
    ['an object', { kind: 'p', text: 'x' }],
    ['nothing', []],
    ['null', null],
    ['an element that is not on the list', [['script', 'x']]],
    ['a picture', [['img', 'x']]],
    ['a name every object has', [['constructor', 'x']]],
    ['a block in a paragraph', [['p', ['p', 'x']]]],
    ['words of no block', ['x']],
    ['a format that is not on the list', [['p', ['x', 'q']]]],
    ['formats twice', [['p', ['x', 'bb']]]],
    ['formats in another order', [['p', ['x', 'ib']]]],
    ['code with another format', [['p', ['x', 'bc']]]],
    ['code that is a link', [['p', ['x', 'c', 'https://a.test/']]]],
    ['words that are none', [['p', ['', 'b'], 'x']]],
    ['an empty run', [['p', '', 'x']]],
    ['more than an address', [['p', ['x', '', 'https://a.test/', 'onclick']]]],
    ['an address that is none', [['p', ['x', '', { toString: 'x' }]]]],
    ['code that is no text', [['pre', ['x']]]],
    ['code of two texts', [['pre', 'x', '']]],
    ['a list without items', [['ul'], ['p', 'x']]],
    [
      'an item without words',
      [
        ['ul', []],
        ['p', 'x'],
      ],
    ],
    ['an item that begins with no words', [['ul', [['pre', 'x']]]]],
    ['a quote of nothing', [['blockquote'], ['p', 'x']]],
    ['spaces between', '[ ["p","x"]]'],
    ['a letter written in another way', '[["p","\\u0078"]]'],
    ['what is too long', [['p', ['x'.repeat(LIMITS.noteFormattedChars), 'b']]]],
  ])('%s', (_, blocks) => {
    expect(why(blocks)).toMatch(/^the formats of the note/)
  })

  test.each([
    'javascript:alert(1)',
    'JavaScript://a.test/%0aalert(1)',
    ' https://a.test/',
    'https:a.test',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://a.test/x',
    '//a.test/',
    '/settings',
    'http://',
    'https://a.test/ x',
    'https://a.test/\u202emoc.elgoog',
    'https://a.test/\n',
    'https://a.test/"onclick=x',
    'https:\\\\a.test',
    `https://a.test/${'x'.repeat(LIMITS.noteHrefChars)}`,
  ])('a link to %j', (href) => {
    expect(why([['p', ['x', '', href]]], `x <${href}>`)).toMatch(/none that we know/)
  })

  test('[CO27] words that are not those of its formats', () => {
    expect(why([['p', ['x', 'b']]])).toBeNull()
    expect(why([['p', ['x', 'b']]], 'x ')).toMatch(/something else/)
    expect(why([['p', ['Pay Eve', 'b']]], 'Pay Ada')).toMatch(/something else/)
    // Nobody is told one address and shown another.
    expect(why([['p', ['https://a.test/', '', 'https://b.test/']]], 'https://a.test/')).toMatch(
      /something else/,
    )
  })
})

test('[CO27] what lies deeper, and what is more than a note may have, is refused with its right words', () => {
  const quoted = (depth: number) => why([nested(depth)], `${'> '.repeat(depth)}x`)
  expect(quoted(LIMITS.noteDepth - 1)).toBeNull()
  expect(quoted(LIMITS.noteDepth)).toMatch(/none that we know/)
  const paragraphs = (count: number) =>
    why([['p', 'x'], ...Array.from({ length: count - 1 }, () => ['p'])])
  expect(paragraphs(LIMITS.noteBlocks - 1)).toBeNull()
  expect(paragraphs(LIMITS.noteBlocks)).toMatch(/none that we know/)
  const long = 'x'.repeat(LIMITS.noteFormattedChars)
  expect(why([['p', [long, 'b']]], long)).toMatch(/too long/)
})

test('who is mentioned is asked of words outside of code', () => {
  const blocks = readFormatted({ text: WHOLE_SAID, formatted: JSON.stringify(WHOLE) }) ?? []
  expect(proseOf(blocks)).toContain('Look at this and')
  expect(proseOf(blocks)).toContain('seal')
  expect(proseOf(blocks)).not.toMatch(/@Ben|if \(x\)/)
})

test('more words stand at the end, in formats where there are some', () => {
  expect(withMoreWords({ text: '' }, '@Ben')).toEqual({ text: '@Ben' })
  expect(withMoreWords({ text: 'a\nb ' }, '@Ben')).toEqual({ text: 'a\nb\n\n@Ben' })
  const bold: Block[] = [{ kind: 'p', runs: [{ text: 'a', marks: ['b'], href: null }] }]
  const note = { text: 'a', formatted: writeFormatted(bold) }
  const more = withMoreWords(note, 'one\ntwo\n\n@Ben')
  expect(more).toEqual({
    text: 'a\n\none\ntwo\n\n@Ben',
    formatted: '[["p",["a","b"]],["p","one\\ntwo"],["p","@Ben"]]',
  })
  expect(refuseFormatted(more)).toBeNull()
})
