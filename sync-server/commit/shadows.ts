/**
 * Warm shadow documents: the newest committed state of documents that were touched lately. Taken out while a commit
 * works on one, put back only when that commit is durable; so a refused or rolled back change leaves none behind.
 * Inside a group of writes the next write may take what the one before it made, before both are durable together.
 */
import { applyUpdate } from 'yjs'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeDoc, SERVER_CLIENT, type Y } from '../../shared/ticket/ticket-doc.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { bytes, number, type Sql, type SqlRow, type Tx } from '../store/database.ts'

/** What is stored of the document: at least its bytes, its newest snapshot, and a version that this has. */
export type Stored = { docBytes: number; stateBytes: number; stateVersion: number }

/** A document and the ticket as it was read out of it. `at`: when it was last changed, epoch ms. */
export type Warm = {
  version: number
  doc: Y.Doc
  ticket: Ticket
  at: number
  stored: Stored
  /** Devices of the Yjs client ids in it; null: not read yet. */
  owners: Map<number, string> | null
}
type Entry = Warm & { isTaken: boolean }

/** A document on loan. `giveBack` only while nothing was done to it. */
export type Loan = Pick<Warm, 'doc' | 'ticket' | 'stored' | 'owners'> & { giveBack(): void }

export type Shadows = {
  take(tx: Tx, key: string, version: number): Loan | null
  /** What the write made of the document: for the next write of its group, and for all once it is durable. */
  keep(tx: Tx, key: string, warm: Warm): void
  /** What the write read and left as it was; it may fail. What an earlier write of its group made is not durable yet. */
  keepRead(tx: Tx, key: string, warm: Warm): void
  /** Lets go of those that nobody changed since: what is idle is not held in memory. */
  forget(before: number): void
  count(): number
}

export function makeShadows(limit: number = LIMITS.cachedDocuments): Shadows {
  const kept = new Map<string, Entry>()
  /** What the group under way has made and nobody has taken yet; and all that it has changed. */
  const inGroup = new WeakMap<object, { made: Map<string, Entry>; changed: Set<string> }>()

  const groupOf = (tx: Tx) => {
    const known = inGroup.get(tx.group)
    if (known) return known
    const group = { made: new Map<string, Entry>(), changed: new Set<string>() }
    inGroup.set(tx.group, group)
    return group
  }
  const put = (key: string, entry: Entry) => {
    kept.delete(key)
    kept.set(key, entry)
    if (kept.size <= limit) return
    const oldest = kept.keys().next()
    if (!oldest.done) kept.delete(oldest.value)
  }
  const lend = (from: Map<string, Entry>, key: string, version: number): Loan | null => {
    const entry = from.get(key)
    if (!entry) return null
    from.delete(key)
    entry.isTaken = true
    if (entry.version !== version) return null
    return {
      doc: entry.doc,
      ticket: entry.ticket,
      stored: entry.stored,
      owners: entry.owners,
      giveBack() {
        entry.isTaken = false
        from.set(key, entry)
      },
    }
  }
  return {
    take(tx, key, version) {
      const { made } = groupOf(tx)
      return lend(made.has(key) ? made : kept, key, version)
    },
    keep(tx, key, warm) {
      const entry: Entry = { ...warm, isTaken: false }
      tx.afterRelease(() => {
        const { made, changed } = groupOf(tx)
        made.set(key, entry)
        changed.add(key)
      })
      tx.afterCommit(() => {
        // A later write of the group took it on; what that one made, or failed to make, is its own affair.
        if (!entry.isTaken) put(key, entry)
      })
    },
    keepRead(tx, key, warm) {
      if (!groupOf(tx).changed.has(key)) put(key, { ...warm, isTaken: false })
    },
    forget(before) {
      for (const [key, entry] of kept) if (entry.at < before) kept.delete(key)
    },
    count: () => kept.size,
  }
}

/** A ticket's newest document. */
export async function readTicketDoc(
  sql: Sql,
  ticket: string,
): Promise<{ doc: Y.Doc; stored: Stored }> {
  const row = await sql.get(
    `SELECT version, state, state_version, doc_bytes FROM tickets WHERE id = ?`,
    ticket,
  )
  if (!row) throw new Error('a ticket went while it was being read')
  const stored: Stored = {
    docBytes: number(row, 'doc_bytes'),
    stateBytes: bytes(row, 'state').length,
    stateVersion: number(row, 'state_version'),
  }
  return { doc: await loadTicketDoc(sql, ticket, row), stored }
}

/** A ticket's document from its snapshot and the updates after it, up to `version`. */
export async function loadTicketDoc(sql: Sql, ticket: string, row: SqlRow): Promise<Y.Doc> {
  const later = await sql.all(
    `SELECT bytes FROM updates WHERE ticket = ? AND version > ? AND version <= ? ORDER BY version`,
    ticket,
    number(row, 'state_version'),
    number(row, 'version'),
  )
  const doc = makeDoc(bytes(row, 'state'))
  for (const update of later) applyUpdate(doc, bytes(update, 'bytes'))
  doc.clientID = SERVER_CLIENT
  return doc
}
