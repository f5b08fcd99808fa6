/** A thread as it is shown: messages one by one, runs of events folded into one line. Pure. */
import type { Message } from '../../shared/ticket/ticket.ts'

export type EventFold = { kind: 'fold'; id: string; events: Message[] }
export type ThreadEntry = Message | EventFold

/** Entries drawn at first, and added by each “earlier”. */
export const ENTRIES_SHOWN = 60

export function foldThread(messages: readonly Message[]): ThreadEntry[] {
  const entries: ThreadEntry[] = []
  let fold: EventFold | null = null
  for (const message of messages) {
    if (message.kind !== 'event') {
      fold = null
      entries.push(message)
      continue
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

export function lastPublicId(messages: readonly Message[]): string | null {
  return messages.findLast((one) => one.kind === 'inbound' || one.kind === 'reply')?.id ?? null
}
