/**
 * What a merge will do, said before it is done, from the two tickets as they are here. Pure. The server decides; it may know
 * more by then. Not here: doing it (sync-server/commit/merge).
 */
import { LIMITS } from '../kit/limits.ts'
import { queuesOf } from './row.ts'
import type { MailPerson, Message, Ticket } from './ticket.ts'

export type MergePlan = {
  /** What is said on the one and not on the other yet. */
  messages: number
  notes: number
  files: number
  /** Queues whose agents see what they did not see before. */
  seenBy: string[]
  /** Those who are on the one and not on the other: their mail finds it from then on; they read nothing new. */
  people: MailPerson[]
  /** Both are of one person, who sees both threads as one. */
  isSameRequester: boolean
  /** Replies inside their undo time go out at once; those for a later hour become drafts again. */
  goingOut: number
  putOff: number
  /** Clocks that end, whatever they were due. */
  clocks: number
  isTooMuch: boolean
}

export function planMerge(from: Ticket, into: Ticket): MergePlan {
  const there = new Set(into.messages.map(({ id }) => id))
  const moved = from.messages.filter(({ id, kind }) => kind !== 'event' && !there.has(id))
  const known = new Set(peopleOn(into).map(({ address }) => address))
  const seen = queuesOf(from)
  const held = Object.values(from.delivery).filter(({ state }) => state === 'held')
  const putOff = held.filter(({ isScheduled }) => isScheduled === true).length
  return {
    messages: moved.filter(({ kind }) => kind !== 'note').length,
    notes: moved.filter(({ kind }) => kind === 'note').length,
    files: moved.reduce((sum, message) => sum + filesOf(message), 0),
    seenBy: queuesOf(into).filter((queue) => !seen.includes(queue)),
    people: peopleOn(from).filter(({ address }) => !known.has(address)),
    isSameRequester: from.facts.requester.id === into.facts.requester.id,
    goingOut: held.length - putOff,
    putOff,
    clocks: from.facts.clocks.filter(({ endedAt }) => endedAt === null).length,
    isTooMuch: from.messages.length + into.messages.length >= LIMITS.messagesPerTicket,
  }
}

const filesOf = ({ attachments = [] }: Message): number =>
  attachments.filter(({ inline }) => !inline).length

function peopleOn({ facts }: Ticket): MailPerson[] {
  const people = [facts.requester, ...facts.participants]
  return people
    .filter(({ address }) => address !== '')
    .map(({ address, name }) => ({ address, name }))
}
