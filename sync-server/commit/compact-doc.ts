/**
 * A ticket's document made anew from what it says now: its history is left behind, its epoch goes up, versions stay
 * gapless. The log keeps who changed what and when, without the bytes. Devices read the state and make their unsent
 * changes again (CO17). Not here: why it is done (redact, erase, compact).
 */
import { makeDoc, ROOTS, rootMap, serverClient, type Y } from '../../shared/ticket/ticket-doc.ts'
import { makeReading } from './reading.ts'
import { NO_BYTES, type TicketWork } from './ticket-work.ts'

/** A document that says the same, without the history of the other. */
export function copyDoc(
  old: Y.Doc,
  client: number,
  change: (root: string, key: string, value: unknown) => unknown = (_root, _key, value) => value,
): Y.Doc {
  const doc = makeDoc(undefined, client)
  doc.transact(() => {
    for (const root of ROOTS)
      rootMap(old, root).forEach((value, key) => {
        const next = change(root, key, value)
        if (next !== undefined) rootMap(doc, root).set(key, next)
      })
  })
  return doc
}

/** Who a client id of the server's own belongs to, so that no device can claim it. */
export const SERVER_DEVICE = 'server'

/** @param change  a stored value as it is to be from now on; undefined takes it out */
export async function makeAnew(
  work: TicketWork,
  change: (root: string, key: string, value: unknown) => unknown = (_root, _key, value) => value,
): Promise<void> {
  const old = work.doc
  const client = serverClient(work.epoch + 1)
  const doc = copyDoc(old, client, change)
  work.reading.end()
  old.destroy()
  work.doc = doc
  work.reading = makeReading(doc, null)
  work.epoch += 1
  work.updates = []
  work.isMadeAnew = true
  const { tx, id } = work
  await tx.run(`UPDATE updates SET bytes = ? WHERE ticket = ?`, NO_BYTES, id)
  await tx.run(`DELETE FROM doc_clients WHERE doc = ?`, id)
  await tx.run(
    `INSERT INTO doc_clients (doc, client, device) VALUES (?, ?, ?)`,
    id,
    client,
    SERVER_DEVICE,
  )
}
