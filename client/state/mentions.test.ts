/** Mentions in the words of a note: who is offered, who is meant, where they stand. */
import { describe, expect, test } from 'vitest'
import { askedAt, mentionable, mentionedIn, namesOf, offer, splitMentions } from './mentions.ts'

const person = (id: string, name: string, queues?: string[], isDisabled = false) => ({
  id,
  name,
  email: `${id}@desk.test`,
  role: 'agent' as const,
  isDisabled,
  ...(queues && { queues }),
})
const PEOPLE = [
  person('ada', 'Ada Lovelace', ['support']),
  person('ben', 'Ben', ['support']),
  person('okri', 'Ben Okri', ['support', 'payments']),
  person('eve', 'Eve Moss', ['payments']),
  person('gone', 'Gone Girl', ['support'], true),
  person('old', 'Old Server'),
  person('layla', 'ليلى حسن', ['support']),
]
const offered = mentionable(PEOPLE, { me: 'ada', row: { queue: 'support' } })
const ids = (people: readonly { id: string }[]) => people.map(({ id }) => id)

describe('who is offered', () => {
  test('[RI1] those who see the ticket too, not oneself, nobody whose sight is not known', () => {
    expect(ids(offered)).toEqual(['ben', 'okri', 'layla'])
    const both = mentionable(PEOPLE, { me: 'ada', row: { queue: 'support', alsoIn: ['payments'] } })
    expect(ids(both)).toEqual(['ben', 'okri', 'eve', 'layla'])
  })

  test('by the beginnings of their names, and of the address', () => {
    expect(ids(offer(offered, ''))).toEqual(['ben', 'okri', 'layla'])
    expect(ids(offer(offered, 'be'))).toEqual(['ben', 'okri'])
    expect(ids(offer(offered, 'Ben ok'))).toEqual(['okri'])
    expect(ids(offer(offered, 'OKRI'))).toEqual(['okri'])
    expect(ids(offer(offered, 'حس'))).toEqual(['layla'])
    expect(ids(offer(offered, 'layla@'))).toEqual(['layla'])
  })

  test('nobody once the name is there: Enter begins a line again, and the sentence goes on', () => {
    for (const words of ['Ben Okri ', 'Ben Okri b', 'Ben ', 'Ben and'])
      expect(offer(offered, words)).toEqual([])
    expect(ids(offer(offered, 'Ben O'))).toEqual(['okri'])
  })

  test('of two with one name each stands there by the address', () => {
    const twins = [person('one', 'Sam Hill', ['a']), person('two', 'sam hill', ['a'])]
    const handles = mentionable(twins, { me: 'x', row: { queue: 'a' } }).map((one) => one.handle)
    expect(handles).toEqual(['one@desk.test', 'two@desk.test'])
  })
})

test.each([
  ['@', { from: 0, words: '' }],
  ['Ask @be', { from: 4, words: 'be' }],
  ['Ask @Ben Ok', { from: 4, words: 'Ben Ok' }],
  ['(@b', { from: 1, words: 'b' }],
  ['line\n@b', { from: 5, words: 'b' }],
  ['sam@outside.test', null],
  ['no sign', null],
  ['@one two three four five', null],
])('what is asked for at the end of “%s”', (text, asked) => {
  expect(askedAt(text, text.length)).toEqual(asked)
})

describe('who is meant', () => {
  test.each([
    ['@Ben Okri, look', ['okri']],
    ['@Ben, look', ['ben']],
    ['@Benjamin', []],
    ['write to x@Ben', []],
    ['@Ben and @Ben Okri and @Ben', ['ben', 'okri']],
    ['@Eve Moss', []],
    ['(@ليلى حسن)', ['layla']],
    ['@ben', []],
  ])('by “%s”', (text, meant) => {
    expect(mentionedIn(text, offered)).toEqual(meant)
  })

  test('a note that stands shows them by name or address, and loses no word', () => {
    const text = '@Ben Okri and @eve@desk.test: see @Ada Lovelace.\n'
    const pieces = splitMentions(text, namesOf(['okri', 'eve'], PEOPLE))
    expect(pieces).toEqual([
      { text: '@Ben Okri', person: 'okri' },
      { text: ' and ', person: null },
      { text: '@eve@desk.test', person: 'eve' },
      { text: ': see @Ada Lovelace.\n', person: null },
    ])
  })

  test('very many signs take no long time', () => {
    expect(mentionedIn('@'.repeat(50_000), offered)).toEqual([])
    expect(mentionedIn('@Ben '.repeat(10_000), offered)).toEqual(['ben'])
  })
})
