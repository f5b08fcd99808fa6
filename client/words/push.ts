/** Made by `npm run words`: the words of words/<language>/push.json. */
import { desk } from './bundle-desk.ts'

export const pushWords = desk.push
