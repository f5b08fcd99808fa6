/** A ticket as the API shows it to agents (architecture §10). */
import { FaultError } from '../../shared/kit/fault.ts'
import { readJoinedBy } from '../../shared/ticket/joined-by.ts'
import { readTicket, type Y } from '../../shared/ticket/ticket-doc.ts'
import { queuesOf } from '../../shared/ticket/row.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import type { Delivery, MailPerson } from '../../shared/ticket/ticket.ts'
import { maySeeAny } from '../../shared/ticket/ticket-rules.ts'
import type { Session } from '../auth/sessions.ts'
import { loadTicketDoc } from '../commit/shadows.ts'
import { queuesInRow } from '../feed/ticket-queues.ts'
import type { Desk } from '../desk.ts'
import { number } from '../store/database.ts'

export type TicketView = {
  id: string
  number: number
  subject: string
  status: string
  priority: string
  queue: string
  /** Queues besides its own that see it. */
  alsoIn: string[]
  assignee: string | null
  requester: { id: string; name: string; email: string; isVerified: boolean }
  tags: string[]
  /** Marked as spam: in no list, count, clock or report. */
  spam: boolean
  fields: Record<string, string | number | boolean | null>
  createdAt: string
  /** The ticket it goes on in, when it was merged. */
  mergedInto: string | null
  version: number
  messages: {
    id: string
    kind: string
    from: { kind: string; name: string; email: string | null }
    at: string
    text: string
    attachments: Attachment[]
    /** On a reply: who got it besides the requester. */
    cc: MailPerson[]
    bcc: MailPerson[]
    delivery: Delivery | null
    changes: { field: string; from: string | null; to: string | null }[]
    redactedAt: string | null
    /** On mail: the rule that put it here, and who its author is to the ticket. */
    joinedBy: string | null
    standing: string | null
  }[]
}

function viewTicket(id: string, version: number, doc: Y.Doc): TicketView {
  const ticket = readTicket(doc)
  return {
    id,
    number: ticket.facts.number,
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    queue: ticket.queue,
    alsoIn: queuesOf(ticket).slice(1),
    assignee: ticket.assignee,
    requester: {
      id: ticket.facts.requester.id,
      name: ticket.facts.requester.name,
      email: ticket.facts.requester.address,
      isVerified: ticket.facts.requester.isVerified,
    },
    tags: ticket.tags,
    spam: ticket.isSpam,
    fields: ticket.custom,
    createdAt: new Date(ticket.facts.acceptedAt).toISOString(),
    mergedInto: ticket.facts.mergedInto,
    version,
    messages: ticket.messages.map((message) => ({
      id: message.id,
      kind: message.kind,
      from: { kind: message.by.kind, name: message.by.name, email: message.address ?? null },
      at: new Date(message.at).toISOString(),
      text: message.text,
      attachments: message.attachments ?? [],
      cc: message.cc ?? [],
      bcc: message.bcc ?? [],
      delivery: ticket.delivery[message.id] ?? null,
      changes: message.changes ?? [],
      redactedAt:
        message.redactedAt === undefined ? null : new Date(message.redactedAt).toISOString(),
      joinedBy: readJoinedBy(message.joinedBy),
      standing: message.standing ?? null,
    })),
  }
}

/** As the session may see it; a foreign one looks as if it were not there (RI3). */
export async function readOne(desk: Desk, session: Session, id: string): Promise<TicketView> {
  const sql = desk.database.read
  const row = await sql.get(
    `SELECT version, queue, also_in, epoch, state, state_version FROM tickets WHERE id = ?`,
    id,
  )
  if (!row || !maySeeAny(session.rights, queuesInRow(row)))
    throw new FaultError({ code: 'kit/not-found', detail: 'there is no such ticket' })
  return viewTicket(id, number(row, 'version'), await loadTicketDoc(sql, id, row))
}
