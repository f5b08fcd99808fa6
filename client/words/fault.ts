/** Made by `npm run words`: the words of words/<language>/fault.json. */
import { fault } from './bundle-fault.ts'

export const faultWords = fault.fault
