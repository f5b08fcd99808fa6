/**
 * How the way out is (mail.md 46): what waits, since when, and whether the relay takes mail at all. A relay that is away
 * is to be seen where people look: doctor, /metrics, the API. Reads only.
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import { number, numberOrNull, type Sql } from '../../store/database.ts'
import { readWithheld } from './automatic-mail.ts'

export type MailHealth = {
  waiting: number
  /** Tried, and to be tried again. */
  deferred: number
  /** When the oldest that waits was queued, epoch ms. */
  oldestAt: number | null
  /** Mail waits, has been tried for a quarter of an hour, and nothing was taken meanwhile. */
  isRelayAway: boolean
  suppressed: number
  /** Automatic mail that a cap kept from being written. */
  withheld: number
}

export async function readMailHealth(sql: Sql, now: number): Promise<MailHealth> {
  const waits = await sql.get(
    `SELECT count(*) AS n, min(queued_at) AS oldest, coalesce(sum(CASE WHEN tries > 0 AND is_started = 0 THEN 1 ELSE 0 END), 0) AS deferred,
       coalesce(sum(CASE WHEN (tries > 0 OR is_started = 1) AND queued_at <= ? THEN 1 ELSE 0 END), 0) AS late
     FROM jobs WHERE kind = 'mail'`,
    now - LIMITS.sendLateMs,
  )
  const taken = await sql.get(
    `SELECT value FROM counters WHERE name = '${LAST_TAKEN}' AND value > ?`,
    now - LIMITS.sendLateMs,
  )
  const suppressed = await sql.get(`SELECT count(*) AS n FROM suppressions`)
  const oldestAt = waits ? numberOrNull(waits, 'oldest') : null
  return {
    waiting: waits ? number(waits, 'n') : 0,
    deferred: waits ? number(waits, 'deferred') : 0,
    oldestAt,
    isRelayAway: waits !== undefined && number(waits, 'late') > 0 && taken === undefined,
    suppressed: suppressed ? number(suppressed, 'n') : 0,
    withheld: await readWithheld(sql),
  }
}

/** When the relay last took a mail. */
export const LAST_TAKEN = 'relay-took-mail-at'
