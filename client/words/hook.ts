/** Made by `npm run words`: the words of words/<language>/hook.json. */
import { tier } from './bundle-tier.ts'

export const hookWords = tier.hook
