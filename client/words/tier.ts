/** Made by `npm run words`: the words of words/<language>/tier.json. */
import { tier } from './bundle-tier.ts'

export const tierWords = tier.tier
