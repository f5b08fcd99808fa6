/** Made by `npm run words`: the words of words/<language>/view.json. */
import { ticket } from './bundle-ticket.ts'

export const viewWords = ticket.view
