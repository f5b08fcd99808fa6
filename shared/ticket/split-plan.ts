/**
 * What a split will do, said before it is done, from the ticket as it is here. Pure; the server decides by the same rules
 * (sync-server/commit/split).
 */
import type { MailPerson, Message, Ticket } from './ticket.ts'

/** Why it cannot be. `nothing`: none is chosen. `all`: nothing would be left. `author`: the first is nobody's to answer. */
export type NoSplit = 'nothing' | 'all' | 'author'

export type SplitPlan = {
  /** The author of the first message, who becomes the requester; null: then there is a reason why not. */
  requester: MailPerson | null
  messages: number
  notes: number
  /** Of these the new requester sees none: they were said by others, or to others. */
  unseen: number
  /** The desk answered since, so that the clock begins with the split. */
  isAnswered: boolean
  why: NoSplit | null
}

/** Replies and forwards stay where they were sent, and events are about the ticket they are on. */
export const mayLeave = ({ kind, forwardOf }: Message): boolean =>
  kind === 'inbound' || (kind === 'note' && forwardOf === undefined)

export function planSplit(ticket: Ticket, chosen: ReadonlySet<string>): SplitPlan {
  const moved = ticket.messages.filter((message) => chosen.has(message.id) && mayLeave(message))
  const [first] = moved
  const spoken = ticket.messages.filter(({ kind }) => kind !== 'event').length
  const isTheirs = first?.kind === 'inbound' && first.by.kind === 'contact'
  const inbound = moved.filter(({ kind }) => kind === 'inbound')
  return {
    requester: isTheirs && first ? { address: first.address ?? '', name: first.by.name } : null,
    messages: inbound.length,
    notes: moved.length - inbound.length,
    unseen: inbound.filter(({ by }) => by.id !== first?.by.id).length,
    isAnswered:
      first !== undefined &&
      ticket.messages.some(({ kind, at }) => kind === 'reply' && at > first.at),
    why: !first ? 'nothing' : !isTheirs ? 'author' : moved.length === spoken ? 'all' : null,
  }
}
