/**
 * What words need of a language besides themselves: how its numbers look, and which of its plural forms a number takes
 * (CLDR, by Intl). The modules that `npm run words` makes are handed one. Not here: words.
 */
export type Say = {
  number(n: number): string
  /** Of a message with plural forms. */
  plural(n: number): Intl.LDMLPluralRule
  /** Of a message that counts by order: 1st, 2nd. */
  ordinal(n: number): Intl.LDMLPluralRule
  /** One after the other, as a language separates them. */
  list(parts: readonly string[]): string
  /** What is put into a message, kept from turning the words around it (Unicode bidi isolation). */
  inside(value: string | number): string
}

/** Of the language whose words are asked for. */
export type SayIn = (locale: string) => Say

/** Words of another language: the same names, lists as long, functions that take the same; any text. */
export type Widened<T> = T extends string
  ? string
  : T extends (...what: infer What) => string
    ? (...what: What) => string
    : { readonly [Name in keyof T]: Widened<T[Name]> }

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'
/** Letters of scripts that run from right to left, and the signs that turn what follows (UAX #9). */
const TURNING =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}\p{Bidi_C}]/u

/** @param locale  BCP 47, as Intl takes it */
export function makeSay(locale: string, isRightToLeft = false): Say {
  const format = new Intl.NumberFormat(locale)
  const cardinal = new Intl.PluralRules(locale)
  let order: Intl.PluralRules | undefined
  let lists: Intl.ListFormat | undefined
  return {
    number: (n) => format.format(n),
    plural: (n) => cardinal.select(n),
    ordinal: (n) => (order ??= new Intl.PluralRules(locale, { type: 'ordinal' })).select(n),
    list: (parts) => (lists ??= new Intl.ListFormat(locale, { type: 'unit' })).format(parts),
    inside: (value) =>
      // Left to right nearly nothing turns, and what does not stays free of signs nobody sees.
      isRightToLeft || TURNING.test(String(value))
        ? `${FIRST_STRONG_ISOLATE}${value}${POP_ISOLATE}`
        : String(value),
  }
}
