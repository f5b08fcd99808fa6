/**
 * Addresses that no automatic mail goes to any more: their server refused one for good, or their owner complained. What a
 * person writes goes out all the same, with a warning: they decide, and know what happened before.
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import { normaliseAddress } from '../../../shared/ticket/address.ts'
import { number, text, type Sql, type SqlRow, type Tx } from '../../store/database.ts'

export type Suppression = {
  address: string
  reason: 'bounced' | 'complained'
  /** The code the mail server gave; no words of it, they name people. */
  detail: string
  at: number
}

/**
 * The mailbox, or its domain, is not there (RFC 3463 §3.2, §3.3): the next mail will not arrive either. A full mailbox
 * or a policy may be another one tomorrow.
 */
const GONE = /^5\.(?:1\.(?:1|2|3|6|10)|2\.1)$/

export const isGoneForGood = (status: string | null): boolean =>
  status !== null && GONE.test(status)

/** The enhanced code in the words of an SMTP reply (RFC 2034), when it says that the mailbox is gone. */
export function goneStatusIn(reply: string): string | null {
  const status = /^5\d\d[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? null
  return isGoneForGood(status) ? status : null
}

export async function suppress(
  tx: Tx,
  one: Suppression & { outgoing: string | null },
): Promise<void> {
  await tx.run(
    `INSERT INTO suppressions (address, reason, detail, outgoing, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (address) DO UPDATE SET reason = excluded.reason, detail = excluded.detail, outgoing = excluded.outgoing, at = excluded.at
     WHERE suppressions.reason <> 'complained'`,
    normaliseAddress(one.address),
    one.reason,
    one.detail.slice(0, LIMITS.fieldTextChars),
    one.outgoing,
    one.at,
  )
}

export async function findSuppression(sql: Sql, address: string): Promise<Suppression | null> {
  const row = await sql.get(
    `SELECT * FROM suppressions WHERE address = ?`,
    normaliseAddress(address),
  )
  return row ? readRow(row) : null
}

/** Newest first. */
export async function listSuppressions(
  sql: Sql,
  before: number,
  most: number,
): Promise<Suppression[]> {
  const rows = await sql.all(
    `SELECT * FROM suppressions WHERE at < ? ORDER BY at DESC, address LIMIT ?`,
    before,
    most,
  )
  return rows.map(readRow)
}

/** @returns false when the address was not suppressed */
export async function liftSuppression(tx: Tx, address: string): Promise<boolean> {
  return (await tx.run(`DELETE FROM suppressions WHERE address = ?`, normaliseAddress(address))) > 0
}

/** A mail arrived after all: the mailbox is there. What its owner said of our mail stands. */
export async function liftAfterDelivery(tx: Tx, address: string): Promise<void> {
  await tx.run(
    `DELETE FROM suppressions WHERE address = ? AND reason = 'bounced'`,
    normaliseAddress(address),
  )
}

/** What an agent is told before writing to it. Without the address: it stands in the thread, and is not erased with it. */
export function warnOf({ reason, detail, at }: Suppression, isRequester: boolean): string {
  const day = new Date(at).toISOString().slice(0, 10)
  return reason === 'complained'
    ? `${isRequester ? 'The requester' : 'Somebody who gets a copy'} told their mail provider on ${day} that mail from here is not wanted. Only what a person writes is sent.`
    : `Mail to ${isRequester ? 'the requester’s address' : 'the address of somebody who gets a copy'} was refused on ${day} (${detail}). Only what a person writes is sent, and it may not arrive.`
}

function readRow(row: SqlRow): Suppression {
  return {
    address: text(row, 'address'),
    reason: text(row, 'reason') === 'complained' ? 'complained' : 'bounced',
    detail: text(row, 'detail'),
    at: number(row, 'at'),
  }
}
