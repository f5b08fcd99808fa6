/**
 * Lets go of files on this device that nothing being written names any more: sent, taken out, or thrown away for good. Loaded
 * when there is something to look at.
 */
import { readFiles } from '../../shared/ticket/draft-doc.ts'
import { makeDoc } from '../../shared/ticket/ticket-doc.ts'
import type { Db, FileRecord, Intent } from './db.ts'
import { beginningDraft } from './intents.ts'
import { filesOfNotes } from './note-files.ts'

/** Where the files of a ticket that is not opened yet are. */
const NO_TICKET = ''

/**
 * @param before     what was added later stays; epoch ms
 * @param readBegun  the mail of a ticket that was begun, which no table holds; null: none was
 */
export async function sweepFiles(
  db: Db,
  before: number,
  readBegun: () => Promise<Uint8Array | null>,
): Promise<void> {
  const begun = await readBegun()
  await db.transaction(
    'rw',
    [db.files, db.drafts, db.discarded, db.outbox, db.rejected, db.notes],
    async () => {
      const held = await db.files.where('addedAt').below(before).toArray()
      const named = await namedOnDevice(db, begun)
      const drafted = new Set((await db.drafts.toArray()).map(({ ticket }) => ticket))
      // The server may have a draft that names it while this device has none: then it is brought first.
      const isOver = ({ ticket, hash, state }: FileRecord) =>
        !named.has(hash) && (state !== 'waiting' || ticket === NO_TICKET || drafted.has(ticket))
      const over = held.filter(isOver)
      await db.files.bulkDelete(over.map(({ ticket, hash }): [string, string] => [ticket, hash]))
    },
  )
}

/**
 * Inside a transaction: what any draft or note on this device names, also one that was discarded and can come back, and pictures
 * that were taken out of its text: undo brings them back.
 */
async function namedOnDevice(db: Db, begun: Uint8Array | null): Promise<Set<string>> {
  const named = new Set(await filesOfNotes(db))
  const look = (bytes: Uint8Array | null | undefined) => {
    if (!bytes) return
    const doc = makeDoc(bytes)
    for (const { hash } of readFiles(doc)) named.add(hash)
    doc.destroy()
  }
  const lookInto = (intent: Intent | null | undefined) => {
    if (intent) look(intent.kind === 'draft' ? intent.update : beginningDraft(intent))
  }
  look(begun)
  await db.drafts.each(({ bytes }) => look(bytes))
  await db.discarded.each(({ draft, intent }) => {
    look(draft?.bytes)
    lookInto(intent)
  })
  await db.outbox.each(lookInto)
  await db.rejected.each(({ intent }) => lookInto(intent))
  return named
}
