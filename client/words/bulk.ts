/** Made by `npm run words`: the words of words/<language>/bulk.json. */
import { ticket } from './bundle-ticket.ts'

export const bulkWords = ticket.bulk
