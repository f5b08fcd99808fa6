/** Made by `npm run words`: the words of words/<language>/turn.json. */
import { ticket } from './bundle-ticket.ts'

export const turnWords = ticket.turn
