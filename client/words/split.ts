/** Made by `npm run words`: the words of words/<language>/split.json. */
import { ticket } from './bundle-ticket.ts'

export const splitWords = ticket.split
