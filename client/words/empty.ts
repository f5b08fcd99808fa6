/** Made by `npm run words`: the words of words/<language>/empty.json. */
import { ticket } from './bundle-ticket.ts'

export const emptyWords = ticket.empty
