/** Made by `npm run words`: the words of “tier” in the language of this device; the others are not loaded. */
import { readWords } from './read-words.ts'

export const tier = await readWords({
  en: () => import('./made/en/tier.ts'),
  de: () => import('./made/de/tier.ts'),
  es: () => import('./made/es/tier.ts'),
  fr: () => import('./made/fr/tier.ts'),
  ar: () => import('./made/ar/tier.ts'),
})
