/** Made by `npm run words`: the words of words/<language>/sla.json. */
import { desk } from './bundle-desk.ts'

export const slaWords = desk.sla
