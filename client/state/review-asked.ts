/** Who asked a person to look over the reply that is being written, as the notes of the ticket say it. Pure. */
import type { Ticket } from '../../shared/ticket/ticket.ts'

/** @returns a name; null: nobody, or it was answered, or the reply went out */
export function reviewAskedBy({ messages }: Pick<Ticket, 'messages'>, me: string): string | null {
  const isOver = messages.findLastIndex(
    ({ kind, review, by }) => kind === 'reply' || (review === 'answered' && by.id === me),
  )
  const asking = messages
    .slice(isOver + 1)
    .findLast(({ review, mentions }) => review === 'asked' && mentions?.includes(me))
  return asking?.by.name ?? null
}
