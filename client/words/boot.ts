/** Made by `npm run words`: the words of words/<language>/boot.json. */
import { door } from './bundle-door.ts'

export const bootWords = door.boot
