/** Which files the notes on this device name. Not here: their bytes (reply-files), what the server says of them. */
import type { Attachment } from '../../shared/ticket/attachment.ts'
import type { Db, Intent } from './db.ts'

export const filesOfNote = (intent: Intent | null | undefined): readonly Attachment[] =>
  (intent?.kind === 'update' && intent.op.op === 'add-note' && intent.op.attachments) || []

/** Inside a transaction: hashes of those that nobody added yet, wait, were refused, or were discarded and can come back. */
export async function filesOfNotes(db: Db): Promise<ReadonlySet<string>> {
  const named = new Set<string>()
  const look = (files?: readonly Attachment[]) => files?.forEach(({ hash }) => named.add(hash))
  await db.notes.each(({ files }) => look(files))
  for (const table of [db.outbox, db.rejected, db.discarded])
    await table.each((one) => look(filesOfNote('intent' in one ? one.intent : one)))
  return named
}
