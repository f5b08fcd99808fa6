/** Which language is read, and how its dates and times are written. */
import { describe, expect, test } from 'vitest'
import { pickIntl, pickLocale } from './read-words.ts'

test('what was chosen comes first, then what the browser wants, then English', () => {
  expect(pickLocale('de', ['fr'])).toBe('de')
  expect(pickLocale(null, ['pt-BR', 'fr-CA', 'en'])).toBe('fr')
  expect(pickLocale('xx', ['pt'])).toBe('en')
})

describe('English is written', () => {
  test.each([
    [['en-US', 'en'], 'en-US'],
    [['en-GB', 'en-US'], 'en-GB'],
    [['de', 'en-AU'], 'en-AU'],
    // Who wants no region reads as before, and so does who wants none of its English.
    [['en', 'en-US'], 'en-GB'],
    [['de'], 'en-GB'],
    [[], 'en-GB'],
    // No region, or more than one: Intl would be asked for what it does not know.
    [['en-001'], 'en-GB'],
    [['en-US-u-ca-buddhist'], 'en-GB'],
    [['eng-US'], 'en-GB'],
  ])('[LA7] for a browser that wants %j as %s', (asked, written) => {
    expect(pickIntl('en', asked)).toBe(written)
  })

  test('[LA7] and another language as it is, whatever English the browser wants', () => {
    expect(pickIntl('de', ['en-US', 'de'])).toBe('de')
  })
})
