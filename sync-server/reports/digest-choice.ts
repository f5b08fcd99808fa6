/** Who wants the figures of a month by mail, and of whom it is noted that they have them. Everybody who leads, unless they decline. */
import type { Database, Sql } from '../store/database.ts'

/** Stands for a month in the row of somebody who wants none. */
export const DECLINED = 'declined'

export const noteDone = (tx: Sql, month: string, person: string, now: number): Promise<number> =>
  tx.run(
    `INSERT INTO report_digests (month, person, at) VALUES (?, ?, ?) ON CONFLICT (month, person) DO NOTHING`,
    month,
    person,
    now,
  )

/** Whether somebody gets the digest, once they lead. */
export async function wantsDigest(sql: Sql, person: string): Promise<boolean> {
  const row = await sql.get(
    `SELECT 1 AS one FROM report_digests WHERE month = '${DECLINED}' AND person = ?`,
    person,
  )
  return row === undefined
}

export async function chooseDigest(
  database: Database,
  person: string,
  { isWanted, now }: { isWanted: boolean; now: number },
): Promise<void> {
  await database.write((tx) =>
    isWanted
      ? tx.run(`DELETE FROM report_digests WHERE month = '${DECLINED}' AND person = ?`, person)
      : noteDone(tx, DECLINED, person, now),
  )
}
