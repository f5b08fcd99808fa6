/** People who type in one draft at the same time, from a seed: words, bold, new paragraphs, deletions. */
import * as Y from 'yjs'
import { DRAFT_BODY } from '../../../shared/ticket/draft-doc.ts'
import { makeChance } from '../../demo/seeded.ts'

export type Typist = { doc: Y.Doc; update: Uint8Array; who: number }

const WORDS = ['key', 'door ', 'naïve ', 'Straße ', '👋 ', 'a', 'the printer ', '\n']

export function makeTypists(seed: string, count: number) {
  const below = belowOf(seed)
  const docs = Array.from({ length: count }, (_, at) => {
    const doc = new Y.Doc()
    doc.clientID = 100_000 + at * 7 + below(5)
    return doc
  })

  /** One of them does one thing; the others hear of it now, later, or at their next own act. */
  function act(only?: number): Typist {
    for (;;) {
      const who = only ?? below(count)
      const doc = docs[who] ?? new Y.Doc()
      const update = record(doc, () => change(doc))
      if (!update) continue
      for (const other of docs)
        if (other !== doc && below(3) > 0)
          Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)))
      return { doc, update, who }
    }
  }

  function change(doc: Y.Doc): void {
    const body = doc.getXmlFragment(DRAFT_BODY)
    const paragraph = body.length > 0 ? body.get(below(body.length)) : null
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    const what = below(20)
    if (!(text instanceof Y.XmlText) || what === 0) {
      const made = new Y.XmlElement('paragraph')
      made.insert(0, [new Y.XmlText(word())])
      body.insert(below(body.length + 1), [made])
    } else if (what === 1 && text.length > 2) {
      text.format(below(text.length - 1), 1, { bold: {} })
    } else if (what <= 4 && text.length > 3) {
      text.delete(below(text.length - 2), 1 + below(2))
    } else if (what === 5 && text.length > 3) {
      // A word typed over another: structs and deletions in one update.
      doc.transact(() => {
        text.delete(0, 2)
        text.insert(0, word())
      })
    } else text.insert(what < 15 ? text.length : below(text.length + 1), word())
  }

  const word = (): string => WORDS[below(WORDS.length)] ?? 'word'

  return { act, docs }
}

/** A whole number from 0 up to, not including, `count`. */
export function belowOf(seed: string): (count: number) => number {
  const chance = makeChance(seed)
  return (count) => chance.between(0, count - 1)
}

/** What a change makes of a document, as the one update a client would send. */
export function record(doc: Y.Doc, change: () => void): Uint8Array | null {
  const updates: Uint8Array[] = []
  const listen = (update: Uint8Array) => void updates.push(update)
  doc.on('update', listen)
  doc.transact(change)
  doc.off('update', listen)
  const [first] = updates
  return updates.length > 1 ? Y.mergeUpdates(updates) : (first ?? null)
}
