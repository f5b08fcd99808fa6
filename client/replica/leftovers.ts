/**
 * What is left on a device that may show no tickets any more: the person's own words that never reached the server. They
 * are shown to be copied or discarded, and stay until their author says so, or signs in again and they are sent (RI15).
 * Opens nothing else of the database.
 */
import { parseDraftId } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import { makeDoc } from '../../shared/ticket/ticket-doc.ts'
import { databaseName, Db, type DbOptions } from './db.ts'
import { isListed } from './intents.ts'
import { knownPerson } from './memory.ts'
import { wipeDevice, type WipeOptions } from './wipe.ts'
import { words } from '../words/first.ts'

/**
 * Why a device locked. `signed-out`: the session is over; `revoked`: it was ended from elsewhere, or the account disabled;
 * `lease`: no word from the server for too long; `clock`: the device's clock is before the server's last word.
 */
export type LockReason = 'signed-out' | 'revoked' | 'lease' | 'clock'

/** `ticket`: its id; what was done to the desk itself has none. */
export type Leftover = { key: string; ticket: string; title: string; text: string | null }

export type Leftovers = {
  items: readonly Leftover[]
  /** Everything of the person goes off this device. */
  discard(): Promise<void>
}

export async function readLeftovers(options: WipeOptions): Promise<Leftovers> {
  const person = knownPerson(options.memory)
  if (person === null) return { items: [], discard: () => Promise.resolve() }
  const name = databaseName(person)
  return {
    items: await listUnsent(name, options.database),
    discard: () => wipeDevice(name, options),
  }
}

async function listUnsent(name: string, database?: DbOptions): Promise<Leftover[]> {
  const db = new Db(name, database)
  try {
    return await readUnsent(db)
  } finally {
    db.close()
  }
}

/** @param inMemory  drafts as they are on screen, where they could not be stored */
export async function readUnsent(
  db: Db,
  inMemory: readonly { id: string; bytes: Uint8Array }[] = [],
): Promise<Leftover[]> {
  const outbox = await db.outbox.orderBy('order').toArray()
  const rejected = await db.rejected.toArray()
  const unwritten = new Set(inMemory.map(({ id }) => id))
  const stored = await db.drafts.filter((draft) => !draft.isSaved && draft.hasWords).toArray()
  const drafts = [
    ...inMemory.map(({ id, bytes }) => ({ id, ticket: parseDraftId(id)?.ticket ?? '', bytes })),
    ...stored.filter(({ id }) => !unwritten.has(id)),
  ]
  const notes = await db.notes.toArray()
  const sending = new Set(
    outbox.flatMap((intent) => (intent.kind === 'draft' ? [intent.draft] : [])),
  )
  return [
    ...[...rejected.map(({ intent }) => intent), ...outbox.filter(isListed)].map(
      ({ pushId, ticket, title, text }) => ({ key: pushId, ticket, title, text }),
    ),
    ...drafts
      .filter((draft) => !sending.has(draft.id))
      .map(({ id, ticket, bytes }) => ({
        key: id,
        ticket,
        title: words.waiting.draftUnsent,
        text: textOf(bytes),
      }))
      .filter(({ text }) => text !== ''),
    ...notes.map(({ ticket, text, files = [] }) => ({
      key: ticket,
      ticket,
      title: words.waiting.noteUnsent,
      text: text || files.map(({ name }) => name).join('\n'),
    })),
  ]
}

function textOf(bytes: Uint8Array): string {
  const doc = makeDoc(bytes)
  const { text } = renderDraft(doc)
  doc.destroy()
  return text
}
