/** Who is on a ticket and who sees it, as far as this device knows. Pure. Not here: what being on it means (participants). */
import { queuesOfRow } from '../../shared/ticket/row.ts'
import type { Participant, Row, Ticket } from '../../shared/ticket/ticket.ts'
import type { DeskInfo } from '../../shared/wire/down.ts'

export type PersonOn = Pick<Participant, 'id' | 'name' | 'how'> & {
  /** Empty: only their name is known, from what they wrote. */
  address: string
}

/**
 * Besides the requester: participants, and whoever wrote without being one. Of tickets from before participants were kept,
 * those who wrote are all there is. Who was taken off is not among them until they write again.
 */
export function peopleOn({ facts, messages }: Pick<Ticket, 'facts' | 'messages'>): PersonOn[] {
  const people = new Map<string, PersonOn>()
  for (const { id, name, address, how } of facts.participants)
    if (id !== facts.requester.id) people.set(id, { id, name, address, how })
  const isOff = (id: string) => facts.takenOff?.some((one) => one.id === id) ?? false
  for (const { kind, by } of messages) {
    if (kind !== 'inbound' || by.kind !== 'contact' || by.id === null) continue
    if (by.id === facts.requester.id || people.has(by.id) || isOff(by.id)) continue
    people.set(by.id, { id: by.id, name: by.name, address: '', how: 'wrote' })
  }
  return [...people.values()]
}

/** Agents who wrote on it, in the order in which they began. */
export function agentsOn({ messages }: Pick<Ticket, 'messages'>): string[] {
  const ids = messages.flatMap(({ kind, by }) =>
    (kind === 'reply' || kind === 'note') && by.kind === 'agent' && by.id !== null ? by.id : [],
  )
  return [...new Set(ids)]
}

type Person = DeskInfo['people'][number]
/** `people`: null where the server has not said who sees the queue. */
export type SeenThrough = { queue: string; people: Person[] | null }

/** For each queue of the ticket the people behind it, by name. */
export function seenThrough(
  row: Pick<Row, 'queue' | 'alsoIn'>,
  everybody: readonly Person[],
): SeenThrough[] {
  const isKnown = everybody.some(({ queues }) => queues !== undefined)
  return queuesOfRow(row).map((queue) => ({
    queue,
    people: isKnown
      ? everybody
          .filter(({ isDisabled, queues }) => !isDisabled && queues?.includes(queue))
          .toSorted((a, b) => a.name.localeCompare(b.name))
      : null,
  }))
}
