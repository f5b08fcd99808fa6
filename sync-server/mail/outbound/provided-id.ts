/**
 * The Message-ID that a relay gave our mail in place of ours, as the answer to DATA says it (mail.md 27): Exchange in
 * brackets, Amazon SES as the bare left part. Remembered, so that answers to it find the ticket. The relay is the desk's
 * own; it counts like every id that carries no signature of ours.
 */
import { text, textOrNull, type Tx } from '../../store/database.ts'
import { rememberId } from '../inbound/answered.ts'

const BRACKETED = /<([^\s<>@]{1,200}@[^\s<>@]{1,200})>/
/** `250 Ok 0100018c2f7c1d2e-5a1f…-000000`: its parts are hexadecimal. */
const SES = /\b([0-9a-f]{16}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{6})\b/

export function providedId(reply: string): string | null {
  const bracketed = BRACKETED.exec(reply)?.[1]
  if (bracketed !== undefined) return bracketed
  const bare = SES.exec(reply)?.[1]
  return bare === undefined ? null : `${bare}@amazonses.com`
}

/** @param reply  what the relay said when it took the mail */
export async function rememberProvidedId(
  tx: Tx,
  outgoing: string,
  reply: string,
  now: number,
): Promise<void> {
  const id = providedId(reply)
  const row =
    id === null
      ? undefined
      : await tx.get(
          `SELECT o.ticket AS ticket, o.message AS message, o.message_id AS own, i.ticket AS about, i.queue AS queue
           FROM outgoing o LEFT JOIN mail_ids i ON i.message_id = o.message_id WHERE o.id = ?`,
          outgoing,
        )
  const ticket = row ? (textOrNull(row, 'about') ?? textOrNull(row, 'ticket')) : null
  if (!row || id === null || ticket === null || text(row, 'own') === id) return
  const message = textOrNull(row, 'message')
  await rememberId(tx, { id, ticket, message, queue: textOrNull(row, 'queue'), at: now })
}
