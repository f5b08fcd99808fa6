/**
 * What only this device has, in memory as well: when the browser removes the desk's data under the running app, it is put
 * back. Unsent work is small; what the server can give again is not here.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Db, DraftRecord, EchoRecord, Intent, NoteRecord, RejectedRecord } from './db.ts'
import { isListed } from './intents.ts'

export type Mirror = ReturnType<typeof makeMirror>

/** @param device the id of this device in the database: where it is missing, the database is another one, and empty */
export function makeMirror(db: Db, device: string) {
  let outbox: Intent[] = []
  let rejected: RejectedRecord[] = []
  let echoes: EchoRecord[] = []
  let notes: NoteRecord[] = []
  const drafts = new Map<string, DraftRecord>()
  /** Rows beyond the limit: these memory does not hold. */
  let beyondCount = 0

  const tables = [db.kv, db.outbox, db.rejected, db.echoes, db.drafts, db.notes]

  const keepDraft = (draft: DraftRecord) => {
    if (draft.isSaved || !draft.hasWords) drafts.delete(draft.id)
    else drafts.set(draft.id, draft)
  }

  return {
    /** Reads what the disk holds now. */
    async read(): Promise<void> {
      await db.transaction('r', tables, async () => {
        if ((await db.setting('device')) !== device) return
        outbox = await db.outbox.orderBy('order').limit(LIMITS.mirroredRows).toArray()
        rejected = await db.rejected.limit(LIMITS.mirroredRows).toArray()
        echoes = await db.echoes.filter((echo) => echo.version === null).toArray()
        notes = await db.notes.toArray()
        const kept = await db.drafts.toArray()
        drafts.clear()
        for (const draft of kept) keepDraft(draft)
        const held = outbox.length + rejected.length
        beyondCount = (await db.outbox.count()) + (await db.rejected.count()) - held
      })
    },

    async readDraft(id: string): Promise<void> {
      const draft = await db.drafts.get(id)
      if ((await db.setting('device')) !== device) return
      if (draft) keepDraft(draft)
      else drafts.delete(id)
    },

    noteText(note: NoteRecord): void {
      notes = notes.filter((one) => one.ticket !== note.ticket)
      if (note.text !== '') notes.push(note)
    },

    /** Puts back what is not there. Another tab may do the same: every thing has its own id. */
    async restore(): Promise<{ kept: number; gone: number }> {
      await db.transaction('rw', tables, async () => {
        for (const intent of outbox) await putBack(db, intent)
        await db.rejected.bulkPut(rejected)
        await db.echoes.bulkPut(echoes)
        for (const draft of drafts.values())
          if (!(await db.drafts.get(draft.id))) await db.drafts.put(draft)
        for (const note of notes) if (!(await db.notes.get(note.ticket))) await db.notes.put(note)
        // Last: from here on the disk is believed again.
        await db.kv.put({ key: 'device', value: device })
      })
      const acts = outbox.filter(isListed).length
      return {
        kept: acts + rejected.length + drafts.size + notes.length,
        gone: beyondCount,
      }
    },
  }
}

async function putBack(db: Db, intent: Intent): Promise<void> {
  if ((await db.outbox.where('pushId').equals(intent.pushId).count()) > 0) return
  const { order, ...rest } = intent
  // Its place in the order, unless something newer has taken that since.
  const isFree = order !== undefined && (await db.outbox.get(order)) === undefined
  if (isFree) await db.outbox.put(intent)
  else await db.outbox.add(rest)
}
