/**
 * The feed's rows: one a scope and ticket, moved to the scope's next number inside the writing transaction. The number
 * comes from a counter row and not from a database sequence: sequences commit out of order, and a cursor would skip.
 * Not here: reading them (feed).
 */
import { RIGHTS_COUNTER } from '../auth/rights.ts'
import { number, text, type Tx } from '../store/database.ts'

export const queueScope = (queue: string): string => `q:${queue}`

/**
 * One step of a scope. `rights` is the number of changes of anybody's rights before it (auth/rights), read where the
 * step is made: whoever last read rights before that must read them again before the step is told to anybody.
 */
export type FeedMove = { scope: string; seq: number; op: 'row' | 'leave'; rights: number }

/** All queues that see the ticket; none when it was not there before, or is no more. */
export type FeedChange = {
  ticket: string
  version: number
  queuesBefore: readonly string[]
  queuesAfter: readonly string[]
  /** Server time, epoch ms: a `leave` is kept for LIMITS.feedLeavesKeptMs from then on. */
  at: number
}

export async function moveInFeed(tx: Tx, change: FeedChange): Promise<FeedMove[]> {
  const { queuesBefore, queuesAfter } = change
  const steps: { scope: string; op: 'row' | 'leave' }[] = []
  // In the order in which they are told: a device that sees both queues is never without the ticket in between, however
  // long the second word takes.
  for (const queue of queuesAfter) steps.push({ scope: queueScope(queue), op: 'row' })
  for (const queue of queuesBefore)
    if (!queuesAfter.includes(queue)) steps.push({ scope: queueScope(queue), op: 'leave' })
  const moves = new Map<string, FeedMove>()
  // Counters are always taken in one order: two tickets that change places must not wait for each other.
  for (const { scope, op } of steps.toSorted((a, b) => (a.scope < b.scope ? -1 : 1)))
    moves.set(scope, await move(tx, change, scope, op))
  return steps.flatMap(({ scope }) => moves.get(scope) ?? [])
}

/**
 * Forgets that tickets left, where that is longer ago than any device needs to know, and raises the scope's floor to the
 * last that is forgotten: a cursor below it gets a reset (FE6).
 *
 * @param before  server time, epoch ms: leaves older than this
 * @param most    rows looked for at once
 * @returns       rows forgotten
 */
export async function forgetLeaves(tx: Tx, before: number, most: number): Promise<number> {
  const old = await tx.all(
    `SELECT scope, seq FROM feed WHERE op = 'leave' AND at < ? ORDER BY at, seq LIMIT ${most}`,
    before,
  )
  const floors = new Map<string, number>()
  for (const row of old) {
    const scope = text(row, 'scope')
    floors.set(scope, Math.max(floors.get(scope) ?? 0, number(row, 'seq')))
  }
  let count = 0
  // The counter first, as every move does: then nothing of the scope changes until this is durable.
  for (const [scope, floor] of [...floors].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    await tx.run(`UPDATE scopes SET floor = ? WHERE scope = ? AND floor < ?`, floor, scope, floor)
    count += await tx.run(
      `DELETE FROM feed WHERE op = 'leave' AND at < ? AND scope = ? AND seq <= ?`,
      before,
      scope,
      floor,
    )
  }
  return count
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
