/** Made by `npm run words`: the words of words/<language>/snooze.json. */
import { ticket } from './bundle-ticket.ts'

export const snoozeWords = ticket.snooze
