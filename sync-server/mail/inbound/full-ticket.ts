/**
 * A ticket that takes no more mail: as many messages as it may have, or as many bytes, but for a few that the desk itself
 * still needs. What comes then goes on in a linked ticket (assurance, *Limits*).
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import { rootMap } from '../../../shared/ticket/ticket-doc.ts'
import { loadTicketDoc } from '../../commit/shadows.ts'
import { number, type Sql } from '../../store/database.ts'

/** So small a document has room, whatever is in it: reading it is spared. */
const SMALL_BYTES = 64 * 1024

export async function isFull(sql: Sql, ticket: string): Promise<boolean> {
  const row = await sql.get(
    `SELECT version, doc_bytes, state, state_version FROM tickets WHERE id = ?`,
    ticket,
  )
  if (!row || number(row, 'doc_bytes') < SMALL_BYTES) return false
  const doc = await loadTicketDoc(sql, ticket, row)
  const count = rootMap(doc, 'messages').size
  doc.destroy()
  return (
    count >= LIMITS.messagesPerTicket - LIMITS.messagesLeftToDesk ||
    number(row, 'doc_bytes') >= LIMITS.documentBytes - LIMITS.bytesLeftToDesk
  )
}
