/**
 * What only this device has, in memory as well: when the browser removes the desk's data under the running app, it is put
 * back. Unsent work is small; what the server can give again is not here.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { Id, parseWith } from '../../shared/kit/schema.ts'
import type { Db, DraftRecord, EchoRecord, Intent, NoteRecord, RejectedRecord } from './db.ts'
import { isListed } from './intents.ts'

export type Mirror = ReturnType<typeof makeMirror>

/** Which database it is: the mark goes with its data, and every tab can see that it went. */
const MARK_KEY = 'mark'

/** Inside the caller's transaction over `kv`. @returns the mark that is there, or the one that is set now */
export async function markDatabase(db: Db, fresh: string): Promise<string> {
  const mark = parseWith(Id, await db.setting(MARK_KEY))
  if (mark.ok) return mark.value
  await db.kv.put({ key: MARK_KEY, value: fresh })
  return fresh
}

/** @param known  the device's id, and the mark of the database it was opened with */
export function makeMirror(db: Db, known: { device: string; mark: string }) {
  let { mark } = known
  let outbox: Intent[] = []
  let rejected: RejectedRecord[] = []
  let echoes: EchoRecord[] = []
  let notes: NoteRecord[] = []
  const drafts = new Map<string, DraftRecord>()
  const draftsRead = new Set<string>()
  /** Rows beyond the limit: these memory does not hold. */
  let beyondCount = 0

  const tables = [db.kv, db.outbox, db.rejected, db.echoes, db.drafts, db.notes]

  /** Without a mark (the disk was full when it was opened) nothing can be said against it. */
  const isSame = async () => mark === '' || (await db.setting(MARK_KEY)) === mark

  const keepDraft = (draft: DraftRecord) => {
    if (draft.isSaved || !draft.hasWords) drafts.delete(draft.id)
    else drafts.set(draft.id, draft)
  }

  /** What is written in a draft is told by `readDraft`: here only those that came and went. */
  async function followDrafts(ids: readonly string[]): Promise<void> {
    const kept = new Set(ids)
    for (const id of draftsRead) if (!kept.has(id)) draftsRead.delete(id)
    for (const id of drafts.keys()) if (!kept.has(id)) drafts.delete(id)
    const unread = ids.filter((id) => !draftsRead.has(id))
    for (const draft of await db.drafts.bulkGet(unread)) {
      if (!draft) continue
      draftsRead.add(draft.id)
      keepDraft(draft)
    }
  }

  return {
    /** Follows what the disk holds now. Runs after every change, so it reads what is new and only counts the rest. */
    async read(): Promise<void> {
      await db.transaction('r', tables, async () => {
        if (!(await isSame())) return
        // An edit that was made again has its old place: the one in memory is made again as well once it is put back.
        outbox = await follow(
          outbox.map((intent) => [intent.order ?? 0, intent]),
          await db.outbox.limit(LIMITS.mirroredRows).primaryKeys(),
          (orders) => db.outbox.bulkGet(orders),
          (intent) => intent.order ?? 0,
        )
        rejected = await follow(
          rejected.map((record) => [record.pushId, record]),
          await db.rejected.limit(LIMITS.mirroredRows).primaryKeys(),
          (ids) => db.rejected.bulkGet(ids),
          (record) => record.pushId,
        )
        echoes = (await db.echoes.toArray()).filter((echo) => echo.version === null)
        notes = await db.notes.toArray()
        await followDrafts(await db.drafts.toCollection().primaryKeys())
        const held = outbox.length + rejected.length
        beyondCount = (await db.outbox.count()) + (await db.rejected.count()) - held
      })
    },

    async readDraft(id: string): Promise<void> {
      const draft = await db.drafts.get(id)
      if (!(await isSame())) return
      if (draft) keepDraft(draft)
      else drafts.delete(id)
    },

    /** Drafts and notes that only this device has. */
    wordCount: () => drafts.size + notes.length,

    noteText(note: NoteRecord): void {
      notes = notes.filter((one) => one.ticket !== note.ticket)
      if (note.text || note.files) notes.push(note)
    },

    /** False once the database is another one than was opened. */
    isSame,

    /** Puts back what is not there. Other tabs do the same: every thing has its own id. */
    async restore(fresh: string): Promise<{ kept: number; gone: number }> {
      await db.transaction('rw', tables, async () => {
        // Tried or not, this memory does not know for certain: only the server can say.
        for (const intent of outbox)
          await putBack(db, intent.kind === 'command' ? { ...intent, isTried: true } : intent)
        await db.rejected.bulkPut(rejected)
        await db.echoes.bulkPut(echoes)
        for (const draft of drafts.values())
          if (!(await db.drafts.get(draft.id))) await db.drafts.put(draft)
        for (const note of notes) if (!(await db.notes.get(note.ticket))) await db.notes.put(note)
        await db.kv.put({ key: 'device', value: known.device })
        // Last: from here on the disk is believed again.
        mark = await markDatabase(db, fresh)
      })
      const acts = outbox.filter(isListed).length
      return {
        kept: acts + rejected.length + drafts.size + notes.length,
        gone: beyondCount,
      }
    },
  }
}

/** The records under `ids`, in that order: known ones as they are, the others read. */
async function follow<K, T>(
  known: readonly [K, T][],
  ids: readonly K[],
  read: (ids: K[]) => PromiseLike<(T | undefined)[]>,
  idOf: (record: T) => K,
): Promise<T[]> {
  const held = new Map(known)
  const unread = ids.filter((id) => !held.has(id))
  if (unread.length > 0)
    for (const record of await read(unread)) if (record) held.set(idOf(record), record)
  return ids.flatMap((id) => held.get(id) ?? [])
}

async function putBack(db: Db, intent: Intent): Promise<void> {
  if ((await db.outbox.where('pushId').equals(intent.pushId).count()) > 0) return
  const { order, ...rest } = intent
  // Its place in the order, unless something newer has taken that since.
  const isFree = order !== undefined && (await db.outbox.get(order)) === undefined
  if (isFree) await db.outbox.put(intent)
  else await db.outbox.add(rest)
}
