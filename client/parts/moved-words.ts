/**
 * Words that moved stay those of who typed them. Where a paragraph is parted, joined or made a list, the binding takes words
 * out and puts the same ones in elsewhere, in one transaction, under the client id of whoever pressed the key. What is seen to
 * move while an editor is open is remembered here, and nowhere else.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { Y } from '../../shared/ticket/ticket-doc.ts'

/** One letter of a text: the struct of Yjs it is in now. */
type Letter = { client: number; clock: number }
type Words = { text: string; letters: Letter[] }

/** Of one transaction; what moves besides counts as typed anew. */
const WORDS_MOST = 500
/** Fewer letters are no word: those may well have been typed. */
const CHARS_MIN = 3

export type MovedWords = {
  /** Before Yjs lets go of what was taken out: in an observer. */
  note(transaction: Y.Transaction): void
  authorOf(client: number, clock: number): number
}

export function makeMovedWords(): MovedWords {
  const authors = new Map<string, number>()
  const nameOf = ({ client, clock }: Letter) => `${client}.${clock}`
  const authorOf = (client: number, clock: number) =>
    authors.get(nameOf({ client, clock })) ?? client
  return {
    authorOf,
    note(transaction) {
      const takenOut = wordsTakenOut(transaction)
      if (takenOut.length === 0 || authors.size >= LIMITS.bodyChars) return
      const putIn = wordsPutIn(transaction)
      for (const was of takenOut) {
        const now = putIn.find((put) => placesOf(was, put) !== null)
        const places = now && placesOf(was, now)
        if (!places) continue
        for (let at = 0; at < places.count; at++) {
          const [before, after] = [was.letters[places.from + at], now.letters[places.into + at]]
          if (before && after) authors.set(nameOf(after), authorOf(before.client, before.clock))
        }
      }
    },
  }
}

/** Where the same words stand in both. Several changes may come as one: more was typed around what moved, or a part of it went. */
function placesOf(was: Words, now: Words): { from: number; into: number; count: number } | null {
  const [into, from] = [now.text.indexOf(was.text), was.text.indexOf(now.text)]
  if (into < 0 && from < 0) return null
  const count = Math.min(was.text.length, now.text.length)
  return { from: Math.max(0, from), into: Math.max(0, into), count }
}

function wordsTakenOut(transaction: Y.Transaction): Words[] {
  const gone = new Set<Y.Item>()
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (struct instanceof Y.Item && isOld(struct, transaction)) gone.add(struct)
  })
  return wordsOf(gone)
}

function wordsPutIn(transaction: Y.Transaction): Words[] {
  const fresh = new Set<Y.Item>()
  for (const [client, end] of transaction.afterState) {
    const begin = transaction.beforeState.get(client) ?? 0
    const structs = end > begin ? (transaction.doc.store.clients.get(client) ?? []) : []
    for (let at = structs.length - 1; at >= 0; at--) {
      const struct = structs[at]
      if (!struct || struct.id.clock < begin) break
      if (struct instanceof Y.Item && !struct.deleted) fresh.add(struct)
    }
  }
  return wordsOf(fresh)
}

const isOld = ({ id }: Y.Item, { beforeState }: Y.Transaction): boolean =>
  id.clock < (beforeState.get(id.client) ?? 0)

/** Those of the items that stand beside each other, as one: what is no letter, or is gone, is no gap. */
function wordsOf(items: ReadonlySet<Y.Item>): Words[] {
  const found: Words[] = []
  for (const parent of new Set([...items].map((item) => item.parent))) {
    if (!(parent instanceof Y.XmlText)) continue
    let words: Words = { text: '', letters: [] }
    const close = () => {
      if (words.text.length >= CHARS_MIN && found.length < WORDS_MOST) found.push(words)
      words = { text: '', letters: [] }
    }
    for (let item = parent._start; item !== null; item = item.right) {
      const { client, clock } = item.id
      if (items.has(item) && item.content instanceof Y.ContentString) {
        const { str } = item.content
        words.text += str
        for (let at = 0; at < str.length; at++) words.letters.push({ client, clock: clock + at })
      } else if (item.countable && !item.deleted) close()
    }
    close()
  }
  return found
}
