/** Made by `npm run words`: the words of “door” in the language of this device; the others are not loaded. */
import { readWords } from './read-words.ts'

export const door = await readWords({
  en: () => import('./made/en/door.ts'),
  de: () => import('./made/de/door.ts'),
  es: () => import('./made/es/door.ts'),
  fr: () => import('./made/fr/door.ts'),
  ar: () => import('./made/ar/door.ts'),
})
