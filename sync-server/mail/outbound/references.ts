/**
 * References of a mail of ours: the first and the newest of the chain, short enough for every server, with its own
 * Message-ID at the end: where a relay gives it another one, answers still name ours (mail.md 27, 42).
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import { readMessage } from '../../../shared/ticket/ticket-doc.ts'
import type { Ticket } from '../../../shared/ticket/ticket.ts'
import type { TicketWork } from '../../commit/ticket-work.ts'
import { number, text } from '../../store/database.ts'

/** First and the newest of a chain; more makes headers that some servers refuse. */
const REFERENCES_MAX = 20
/** A longer one is left out: headers are folded between ids, never within (RFC 5322 §2.1.1). */
const ID_CHARS = 300

/** Whether an id that came from outside can be named in a header of ours. */
export const isNameable = (id: string): boolean =>
  id.length <= ID_CHARS && /^[\x21-\x7e]+$/.test(id) && !/[<>]/.test(id)

/** @param chain  oldest first */
export function fitReferences(chain: readonly string[], own: string): string[] {
  const ids = [...new Set(chain)].filter((id) => id !== own && isNameable(id))
  const [first, ...rest] = ids
  const kept: string[] = []
  let chars = written(own) + (first === undefined ? 0 : written(first))
  for (const id of rest.reverse()) {
    if (kept.length >= REFERENCES_MAX - 2 || chars + written(id) > LIMITS.referencesChars) break
    chars += written(id)
    kept.unshift(id)
  }
  return [...(first === undefined ? [] : [first]), ...kept, own]
}

/** With its brackets and the space before it. */
const written = (id: string): number => id.length + 3

/**
 * What the requester has of this thread, oldest first: their own mails and ours to them. What others wrote on the ticket
 * is not theirs to know of, by its Message-ID neither.
 *
 * @param answer  the message it is for, and where that goes
 */
export async function chainOf(
  work: TicketWork,
  ticket: Ticket,
  answer: { until: string; to: string },
): Promise<{ chain: string[]; lastReceived: string | null }> {
  const { requester } = ticket.facts
  const { until, to } = answer
  const end = readMessage(work.doc, until)?.at ?? work.now
  const received = ticket.messages.filter(
    ({ kind, by, at, mergedFrom }) =>
      kind === 'inbound' &&
      by.id === requester.id &&
      at < end &&
      (mergedFrom === undefined || mergedFrom.requester === requester.id),
  )
  const sent = await work.tx.all(
    `SELECT message_id, at FROM outgoing WHERE ticket = ? AND recipient IN (?, ?) AND id <> ? ORDER BY at, id`,
    work.id,
    requester.address.toLowerCase(),
    to.toLowerCase(),
    until,
  )
  const all = [
    ...received.flatMap(({ messageId, at }) => (messageId ? [{ id: messageId, at }] : [])),
    ...sent.map((row) => ({ id: text(row, 'message_id'), at: number(row, 'at') })),
  ]
  return {
    chain: all.sort((a, b) => a.at - b.at).map(({ id }) => id),
    lastReceived: received.findLast((message) => message.messageId)?.messageId ?? null,
  }
}
