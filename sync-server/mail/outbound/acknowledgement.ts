/**
 * The acknowledgement: number, queue and status link, and no word of the sender's, because anyone can make us write to
 * a third party (assurance, *Relay spam by auto-reply*). Capped by address and in all; RFC 3834: marked auto-replied.
 */
import { makeId } from '../../../shared/kit/id.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { number, type Tx } from '../../store/database.ts'
import type { Contact } from '../../commit/actor.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { grantLink } from '../../commit/capabilities.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { queueMail, senderOf, withTag } from './outgoing.ts'

export type Acknowledgement = {
  ticket: string
  number: number
  queue: string
  contact: Contact
  statusToken: string
  inReplyTo: string | null
}

const HOUR_MS = 3_600_000

export async function queueAcknowledgement(
  parts: CommitParts,
  request: WorkRequest,
  ack: Acknowledgement,
): Promise<void> {
  if (parts.config.rateLimits && (await isCapped(request.tx, ack.contact.address, request.now))) {
    parts.log('warn', 'acknowledgement withheld, too many to this address', { ticket: ack.ticket })
    return
  }
  const settings = parts.settings.get()
  const queue = settings.queues.find((entry) => entry.slug === ack.queue)
  const from = senderOf(parts, ack.queue)
  const replyTag = await grantLink(parts, request, ack.ticket, ack.contact, 'reply')
  const link = statusLink(parts.config.publicUrl, ack.ticket, ack.statusToken)
  const lines = [
    `We have your message. It is number #${ack.number} in ${queue?.name ?? ack.queue}.`,
    `Follow it and answer here:\n${link}`,
    `To add something, reply to this mail.`,
    settings.deskName,
  ]
  await queueMail(parts, request.tx, {
    id: makeId(request.now, parts.random),
    kind: 'acknowledgement',
    ticket: ack.ticket,
    message: null,
    mail: {
      from,
      replyTo: { address: withTag(from.address, replyTag), name: from.name },
      to: [{ address: ack.contact.address, name: '' }],
      cc: [],
      subject: `We have your message [#${ack.number}]`,
      inReplyTo: ack.inReplyTo,
      references: ack.inReplyTo ? [ack.inReplyTo] : [],
      text: lines.join('\n\n') + '\n',
      html: null,
      attachments: [],
      autoSubmitted: 'auto-replied',
    },
  })
}

/** The secret is in the fragment: it reaches no log and no Referer. */
export function statusLink(publicUrl: string, ticket: string, token: string): string {
  return `${publicUrl}/s/${ticket}#${token}`
}

async function isCapped(tx: Tx, address: string, now: number): Promise<boolean> {
  const count = async (where: string, ...params: (string | number)[]) => {
    const row = await tx.get(
      `SELECT count(*) AS n FROM outgoing WHERE kind = 'acknowledgement' AND ${where}`,
      ...params,
    )
    return row ? number(row, 'n') : 0
  }
  return (
    (await count(`recipient = ? AND at > ?`, address, now - HOUR_MS)) >=
      LIMITS.acknowledgementsPerHourPerAddress ||
    (await count(`recipient = ? AND at > ?`, address, now - 24 * HOUR_MS)) >=
      LIMITS.acknowledgementsPerDayPerAddress ||
    (await count(`at > ?`, now - HOUR_MS / 60)) >= LIMITS.acknowledgementsPerMinute
  )
}
