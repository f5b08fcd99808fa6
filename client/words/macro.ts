/** Made by `npm run words`: the words of words/<language>/macro.json. */
import { ticket } from './bundle-ticket.ts'

export const macroWords = ticket.macro
