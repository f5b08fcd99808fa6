/**
 * Words typed in a draft whose reply was sent meanwhile without them: offline, or in another tab. The next reply is a
 * new draft, so these would lie on the disk unseen; they are listed with what needs its author (DR6).
 */
import { draftIdFor, parseDraftId } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import { makeDoc } from '../../shared/ticket/ticket-doc.ts'
import type { Db, DraftRecord } from './db.ts'
import { echoesOf, readHeld } from './doc-log.ts'

export type LeftWords = { draft: DraftRecord; text: string }

const flat = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Reads only: a draft that was sent with all its words is not listed, and goes when the next one is opened. */
export async function findLeftWords(db: Db): Promise<LeftWords[]> {
  const unsaved = (await db.drafts.toArray()).filter((draft) => !draft.isSaved && draft.hasWords)
  if (unsaved.length === 0) return []
  const sending = await draftsOnTheirWay(db)
  const left: LeftWords[] = []
  for (const draft of unsaved) {
    if (sending.has(draft.id)) continue
    const replies = await repliesOf(db, draft.ticket)
    if (!replies || (parseDraftId(draft.id)?.round ?? 0) >= replies.length) continue
    const doc = makeDoc(draft.bytes)
    const { text } = renderDraft(doc)
    doc.destroy()
    if (text !== '' && !replies.some((reply) => flat(reply) === flat(text)))
      left.push({ draft, text })
  }
  return left
}

/** The draft of the reply that would be written now. */
export async function currentDraft(db: Db, ticket: string): Promise<string> {
  return draftIdFor(ticket, (await repliesOf(db, ticket))?.length ?? 0)
}

async function repliesOf(db: Db, ticket: string): Promise<string[] | null> {
  const held = await db.docs.get(ticket)
  if (!held) return null
  const { messages } = readHeld(held, await echoesOf(db, ticket))
  return messages.filter((message) => message.kind === 'reply').map((message) => message.text)
}

/** Drafts whose reply waits to be sent, or was refused. */
export async function draftsOnTheirWay(db: Db): Promise<Set<string>> {
  const ids = new Set<string>()
  const refused = (await db.rejected.toArray()).map((record) => record.intent)
  for (const intent of [...(await db.outbox.toArray()), ...refused])
    if (intent.kind === 'command' && intent.command.kind === 'send') ids.add(intent.command.draft)
  return ids
}
