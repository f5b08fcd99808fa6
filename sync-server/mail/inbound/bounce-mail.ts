/** What a mail server says of a mail of ours: a delivery state of that mail, and a line on its ticket. */
import { makeId } from '../../../shared/kit/id.ts'
import { rootMap } from '../../../shared/ticket/ticket-doc.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { refBlobs } from '../../commit/blob-refs.ts'
import type { CommitParts } from '../../commit/parts.ts'
import {
  finish,
  openWork,
  writeMessage,
  writeValue,
  type WorkRequest,
} from '../../commit/ticket-work.ts'
import { textOrNull } from '../../store/database.ts'
import { hold } from './hold-mail.ts'
import type { Placed } from './placed.ts'

/** A bounce lands on the message it is about; one about nothing we know is held. */
export async function takeBounce(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  nature: Extract<ReceiveMail['nature'], { kind: 'bounce' }>,
): Promise<Placed> {
  const about = await findSent(request, [...nature.about, ...mail.inReplyTo, ...mail.references])
  if (!about) return hold(parts, request, mail, `bounce: ${nature.why}`)
  const work = await openWork(parts, about.ticket, request)
  if (!work) return hold(parts, request, mail, `bounce: ${nature.why}`)
  const failed =
    nature.recipients.find((recipient) => recipient.action === 'failed') ?? nature.recipients[0]
  const isFinal = failed === undefined || failed.action === 'failed' || failed.action === 'unknown'
  const detail = `${failed?.address ?? ''} ${failed?.status ?? ''} ${nature.why}`
    .trim()
    .slice(0, 300)
  if (about.message && rootMap(work.doc, 'messages').has(about.message))
    writeValue(work, 'delivery', about.message, {
      state: isFinal ? 'bounced' : 'deferred',
      at: request.now,
      detail,
    })
  const message = writeMessage(work, {
    id: makeId(request.now, parts.random),
    kind: 'event',
    by: { kind: 'desk', id: 'desk', name: 'Deskside' },
    text: isFinal ? `Not delivered: ${detail}` : `Delivery is delayed: ${detail}`,
    raw: mail.raw.hash,
  })
  await refBlobs(request.tx, about.ticket, message)
  const done = await finish(parts, work)
  return { ticket: about.ticket, message: message.id, held: null, version: done.version }
}

async function findSent(
  request: WorkRequest,
  messageIds: readonly string[],
): Promise<{ ticket: string; message: string | null } | null> {
  for (const id of messageIds.slice(0, 60)) {
    const row = await request.tx.get(
      `SELECT ticket, message FROM outgoing WHERE message_id = ?`,
      id,
    )
    const ticket = row ? textOrNull(row, 'ticket') : null
    if (row && ticket) return { ticket, message: textOrNull(row, 'message') }
  }
  return null
}
