/** Documents as they lie in the database, many at once, for the search, which comes after the list. */
import type { HeldDocument } from './api.ts'
import type { Db } from './db.ts'

/**
 * Documents as they lie there, packed ones too, and words of replies that wait beside them, as of one moment. Copies: the
 * caller may give them away.
 */
export async function readHeldDocuments(db: Db, ids: readonly string[]): Promise<HeldDocument[]> {
  const { docs, echoes } = await db.transaction('r', [db.docs, db.echoes], async () => ({
    docs: await db.docs
      .where('ticket')
      .anyOf([...ids])
      .raw()
      .toArray(),
    echoes: await db.echoes.where('ticket').anyOf(ids).toArray(),
  }))
  return docs.map(({ ticket, bytes, plainBytes, later }) => {
    const said = echoes.flatMap(({ ticket: of, effect }) =>
      of === ticket && effect.kind === 'reply' ? [effect.message.text] : [],
    )
    return { ticket, bytes: Uint8Array.from(bytes), plainBytes, later, said }
  })
}
