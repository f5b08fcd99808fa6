/**
 * The send guard (architecture §6): nothing goes out over what its author had not seen, unless forced. Not here: what a
 * reply is made of (send-reply), and when it goes (held-reply).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { hasSeenOther } from '../../shared/ticket/draft-turn.ts'
import type { Message } from '../../shared/ticket/ticket.ts'
import type { Y } from '../../shared/ticket/ticket-doc.ts'
import { number, text, type Tx } from '../store/database.ts'
import type { TicketWork } from './ticket-work.ts'

/** Refuses when somebody else's message or note came after the newest one the author had seen. */
export async function guard(
  work: TicketWork,
  person: string,
  seen: string | null,
  isForced: boolean,
): Promise<void> {
  if (isForced) return
  const messages = (work.before?.messages ?? []).filter((message) => message.kind !== 'event')
  const seenAt = seen === null ? -1 : await timeOfSeen(work, { messages, seen, person })
  const newer = messages.filter(
    (message) =>
      message.at > (seenAt ?? -1) &&
      message.id !== seen &&
      !(message.by.kind === 'agent' && message.by.id === person),
  )
  if (newer.length === 0 && seenAt !== null) return
  throw new FaultError({
    code: 'ticket/stale',
    detail: 'something newer came in that you had not seen',
    more: { newer: newer.map((message) => message.id) },
  })
}

/** When what was seen came in; null for something that never was. A reply that was taken back meanwhile was seen all the same. */
async function timeOfSeen(
  work: TicketWork,
  { messages, seen, person }: { messages: readonly Message[]; seen: string; person: string },
): Promise<number | null> {
  const message = messages.find((one) => one.id === seen)
  // A note of one's own that arrived late stands after what came in meanwhile: having seen it proves nothing.
  const isLateOwn =
    message?.kind === 'note' && message.by.id === person && message.claimedAt !== undefined
  if (message) return isLateOwn ? null : message.at
  const undone = await work.tx.get(
    `SELECT at FROM sends WHERE id = ? AND ticket = ? AND state = 'undone'`,
    seen,
    work.id,
  )
  return undone ? number(undone, 'at') : null
}

/** Refuses words that are others than those its author saw (OU21). They stay a draft, with what the author typed in it. */
export async function refuseUnseen(
  tx: Tx,
  { id, doc }: { id: string; doc: Y.Doc },
  { print, person }: { print: string | undefined; person: string },
): Promise<void> {
  if (!hasSeenOther(doc, print)) return
  const name = await changedBy(tx, id, person)
  throw new FaultError({
    code: 'ticket/changed',
    detail:
      name === null ? 'this reply was changed meanwhile' : `${name} changed this reply meanwhile`,
    ...(name === null ? {} : { more: { changedBy: name } }),
  })
}

const CHANGES_LOOKED_AT = 50

/** Who else wrote in it last; null: nobody as far as the log goes back, as when they did it themselves elsewhere. */
async function changedBy(tx: Tx, draft: string, person: string): Promise<string | null> {
  const rows = await tx.all(
    `SELECT actor FROM draft_updates WHERE draft = ? ORDER BY version DESC LIMIT ${CHANGES_LOOKED_AT}`,
    draft,
  )
  const other = rows
    .flatMap((row) => text(row, 'actor').split(' '))
    .find((actor) => actor.startsWith('agent:') && actor !== `agent:${person}`)
  const row =
    other && (await tx.get(`SELECT name FROM people WHERE id = ?`, other.slice('agent:'.length)))
  return row ? text(row, 'name') : null
}
