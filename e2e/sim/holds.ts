/** Whether a document has everything of an update, seen from its structs and deletions, without applying it. */
import * as Y from 'yjs'

export function holds(doc: Y.Doc, update: Uint8Array): boolean {
  const { structs, ds } = Y.decodeUpdate(update)
  for (const { id, length } of structs)
    if (Y.getState(doc.store, id.client) < id.clock + length) return false
  for (const [client, deletes] of ds.clients)
    for (const { clock, len } of deletes)
      if (!isDeleted(doc, client, clock, clock + len)) return false
  return true
}

function isDeleted(doc: Y.Doc, client: number, from: number, until: number): boolean {
  const structs = doc.store.clients.get(client) ?? []
  if (Y.getState(doc.store, client) < until) return false
  return structs.every(
    ({ id, length, deleted }) => deleted || id.clock >= until || id.clock + length <= from,
  )
}
