/**
 * Mail that is no ticket by itself: kept whole where those who answer for its queues see it and can release it. Not here:
 * the list of it and its end (held-mail).
 */
import { makeId } from '../../../shared/kit/id.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { packQueues, unpackQueues } from '../../feed/ticket-queues.ts'
import { text, type Tx } from '../../store/database.ts'
import { addressedQueues } from './also-addressed.ts'
import type { Placed } from './placed.ts'

/** `automated`: what machines write. `held`: what somebody should look at. */
export type HeldKind = 'automated' | 'held'

export async function hold(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  reason: string,
  kind: HeldKind = mail.nature.kind === 'person' ? 'held' : 'automated',
): Promise<Placed> {
  const id = makeId(request.now, parts.random)
  await request.tx.run(
    `INSERT INTO held_mail (id, kind, reason, sender, recipients, queues, subject, text, raw, digest, command, at, released_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)`,
    id,
    kind,
    reason,
    mail.from?.address || mail.envelope.from,
    mail.envelope.to.join(', '),
    packQueues(addressedQueues(parts.settings.get(), mail.envelope.to, true)),
    mail.subject,
    mail.text.slice(0, 4_000),
    mail.raw.hash,
    mail.digest,
    JSON.stringify(mail),
    request.now,
  )
  return { ticket: null, message: null, held: id, version: 0 }
}

/** Every file that a mail brought. */
export const filesOf = (mail: ReceiveMail): string[] => [
  mail.raw.hash,
  ...(mail.html ? [mail.html] : []),
  ...mail.attachments.map((file) => file.hash),
]

/** A copy of it came for further addresses. */
export async function addressHeld(
  parts: CommitParts,
  tx: Tx,
  digest: string,
  addresses: readonly string[],
): Promise<void> {
  const row = await tx.get(
    `SELECT id, recipients, queues FROM held_mail WHERE digest = ? AND released_at IS NULL`,
    digest,
  )
  if (!row) return
  const queues = new Set([
    ...unpackQueues(text(row, 'queues')),
    ...addressedQueues(parts.settings.get(), addresses, true),
  ])
  await tx.run(
    `UPDATE held_mail SET recipients = ?, queues = ? WHERE id = ?`,
    [text(row, 'recipients'), ...addresses].join(', '),
    packQueues([...queues]),
    text(row, 'id'),
  )
}
