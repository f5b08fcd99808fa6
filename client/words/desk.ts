/** Made by `npm run words`: the words of words/<language>/desk.json. */
import { desk } from './bundle-desk.ts'

export const deskWords = desk.desk
