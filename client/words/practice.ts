/** Made by `npm run words`: the words of words/<language>/practice.json. */
import { practice } from './bundle-practice.ts'

export const practiceWords = practice.practice
