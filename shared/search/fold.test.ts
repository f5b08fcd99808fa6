import { describe, expect, test } from 'vitest'
import { fc } from '../kit/test-stage/properties.ts'
import { hasWanted, packTokens, tokensOf, wantedOf } from './fold.ts'
import { excerptOf, marksIn } from './mark.ts'

const finds = (asked: string, text: string, isPhrase = false): boolean =>
  hasWanted(packTokens(tokensOf(text)), wantedOf(asked, isPhrase))

describe('[SE3] accents, case and script keep nothing from being found', () => {
  test.each([
    ['refund', 'A REFUND, please'],
    ['refu', 'refunds'],
    ['resume', 'Mon résumé'],
    ['hauptstrasse', 'Hauptstraße 5'],
    ['lodz', 'Łódź'],
    ['οδος', 'ΟΔΟΣ'],
    ['احمد', 'أَحْمَدُ'],
    ['مدرسه', 'مدرسة'],
    ['退款', '我要申请退款'],
    ['请退', '我要申请退款'],
    ['款', '我要申请退款'],
    ['カタカナ', 'これはカタカナです'],
    ['ขอคืน', 'ผมขอคืนเงินครับ'],
    ['환불', '환불해 주세요'],
    ['ana@mail.test', 'From Ana@Mail.TEST today'],
    ['退款abc', '退款ABC'],
  ])('%s in %s', (asked, text) => {
    expect(finds(asked, text)).toBe(true)
  })
  test.each([
    ['fund', 'refund'],
    ['款退', '我要申请退款'],
    ['ana@mail.test', 'ana at mail'],
  ])('%s not in %s', (asked, text) => {
    expect(finds(asked, text)).toBe(false)
  })
  test('a phrase stands as it was typed', () => {
    expect(finds('my refund', 'where is my refunds', true)).toBe(false)
    expect(finds('my refund', 'where is my refund?', true)).toBe(true)
    expect(finds('a', 'an apple')).toBe(false)
  })
  test('every word of a text is found in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        // Signs that stand for letters (㎀) are taken apart before words are.
        const words = text.normalize('NFKD').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
        const lost = words.filter(
          (word) => wantedOf(word, true).tokens.length > 0 && !finds(word, text, true),
        )
        expect(lost).toEqual([])
      }),
    )
  })
})

describe('marks', () => {
  const marked = (text: string, ...asked: string[]) => {
    let said = ''
    let at = 0
    const marks = marksIn(
      text,
      asked.map((one) => wantedOf(one, false)),
    )
    for (const mark of marks) {
      said += `${text.slice(at, mark.at)}[${text.slice(mark.at, mark.end)}]`
      at = mark.end
    }
    return said + text.slice(at)
  }
  test.each([
    ['Refunds for Ana', ['refund', 'ana'], '[Refund]s for [Ana]'],
    ['Mon résumé', ['resum'], 'Mon [résum]é'],
    ['Hauptstraße', ['hauptstrasse'], '[Hauptstraße]'],
    ['我要申请退款', ['请退'], '我要申[请退]款'],
    ['我要申请退款', ['申请退款'], '我要[申请退款]'],
    ['write ana@mail.test', ['ana@mail.test'], 'write [ana]@[mail].[test]'],
    ['a <b> is', ['b'], 'a <[b]> is'],
    ['nothing', ['else'], 'nothing'],
  ])('%s', (text, asked, said) => {
    // Words that follow each other are one mark, with what is between them.
    expect(marked(text, ...asked).replace(/\]([@.])\[/g, ']$1[')).toBe(
      said.replace('[ana]@[mail].[test]', '[ana@mail.test]'),
    )
  })
  test('they lie within the text, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }),
        (text, asked) => {
          let last = 0
          for (const mark of marksIn(text, [wantedOf(asked, false)])) {
            expect(mark.at).toBeGreaterThanOrEqual(last)
            expect(mark.end).toBeGreaterThan(mark.at)
            expect(mark.end).toBeLessThanOrEqual(text.length)
            last = mark.end
          }
        },
      ),
    )
  })
  test('an excerpt shows the first of them', () => {
    const text = `${'lorem ipsum '.repeat(50)}the refund ${'dolor '.repeat(50)}`
    const excerpt = excerptOf(text, [wantedOf('refund', false)], 80)
    expect(excerpt).toContain('refund')
    expect(excerpt?.length).toBeLessThanOrEqual(82)
    expect(excerptOf(text, [wantedOf('absent', false)], 80)).toBeNull()
  })
})
