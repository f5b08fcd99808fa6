/**
 * Files that people of the desk bring for a reply, from the bytes until a message names them: who brought which, on which
 * ticket. Knowing the hash of a file is no right to it: it goes with a reply when somebody brought its bytes for a reply on
 * that ticket, when the sender brought them anywhere, or when the sender may read them. Not here: the bytes (blobs).
 */
import { FaultError, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { readFiles } from '../../shared/ticket/draft-doc.ts'
import { mayReplyAny, maySeeAny, type Rights } from '../../shared/ticket/ticket-rules.ts'
import { queuesInRow } from '../feed/ticket-queues.ts'
import { text, type Sql, type Tx } from '../store/database.ts'
import { deny, notFound } from './access.ts'
import { bringBlob, dropClaim } from './blob-claims.ts'
import { sweepLater } from './blob-refs.ts'
import { cleanName } from './contacts.ts'
import { loadDraftDoc } from './live-draft.ts'
import { followMerge } from './merge-trail.ts'
import type { CommitParts } from './parts.ts'

/** Brought for nothing yet, over the API or for a ticket that is not opened yet: its sender's alone. */
const NO_TICKET = ''
/** Tickets that are asked whether one of them lets somebody read a file. */
const TICKETS_ASKED = 200

export type Upload = { bytes: Uint8Array; hash: string; ticket: string | null }

/** Stores bytes, and remembers who had them. Again is the same. @param ticket  whose reply it is for */
export async function bringUpload(
  parts: CommitParts,
  rights: Rights,
  { bytes, hash, ticket }: Upload,
): Promise<Result<void>> {
  const on = await refuseUpload(parts, rights, { bytes: bytes.length, ticket })
  const stored = await bringBlob(parts, bytes, hash)
  if (!stored.ok) return stored
  await parts.database.write(async (tx) => {
    await tx.run(
      `INSERT INTO uploads (hash, ticket, person, at) VALUES (?, ?, ?, ?) ON CONFLICT (hash, ticket, person) DO UPDATE SET at = excluded.at`,
      hash,
      on,
      rights.person,
      parts.clock.now(),
    )
    await dropClaim(tx, hash)
  })
  return ok()
}

/** Whether so many bytes may be brought for a reply on this ticket. @returns where it is written now */
export async function refuseUpload(
  parts: CommitParts,
  rights: Rights,
  { bytes, ticket }: { bytes: number; ticket: string | null },
): Promise<string> {
  if (bytes > LIMITS.replyFilesBytes)
    throw new FaultError({
      code: 'kit/too-big',
      detail: `a file may have ${LIMITS.replyFilesBytes} bytes`,
      more: { limit: LIMITS.replyFilesBytes },
    })
  return ticket === null ? NO_TICKET : ticketFor(parts.database.read, rights, ticket)
}

/** Where a reply on this ticket is written now: a ticket that was merged goes on in another. */
async function ticketFor(sql: Sql, rights: Rights, ticket: string): Promise<string> {
  const end = await followMerge(sql, ticket)
  const row = end
    ? await sql.get(`SELECT queue, also_in FROM tickets WHERE id = ?`, end)
    : undefined
  const queues = row ? queuesInRow(row) : []
  if (end === null || !maySeeAny(rights, queues)) return notFound('there is no such ticket')
  if (!mayReplyAny(rights, queues)) return deny('you may not answer in this queue')
  return end
}

/** Hashes of what was brought for replies on this ticket. */
export async function uploadsOn(sql: Sql, ticket: string): Promise<string[]> {
  const rows = await sql.all(
    `SELECT DISTINCT hash FROM uploads WHERE ticket = ? ORDER BY hash`,
    ticket,
  )
  return rows.map((row) => text(row, 'hash'))
}

/** What is said of a file before its bytes are looked at; `cid`: where the words show it. */
export type NamedFile = Pick<Attachment, 'hash' | 'name' | 'type'> &
  Partial<Pick<Attachment, 'cid'>>

/**
 * The files of a reply as they go: each is there, and this person's to send. A file that is not, and one that was never
 * brought, look the same.
 */
export async function freezeFiles(
  parts: CommitParts,
  tx: Tx,
  { ticket, rights, files }: { ticket: string; rights: Rights; files: readonly NamedFile[] },
): Promise<Attachment[]> {
  if (files.length > LIMITS.replyFiles)
    throw tooMuch(`a message may have ${LIMITS.replyFiles} files`, LIMITS.replyFiles)
  const frozen: Attachment[] = []
  const missing: NamedFile[] = []
  for (const file of files) {
    const found = (await mayBeSent(tx, ticket, rights, file.hash))
      ? await parts.blobs.look(file.hash)
      : null
    if (!found) missing.push(file)
    else
      frozen.push({
        hash: file.hash,
        name: cleanName(file.name.split(/[/\\]/).at(-1) ?? '') || 'file',
        type: file.type.toLowerCase(),
        bytes: found.bytes,
        inline: Boolean(file.cid),
        cid: file.cid ?? null,
      })
  }
  if (missing.length > 0)
    throw new FaultError({
      code: 'ticket/no-file',
      detail: `not on the server: ${missing.map(({ name }) => `“${cleanName(name)}”`).join(', ')}`,
      more: { files: missing.map(({ hash }) => hash) },
    })
  if (frozen.reduce((sum, { bytes }) => sum + bytes, 0) > LIMITS.replyFilesBytes)
    throw tooMuch(
      `the files of a message may have ${LIMITS.replyFilesBytes} bytes in all`,
      LIMITS.replyFilesBytes,
    )
  return frozen
}

const tooMuch = (detail: string, limit: number) =>
  new FaultError({ code: 'ticket/too-big', detail, more: { limit } })

async function mayBeSent(tx: Tx, ticket: string, rights: Rights, hash: string): Promise<boolean> {
  const brought = await tx.get(
    `SELECT 1 AS yes FROM uploads WHERE hash = ? AND (ticket = ? OR person = ?) LIMIT 1`,
    hash,
    ticket,
    rights.person,
  )
  if (brought) return true
  const rows = await tx.all(
    `SELECT DISTINCT tickets.id, tickets.queue AS queue, tickets.also_in AS also_in FROM blob_refs JOIN tickets ON tickets.id = blob_refs.ticket
     WHERE blob_refs.hash = ? ORDER BY tickets.id DESC LIMIT ${TICKETS_ASKED}`,
    hash,
  )
  return rows.some((row) => maySeeAny(rights, queuesInRow(row)))
}

/** The reply that is being written goes on elsewhere, and its files with it. */
export async function carryUploads(
  tx: Tx,
  { from, into }: { from: string; into: string },
): Promise<void> {
  if (from === into) return
  await tx.run(
    `INSERT INTO uploads (hash, ticket, person, at) SELECT hash, ?, person, at FROM uploads WHERE ticket = ?
       ON CONFLICT (hash, ticket, person) DO NOTHING`,
    into,
    from,
  )
}

/** The same for some of them: those of a reply that goes back to its own ticket. */
export async function carryFiles(
  tx: Tx,
  { from, into }: { from: string; into: string },
  hashes: readonly string[],
): Promise<void> {
  for (const hash of hashes)
    await tx.run(
      `INSERT INTO uploads (hash, ticket, person, at) SELECT hash, ?, person, at FROM uploads WHERE ticket = ? AND hash = ?
         ON CONFLICT (hash, ticket, person) DO NOTHING`,
      into,
      from,
      hash,
    )
}

/**
 * What its sender brought before there was a ticket is brought for this one from now on, as long as its reply is not out and
 * whoever of the team writes on. What they did not bring, freezing finds out.
 */
export async function uploadsFor(
  tx: Tx,
  { ticket, person, at }: { ticket: string; person: string; at: number },
  hashes: readonly string[],
): Promise<void> {
  for (const hash of hashes.slice(0, LIMITS.replyFiles))
    await tx.run(
      `INSERT INTO uploads (hash, ticket, person, at) SELECT hash, ?, person, ? FROM uploads WHERE hash = ? AND person = ? AND ticket = '${NO_TICKET}'
         ON CONFLICT (hash, ticket, person) DO NOTHING`,
      ticket,
      at,
      hash,
      person,
    )
}

/** Files were taken out of a ticket for good: nobody has brought them. */
export async function forgetUploads(
  tx: Tx,
  ticket: string,
  hashes: readonly string[],
): Promise<void> {
  for (const hash of hashes)
    await tx.run(
      `DELETE FROM uploads WHERE hash = ? AND (ticket = ? OR ticket = '${NO_TICKET}')`,
      hash,
      ticket,
    )
}

/**
 * Lets go of what was brought long ago and that no reply being written names any more; what one names is looked at again
 * later. @returns how many were looked at
 */
export async function dropUploads(parts: CommitParts, tx: Tx, most: number): Promise<number> {
  const now = parts.clock.now()
  const rows = await tx.all(
    `SELECT hash, ticket, person FROM uploads WHERE at <= ? ORDER BY at, hash LIMIT ?`,
    now - LIMITS.blobClaimMs,
    most,
  )
  const named = new Map<string, ReadonlySet<string>>()
  const dropped = new Set<string>()
  for (const row of rows) {
    const key = [text(row, 'hash'), text(row, 'ticket'), text(row, 'person')] as const
    const [hash, ticket] = key
    const inDrafts = named.get(ticket) ?? (await filesBeingSent(tx, ticket))
    named.set(ticket, inDrafts)
    const where = `WHERE hash = ? AND ticket = ? AND person = ?`
    if (inDrafts.has(hash)) await tx.run(`UPDATE uploads SET at = ? ${where}`, now, ...key)
    else {
      await tx.run(`DELETE FROM uploads ${where}`, ...key)
      dropped.add(hash)
    }
  }
  await sweepLater(parts, tx, [...dropped])
  return rows.length
}

/** Named by drafts of the ticket that were not sent, or that can still be taken back. */
async function filesBeingSent(tx: Tx, ticket: string): Promise<Set<string>> {
  const found = new Set<string>()
  if (ticket === NO_TICKET) return found
  const rows = await tx.all(
    `SELECT * FROM drafts WHERE id LIKE ? AND carried_into IS NULL AND (sent_by IS NULL
       OR EXISTS (SELECT 1 FROM sends WHERE sends.draft = drafts.id AND sends.state = 'held'))`,
    `${ticket}-r%`,
  )
  for (const row of rows) {
    const doc = await loadDraftDoc(tx, text(row, 'id'), row)
    for (const { hash } of readFiles(doc)) found.add(hash)
    doc.destroy()
  }
  return found
}
