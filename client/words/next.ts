/** Made by `npm run words`: the words of words/<language>/next.json. */
import { ticket } from './bundle-ticket.ts'

export const nextWords = ticket.next
