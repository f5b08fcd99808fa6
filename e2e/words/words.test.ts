/**
 * The catalogues of words: every language says what English says, with the same arguments and the plural forms it needs, and
 * the modules are those that `npm run words` makes. For each rule a planted mistake that it must catch.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { describe, expect, test } from 'vitest'
import { LOCALES } from '../../shared/kit/locales.ts'
import { FAULTS } from '../../shared/kit/fault.ts'
import { makeSay } from '../../shared/kit/say.ts'
import { faultsOf, messagesIn } from './catalogue.ts'
import { readMessage, writeMessage } from './message.ts'
import { areasOf, locales, makeModules, readCatalogues, root, ROOMS } from './rooms.ts'

const everywhere = ROOMS.flatMap((room) => locales.map((locale) => ({ room, locale })))

describe('[A11Y-I18N] catalogues', () => {
  test.each(everywhere)('$room.folder: $locale says what English says', ({ room, locale }) => {
    const english = readCatalogues(room, 'en')
    expect(english.size).toBeGreaterThan(0)
    const faults = [...readCatalogues(room, locale)].flatMap(([area, words]) => {
      const original = english.get(area)
      if (!original) return [`${area}.json is no area of English`]
      return faultsOf(original, words, locale).map((fault) => `${area}.json: ${fault}`)
    })
    expect(faults).toEqual([])
  })

  test.each(ROOMS)('$folder: every area comes with a screen, once', (room) => {
    expect(room.bundles.flatMap(({ areas }) => areas).toSorted()).toEqual(
      [...areasOf(room, 'en'), ...Object.keys(room.borrowed)].toSorted(),
    )
  })

  test('a language is offered when all of it is translated', () => {
    for (const locale of locales)
      expect([locale, LOCALES[locale].isOffered]).toEqual([
        locale,
        ROOMS.every((room) => areasOf(room, locale).length === areasOf(room, 'en').length),
      ])
  })

  test('faults say in English what the one list of them says', () => {
    const titles = Object.entries(FAULTS).map(([code, { title }]) => [code, title])
    const [client] = ROOMS
    expect(client && readCatalogues(client, 'en').get('fault')).toEqual(Object.fromEntries(titles))
  })

  test('the modules are what the catalogues make: run `npm run words`', async () => {
    const stale: string[] = []
    for (const [path, text] of makeModules()) {
      const file = join(root, path)
      const style = await resolveConfig(file)
      const made = await format(text, { ...style, filepath: file })
      if (readFileSync(file, 'utf8') !== made) stale.push(path)
    }
    expect(stale).toEqual([])
  })

  test.each([
    ['a name that is missing', { a: 'A', b: 'B' }, { a: 'A' }, 'b: missing'],
    ['one too many', { a: 'A' }, { a: 'A', c: 'C' }, 'c: not in the English words'],
    ['nothing said', { a: 'A' }, { a: ' ' }, 'a: empty'],
    ['a list that is shorter', { a: ['1', '2'] }, { a: ['1'] }, 'a.1: missing'],
    [
      'another argument',
      { a: 'to {name}' },
      { a: 'an {nmae}' },
      'a: takes (nmae: text), not (name: text)',
    ],
    [
      'an argument of another kind',
      { a: '{n, number} left' },
      { a: 'noch {n}' },
      'a: takes (n: text), not (n: number)',
    ],
    ['a brace that stays open', { a: 'x' }, { a: 'x {' }, 'a: cannot be read'],
    ['a format nobody knows', { a: 'x' }, { a: '{at, date}' }, 'a: cannot be read'],
  ])('caught: %s', (_, original, words, fault) => {
    expect(faultsOf(original, words, 'de').join('\n')).toContain(fault)
    expect(faultsOf(original, original, 'de')).toEqual([])
  })

  test('Arabic has six plural forms, and none may be missing; English has no third one', () => {
    const six = '{n, plural, zero {0} one {1} two {2} few {3} many {11} other {#}}'
    const two = '{n, plural, one {1} other {#}}'
    expect(faultsOf({ a: two }, { a: six }, 'ar')).toEqual([])
    expect(faultsOf({ a: two }, { a: two }, 'ar')).toEqual([
      'a: {n} has no few',
      'a: {n} has no many',
      'a: {n} has no two',
      'a: {n} has no zero',
    ])
    expect(faultsOf({ a: two }, { a: six }, 'en')).toHaveLength(4)
    // One number picked out counts nothing.
    const picked = '{n, plural, =0 {new} other {#}}'
    expect(faultsOf({ a: picked }, { a: picked }, 'ar')).toEqual([])
  })
})

describe('a message in TypeScript', () => {
  test.each([
    ['Save', `'Save'`],
    ['it’s {name}', '({ name }: { name: string | number }) => `it’s ${say.inside(name)}`'],
    [`'{{'agent'}}'`, `'{{agent}}'`],
    [
      '{n, plural, =0 {none} one {# mail} other {# mails}}',
      "({ n }: { n: number }) => n === 0 ? 'none' : say.plural(n) === 'one' ? `${say.number(n)} mail` : `${say.number(n)} mails`",
    ],
    [
      '{as, select, cc {to all} other {to one}}: {name}',
      "({ as, name }: { as: 'cc' | 'other'; name: string | number }) => `${as === 'cc' ? 'to all' : 'to one'}: ${say.inside(name)}`",
    ],
    ['a ` and ${x}', '({ x }: { x: string | number }) => `a \\` and $${say.inside(x)}`'],
  ])('%s', (text, code) => {
    expect(writeMessage(readMessage(text))).toBe(code)
  })

  test('what is put in is kept from turning the words around it', () => {
    const [leftwards, rightwards] = [makeSay('ar', true), makeSay('en')]
    expect(leftwards.inside('Sam')).toBe('\u2068Sam\u2069')
    expect(rightwards.inside('Sam')).toBe('Sam')
    for (const turning of ['سامية', 'שרה', 'gpj.\u202efdp', 'a\u2067b', '\u200fx'])
      expect(rightwards.inside(turning)).toBe(`\u2068${turning}\u2069`)
  })

  test('only what there is nothing to say of is empty', () => {
    const areas = ROOMS.flatMap((room) => [...readCatalogues(room, 'en')])
    const empty = areas.flatMap(([area, words]) =>
      messagesIn(words)
        .filter(([, text]) => text === '')
        .map(([name]) => `${area}.${name}`),
    )
    const known = /^(mail\.event\.answer|mail-setup\.mailbox\.whatToDo)\./
    expect(empty.filter((name) => !known.test(name))).toEqual([])
  })
})
