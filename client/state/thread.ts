/**
 * A thread as it is shown: messages one by one, runs of events folded into one line, one's own changes that came too late
 * never folded. Pure.
 */
import type { Message, Ticket } from '../../shared/ticket/ticket.ts'

export type EventFold = { kind: 'fold'; id: string; events: Message[] }
/** One's own change of a field that came too late: it stands by itself, with *use mine*. */
export type LostEntry = { kind: 'lost'; id: string; event: Message }
export type ThreadEntry = Message | EventFold | LostEntry

/** Entries drawn at first, and added by each “earlier”. */
export const ENTRIES_SHOWN = 60

/** @param me whose changes stand by themselves */
export function foldThread(messages: readonly Message[], me: string | null = null): ThreadEntry[] {
  const entries: ThreadEntry[] = []
  let fold: EventFold | null = null
  for (const message of messages) {
    if (message.kind !== 'event') {
      fold = null
      entries.push(message)
      continue
    }
    const isMyLoss = (message.lost?.length ?? 0) > 0 && message.by.id === me
    if (isMyLoss) {
      fold = null
      entries.push({ kind: 'lost', id: message.id, event: message })
      if ((message.changes?.length ?? 0) === 0) continue
    }
    if (fold) fold.events.push(message)
    else {
      fold = { kind: 'fold', id: message.id, events: [message] }
      entries.push(fold)
    }
  }
  return entries
}

/** Public messages after `seen`: what the author of a held reply has not read. */
export function newerThan(messages: readonly Message[], seen: string | null): Message[] {
  const said = messages.filter((message) => message.kind === 'inbound' || message.kind === 'reply')
  return said.slice(said.findIndex((message) => message.id === seen) + 1)
}

/**
 * The newest public message that stays. One's own reply that is held may still be taken back, and a message that is gone
 * is nothing to have seen: the server would hold back the next reply for it.
 */
export function lastSettledId(ticket: Spoken, me: string): string | null {
  return ticket.messages.findLast((one) => isSettled(ticket, one, me))?.id ?? null
}

/**
 * What a reply is based on: colleagues' notes below the newest public message that was seen were seen with it. One's own
 * notes say nothing: one that was written offline stands, once it is accepted, after what came in meanwhile.
 */
export function baseOf(ticket: Spoken, me: string, seen: string | null): string | null {
  if (seen === null || seen !== lastSettledId(ticket, me)) return seen
  const last = ticket.messages.findLast(
    (one) => (one.kind === 'note' && one.by.id !== me) || isSettled(ticket, one, me),
  )
  return last?.id ?? seen
}

type Spoken = Pick<Ticket, 'messages' | 'delivery'>

function isSettled({ delivery }: Spoken, message: Message, me: string): boolean {
  if (message.kind !== 'reply') return message.kind === 'inbound'
  return message.by.id !== me || (delivery[message.id]?.state ?? 'held') !== 'held'
}
