/**
 * A ticket read out of its document and kept in step with it: only what changed is read again, so that a commit on a
 * long thread costs what one on a short thread does. Not here: the document's bytes (shadows).
 */
import { readTicket, readTicketAgain, ROOTS, rootMap } from '../../shared/ticket/ticket-doc.ts'
import type { Root, Y } from '../../shared/ticket/ticket-doc.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'

export type Reading = {
  /** The ticket as the document has it now. What did not change is the same object as before. */
  now(): Ticket
  /** Keys of messages that changed since this reading was begun. */
  messages(): ReadonlySet<string>
  /** The document is in other hands from here on. */
  end(): void
}

/** @param read  the ticket as it was read out of the document before, if anybody did */
export function makeReading(doc: Y.Doc, read: Ticket | null): Reading {
  const maps = new Map<object, Root>(ROOTS.map((root) => [rootMap(doc, root), root]))
  let ticket = read
  let changed = new Map<Root, Set<string>>()
  const messages = new Set<string>()

  const listen = (transaction: Y.Transaction) => {
    for (const [type, keys] of transaction.changed) {
      const root = maps.get(type)
      if (root === undefined) continue
      const known = changed.get(root) ?? new Set()
      changed.set(root, known)
      for (const key of keys) {
        if (key === null) continue
        known.add(key)
        if (root === 'messages') messages.add(key)
      }
    }
  }
  doc.on('afterTransaction', listen)
  return {
    now() {
      ticket = ticket === null ? readTicket(doc) : readTicketAgain(doc, ticket, changed)
      changed = new Map()
      return ticket
    },
    messages: () => messages,
    end: () => doc.off('afterTransaction', listen),
  }
}
