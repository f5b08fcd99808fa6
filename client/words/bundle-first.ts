/** Made by `npm run words`: the words of “first” in the language of this device; the others are not loaded. */
import { readWords } from './read-words.ts'

export const first = await readWords({
  en: () => import('./made/en/first.ts'),
  de: () => import('./made/de/first.ts'),
  es: () => import('./made/es/first.ts'),
  fr: () => import('./made/fr/first.ts'),
  ar: () => import('./made/ar/first.ts'),
})
