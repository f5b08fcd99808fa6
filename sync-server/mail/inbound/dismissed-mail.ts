/** The end of dismissed mail: after a while it is deleted, with the files that nothing else names. */
import { sweepLater } from '../../commit/blob-refs.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { text, type Tx } from '../../store/database.ts'
import { filesOf } from './hold-mail.ts'
import { mailOf } from './held-mail.ts'

/** @returns how many were deleted */
export async function dropDismissed(
  parts: CommitParts,
  tx: Tx,
  { before, most }: { before: number; most: number },
): Promise<number> {
  const rows = await tx.all(
    `SELECT id, command FROM held_mail WHERE dismissed_at < ? AND released_at IS NULL ORDER BY dismissed_at, id LIMIT ${most}`,
    before,
  )
  for (const row of rows) {
    await tx.run(`DELETE FROM held_mail WHERE id = ?`, text(row, 'id'))
    await sweepLater(parts, tx, filesOf(mailOf(row)))
  }
  return rows.length
}
