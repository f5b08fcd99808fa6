/**
 * Asking a colleague to look a reply over, and answering. Each is a note that mentions who is meant, so that they are told
 * the way a mention is told, and beside it what the draft says of it. Lazy.
 */
import {
  answerReview,
  askReview,
  withdrawReview,
  type Asked,
} from '../../shared/ticket/draft-turn.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import type { OpenDraft } from '../replica/api.ts'
import { turnWords } from '../words/turn.ts'
import { mentionable, type Mentionable } from './mentions.ts'
import type { Desk } from './replica-context.tsx'
import { newActId } from './ticket-acts.ts'

/** Colleagues who see the ticket. */
export const reviewers = (desk: Desk, row: Pick<Row, 'queue' | 'alsoIn'>): Mentionable[] =>
  mentionable(desk.info().people, { me: desk.replica.me.id, row })

type About = { row: Row; draft: Pick<OpenDraft, 'doc'> }

/** @returns false: it could not be put on this device, which was said */
export async function ask(
  desk: Desk,
  { row, draft }: About,
  asked: { of: string; words: string },
): Promise<boolean> {
  const words = asked.words || turnWords.askNote
  const note = await addNote(desk, row, { to: asked.of, words, review: 'asked' })
  if (!note) return false
  const { me } = desk.replica
  askReview(draft.doc, { id: note, by: me.id, of: asked.of, at: desk.replica.now() })
  desk.say(turnWords.askedNow({ name: desk.nameOf(asked.of) }))
  return true
}

/** @param words  what is to change; empty: nothing, it looks good */
export async function answer(
  desk: Desk,
  { row, draft }: About,
  { asked, words }: { asked: Asked; words: string },
): Promise<boolean> {
  const said = words || turnWords.goodNote
  const note = await addNote(desk, row, { to: asked.by, words: said, review: 'answered' })
  if (!note) return false
  const { me } = desk.replica
  answerReview(draft.doc, { by: me.id, at: desk.replica.now(), isGood: words === '' })
  return true
}

export const withdraw = ({ draft }: Pick<About, 'draft'>): void => withdrawReview(draft.doc)

/** @returns its id; null: it could not be put on this device */
async function addNote(
  desk: Desk,
  row: Row,
  note: { to: string; words: string; review: 'asked' | 'answered' },
): Promise<string | null> {
  const id = newActId(desk)
  const handle = reviewers(desk, row).find((person) => person.id === note.to)?.handle
  const text = `@${handle ?? desk.nameOf(note.to)} ${note.words}`
  const { review } = note
  const isAdded = await desk.act([row.id], {
    op: 'add-note',
    id,
    text,
    mentions: [note.to],
    review,
  })
  return isAdded ? id : null
}
