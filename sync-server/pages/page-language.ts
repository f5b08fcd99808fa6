/**
 * The language of a page: the one its address asks for, else the one chosen here before, else the best of what the browser
 * wants (RFC 9110 §12.5.4), else the desk's. A choice stays in the addresses of the pages that follow, and in a cookie that
 * says nothing but it: nobody is known by it.
 */
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { LIMITS } from '../../shared/kit/limits.ts'
import { AMERICAN, isLocale, LOCALES, PSEUDO, type Locale } from '../../shared/kit/locales.ts'
import { languageOf, type Language } from '../words/language.ts'

export type PageLanguage = Language & {
  /** The path of one of our pages, with the choice of this one in it. */
  link(path: string): string
}

export function pageLanguage(c: Context, desk: { config: { language: Locale } }): PageLanguage {
  const chosen = readChoice(c.req.query('lang'))
  const accepted = c.req.header('accept-language')
  const wanted = chosen ?? localeOf(getCookie(c, COOKIE))
  const name = withDates(wanted, accepted) ?? readAccepted(accepted) ?? desk.config.language
  return {
    ...languageOf(name),
    link: (path) =>
      chosen === null ? path : `${path}${path.includes('?') ? '&' : '?'}lang=${chosen}`,
  }
}

const COOKIE = 'deskside-language'
const YEAR_SECONDS = 365 * 86_400

/** Of a page that somebody asked for in a language: what they see next time is in the same. */
export function rememberChoice(c: Context, { publicUrl }: { publicUrl: string }): void {
  const chosen = localeOf(c.req.query('lang'))
  if (chosen === null || getCookie(c, COOKIE) === chosen) return
  setCookie(c, COOKIE, chosen, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: publicUrl.startsWith('https:'),
    maxAge: YEAR_SECONDS,
  })
}

type Name = Locale | typeof AMERICAN

/** Null for what is no language of ours. */
function readChoice(asked: string | undefined): Locale | typeof PSEUDO | null {
  return asked === PSEUDO ? PSEUDO : localeOf(asked)
}

function localeOf(tag: string | undefined): Locale | null {
  const language = tag?.slice(0, LIMITS.languageTagChars).split('-')[0]?.trim().toLowerCase() ?? ''
  return isLocale(language) && LOCALES[language].isOffered ? language : null
}

const nameOf = (tag: string | undefined): Name | null =>
  tag?.trim().toLowerCase() === AMERICAN.toLowerCase() ? AMERICAN : localeOf(tag)

/** Who chose English has the dates of the English that the browser wants. */
function withDates(
  chosen: Locale | typeof PSEUDO | null,
  accepted: string | undefined,
): Name | typeof PSEUDO | null {
  if (chosen !== 'en') return chosen
  const english = rangesIn(accepted).map((range) => nameOf(range.split(';')[0]))
  return english.find((one) => one === 'en' || one === AMERICAN) ?? chosen
}

const rangesIn = (header: string | undefined): string[] =>
  (header ?? '').slice(0, LIMITS.acceptLanguageChars).split(',', LIMITS.acceptLanguageRanges)

/** The best that there are words in; null when none of them is. What is past the limits is not looked at. */
export function readAccepted(header: string | undefined): Name | null {
  let best: { name: Name; weight: number } | null = null
  for (const range of rangesIn(header)) {
    const [tag, ...parameters] = range.split(';')
    const name = nameOf(tag)
    const weight = weightOf(parameters)
    if (name !== null && weight > (best?.weight ?? 0)) best = { name, weight }
  }
  return best?.name ?? null
}

/** From 0, which is never, to 1; what is written wrongly is never. */
function weightOf(parameters: readonly string[]): number {
  const [, said] = parameters.map((one) => /^\s*q=(.*)$/i.exec(one)).find(Boolean) ?? []
  if (said === undefined) return 1
  return /^\s*(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/.test(said) ? Number(said) : 0
}
