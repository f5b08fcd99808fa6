/** Made by `npm run words`: the words of words/<language>/mail-setup.json. */
import { desk } from './bundle-desk.ts'

export const mailSetupWords = desk.mailSetup
