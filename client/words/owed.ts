/** Made by `npm run words`: the words of words/<language>/owed.json. */
import { ticket } from './bundle-ticket.ts'

export const owedWords = ticket.owed
