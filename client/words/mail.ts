/** Made by `npm run words`: the words of words/<language>/mail.json. */
import { ticket } from './bundle-ticket.ts'

export const mailWords = ticket.mail
