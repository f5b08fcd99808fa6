/**
 * The summary row of a ticket: what lists show. Derived from the ticket by the same function on the server and on the
 * device, so that an edit shows in the list before the server has seen it.
 */
import { LIMITS } from '../kit/limits.ts'
import { roundOf } from './draft-doc.ts'
import { nextDue } from './due.ts'
import { maskSecrets } from './verification.ts'
import type { Delivery, Message, Row, Ticket } from './ticket.ts'

const SNIPPET_CHARS = 120

export function makeRow(id: string, ticket: Ticket): Row {
  const spoken = ticket.messages.filter((message) => message.kind !== 'event')
  const said = ticket.messages.filter(isPublic)
  const last = said.at(-1) ?? null
  // Also before the server has taken its clocks away.
  const clocks = ticket.isSpam ? [] : ticket.facts.clocks
  const due = nextDue(clocks)
  const further = queuesOf(ticket).slice(1)
  return {
    id,
    number: ticket.facts.number,
    queue: ticket.queue,
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    assignee: ticket.assignee,
    requester: ticket.facts.requester.name,
    address: ticket.facts.requester.address,
    organisation: ticket.facts.organisation,
    tags: ticket.tags,
    snippet: snippetOf(last),
    lastId: last?.id ?? null,
    lastKind: last?.kind ?? null,
    lastAt: spoken.at(-1)?.at ?? ticket.facts.acceptedAt,
    createdAt: ticket.facts.acceptedAt,
    messages: spoken.length,
    hasFiles: spoken.some((message) => (message.attachments?.length ?? 0) > 0),
    snoozedUntil: ticket.snoozedUntil,
    ...(ticket.isSnoozeFirm ? { isSnoozeFirm: true as const } : {}),
    dueAt: due?.dueAt ?? null,
    dueTarget: due?.target ?? null,
    isBreached: clocks.some((clock) => clock.state === 'breached' && clock.endedAt === null),
    hasTrouble: Object.values(ticket.delivery).some(isTrouble),
    ...(due?.closures === undefined ? {} : { dueClosures: due.closures }),
    ...(ticket.facts.tier === undefined ? {} : { tier: ticket.facts.tier }),
    ...(ticket.facts.mergedInto === null ? {} : { mergedInto: ticket.facts.mergedInto }),
    ...spamIn(ticket),
    ...(further.length === 0 ? {} : { alsoIn: further }),
    ...mentionsIn(ticket.messages),
    ...draftIn(ticket),
  }
}

/** The thread says when it was marked; on a device that has not heard so yet, nobody has answered. */
function spamIn({ isSpam, messages }: Ticket): Pick<Row, 'isSpam' | 'isSpamAnswered'> {
  if (!isSpam) return {}
  let isAnswered: boolean | null = null
  for (const { kind, standing, changes } of messages)
    if (changes?.some(({ field }) => field === 'spam')) isAnswered = false
    else if (isAnswered === false && kind === 'inbound' && standing !== 'other') isAnswered = true
  return { isSpam: true, ...(isAnswered && { isSpamAnswered: true }) }
}

/** Whom notes mention, the latest ones alone, and the newest note that does. */
function mentionsIn(messages: readonly Message[]): Pick<Row, 'mentions'> {
  const newest = messages.flatMap(({ id, mentions = [] }) => mentions.map((one) => [one, id]))
  return newest.length > 0
    ? { mentions: Object.fromEntries(newest.slice(-LIMITS.mentionsPerNote)) }
    : {}
}

/** Of the reply that would be written now: a draft of an earlier round was sent, or goes on in this one. */
function draftIn(ticket: Ticket): Pick<Row, 'draftBy'> {
  const { drafting, mergedInto } = ticket.facts
  return drafting?.round === roundOf(ticket) && mergedInto === null ? { draftBy: drafting.by } : {}
}

/** Every queue that sees a ticket, its own first. */
export function queuesOf({ queue, facts }: Pick<Ticket, 'queue' | 'facts'>): string[] {
  return [...new Set([queue, ...facts.alsoIn])]
}

/** Whether a reply with words is being written on it, by whomever: there is one for all (architecture §6). */
export const isBeingAnswered = ({ draftBy }: Row): boolean => draftBy !== undefined

/** The same by its row. */
export const queuesOfRow = ({ queue, alsoIn = [] }: Pick<Row, 'queue' | 'alsoIn'>): string[] =>
  alsoIn.length === 0 ? [queue] : [queue, ...alsoIn]

/** Where a ticket goes on after merges, itself when there were none; undefined when that is not to be seen here. */
export function endOfMerges(
  row: Row | undefined,
  rowOf: (id: string) => Row | undefined,
): Row | undefined {
  let at = row
  for (let hops = 0; at?.mergedInto !== undefined; hops++)
    at = hops < LIMITS.mergeHops ? rowOf(at.mergedInto) : undefined
  return at
}

/** It did not arrive, or has not for so long that somebody should know. */
export function isTrouble(delivery: Delivery): boolean {
  return didNotArrive(delivery) || (delivery.state === 'deferred' && delivery.isLate === true)
}

/** It never will, and nobody has said yet that they saw to it. */
export function didNotArrive({ state, settled }: Delivery): boolean {
  return (state === 'bounced' || state === 'failed') && settled === undefined
}

/** Public messages are those the submitter wrote or may read. */
export function isPublic(message: Message): boolean {
  return message.kind === 'reply' || message.kind === 'inbound'
}

function snippetOf(message: Message | null): string {
  if (!message) return ''
  // Lists, search and notices show nothing that lets somebody in elsewhere (Ticket Trick, rule 5).
  const words = message.warning === 'verification' ? maskSecrets(message.text) : message.text
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length > SNIPPET_CHARS ? line.slice(0, SNIPPET_CHARS - 1) + '…' : line
}
