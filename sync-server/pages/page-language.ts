/**
 * The language of a page: the one its address asks for, else the best of what the browser wants (RFC 9110 §12.5.4), else
 * the desk's. A choice stays in the addresses of the pages that follow; no cookie is set for it.
 */
import type { Context } from 'hono'
import { LIMITS } from '../../shared/kit/limits.ts'
import { isLocale, LOCALES, PSEUDO, type Locale } from '../../shared/kit/locales.ts'
import { languageOf, type Language } from '../words/language.ts'

export type PageLanguage = Language & {
  /** The path of one of our pages, with the choice of this one in it. */
  link(path: string): string
}

export function pageLanguage(c: Context, desk: { config: { language: Locale } }): PageLanguage {
  const chosen = readChoice(c.req.query('lang'))
  const name = chosen ?? readAccepted(c.req.header('accept-language')) ?? desk.config.language
  return {
    ...languageOf(name),
    link: (path) =>
      chosen === null ? path : `${path}${path.includes('?') ? '&' : '?'}lang=${chosen}`,
  }
}

/** Null for what is no language of ours. */
function readChoice(asked: string | undefined): Locale | typeof PSEUDO | null {
  return asked === PSEUDO ? PSEUDO : localeOf(asked)
}

function localeOf(tag: string | undefined): Locale | null {
  const language = tag?.slice(0, LIMITS.languageTagChars).split('-')[0]?.trim().toLowerCase() ?? ''
  return isLocale(language) && LOCALES[language].isOffered ? language : null
}

/** The best that there are words in; null when none of them is. What is past the limits is not looked at. */
export function readAccepted(header: string | undefined): Locale | null {
  const ranges = (header ?? '')
    .slice(0, LIMITS.acceptLanguageChars)
    .split(',', LIMITS.acceptLanguageRanges)
  let best: { locale: Locale; weight: number } | null = null
  for (const range of ranges) {
    const [tag, ...parameters] = range.split(';')
    const locale = localeOf(tag)
    const weight = weightOf(parameters)
    if (locale !== null && weight > (best?.weight ?? 0)) best = { locale, weight }
  }
  return best?.locale ?? null
}

/** From 0, which is never, to 1; what is written wrongly is never. */
function weightOf(parameters: readonly string[]): number {
  const [, said] = parameters.map((one) => /^\s*q=(.*)$/i.exec(one)).find(Boolean) ?? []
  if (said === undefined) return 1
  return /^\s*(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/.test(said) ? Number(said) : 0
}
