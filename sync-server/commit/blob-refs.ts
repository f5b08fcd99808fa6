/**
 * Which blobs belong to which ticket: what may be fetched through it, and by whom; and what becomes of one that no
 * ticket names any more. Not here: the bytes (blobs).
 */
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { isPublic } from '../../shared/ticket/row.ts'
import type { Message } from '../../shared/ticket/ticket.ts'
import { addJob } from '../jobs/job-rows.ts'
import { text, type Tx } from '../store/database.ts'
import { claimsOver, dropClaim, unlessClaimed } from './blob-claims.ts'
import type { CommitParts } from './parts.ts'

export async function refBlobs(tx: Tx, ticket: string, message: Message): Promise<void> {
  const add = async (hash: string, name: string, type: string, isShared: boolean) => {
    await dropClaim(tx, hash)
    // In a note first and then in a reply, it is the requester's as well.
    await tx.run(
      `INSERT INTO blob_refs (ticket, hash, name, type, is_public) VALUES (?, ?, ?, ?, ?) ON CONFLICT (ticket, hash, name)
         DO UPDATE SET is_public = CASE WHEN excluded.is_public = 1 THEN 1 ELSE blob_refs.is_public END`,
      ticket,
      hash,
      name,
      type,
      isShared ? 1 : 0,
    )
  }
  // What came by a merge may have been somebody else's: the public view decides (pages), and this says it may.
  for (const file of message.attachments ?? [])
    await add(file.hash, file.name, file.type, isPublic(message))
  if (message.html) await add(message.html, 'body.html', 'text/html', false)
  if (message.more) await add(message.more, 'text.txt', 'text/plain', isPublic(message))
  if (message.raw) await add(message.raw, 'original.eml', 'message/rfc822', false)
}

/**
 * Names the blobs of a ticket anew, after messages lost theirs. Those that nothing names any more are deleted by a job
 * of the same transaction: a crash between leaves no bytes behind.
 */
export async function refBlobsAnew(
  parts: CommitParts,
  tx: Tx,
  ticket: string,
  messages: readonly Message[],
): Promise<void> {
  const before = await hashesOf(tx, ticket)
  await tx.run(`DELETE FROM blob_refs WHERE ticket = ?`, ticket)
  for (const message of messages) await refBlobs(tx, ticket, message)
  const after = new Set(await hashesOf(tx, ticket))
  await sweepLater(
    parts,
    tx,
    before.filter((hash) => !after.has(hash)),
  )
}

/** A message is gone again: files that it alone had on the ticket are the ticket's no more. @param rest  those that stay */
export async function unrefBlobs(
  parts: CommitParts,
  tx: Tx,
  ticket: string,
  { gone, rest }: { gone: Message; rest: readonly Message[] },
): Promise<void> {
  const kept = new Set(rest.flatMap(filesIn))
  const left = filesIn(gone).filter((hash) => !kept.has(hash))
  for (const hash of left)
    await tx.run(`DELETE FROM blob_refs WHERE ticket = ? AND hash = ?`, ticket, hash)
  await sweepLater(parts, tx, left)
}

const filesIn = ({ attachments = [] }: Message): string[] => attachments.map((file) => file.hash)

async function hashesOf(tx: Tx, ticket: string): Promise<string[]> {
  const rows = await tx.all(`SELECT DISTINCT hash FROM blob_refs WHERE ticket = ?`, ticket)
  return rows.map((row) => text(row, 'hash'))
}

/** A job for blobs that may have become nobody's. */
export async function sweepLater(
  parts: CommitParts,
  tx: Tx,
  hashes: readonly string[],
): Promise<void> {
  if (hashes.length === 0) return
  const now = parts.clock.now()
  const id = makeId(now, parts.random)
  await addJob(tx, { id, kind: 'sweep', key: `sweep:${id}`, dueAt: now, payload: { hashes }, now })
}

export const SweepPayload = v.object({ hashes: v.array(v.string()) })

/**
 * Deletes those that no ticket, no held mail, no reply that is being written and no setting names, and that nobody is bringing. Inside
 * the write, because writes come one after the other: a mail that names one of them now has found it gone, and brings it again.
 *
 * @param before  only what was last brought before then; without it, however young it is
 */
export async function sweepBlobs(
  parts: CommitParts,
  tx: Tx,
  hashes: readonly string[],
  before?: number,
): Promise<void> {
  const now = parts.clock.now()
  const remove = async (hash: string) => {
    if (before === undefined) await parts.blobs.remove(hash)
    else await parts.blobs.removeOlder(hash, before)
  }
  const logo = parts.settings.get().logo?.hash
  for (const hash of hashes) {
    const named =
      hash === logo ||
      (await tx.get(
        `SELECT 1 AS yes FROM blob_refs WHERE hash = ? UNION ALL SELECT 1 AS yes FROM uploads WHERE hash = ?
       UNION ALL SELECT 1 AS yes FROM held_mail WHERE raw = ? OR command LIKE ? LIMIT 1`,
        hash,
        hash,
        hash,
        `%${hash}%`,
      ))
    if (named) await dropClaim(tx, hash)
    else await unlessClaimed({ tx, now }, hash, () => remove(hash))
  }
}

/**
 * Of the files whose hash begins with `prefix`: those that nothing names, long after they were brought. The gateway brings
 * the files of a mail before the mail, and claims none; when the server never takes that mail, nobody else knows of them.
 * @returns how many were looked at closely
 */
export async function sweepForgotten(
  parts: CommitParts,
  { prefix, most }: { prefix: string; most: number },
): Promise<number> {
  const before = parts.clock.now() - LIMITS.forgottenBlobMs
  const [from, to] = [prefix, `${prefix}g`]
  const rows = await parts.database.read.all(
    `SELECT hash FROM blob_refs WHERE hash >= ? AND hash < ? UNION SELECT hash FROM uploads WHERE hash >= ? AND hash < ?
     UNION SELECT hash FROM blobs WHERE hash >= ? AND hash < ? UNION SELECT raw AS hash FROM held_mail WHERE raw >= ? AND raw < ?`,
    ...[from, to, from, to, from, to, from, to],
  )
  const named = new Set(rows.map((row) => text(row, 'hash')))
  const { logo } = parts.settings.get()
  if (logo) named.add(logo.hash)
  const old: string[] = []
  for (const hash of await parts.blobs.list(prefix)) {
    if (old.length >= most) break
    if (named.has(hash)) continue
    const found = await parts.blobs.look(hash)
    if (found && found.broughtAt < before) old.push(hash)
  }
  if (old.length > 0) await parts.database.write((tx) => sweepBlobs(parts, tx, old, before))
  return old.length
}

/** Those that were brought and that nothing came of. @returns how many */
export async function sweepUnnamed(parts: CommitParts, tx: Tx, most: number): Promise<number> {
  const hashes = await claimsOver(tx, parts.clock.now(), most)
  await sweepBlobs(parts, tx, hashes)
  return hashes.length
}
