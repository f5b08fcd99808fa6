/**
 * The languages of what the server writes, for people outside the desk and for those of it: words of each, and what Intl and
 * HTML call it. Made at the first question and kept. Not here: which one somebody reads (pages/page-language,
 * commit/contacts, auth/person-language).
 */
import { AMERICAN, LOCALES, isLocale, PSEUDO, type Locale } from '../../shared/kit/locales.ts'
import { makePseudo } from '../../shared/kit/pseudo-words.ts'
import { makeSay, type Say } from '../../shared/kit/say.ts'
import { ENGLISH_STEPS, type StepLanguage } from '../../shared/sla/step-language.ts'
import { bundle as ar } from './made/ar/public.ts'
import { bundle as de } from './made/de/public.ts'
import { bundle as en, type Bundle } from './made/en/public.ts'
import { bundle as es } from './made/es/public.ts'
import { bundle as fr } from './made/fr/public.ts'

const BUNDLES: Readonly<Record<Locale, typeof en | typeof de>> = { en, de, es, fr, ar }

export type Language = {
  /** As `lang` says it. */
  locale: string
  /** Whose words they are. */
  base: Locale
  /** What numbers, dates and lists are written with. */
  intl: string
  dir: 'ltr' | 'rtl'
  words: Bundle
  say: Say
}

const known = new Map<string, Language>()

/** Whether there are words in it for people. */
export const isLanguage = (name: string): boolean =>
  name === AMERICAN || (isLocale(name) && LOCALES[name].isOffered)

/** Of each one that there are words in. */
export const allLanguages = (): Language[] => Object.keys(LOCALES).map(languageOf)

/** @param name  a locale, English with American dates, or the one of tests; English for anything else */
export function languageOf(name: string): Language {
  const here = known.get(name)
  if (here) return here
  if (name !== PSEUDO && name !== AMERICAN && !isLocale(name)) return languageOf('en')
  const locale = isLocale(name) ? name : 'en'
  const say = sayIn(locale)
  const words = BUNDLES[locale](sayIn)
  const { intl, isRightToLeft } = LOCALES[locale]
  const made: Language = {
    locale: name,
    base: locale,
    intl: name === AMERICAN ? AMERICAN : intl,
    dir: isRightToLeft ? 'rtl' : 'ltr',
    words: name === PSEUDO ? makePseudo(words) : words,
    say,
  }
  known.set(name, made)
  return made
}

/** Of the steps of a clock: in English as the command line prints them. */
export const stepsIn = ({ locale, base, words, intl }: Language): StepLanguage =>
  base === 'en' && locale !== PSEUDO ? ENGLISH_STEPS : { words: words.step, intl }

function sayIn(locale: string): Say {
  const { intl, isRightToLeft } = LOCALES[isLocale(locale) ? locale : 'en']
  return makeSay(intl, isRightToLeft)
}
