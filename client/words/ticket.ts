/** Made by `npm run words`: the words of words/<language>/ticket.json. */
import { ticket } from './bundle-ticket.ts'

export const ticketWords = ticket.ticket
