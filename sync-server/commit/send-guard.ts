/**
 * The send guard (architecture §6): nothing goes out over what its author had not seen, unless forced. Not here: what a
 * reply is made of (send-reply), and when it goes (held-reply).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import type { Message } from '../../shared/ticket/ticket.ts'
import { number } from '../store/database.ts'
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
