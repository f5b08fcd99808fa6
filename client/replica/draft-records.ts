/** Drafts as they lie on the disk: which are on their way, which have words that the server does not. */
import { areMapsEmpty } from '../../shared/ticket/draft-doc.ts'
import { isDraftEmpty } from '../../shared/ticket/draft-text.ts'
import { makeDoc } from '../../shared/ticket/ticket-doc.ts'
import type { Db, DraftRecord, Intent } from './db.ts'

/** Words are in them that the server was not heard to have. */
export async function unsavedWords(db: Db): Promise<DraftRecord[]> {
  return (await db.drafts.toArray()).filter((draft) => !draft.isSaved && draft.hasWords)
}

/** Drafts whose reply waits to be sent, or was refused. */
export async function draftsOnTheirWay(db: Db): Promise<Set<string>> {
  const refused = (await db.rejected.toArray()).map((record) => record.intent)
  return draftsSentIn([...(await db.outbox.toArray()), ...refused])
}

/** Drafts whose reply is sent by these. */
export function draftsSentIn(intents: readonly Intent[]): Set<string> {
  const ids = new Set<string>()
  for (const intent of intents)
    if (intent.kind === 'command' && intent.command.kind === 'send') ids.add(intent.command.draft)
  return ids
}

/** What a draft holds. `isBare`: no words, and nobody chosen or file put there either. */
export function lookInto(draft: Uint8Array): { hasWords: boolean; isBare: boolean } {
  const doc = makeDoc(draft)
  const hasWords = !isDraftEmpty(doc)
  const isBare = !hasWords && areMapsEmpty(doc)
  doc.destroy()
  return { hasWords, isBare }
}
