/** Mail that is no ticket by itself: kept whole where an admin sees it. */
import { makeId } from '../../../shared/kit/id.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import type { Placed } from './placed.ts'

export async function hold(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  reason: string,
): Promise<Placed> {
  const id = makeId(request.now, parts.random)
  await request.tx.run(
    `INSERT INTO held_mail (id, reason, sender, recipients, subject, text, raw, command, at, released_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)`,
    id,
    reason,
    mail.from?.address ?? mail.envelope.from,
    mail.envelope.to.join(', '),
    mail.subject,
    mail.text.slice(0, 4_000),
    mail.raw.hash,
    JSON.stringify(mail),
    request.now,
  )
  return { ticket: null, message: null, held: id, version: 0 }
}
