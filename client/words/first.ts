/** Made by `npm run words`: the words of words/<language>/first.json. */
import { first } from './bundle-first.ts'

export const words = first.first
