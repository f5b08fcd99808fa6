/** Made by `npm run words`: the words of words/<language>/lock.json. */
import { door } from './bundle-door.ts'

export const lockWords = door.lock
