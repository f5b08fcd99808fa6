/**
 * Mail that the gateway read becomes a message on a ticket, a ticket, a delivery state, or something held where an
 * admin can see it. Nothing is dropped. The same message again changes nothing (mail.md 5).
 */
import { FaultError } from '../../../shared/kit/fault.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { deny } from '../../commit/access.ts'
import { sweepLater } from '../../commit/blob-refs.ts'
import type { Answer, CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { text, textOrNull } from '../../store/database.ts'
import { takeBounce } from './bounce-mail.ts'
import { hold } from './hold-mail.ts'
import type { Placed } from './placed.ts'
import { placePersonMail } from './person-mail.ts'
import { takeUnreadable } from './unreadable-mail.ts'

export async function receiveMail(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
): Promise<Answer> {
  if (request.actor.kind !== 'gateway') return deny('only the mail gateway hands in mail')
  const files = filesOf(mail)
  for (const hash of files)
    if (!(await parts.blobs.has(hash)))
      throw new FaultError({ code: 'ticket/gap', detail: `blob ${hash} has not arrived` })
  const known = await request.tx.get(
    `SELECT ticket, message, queues FROM received_mail WHERE digest = ?`,
    mail.digest,
  )
  if (known) {
    // Its raw bytes came by another way and are named by nothing; the rest may have been taken out meanwhile (CO17).
    await sweepLater(parts, request.tx, files)
    return sameAgain(request, mail, {
      ticket: textOrNull(known, 'ticket'),
      queues: text(known, 'queues'),
    })
  }
  const placed = await place(parts, request, mail)
  await request.tx.run(
    `INSERT INTO received_mail (digest, ticket, message, queues, at) VALUES (?, ?, ?, ?, ?)`,
    mail.digest,
    placed.ticket,
    placed.message,
    JSON.stringify(mail.envelope.to),
    request.now,
  )
  if (placed.ticket && mail.messageId)
    await request.tx.run(
      `INSERT INTO mail_ids (message_id, ticket, message) VALUES (?, ?, ?) ON CONFLICT (message_id, ticket) DO NOTHING`,
      mail.messageId,
      placed.ticket,
      placed.message,
    )
  return { version: placed.version, result: { ticket: placed.ticket, held: placed.held } }
}

const filesOf = (mail: ReceiveMail): string[] => [
  mail.raw.hash,
  ...(mail.html ? [mail.html] : []),
  ...mail.attachments.map((file) => file.hash),
]

/** The same message by another address of the desk, or sent again: one ticket, remembered under every address. */
async function sameAgain(
  request: WorkRequest,
  mail: ReceiveMail,
  known: { ticket: string | null; queues: string },
): Promise<Answer> {
  const before: unknown = JSON.parse(known.queues)
  const addresses = new Set([
    ...(Array.isArray(before) ? before.filter((one) => typeof one === 'string') : []),
    ...mail.envelope.to,
  ])
  await request.tx.run(
    `UPDATE received_mail SET queues = ? WHERE digest = ?`,
    JSON.stringify([...addresses].slice(0, 200)),
    mail.digest,
  )
  return { version: 0, result: { ticket: known.ticket, held: null } }
}

async function place(parts: CommitParts, request: WorkRequest, mail: ReceiveMail): Promise<Placed> {
  const { nature } = mail
  if (mail.problem !== null) return takeUnreadable(parts, request, mail)
  if (nature.kind === 'bounce') return takeBounce(parts, request, mail, nature)
  if (nature.kind === 'auto') return hold(parts, request, mail, nature.why)
  if (isOurOwn(parts, mail)) return hold(parts, request, mail, 'sent from an address of this desk')
  return placePersonMail(parts, request, mail)
}

function isOurOwn(parts: CommitParts, mail: ReceiveMail): boolean {
  const from = mail.from?.address.toLowerCase()
  return from !== undefined && parts.settings.get().queues.some((queue) => queue.address === from)
}
