/**
 * What page and worker say to each other about the index, and what the worker does with it. Each message is answered
 * once, in order: whoever asks waits, so nothing piles up. Not here: the thread it runs in (search-worker).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Wanted } from '../../shared/search/fold.ts'
import { excerptOf } from '../../shared/search/mark.ts'
import { makeDoc, readTicket } from '../../shared/ticket/ticket-doc.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import type { HeldDocument } from '../replica/api.ts'
import { plainDoc } from '../replica/doc-later.ts'
import {
  makeSearchIndex,
  saidIn,
  type Answers,
  type IndexSize,
  type Question,
  type RowText,
} from './search-index.ts'

/** A document as the device keeps it, under the number of its ticket. */
export type HeldDoc = Omit<HeldDocument, 'ticket'> & { n: number }

export type EngineRequest =
  | { type: 'rows'; rows: readonly RowText[] }
  | { type: 'docs'; docs: readonly HeldDoc[] }
  | { type: 'remove'; numbers: readonly number[] }
  | { type: 'ask'; questions: readonly Question[] }
  | { type: 'excerpt'; doc: HeldDoc; wanted: readonly Wanted[] }

export type EngineAnswer =
  | { type: 'done'; size: IndexSize }
  | ({ type: 'answers' } & Answers)
  | { type: 'excerpt'; text: string | null }

export type Engine = (request: EngineRequest) => EngineAnswer

export function makeEngine(charsMax?: number): Engine {
  const index = makeSearchIndex(charsMax)
  const done = (): EngineAnswer => ({ type: 'done', size: index.size() })
  return (request) => {
    switch (request.type) {
      case 'rows':
        for (const row of request.rows) index.addRow(row)
        return done()
      case 'docs':
        for (const doc of request.docs) index.addTicket(doc.n, read(doc), doc.said)
        return done()
      case 'remove':
        for (const n of request.numbers) index.remove(n)
        return done()
      case 'ask':
        return { type: 'answers', ...index.ask(request.questions) }
      case 'excerpt': {
        const { doc, wanted } = request
        for (const text of [...doc.said, ...saidIn(read(doc))]) {
          const excerpt = excerptOf(text, wanted, LIMITS.searchExcerptChars)
          if (excerpt !== null) return { type: 'excerpt', text: excerpt }
        }
        return { type: 'excerpt', text: null }
      }
    }
  }
}

function read(held: HeldDoc): Ticket {
  const doc = makeDoc(plainDoc(held))
  const ticket = readTicket(doc)
  doc.destroy()
  return ticket
}

/** An engine somewhere else. Rejects when it has ended. */
export type RemoteEngine = {
  ask(request: EngineRequest): Promise<EngineAnswer>
  end(): void
}

/** In this very thread: where there are no workers, and for tests. */
export function openEngineHere(charsMax?: number): RemoteEngine {
  const engine = makeEngine(charsMax)
  return { ask: async (request) => engine(request), end() {} }
}
