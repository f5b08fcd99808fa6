/** Which blobs belong to which ticket: what may be fetched through it, and by whom. */
import { isPublic } from '../../shared/ticket/row.ts'
import type { Message } from '../../shared/ticket/ticket.ts'
import type { Tx } from '../store/database.ts'

export async function refBlobs(tx: Tx, ticket: string, message: Message): Promise<void> {
  const add = (hash: string, name: string, type: string, isShared: boolean) =>
    tx.run(
      `INSERT INTO blob_refs (ticket, hash, name, type, is_public) VALUES (?, ?, ?, ?, ?) ON CONFLICT (ticket, hash, name) DO NOTHING`,
      ticket,
      hash,
      name,
      type,
      isShared ? 1 : 0,
    )
  for (const file of message.attachments ?? [])
    await add(file.hash, file.name, file.type, isPublic(message))
  if (message.html) await add(message.html, 'body.html', 'text/html', false)
  if (message.more) await add(message.more, 'text.txt', 'text/plain', isPublic(message))
  if (message.raw) await add(message.raw, 'original.eml', 'message/rfc822', false)
}
