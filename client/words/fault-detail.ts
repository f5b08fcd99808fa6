/** Made by `npm run words`: the words of words/<language>/fault-detail.json. */
import { fault } from './bundle-fault.ts'

export const faultDetailWords = fault.faultDetail
