/**
 * Blobs that are being brought and that nothing names yet: claimed before their bytes are stored, so that nobody sweeps
 * them away in between, given up by the commit that names them. A claim nothing came of ends after LIMITS.blobClaimMs,
 * and its bytes with it. The gateway claims nothing: its commit looks whether the bytes are there (receive-mail). What it
 * brings is only noted, so that bytes that come late, or twice, and that nothing names go as well.
 */
import { createHash } from 'node:crypto'
import { fail, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { number, text, type Tx } from '../store/database.ts'
import type { CommitParts } from './parts.ts'

/** The size in a row that claims nothing: it stands for a sweep, or for what the gateway brought. */
const NOBODYS = -1

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
      `INSERT INTO blobs (hash, bytes, at) VALUES (?, ?, ?) ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes, at = excluded.at`,
      hash,
      bytes.length,
      parts.clock.now(),
    ),
  )
  return parts.blobs.put(bytes, hash)
}

/** Notes and stores what the gateway brings. */
export async function takeBlob(
  parts: CommitParts,
  bytes: Uint8Array,
  hash: string,
): Promise<Result<string>> {
  // Side by side, so that mail waits for one of the two. After a crash between them the gateway brings it again.
  const [stored] = await Promise.all([
    parts.blobs.put(bytes, hash),
    parts.database.write((tx) => noteBlob(tx, hash, parts.clock.now())),
  ])
  return stored
}

/** A row that is no claim. */
const noteBlob = (tx: Tx, hash: string, at: number): Promise<number> =>
  tx.run(
    `INSERT INTO blobs (hash, bytes, at) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING`,
    hash,
    NOBODYS,
    at,
  )

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
  await noteBlob(tx, hash, now)
  const row = await tx.get(`SELECT bytes, at FROM blobs WHERE hash = ?${tx.forUpdate}`, hash)
  const isClaimed = row !== undefined && number(row, 'bytes') !== NOBODYS
  if (isClaimed && number(row, 'at') > now - LIMITS.blobClaimMs) return
  await sweep()
  await dropClaim(tx, hash)
}

/** Claims and notes that nothing came of, oldest first. */
export async function claimsOver(tx: Tx, now: number, most: number): Promise<string[]> {
  const rows = await tx.all(
    `SELECT hash FROM blobs WHERE at <= ? ORDER BY at, hash LIMIT ?`,
    now - LIMITS.blobClaimMs,
    most,
  )
  return rows.map((row) => text(row, 'hash'))
}
