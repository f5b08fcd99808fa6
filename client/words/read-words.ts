/**
 * Which language this device uses, and the words of it: those a person chose here, else the first the browser asks for that
 * is translated, else English. Runs before the first paint. The modules of words it loads import nothing that runs: whoever
 * waits here is never waited for by them. Not here: which languages there are (shared/kit/locales).
 */
import { makeSay, type Say, type SayIn } from '../../shared/kit/say.ts'
import { LOCALES, PSEUDO, isLocale, type Locale } from '../../shared/kit/locales.ts'

const KEY = 'deskside.locale'

/** What a person chose on this device; null: as the browser asks. */
export function chosenLocale(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

/** Takes effect when the page starts anew. */
export function chooseLocale(locale: Locale | null): void {
  try {
    if (locale === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, locale)
  } catch {
    // Storage may be blocked: the browser's own language stays.
  }
}

/** @param asked  what the browser wants, the best first */
export function pickLocale(chosen: string | null, asked: readonly string[]): Locale {
  if (chosen !== null && isLocale(chosen)) return chosen
  for (const tag of asked) {
    const language = tag.split('-')[0]?.toLowerCase() ?? ''
    if (isLocale(language) && LOCALES[language].isOffered) return language
  }
  return 'en'
}

/** English is written as in the region of the English that the browser wants first (LA7); without one, as in Britain. */
export function pickIntl(locale: Locale, asked: readonly string[]): string {
  const english = asked.find((tag) => /^en\b/i.test(tag)) ?? ''
  return locale === 'en' && /-[a-z]{2}$/i.test(english) ? english : LOCALES[locale].intl
}

const chosen = chosenLocale()
const asked = typeof navigator === 'undefined' ? [] : (navigator.languages ?? [])
export const locale = pickLocale(chosen, asked)
/** What dates, times and lists are written with. */
export const intl = pickIntl(locale, asked)

/** Several things one after the other, as the language parts them. */
export const listed = (parts: readonly string[]): string =>
  parts.join(locale === 'ar' ? '، ' : ', ')

const says = new Map<string, Say>()
const sayIn: SayIn = (name) => {
  const known = says.get(name)
  if (known) return known
  const { intl: tag, isRightToLeft } = LOCALES[isLocale(name) ? name : 'en']
  const made = makeSay(tag, isRightToLeft)
  says.set(name, made)
  return made
}
export const say = sayIn(locale)

if (typeof document !== 'undefined') {
  document.documentElement.lang = locale
  document.documentElement.dir = LOCALES[locale].isRightToLeft ? 'rtl' : 'ltr'
}

type Made<Bundle> = { bundle: (sayIn: SayIn) => Bundle }

/** Words that cannot be fetched in the language are there in English rather than not at all. */
export async function readWords<Bundle extends object>(
  load: Record<Locale, () => Promise<Made<Bundle>>>,
): Promise<Bundle> {
  const { bundle } = await load[locale]().catch(() => load.en())
  if (chosen !== PSEUDO) return bundle(sayIn)
  const { makePseudo } = await import('../../shared/kit/pseudo-words.ts')
  return makePseudo(bundle(sayIn))
}
