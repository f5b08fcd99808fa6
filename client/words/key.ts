/** Made by `npm run words`: the words of words/<language>/key.json. */
import { ticket } from './bundle-ticket.ts'

export const keyWords = ticket.key
