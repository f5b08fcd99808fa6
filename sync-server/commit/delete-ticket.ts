/**
 * Deleting a ticket for good: leads and admins. Its document, its log, its drafts, mail and keys go in one transaction;
 * what stays is one line in the audit that it was there, and its number, which no other ticket gets.
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { queuesOf } from '../../shared/ticket/row.ts'
import { mayRemove } from '../../shared/ticket/ticket-rules.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { OutgoingMail } from '../../shared/wire/mail.ts'
import { moveInFeed } from '../feed/feed-rows.ts'
import { foldTicket } from '../reports/rollup-rows.ts'
import { text, type Tx } from '../store/database.ts'
import { deny, openForAgent } from './access.ts'
import { sweepLater } from './blob-refs.ts'
import type { Answer, CommitParts } from './parts.ts'
import { emptyDraft } from './redact.ts'
import { recordRemoval } from './removals.ts'
import type { TicketWork, WorkRequest } from './ticket-work.ts'

export async function deleteTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: { ticket: string; why: string },
): Promise<Answer> {
  const { work, rights } = await openForAgent(parts, request, input.ticket, true)
  const { tx } = request
  if (!mayRemove(rights)) {
    work.loan?.giveBack()
    return deny('leads and admins delete tickets')
  }
  const { before } = work
  if (!before) throw new FaultError({ code: 'kit/bug', detail: 'a ticket without a document' })
  const hashes = await tx.all(
    `SELECT hash FROM blob_refs WHERE ticket = ? UNION SELECT hash FROM uploads WHERE ticket = ?`,
    work.id,
    work.id,
  )
  await forgetSubject(tx, before)
  await dropMail(tx, work.id)
  await dropDrafts(work)
  for (const statement of ROWS_OF_TICKET) await tx.run(statement, work.id)
  await foldTicket(tx, work.id)
  await sweepLater(
    parts,
    tx,
    hashes.map((row) => text(row, 'hash')),
  )
  const version = work.version + 1
  const moves = await moveInFeed(tx, {
    ticket: work.id,
    version,
    queuesBefore: queuesOf(before),
    queuesAfter: [],
    at: work.now,
  })
  await recordRemoval(parts, request, {
    kind: 'delete',
    ticket: work.id,
    number: before.facts.number,
    why: input.why,
  })
  tx.afterCommit(() =>
    parts.hub.publish({
      type: 'ticket-gone',
      ticket: work.id,
      version,
      epoch: work.epoch,
      moves,
    }),
  )
  return { version, result: { number: before.facts.number } }
}

/** Facts go too: what they counted was about this person's request, and reports count what there is. */
const ROWS_OF_TICKET = [
  `DELETE FROM tickets WHERE id = ?`,
  `DELETE FROM updates WHERE ticket = ?`,
  `DELETE FROM doc_clients WHERE doc = ?`,
  `DELETE FROM blob_refs WHERE ticket = ?`,
  `DELETE FROM uploads WHERE ticket = ?`,
  `DELETE FROM capabilities WHERE ticket = ?`,
  `DELETE FROM sla_facts WHERE ticket = ?`,
  `DELETE FROM sla_clocks WHERE ticket = ?`,
  `DELETE FROM sla_alarms WHERE ticket = ?`,
  `DELETE FROM hook_deliveries WHERE ticket = ?`,
  `DELETE FROM mail_ids WHERE ticket = ?`,
  `DELETE FROM participants WHERE ticket = ?`,
  `DELETE FROM search_parts WHERE ticket = ?`,
  `DELETE FROM merges WHERE ticket = ?`,
  // The digest alone stays: the same bytes handed in once more are known, and make no ticket.
  `UPDATE received_mail SET ticket = NULL, message = NULL WHERE ticket = ?`,
] as const

/** Mail that waits is not sent; mail that went is no longer shown. */
async function dropMail(tx: Tx, ticket: string): Promise<void> {
  for (const row of await tx.all(`SELECT id FROM outgoing WHERE ticket = ?`, ticket))
    await tx.run(`DELETE FROM jobs WHERE key = ?`, `mail:${text(row, 'id')}`)
  for (const row of await tx.all(`SELECT id FROM sends WHERE ticket = ?`, ticket))
    await tx.run(`DELETE FROM jobs WHERE key = ?`, `send:${text(row, 'id')}`)
  await tx.run(`DELETE FROM outgoing WHERE ticket = ?`, ticket)
  await tx.run(`DELETE FROM sends WHERE ticket = ?`, ticket)
}

/** Replies that a merge took along stay where they are now; the subject they went out under was this ticket's. */
async function forgetSubject(tx: Tx, { facts, messages }: Ticket): Promise<void> {
  if (facts.mergedInto === null) return
  const subject = `Re: [#${facts.number}]`
  for (const { id, kind, forwardOf } of messages) {
    const isMailed = kind === 'reply' || forwardOf !== undefined
    const row = isMailed && (await tx.get(`SELECT mail FROM outgoing WHERE id = ?`, id))
    if (!row) continue
    const { threadTopic: _topic, ...mail } = v.parse(OutgoingMail, JSON.parse(text(row, 'mail')))
    await tx.run(
      `UPDATE outgoing SET subject = ?, mail = ? WHERE id = ?`,
      subject,
      JSON.stringify({ ...mail, subject }),
      id,
    )
  }
}

/** Their ids begin with the ticket's. Words that came from the draft of a ticket merged into this one go from that too. */
async function dropDrafts(work: TicketWork): Promise<void> {
  const { tx } = work
  for (const row of await tx.all(`SELECT id FROM drafts WHERE id LIKE ?`, `${work.id}-r%`)) {
    const draft = text(row, 'id')
    await emptyDraft(work, draft)
    await tx.run(`DELETE FROM draft_updates WHERE draft = ?`, draft)
    await tx.run(`DELETE FROM doc_clients WHERE doc = ?`, draft)
    await tx.run(`DELETE FROM drafts WHERE id = ?`, draft)
  }
}
