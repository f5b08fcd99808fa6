/** Made by `npm run words`: the words of “report” in the language of this device; the others are not loaded. */
import { readWords } from './read-words.ts'

export const report = await readWords({
  en: () => import('./made/en/report.ts'),
  de: () => import('./made/de/report.ts'),
  es: () => import('./made/es/report.ts'),
  fr: () => import('./made/fr/report.ts'),
  ar: () => import('./made/ar/report.ts'),
})
