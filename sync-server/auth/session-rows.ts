/** Whether a session stands, asked within a transaction: it may have ended since its request was let in. */
import { text, type Tx } from '../store/database.ts'

/** In the place of its kind: the session was ended, and stays to say so. */
export const ENDED = 'ended'

/** It stays as it is until the transaction is over. */
export async function doesSessionStand(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.get(`SELECT kind FROM sessions WHERE id = ?${tx.forUpdate}`, id)
  return row !== undefined && text(row, 'kind') !== ENDED
}
