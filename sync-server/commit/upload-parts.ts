/**
 * Large files on their way, part by part: what came stays for a day, so that a line that breaks costs one part. A person's
 * own: another one who brings the same file brings all of it. Not here: what becomes of a whole one (uploads).
 */
import { FaultError, ok, unwrap, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { bytes, number, numberOrNull, type Sql, type Tx } from '../store/database.ts'
import type { CommitParts } from './parts.ts'
import { bringUpload, refuseUpload } from './uploads.ts'

/** One part: it begins at byte `at` of `total`. */
export type UploadPart = {
  hash: string
  ticket: string | null
  at: number
  total: number
  bytes: Uint8Array
}

/** How many bytes of it are here, from its beginning, without a gap. */
export async function partsOf(sql: Sql, person: string, hash: string): Promise<number> {
  const row = await sql.get(
    `SELECT at, length(bytes) AS n FROM upload_parts WHERE person = ? AND hash = ? ORDER BY at DESC LIMIT 1`,
    person,
    hash,
  )
  return row ? number(row, 'at') + number(row, 'n') : 0
}

/**
 * Keeps the part that comes next, and with the last one the file. Any other part changes nothing: the answer says where to
 * go on.
 *
 * @returns how many bytes are here; all of them: the file is
 */
export async function bringPart(
  parts: CommitParts,
  rights: Rights,
  { hash, ticket, at, total, bytes: part }: UploadPart,
): Promise<Result<number>> {
  await refuseUpload(parts, rights, { bytes: total, ticket })
  if (part.length === 0 || at + part.length > total)
    throw new FaultError({ code: 'kit/invalid', detail: 'a part has bytes, and lies in its file' })
  const { person } = rights
  const have = await parts.database.write(async (tx) => {
    const before = await partsOf(tx, person, hash)
    if (before !== at) return before
    await refuseMuch(tx, person, part.length)
    const kept = await tx.run(
      `INSERT INTO upload_parts (person, hash, at, bytes, made_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (person, hash, at) DO NOTHING`,
      person,
      hash,
      at,
      part,
      parts.clock.now(),
    )
    return kept > 0 ? at + part.length : partsOf(tx, person, hash)
  })
  if (have < total) return ok(have)
  const rows = await parts.database.read.all(
    `SELECT bytes FROM upload_parts WHERE person = ? AND hash = ? ORDER BY at`,
    person,
    hash,
  )
  const whole = Buffer.concat(rows.map((row) => bytes(row, 'bytes')))
  // Somebody was quicker with the last part: what is left says where to go on.
  if (whole.length < total) return ok(await partsOf(parts.database.read, person, hash))
  const brought = await bringUpload(parts, rights, { bytes: whole, hash, ticket })
  // Also when it is not what it was said to be: then all of it is brought anew.
  await parts.database.write((tx) =>
    tx.run(`DELETE FROM upload_parts WHERE person = ? AND hash = ?`, person, hash),
  )
  unwrap(brought)
  return ok(total)
}

async function refuseMuch(tx: Tx, person: string, more: number): Promise<void> {
  const row = await tx.get(
    `SELECT sum(length(bytes)) AS n FROM upload_parts WHERE person = ?`,
    person,
  )
  const held = row ? (numberOrNull(row, 'n') ?? 0) : 0
  if (held + more > LIMITS.uploadPartsBytes)
    throw new FaultError({
      code: 'kit/busy',
      detail: 'too many files of yours are half way here',
      more: { limit: LIMITS.uploadPartsBytes },
    })
}
