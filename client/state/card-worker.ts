/** The worker in which cards are read: what a stranger wrote may take for ever, and then only this is ended. */
import { parseCards } from './card-parser.ts'

addEventListener('message', ({ data }) => {
  postMessage(parseCards(typeof data === 'string' ? data : ''))
})
