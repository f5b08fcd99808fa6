/** Made by `npm run words`: the words of “practice” in the language of this device; the others are not loaded. */
import { readWords } from './read-words.ts'

export const practice = await readWords({
  en: () => import('./made/en/practice.ts'),
  de: () => import('./made/de/practice.ts'),
  es: () => import('./made/es/practice.ts'),
  fr: () => import('./made/fr/practice.ts'),
  ar: () => import('./made/ar/practice.ts'),
})
