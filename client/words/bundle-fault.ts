/** Made by `npm run words`: the words of “fault” in the language of this device; the others are not loaded. */
import { readWords } from './read-words.ts'

export const fault = await readWords({
  en: () => import('./made/en/fault.ts'),
  de: () => import('./made/de/fault.ts'),
  es: () => import('./made/es/fault.ts'),
  fr: () => import('./made/fr/fault.ts'),
  ar: () => import('./made/ar/fault.ts'),
})
