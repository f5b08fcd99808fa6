/**
 * Which tickets a mail answers, by the Message-IDs it names: In-Reply-To first, then References from the last to the
 * first (mail.md 26). What carries our signature comes before what is merely known. Not here: who may join by it.
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { JoinedBy } from '../../../shared/ticket/joined-by.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { followMerge } from '../../commit/merge-trail.ts'
import { queuesInRow } from '../../feed/ticket-queues.ts'
import { text, textOrNull, type Sql, type Tx } from '../../store/database.ts'
import { readMailKeys } from '../mail-keys.ts'
import { readSignedId } from '../message-id.ts'

/** A ticket that was answered, as it was then: what it was merged into is `goesOn`. */
export type Answered = {
  ticket: string
  goesOn: string
  by: Extract<JoinedBy, 'signed-reply' | 'signed-reference' | 'known-reply' | 'known-reference'>
}

export type Answers = {
  signed: Answered[]
  known: Answered[]
  /** A mail of ours was answered whose ticket is gone. */
  isOfDeleted: boolean
}

/** @param queues  the desk's queues that the mail was addressed to: what is merely known counts within them only */
export async function readAnswers(
  sql: Sql,
  mail: ReceiveMail,
  queues: readonly string[],
  now: number,
): Promise<Answers> {
  const answers: Answers = { signed: [], known: [], isOfDeleted: false }
  const ids = namedIds(mail)
  if (ids.length === 0) return answers
  const keys = await readMailKeys(sql, now)
  for (const { id, isReply } of ids) {
    const own = readSignedId(id, keys)
    if (own !== null) {
      const mailed = await ticketOfMail(sql, own)
      const goesOn = mailed?.ticket ? await followMerge(sql, mailed.ticket) : null
      if (mailed?.ticket && goesOn !== null)
        answers.signed.push({
          ticket: mailed.ticket,
          goesOn,
          by: isReply ? 'signed-reply' : 'signed-reference',
        })
      // Some mail of ours is about no ticket: a link to sign in.
      else if (mailed === null || mailed.ticket !== null) answers.isOfDeleted = true
      continue
    }
    for (const ticket of await ticketsOfId(sql, id, queues)) {
      const goesOn = await followMerge(sql, ticket)
      if (goesOn !== null)
        answers.known.push({ ticket, goesOn, by: isReply ? 'known-reply' : 'known-reference' })
    }
  }
  return answers
}

/** The same id twice says nothing more; an endless list is read as far as it helps. */
function namedIds(mail: ReceiveMail): { id: string; isReply: boolean }[] {
  const replies = new Set(mail.inReplyTo)
  const references = [...mail.references].reverse().filter((id) => !replies.has(id))
  return [
    ...[...replies].map((id) => ({ id, isReply: true })),
    ...[...new Set(references)].map((id) => ({ id, isReply: false })),
  ].slice(0, LIMITS.threadIds)
}

/** Null: the mail is gone. What is known of it after a merge is the other ticket; its id stays with the one it was about. */
async function ticketOfMail(sql: Sql, id: string): Promise<{ ticket: string | null } | null> {
  const row = await sql.get(
    `SELECT coalesce(i.ticket, o.ticket) AS ticket FROM outgoing o LEFT JOIN mail_ids i ON i.message_id = o.message_id WHERE o.id = ?`,
    id,
  )
  return row ? { ticket: textOrNull(row, 'ticket') } : null
}

/** Newest first: of several messages under one id the last is meant, if its sender is on that ticket. */
export async function ticketsOfId(
  sql: Sql,
  id: string,
  queues: readonly string[],
): Promise<string[]> {
  const rows = await sql.all(
    `SELECT i.ticket AS ticket, i.queue AS via, t.queue AS queue, t.also_in AS also_in FROM mail_ids i JOIN tickets t ON t.id = i.ticket
     WHERE i.message_id = ? ORDER BY i.at DESC, i.ticket DESC LIMIT 20`,
    plainId(id),
  )
  return rows
    .filter((row) =>
      [textOrNull(row, 'via'), ...queuesInRow(row)].some(
        (queue) => queue !== null && queues.includes(queue),
      ),
    )
    .map((row) => text(row, 'ticket'))
}

/** From now on an answer to this id is known to be about this ticket. */
export async function rememberId(
  tx: Tx,
  known: { id: string; ticket: string; message: string | null; queue: string | null; at: number },
): Promise<void> {
  await tx.run(
    `INSERT INTO mail_ids (message_id, ticket, message, queue, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (message_id, ticket) DO NOTHING`,
    plainId(known.id),
    known.ticket,
    known.message,
    known.queue,
    known.at,
  )
}

/** Amazon SES names the same mail under the host of its region, or under none. */
function plainId(id: string): string {
  return id.replace(/@(?:[a-z0-9-]{1,60}\.)?amazonses\.com$/i, '@amazonses.com')
}
