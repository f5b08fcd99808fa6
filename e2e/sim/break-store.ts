/** Mutations of what lies on the server's disk in the end: what a bug there would have left. */
import { number, text, type Database } from '../../sync-server/store/database.ts'
import type { Ledger } from './ledger.ts'
import type { Mutation } from './mutation.ts'

export async function breakStore(
  database: Database,
  ledger: Ledger,
  mutation: Mutation | null,
): Promise<void> {
  const sql = database.read
  if (mutation === 'mail-after-undo') {
    const undone = await sql.get(`SELECT id FROM sends WHERE state = 'undone' ORDER BY id`)
    if (!undone) return
    const messageId = `${text(undone, 'id')}@desk.example`
    ledger.relayed.push({ messageId, at: Number.MAX_SAFE_INTEGER, isReply: true })
  }
  const still = await sql.get(`SELECT id, version FROM tickets ORDER BY version DESC, id`)
  if (!still) return
  const id = text(still, 'id')
  const statement = statementFor(mutation)
  if (statement !== null)
    await database.write((tx) => tx.run(statement, id, number(still, 'version') - 1))
}

/** Parameters: the ticket, and its version but one. */
function statementFor(mutation: Mutation | null): string | null {
  switch (mutation) {
    case 'lost-version':
      return `DELETE FROM updates WHERE ticket = ? AND version = ?`
    case 'wrong-clock':
      return `UPDATE sla_clocks SET due_at = due_at + 1000 WHERE ticket = ? AND ? > 0 AND ordinal = 0`
    case 'wrong-row':
      return `UPDATE tickets SET row = replace(row, '"snippet":"', '"snippet":"x') WHERE id = ? AND ? >= 0`
    default:
      return null
  }
}
