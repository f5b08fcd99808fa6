/**
 * The languages this client knows, each by its own name. One is offered to people when all its words are translated; until
 * then its missing areas are in English. Not here: which one a device uses (read-words).
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
