/** Which tickets of mine are unread, by their rows: the number on the app's icon (PU12). Pure. */
import type { Row } from '../../shared/ticket/ticket.ts'
import { mentionMark, mentionOf } from '../replica/mention-mark.ts'

export type Seeing = { me: { id: string }; seen(ticket: string): string | null; now(): number }

/** What was said longer ago was told, or not, long since. */
const JUST_MS = 60_000

const isOpen = ({ status, mergedInto, isSpam }: Row): boolean =>
  status !== 'solved' && status !== 'closed' && mergedInto === undefined && !isSpam

export function countUnread(rows: readonly Row[], { me, seen }: Seeing): number {
  let count = 0
  for (const row of rows)
    if (
      row.assignee === me.id &&
      row.lastKind === 'inbound' &&
      isOpen(row) &&
      seen(row.id) !== row.lastId
    )
      count += 1
  return count
}

/** Tickets whose newest words came just now and are seen. */
export function justSeen(
  rows: readonly Row[],
  { me, seen, now }: Seeing,
): { ticket: string; message: string }[] {
  const since = now() - JUST_MS
  const found: { ticket: string; message: string }[] = []
  for (const row of rows) {
    const { id, lastAt, lastId } = row
    if (lastAt <= since) continue
    const asked = mentionOf(row, me)
    if (lastId !== null && seen(id) === lastId) found.push({ ticket: id, message: lastId })
    if (asked !== undefined && seen(mentionMark(id)) === asked)
      found.push({ ticket: id, message: asked })
  }
  return found
}
