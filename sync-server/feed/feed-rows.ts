/**
 * The feed's rows: one a scope and ticket, moved to the scope's next number inside the writing transaction. The number
 * comes from a counter row and not from a database sequence: sequences commit out of order, and a cursor would skip.
 */
import { number, type Tx } from '../store/database.ts'

export const queueScope = (queue: string): string => `q:${queue}`

export type FeedMove = { scope: string; seq: number; op: 'row' | 'leave' }

export async function moveInFeed(
  tx: Tx,
  change: { ticket: string; version: number; queueBefore: string | null; queueAfter: string },
): Promise<FeedMove[]> {
  const moves: FeedMove[] = []
  if (change.queueBefore !== null && change.queueBefore !== change.queueAfter)
    moves.push(
      await move(tx, queueScope(change.queueBefore), change.ticket, change.version, 'leave'),
    )
  moves.push(await move(tx, queueScope(change.queueAfter), change.ticket, change.version, 'row'))
  return moves
}

async function move(
  tx: Tx,
  scope: string,
  ticket: string,
  version: number,
  op: 'row' | 'leave',
): Promise<FeedMove> {
  const row = await tx.get(
    `INSERT INTO scopes (scope, seq) VALUES (?, 1) ON CONFLICT (scope) DO UPDATE SET seq = scopes.seq + 1 RETURNING seq`,
    scope,
  )
  if (!row) throw new Error('the scope counter gave no number')
  const seq = number(row, 'seq')
  await tx.run(
    `INSERT INTO feed (scope, ticket, seq, version, op) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (scope, ticket) DO UPDATE SET seq = excluded.seq, version = excluded.version, op = excluded.op`,
    scope,
    ticket,
    seq,
    version,
    op,
  )
  return { scope, seq, op }
}
