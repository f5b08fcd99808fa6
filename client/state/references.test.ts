/** Where other tickets are named in plain words, and where a number is something else. */
import { describe, expect, test } from 'vitest'
import type { Row } from '../../shared/ticket/ticket.ts'
import { makeStandIn } from '../test-stage/stand-in-replica.ts'
import { findReferences, ticketOf } from './references.ts'

const named = (text: string) =>
  findReferences(text).map(({ from, to, number }) => [text.slice(from, to), number])

describe('[WO19] a number in plain words', () => {
  test.each([
    ['#12', [12]],
    ['see #12, (#13) and #14.', [12, 13, 14]],
    ['„#12“ – #13: the same; #14!', [12, 13, 14]],
    ['first\n#12\nlast', [12]],
    ['انظر #12، شكرا', [12]],
    ['#1,#2', [1, 2]],
  ])('is named in “%s”', (text, numbers) => {
    expect(named(text)).toEqual(numbers.map((number) => [`#${number}`, number]))
  })

  test.each([
    '# 12',
    '#0',
    '#012',
    '#1234567890',
    'a#12',
    'owner/repo#12',
    'C#7',
    '##12',
    '&#12;',
    '#12a',
    '#12_3',
    '#12-34',
    '#1.5',
    '#10:30',
    '#ff0012',
    'https://shop.test/page#12',
    'https://shop.test/?q=(#12)',
    'www.shop.test/(#12',
    'git+ssh://host/#12',
    'mailto:ada@desk.test?subject=(#12)',
    'run `make #12` first',
    '```\n#12\n```',
    '```\n#12',
  ])('is not in “%s”', (text) => {
    expect(named(text)).toEqual([])
  })

  test('behind an address and behind code it is one again', () => {
    expect(named('https://shop.test/#12 #13 `#14` #15')).toEqual([
      ['#13', 13],
      ['#15', 15],
    ])
  })

  test('what somebody sends to keep us busy is read in no time', () => {
    for (const part of ['a.', 'a#', '`', '`a', '#1#', 'a:/', 'http:', '```', 'www', '@#1-']) {
      const text = `#1 ${part.repeat(50_000 / part.length)}`
      const began = performance.now()
      findReferences(text)
      expect(performance.now() - began).toBeLessThan(1_000)
    }
  })
})

test('of a text that names hundreds the first two hundred count', () => {
  expect(findReferences('#7 '.repeat(5_000))).toHaveLength(200)
})

test('[WO19] a ticket is found by its number among those of this device', () => {
  const { rows } = makeStandIn({ tickets: 30, now: 0 })
  const all = rows()
  for (const row of all) expect(ticketOf(all, row.number)).toBe(row)
  expect(ticketOf(all, 999_999)).toBeUndefined()
  const fewer: readonly Row[] = all.slice(1)
  expect(ticketOf(fewer, all[0]?.number ?? 0)).toBeUndefined()
})
