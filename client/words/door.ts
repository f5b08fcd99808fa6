/** Made by `npm run words`: the words of words/<language>/door.json. */
import { door } from './bundle-door.ts'

export const doorWords = door.door
