/** Made by `npm run words`: the words of “ticket” in the language of this device; the others are not loaded. */
import { readWords } from './read-words.ts'

export const ticket = await readWords({
  en: () => import('./made/en/ticket.ts'),
  de: () => import('./made/de/ticket.ts'),
  es: () => import('./made/es/ticket.ts'),
  fr: () => import('./made/fr/ticket.ts'),
  ar: () => import('./made/ar/ticket.ts'),
})
