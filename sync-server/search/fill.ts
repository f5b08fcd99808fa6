/**
 * Puts tickets into the index that are not in it: those of before there was one, and those of a copy, which leaves it
 * out. A few in a write, the newest first, with others' turns between. Nothing is noted of how far it came: after a kill
 * it looks from the start, and what is there is passed over.
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import { partsOf } from '../../shared/search/parts.ts'
import { readTicket } from '../../shared/ticket/ticket-doc.ts'
import { readTicketDoc } from '../commit/shadows.ts'
import { makeTurns } from '../jobs/turns.ts'
import { text, type Database, type Tx } from '../store/database.ts'
import { addParts } from './index-ticket.ts'

export type SearchFill = {
  /** Everything that is missing, in one go. @returns how many tickets that were */
  fill(): Promise<number>
  /** True once nothing is missing. */
  isDone(): boolean
  start(): void
  stop(): void
}

const RETRY_MS = 60_000

export function makeSearchFill({
  database,
  timers,
  log,
}: {
  database: Database
  timers: Timers
  log: Log
}): SearchFill {
  let isDone = false
  /** The last ticket that the turns looked at. */
  let from: string | null = null

  /** The next tickets that are in no index, older than `before`. */
  async function missing(before: string | null): Promise<string[]> {
    const rows = await database.read.all(
      `SELECT id FROM tickets WHERE ${before === null ? '' : 'id < ? AND'}
         NOT EXISTS (SELECT 1 FROM search_parts WHERE search_parts.ticket = tickets.id) ORDER BY id DESC LIMIT ?`,
      ...(before === null ? [] : [before]),
      LIMITS.searchFillTickets,
    )
    return rows.map((row) => text(row, 'id'))
  }

  /** The last ticket that was looked at; null when none is left. */
  async function step(before: string | null): Promise<{ count: number; last: string | null }> {
    const ids = await missing(before)
    if (ids.length > 0)
      await database.write(async (tx) => {
        for (const id of ids) await indexWhole(tx, id)
      })
    const last = ids.length < LIMITS.searchFillTickets ? null : (ids.at(-1) ?? null)
    if (last === null) isDone = true
    return { count: ids.length, last }
  }

  const turns = makeTurns({
    timers,
    log,
    trouble: 'tickets were not put into the search index',
    retryMs: RETRY_MS,
    async work() {
      from = (await step(from)).last
      return isDone ? null : LIMITS.searchFillEveryMs
    },
  })

  return {
    async fill() {
      let total = 0
      let before: string | null = null
      do {
        const { count, last } = await step(before)
        total += count
        before = last
      } while (before !== null && !turns.isStopped())
      return total
    },
    isDone: () => isDone,
    start: turns.wake,
    stop: () => void turns.stop(),
  }
}

async function indexWhole(tx: Tx, id: string): Promise<void> {
  // Locked against whoever changes it meanwhile, who then finds it in the index, or was here before.
  const ticket = await tx.get(`SELECT id FROM tickets WHERE id = ?${tx.forUpdate}`, id)
  const part = await tx.get(`SELECT 1 AS here FROM search_parts WHERE ticket = ?`, id)
  if (!ticket || part) return
  const { doc } = await readTicketDoc(tx, id)
  const parts = partsOf(readTicket(doc))
  doc.destroy()
  await addParts(tx, id, parts)
  // What search looked through before.
  await tx.run(`UPDATE tickets SET search = '' WHERE id = ? AND search <> ''`, id)
}
