/**
 * Warm shadow documents: the newest committed state of tickets that were touched lately. Taken out while a commit
 * works on one, put back only when that commit is durable; so a refused or rolled back change leaves none behind.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeDoc, SERVER_CLIENT, type Y } from '../../shared/ticket/ticket-doc.ts'
import { bytes, number, type Sql, type SqlRow } from '../store/database.ts'
import { applyUpdate } from 'yjs'

export type Shadows = {
  take(key: string, version: number): Y.Doc | null
  put(key: string, version: number, doc: Y.Doc): void
  count(): number
}

export function makeShadows(limit: number = LIMITS.cachedDocuments): Shadows {
  const kept = new Map<string, { version: number; doc: Y.Doc }>()
  return {
    take(key, version) {
      const entry = kept.get(key)
      if (!entry) return null
      kept.delete(key)
      return entry.version === version ? entry.doc : null
    },
    put(key, version, doc) {
      kept.delete(key)
      kept.set(key, { version, doc })
      if (kept.size <= limit) return
      const oldest = kept.keys().next()
      if (!oldest.done) kept.delete(oldest.value)
    },
    count: () => kept.size,
  }
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
