/**
 * Blobs that are being brought and that nothing names yet: claimed before their bytes are stored, so that nobody sweeps
 * them away in between, given up by the commit that names them. A claim nothing came of ends after LIMITS.blobClaimMs,
 * and its bytes with it. The gateway claims nothing: its commit looks whether the bytes are there (receive-mail).
 */
import { createHash } from 'node:crypto'
import { fail, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { number, text, type Tx } from '../store/database.ts'
import type { CommitParts } from './parts.ts'

/** Claims and stores bytes. @param claimed  the hash they are said to have */
export async function bringBlob(
  parts: CommitParts,
  bytes: Uint8Array,
  claimed?: string,
): Promise<Result<string>> {
  const hash = createHash('sha256').update(bytes).digest('hex')
  if (claimed !== undefined && claimed !== hash)
    return fail('kit/invalid', 'the bytes do not have that hash')
  await parts.database.write((tx) =>
    tx.run(
      `INSERT INTO blobs (hash, bytes, at) VALUES (?, ?, ?) ON CONFLICT (hash) DO UPDATE SET at = excluded.at`,
      hash,
      bytes.length,
      parts.clock.now(),
    ),
  )
  return parts.blobs.put(bytes, hash)
}

export async function dropClaim(tx: Tx, hash: string): Promise<void> {
  await tx.run(`DELETE FROM blobs WHERE hash = ?`, hash)
}

/**
 * Runs `sweep` unless somebody brings the blob just now. Where writes run side by side (PostgreSQL), who wants to bring it
 * waits for the end of this transaction, and then finds it gone.
 */
export async function unlessClaimed(
  { tx, now }: { tx: Tx; now: number },
  hash: string,
  sweep: () => Promise<void>,
): Promise<void> {
  await tx.run(
    `INSERT INTO blobs (hash, bytes, at) VALUES (?, 0, ?) ON CONFLICT (hash) DO NOTHING`,
    hash,
    NOBODYS,
  )
  const row = await tx.get(`SELECT at FROM blobs WHERE hash = ?${tx.forUpdate}`, hash)
  const at = row ? number(row, 'at') : NOBODYS
  if (at !== NOBODYS && at > now - LIMITS.blobClaimMs) return
  await sweep()
  await dropClaim(tx, hash)
}

/** The time of a row that only stands for a sweep. */
const NOBODYS = 0

/** Claims that nothing came of, oldest first. */
export async function claimsOver(tx: Tx, now: number, most: number): Promise<string[]> {
  const rows = await tx.all(
    `SELECT hash FROM blobs WHERE at <= ? ORDER BY at, hash LIMIT ?`,
    now - LIMITS.blobClaimMs,
    most,
  )
  return rows.map((row) => text(row, 'hash'))
}
