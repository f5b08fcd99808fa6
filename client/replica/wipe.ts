/**
 * Taking a person off this device: everything of theirs, or only what the server can give again. Works without a
 * network, and with other tabs open: their connections to the database are closed by the browser's own word.
 */
import { deleteDatabase, LIST_KEYS, type Db, type DbOptions } from './db.ts'
import { forgetPerson, type Memory } from './memory.ts'
import { filesOfNotes } from './note-files.ts'

export type WipeOptions = {
  memory: Memory
  database?: DbOptions
  /** Caches of this origin, of which only the app's own files stay; none in tests. */
  caches?: Pick<CacheStorage, 'keys' | 'delete'>
  /** Ends the browser's subscription to push messages, if there is one. */
  forgetPush?: () => Promise<unknown>
}

/** @param name the database */
export async function wipeDevice(name: string, options: WipeOptions): Promise<void> {
  forgetPerson(options.memory)
  await deleteDatabase(name, options.database)
  // The app's own files stay: nobody's words are in them, and the sign-in page must show offline too.
  for (const cache of (await options.caches?.keys()) ?? [])
    if (!cache.startsWith('workbox-precache')) await options.caches?.delete(cache)
  // Nothing on this device depends on it; the server forgets a subscription that does not answer.
  await options.forgetPush?.().catch(() => {})
}

/**
 * What the server can give again goes; what only this device has stays for its author: the outbox, what was refused,
 * words in drafts and notes.
 */
export async function purgeCopies(db: Db): Promise<void> {
  const copies = [
    db.packs,
    db.entries,
    db.overlays,
    db.docs,
    db.cursors,
    db.blobs,
    db.seen,
    db.lost,
  ]
  const kept = [db.drafts, db.files, db.notes, db.outbox, db.rejected]
  await db.transaction('rw', [...copies, db.discarded, ...kept, db.kv], async () => {
    for (const table of [...copies, db.discarded]) await table.clear()
    await db.drafts.filter((draft) => draft.isSaved || !draft.hasWords).delete()
    // Bytes that the server has can be had again; the others are a part of what was not sent. So are all of a ticket that
    // is not opened yet, and of a note: nothing there names them.
    const ofNotes = await filesOfNotes(db)
    await db.files
      .where('state')
      .equals('up')
      .filter(({ ticket, hash }) => ticket !== '' && !ofNotes.has(hash))
      .delete()
    await db.kv.bulkDelete(['desk', ...Object.values(LIST_KEYS)])
  })
}
