/** Made by `npm run words`: the words of words/<language>/report.json. */
import { report } from './bundle-report.ts'

export const reportWords = report.report
