/**
 * The languages there are words in, each by its own name. One is offered to people when all its words are translated; until
 * then its missing areas are in English. Not here: which one a device uses (client/words/read-words), or a page for somebody
 * outside (sync-server/pages/page-language).
 */
export const LOCALES = {
  en: { name: 'English', intl: 'en-GB', isRightToLeft: false, isOffered: true },
  de: { name: 'Deutsch', intl: 'de', isRightToLeft: false, isOffered: true },
  es: { name: 'Español', intl: 'es', isRightToLeft: false, isOffered: true },
  fr: { name: 'Français', intl: 'fr', isRightToLeft: false, isOffered: true },
  ar: { name: 'العربية', intl: 'ar', isRightToLeft: true, isOffered: true },
} as const satisfies Record<
  string,
  { name: string; intl: string; isRightToLeft: boolean; isOffered: boolean }
>

export type Locale = keyof typeof LOCALES

export const isLocale = (name: string): name is Locale => Object.hasOwn(LOCALES, name)

/** English words with American dates: the month first, hours to twelve. It has no catalogue, and is chosen as English. */
export const AMERICAN = 'en-US'

/** English in brackets (pseudo-words): for tests; nobody is offered it. */
export const PSEUDO = 'en-XA'
