/** A ticket as its requester may read it, out of the `public` column that the commit derives (public-view). */
import { createHash } from 'node:crypto'
import { Sha256, v } from '../../shared/kit/schema.ts'
import { Attachment } from '../../shared/ticket/attachment.ts'
import type { Desk } from '../desk.ts'
import { numberOrNull, text } from '../store/database.ts'

const PublicTicket = v.object({
  number: v.number(),
  subject: v.string(),
  status: v.string(),
  queue: v.string(),
  createdAt: v.number(),
  messages: v.array(
    v.object({
      id: v.string(),
      from: v.picklist(['desk', 'you', 'participant']),
      name: v.string(),
      at: v.number(),
      text: v.string(),
      more: v.optional(Sha256),
      attachments: v.array(Attachment),
      isRedacted: v.optional(v.boolean()),
      isMail: v.optional(v.boolean()),
      isUnproved: v.optional(v.boolean()),
    }),
  ),
})
export type PublicTicket = v.InferOutput<typeof PublicTicket>

export type ShownTicket = PublicTicket & {
  id: string
  /** There are messages that this key does not show. */
  isInPart: boolean
  /** Changes exactly when something a submitter can see has changed. */
  mark: string
}

/**
 * @param kind  of the key. Whoever filed a form in somebody's name has proved nothing: mail that this one sends, or that
 *   services send them, is shown to who opens the link that was mailed (Ticket Trick, rule 1)
 */
export async function readPublicTicket(
  desk: Desk,
  id: string,
  kind: 'link' | 'form',
): Promise<ShownTicket | null> {
  const row = await desk.database.read.get(`SELECT public FROM tickets WHERE id = ?`, id)
  if (!row) return null
  const json = text(row, 'public')
  const mark = createHash('sha256').update(json).digest('hex').slice(0, 16)
  const ticket = v.parse(PublicTicket, JSON.parse(json))
  const messages = ticket.messages.filter((message) => kind === 'link' || !message.isMail)
  return { ...ticket, messages, id, mark, isInPart: messages.length < ticket.messages.length }
}

/** When the first answer is due, if one is still owed and in time. */
export async function readDue(desk: Desk, id: string): Promise<number | null> {
  const row = await desk.database.read.get(
    `SELECT due_at FROM sla_clocks WHERE ticket = ? AND target = 'firstResponse' AND state = 'running' AND due_at > ?`,
    id,
    desk.parts.clock.now(),
  )
  return row ? numberOrNull(row, 'due_at') : null
}
