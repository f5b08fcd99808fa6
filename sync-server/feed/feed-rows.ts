/**
 * The feed's rows: one a scope and ticket, moved to the scope's next number inside the writing transaction. The number
 * comes from a counter row and not from a database sequence: sequences commit out of order, and a cursor would skip.
 */
import { RIGHTS_COUNTER } from '../auth/rights.ts'
import { number, type Tx } from '../store/database.ts'

export const queueScope = (queue: string): string => `q:${queue}`

/**
 * One step of a scope. `rights` is the number of changes of anybody's rights before it (auth/rights), read where the
 * step is made: whoever last read rights before that must read them again before the step is told to anybody.
 */
export type FeedMove = { scope: string; seq: number; op: 'row' | 'leave'; rights: number }

/** `queueAfter` is null when the ticket is no more. */
export type FeedChange = {
  ticket: string
  version: number
  queueBefore: string | null
  queueAfter: string | null
  /** Server time, epoch ms: a `leave` is kept for LIMITS.feedLeavesKeptMs from then on. */
  at: number
}

export async function moveInFeed(tx: Tx, change: FeedChange): Promise<FeedMove[]> {
  const { queueBefore, queueAfter } = change
  const moves: FeedMove[] = []
  if (queueBefore !== null && queueBefore !== queueAfter)
    moves.push(await move(tx, change, queueScope(queueBefore), 'leave'))
  if (queueAfter !== null) moves.push(await move(tx, change, queueScope(queueAfter), 'row'))
  return moves
}

async function move(
  tx: Tx,
  { ticket, version, at }: FeedChange,
  scope: string,
  op: 'row' | 'leave',
): Promise<FeedMove> {
  const row = await tx.get(
    `INSERT INTO scopes (scope, seq) VALUES (?, 1) ON CONFLICT (scope) DO UPDATE SET seq = scopes.seq + 1
     RETURNING seq, coalesce((SELECT value FROM counters WHERE name = '${RIGHTS_COUNTER}'), 0) AS rights`,
    scope,
  )
  if (!row) throw new Error('the scope counter gave no number')
  const seq = number(row, 'seq')
  await tx.run(
    `INSERT INTO feed (scope, ticket, seq, version, op, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (scope, ticket) DO UPDATE SET seq = excluded.seq, version = excluded.version, op = excluded.op, at = excluded.at`,
    scope,
    ticket,
    seq,
    version,
    op,
    at,
  )
  return { scope, seq, op, rights: number(row, 'rights') }
}
