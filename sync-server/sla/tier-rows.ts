/**
 * Who has which contract tier: an organisation, or one contact, whose own comes first. Kept by the contact's id, never an
 * address. Not here: what tiers there are (settings), nor tickets that take another one (tier-change).
 */
import { number, text, type Sql, type Tx } from '../store/database.ts'

/** `o:<name of an organisation>` or `c:<id of a contact>`. */
export type TierSubject = `o:${string}` | `c:${string}`

export type TierRow = { subject: string; tier: string; setBy: string; setAt: number }

export async function tierFor(
  sql: Sql,
  contact: string,
  organisation: string | null,
): Promise<string | null> {
  const own = await tierOf(sql, `c:${contact}`)
  return own ?? (organisation === null ? null : await tierOf(sql, `o:${organisation}`))
}

async function tierOf(sql: Sql, subject: TierSubject): Promise<string | null> {
  const row = await sql.get(`SELECT tier FROM contract_tiers WHERE subject = ?`, subject)
  return row ? text(row, 'tier') : null
}

/** @param tier  null: it has none of its own any more */
export async function setTier(
  tx: Tx,
  { subject, tier, by, at }: { subject: TierSubject; tier: string | null; by: string; at: number },
): Promise<void> {
  if (tier === null) await tx.run(`DELETE FROM contract_tiers WHERE subject = ?`, subject)
  else
    await tx.run(
      `INSERT INTO contract_tiers (subject, tier, set_by, set_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (subject) DO UPDATE SET tier = excluded.tier, set_by = excluded.set_by, set_at = excluded.set_at`,
      subject,
      tier,
      by,
      at,
    )
}

/** Of somebody who is erased. */
export const forgetTier = (tx: Tx, contact: string): Promise<number> =>
  tx.run(`DELETE FROM contract_tiers WHERE subject = ?`, `c:${contact}`)

/** Organisations with a tier, by name; contacts are asked for one by one. */
export async function readOrganisationTiers(sql: Sql, most: number): Promise<TierRow[]> {
  const rows = await sql.all(
    `SELECT subject, tier, set_by, set_at FROM contract_tiers WHERE subject LIKE 'o:%' ORDER BY subject LIMIT ?`,
    most,
  )
  return rows.map((row) => ({
    subject: text(row, 'subject').slice(2),
    tier: text(row, 'tier'),
    setBy: text(row, 'set_by'),
    setAt: number(row, 'set_at'),
  }))
}
