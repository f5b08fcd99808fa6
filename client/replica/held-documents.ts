/** Documents as they lie in the database, many at once, for the search, which comes after the list. */
import type { Db } from './db.ts'

/** Bytes of documents, and words of replies that wait beside them, as of one moment. Copies: the caller may give them away. */
export async function readHeldDocuments(
  db: Db,
  ids: readonly string[],
): Promise<{ ticket: string; bytes: Uint8Array<ArrayBuffer>; said: string[] }[]> {
  const { docs, echoes } = await db.transaction('r', [db.docs, db.echoes], async () => ({
    docs: await db.docs.bulkGet([...ids]),
    echoes: await db.echoes.where('ticket').anyOf(ids).toArray(),
  }))
  return docs.flatMap((doc) => {
    if (!doc) return []
    const said = echoes.flatMap(({ ticket, effect }) =>
      ticket === doc.ticket && effect.kind === 'reply' ? [effect.message.text] : [],
    )
    return [{ ticket: doc.ticket, bytes: Uint8Array.from(doc.bytes), said }]
  })
}
