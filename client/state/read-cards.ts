/** Has a worker read an invitation or a contact card, and ends it when that takes too long. */
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { Cards } from './card-facts.ts'

export function readCards(text: string): Promise<Cards> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./card-worker.ts', import.meta.url), { type: 'module' })
    const end = (cards: Cards) => {
      clearTimeout(timer)
      worker.terminate()
      resolve(cards)
    }
    const timer = setTimeout(() => end({ is: 'unreadable' }), LIMITS.cardMs)
    worker.addEventListener('error', () => end({ is: 'unreadable' }))
    worker.addEventListener('message', ({ data }) => {
      const parsed = parseWith(Cards, data)
      end(parsed.ok ? parsed.value : { is: 'unreadable' })
    })
    worker.postMessage(text)
  })
}
