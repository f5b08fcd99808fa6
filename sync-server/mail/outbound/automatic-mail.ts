/**
 * How much the desk writes by itself (mail.md 32): what stops a loop that no header gives away. Beyond a cap nobody is
 * answered; what came in is on its ticket all the same. Not here: caps on what comes in (inbound/loop-caps).
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import { number, text, type Sql, type Tx } from '../../store/database.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

export type Answered = { address: string; ticket: string; queue: string }

/** Why an acknowledgement is not sent; null when it may be. */
export async function whyNoAnswer(
  tx: Tx,
  { address, ticket, queue }: Answered,
  now: number,
): Promise<string | null> {
  const rows = await tx.all(
    `SELECT outgoing.at AS at, tickets.row AS row FROM outgoing JOIN tickets ON tickets.id = outgoing.ticket
     WHERE outgoing.recipient = ? AND outgoing.kind = 'acknowledgement' AND outgoing.at > ?`,
    address,
    now - DAY_MS,
  )
  if (rows.length >= LIMITS.acknowledgementsPerDayPerAddress)
    return 'too many to this address today'
  const before = rows.map((row) => ({
    at: number(row, 'at'),
    ...v.parse(Known, JSON.parse(text(row, 'row'))),
  }))
  const isRecent = before.some(
    (one) => one.queue === queue && one.at > now - LIMITS.acknowledgementEveryMs,
  )
  if (isRecent) return 'one went to this address a moment ago'
  // A machine that answers us says the same again, with another number in it.
  const subject = await subjectOf(tx, ticket)
  if (before.some((one) => bareSubject(one.subject) === bareSubject(subject)))
    return 'this address was told of a ticket by that name today'
  return whyTooMuch(tx, now)
}

/** The breaker for everything that no person wrote. */
export async function whyTooMuch(tx: Tx, now: number): Promise<string | null> {
  const since = async (from: number) => {
    const row = await tx.get(
      `SELECT count(*) AS n FROM outgoing WHERE at > ? AND kind IN ('acknowledgement', 'end', 'notice', 'agent-notice')`,
      from,
    )
    return row ? number(row, 'n') : 0
  }
  if ((await since(now - MINUTE_MS)) >= LIMITS.automaticMailPerMinute)
    return 'too much automatic mail in a minute'
  if ((await since(now - HOUR_MS)) >= LIMITS.automaticMailPerHour)
    return 'too much automatic mail in an hour'
  return null
}

/** A mail that was not written, for whoever watches the desk (/metrics). */
export async function countWithheld(tx: Tx): Promise<void> {
  await tx.run(
    `INSERT INTO counters (name, value) VALUES ('${WITHHELD}', 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1`,
  )
}

export async function readWithheld(sql: Sql): Promise<number> {
  const row = await sql.get(`SELECT value FROM counters WHERE name = '${WITHHELD}'`)
  return row ? number(row, 'value') : 0
}

const WITHHELD = 'automatic-mail-withheld'
const Known = v.object({ queue: v.string(), subject: v.string() })

async function subjectOf(tx: Tx, ticket: string): Promise<string> {
  const row = await tx.get(`SELECT row FROM tickets WHERE id = ?`, ticket)
  return row ? v.parse(Known, JSON.parse(text(row, 'row'))).subject : ''
}

/** Without what answers and forwards put before it, and without numbers. */
export function bareSubject(subject: string): string {
  return subject
    .toLowerCase()
    .replace(/^(?:\s*(?:re|aw|sv|vs|antw|fwd?|wg)\s*:)+/, '')
    .replace(/\d+/g, '#')
    .replace(/\s+/g, ' ')
    .trim()
}
