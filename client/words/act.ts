/** Made by `npm run words`: the words of words/<language>/act.json. */
import { ticket } from './bundle-ticket.ts'

export const actWords = ticket.act
