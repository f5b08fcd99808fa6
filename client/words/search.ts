/** Made by `npm run words`: the words of words/<language>/search.json. */
import { ticket } from './bundle-ticket.ts'

export const searchWords = ticket.search
