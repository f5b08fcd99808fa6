/**
 * Words typed in a draft whose reply was sent meanwhile without them: offline, or in another tab. The next reply is a
 * new draft, so these would lie on the disk unseen; they are listed with what needs its author (DR6). Fetched when a draft is there.
 */
import { draftIdFor, parseDraftId, roundOf } from '../../shared/ticket/draft-doc.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import { readSent, takeOutSent } from '../../shared/ticket/sent-state.ts'
import type { Message, Ticket } from '../../shared/ticket/ticket.ts'
import { makeDoc } from '../../shared/ticket/ticket-doc.ts'
import type { Db, DraftRecord } from './db.ts'
import { echoesOf, readHeld } from './doc-log.ts'
import { draftsOnTheirWay, unsavedWords } from './draft-records.ts'

/** `bytes`: the draft without what went out, which is what `text` says. */
export type LeftWords = { draft: DraftRecord; bytes: Uint8Array; text: string }

const flat = (text: string) => text.replace(/\s+/g, ' ').trim()

/**
 * Reads only: a draft that was sent with all its words is not listed, and goes when the next one is opened.
 *
 * @param read  the drafts that have such words, for who has read them already
 */
export async function findLeftWords(db: Db, read?: readonly DraftRecord[]): Promise<LeftWords[]> {
  const unsaved = read ?? (await unsavedWords(db))
  if (unsaved.length === 0) return []
  const sending = await draftsOnTheirWay(db)
  const left: LeftWords[] = []
  for (const draft of unsaved) {
    if (sending.has(draft.id)) continue
    const ticket = await readTicketOf(db, draft.ticket)
    const replies = ticket ? repliesIn(ticket) : []
    const later = replies.slice(
      Math.max(0, (parseDraftId(draft.id)?.round ?? 0) - (ticket?.facts.formerReplies ?? 0)),
    )
    // One inside its undo time may be taken back: then this draft is the one to write in.
    if (later.length === 0 || later.some(({ id }) => ticket?.delivery[id]?.state === 'held'))
      continue
    const bytes = takeOutSent(draft.bytes, readSent(replies))
    const doc = makeDoc(bytes)
    const { text } = renderDraft(doc)
    doc.destroy()
    if (text !== '' && !replies.some((reply) => flat(reply.text) === flat(text)))
      left.push({ draft, bytes, text })
  }
  return left
}

/** The draft of the reply that would be written now. */
export async function currentDraft(db: Db, id: string): Promise<string> {
  const ticket = await readTicketOf(db, id)
  return draftIdFor(id, ticket ? roundOf(ticket) : 0)
}

async function readTicketOf(db: Db, id: string): Promise<Ticket | null> {
  const held = await db.docs.get(id)
  return held ? readHeld(held, await echoesOf(db, id)) : null
}

const repliesIn = ({ messages }: Ticket): Message[] =>
  messages.filter((message) => message.kind === 'reply')
