/** Made by `npm run words`: the words of “desk” in the language of this device; the others are not loaded. */
import { readWords } from './read-words.ts'

export const desk = await readWords({
  en: () => import('./made/en/desk.ts'),
  de: () => import('./made/de/desk.ts'),
  es: () => import('./made/es/desk.ts'),
  fr: () => import('./made/fr/desk.ts'),
  ar: () => import('./made/ar/desk.ts'),
})
