/**
 * What of a draft went out in a reply. A reply keeps the state of the draft it was frozen from (a Yjs state vector: whose
 * keys and how many, no words). By it a device knows what of a draft nobody has sent, and what to take out of one when
 * the reply loses its words, though it may never have had them. Not here: which drafts are looked at, and when.
 */
import { fromBase64, toBase64 } from '../kit/bytes.ts'
import { LIMITS } from '../kit/limits.ts'
import type { Message } from './ticket.ts'
import { makeDoc, Y } from './ticket-doc.ts'

/** For each Yjs client how much of what it typed was sent. */
export type Sent = ReadonlyMap<number, number>

/** For a reply that is made of this draft now; null when nobody could have typed in so many sessions. */
export function sentStateOf(draft: Y.Doc): string | null {
  const state = Y.encodeStateVector(draft)
  return state.length > LIMITS.sentStateBytes ? null : toBase64(state)
}

/** What went out in any of these replies. The server alone writes replies; anything else says nothing. */
export function readSent(messages: Iterable<Message>): Sent {
  const sent = new Map<number, number>()
  for (const { kind, sentState } of messages) {
    if (kind !== 'reply' || sentState === undefined) continue
    for (const [client, end] of Y.decodeStateVector(fromBase64(sentState)))
      sent.set(client, Math.max(sent.get(client) ?? 0, end))
  }
  return sent
}

/** The draft without it. What was typed in the middle of it stays, with the lines it stands in; the same bytes without any. */
export function takeOutSent(bytes: Uint8Array, sent: Sent): Uint8Array {
  if (sent.size === 0) return bytes
  const doc = makeDoc(bytes)
  let isChanged = false
  doc.transact((transaction) => {
    for (const item of findSent(doc, transaction, sent)) {
      isChanged = true
      item.delete(transaction)
    }
  })
  const left = isChanged ? Y.encodeStateAsUpdate(doc) : bytes
  doc.destroy()
  return left
}

/** What of it stands in the draft; lines that hold other words too are not among it. */
export function findSent(doc: Y.Doc, transaction: Y.Transaction, sent: Sent): Y.Item[] {
  const { store } = doc
  for (const [client, end] of sent)
    // What was typed on after the reply is one piece with what went out: cut there.
    if (end < Y.getState(store, client)) Y.getItemCleanStart(transaction, new Y.ID(client, end))
  const own = new Set<Y.Item>()
  const found: Y.Item[] = []
  for (const [client, structs] of store.clients)
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || struct.deleted) continue
      if (struct.id.clock < (sent.get(client) ?? 0)) found.push(struct)
      else for (let up = homeOf(struct); up && !own.has(up); up = homeOf(up)) own.add(up)
    }
  return found.filter((item) => !own.has(item))
}

/** The line, list or text that it stands in; null in the body itself. */
const homeOf = ({ parent }: Y.Item): Y.Item | null =>
  parent instanceof Y.AbstractType ? parent._item : null
