/** Mail that became a ticket of its own and may belong to another: both say so, to agents. */
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { JoinedBy } from '../../../shared/ticket/joined-by.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { tellTicket } from '../../commit/tell-ticket.ts'
import { finish, keepUnchanged, openWork, type WorkRequest } from '../../commit/ticket-work.ts'
import { number, type Sql } from '../../store/database.ts'

export type Link = { ticket: string; number: number }

export async function linkTo(sql: Sql, ticket: string): Promise<Link | null> {
  const row = await sql.get(`SELECT number FROM tickets WHERE id = ?`, ticket)
  return row ? { ticket, number: number(row, 'number') } : null
}

/** A line on the other ticket, for agents. Somebody who writes without end makes so many and no more. */
export async function tellLinked(
  parts: CommitParts,
  request: WorkRequest,
  link: { on: string; by: JoinedBy; made: Link },
): Promise<void> {
  const work = await openWork(parts, link.on, request)
  if (!work) return
  const lines = work.before?.messages.filter(
    (message) => message.kind === 'event' && message.linkedTo !== undefined,
  )
  const isFull = (work.before?.messages.length ?? 0) >= LIMITS.messagesPerTicket
  if (isFull || (lines && lines.length >= LIMITS.linkLinesPerTicket))
    return keepUnchanged(parts, work)
  tellTicket(parts, work, wordsOf(link.by, link.made.number), { linkedTo: link.made })
  await finish(parts, work)
}

function wordsOf(by: JoinedBy, made: number): string {
  if (by === 'new-after-closed') return `It was answered after it was over. That is #${made}.`
  if (by === 'new-after-full') return `This ticket can hold no more mail. It goes on in #${made}.`
  if (by === 'new-unmatched')
    return `Mail that may belong here came from somebody who is not on this ticket. It is #${made}.`
  return `A mail that is on this ticket was forwarded. It is #${made}.`
}
