/**
 * Mail that the gateway read becomes a message on a ticket, a ticket, a delivery state, or something held where an
 * admin can see it. Nothing is dropped. The same message again changes nothing (mail.md 5).
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import type { Message } from '../../shared/ticket/ticket.ts'
import { rootMap } from '../../shared/ticket/ticket-doc.ts'
import type { ReceiveMail } from '../../shared/wire/mail.ts'
import { queueOf, routeMail } from '../mail/mail-route.ts'
import { text, textOrNull } from '../store/database.ts'
import { deny } from './access.ts'
import { refBlobs, sweepLater } from './blob-refs.ts'
import type { Answer, CommitParts } from './parts.ts'
import { findOrAddContact } from './contacts.ts'
import { addInbound } from './inbound.ts'
import { openTicket } from './open-ticket.ts'
import { finish, openWork, writeMessage, writeValue, type WorkRequest } from './ticket-work.ts'

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
      `INSERT INTO mail_ids (message_id, ticket, message) VALUES (?, ?, ?) ON CONFLICT (message_id) DO NOTHING`,
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

type Placed = {
  ticket: string | null
  message: string | null
  held: string | null
  version: number
}

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
  if (mail.problem !== null) return unreadable(parts, request, mail)
  if (nature.kind === 'bounce') return bounce(parts, request, mail, nature)
  if (nature.kind === 'auto') return hold(parts, request, mail, nature.why)
  if (isOurOwn(parts, mail)) return hold(parts, request, mail, 'sent from an address of this desk')
  const route = await routeMail(request.tx, parts.settings.get(), mail, request.now)
  switch (route.to) {
    case 'nowhere':
      return hold(parts, request, mail, route.reason)
    case 'ticket': {
      const from = await findOrAddContact(parts, request, senderOf(mail))
      const answer = await addInbound(parts, request, {
        kind: 'inbound',
        ticket: route.ticket,
        from,
        ...bodyOf(mail),
        via: 'mail',
        receivedAt: mail.receivedAt,
        message: messageOf(mail, route.by),
      })
      return {
        ticket: String(answer.result?.['id']),
        message: String(answer.result?.['message'] ?? ''),
        held: null,
        version: answer.version,
      }
    }
    case 'new': {
      const answer = await openTicket(parts, request, {
        kind: 'open',
        queue: route.queue,
        channel: 'mail',
        requester: senderOf(mail),
        subject: mail.subject,
        // The first mail of a ticket is shown whole: what it forwards is its content (mail.md 25).
        body: mail.text,
        receivedAt: mail.receivedAt,
        message: messageOf(
          mail,
          route.unmatched ? 'reply address, but of somebody not on that ticket' : 'new',
        ),
        isAcknowledged:
          mail.sender.dmarc !== 'fail' && mail.from !== null && mail.envelope.from !== '',
        inReplyTo: mail.messageId,
      })
      return {
        ticket: String(answer.result?.['id']),
        message: String(answer.result?.['message']),
        held: null,
        version: answer.version,
      }
    }
  }
}

function isOurOwn(parts: CommitParts, mail: ReceiveMail): boolean {
  const from = mail.from?.address.toLowerCase()
  return from !== undefined && parts.settings.get().queues.some((queue) => queue.address === from)
}

function senderOf(mail: ReceiveMail): { name: string; address: string } {
  const address = mail.from?.address || mail.envelope.from || 'unknown@invalid'
  return { name: mail.from?.name || '', address }
}

function bodyOf(mail: ReceiveMail): { body: string; quoted?: string } {
  if (mail.visible === mail.text || mail.visible.trim() === '') return { body: mail.text }
  const rest = mail.text.startsWith(mail.visible)
    ? mail.text.slice(mail.visible.length).trim()
    : mail.text
  return { body: mail.visible, quoted: rest.slice(0, 16_000) }
}

function messageOf(mail: ReceiveMail, joinedBy: string): Partial<Message> {
  return {
    raw: mail.raw.hash,
    sender: mail.sender.dmarc === 'pass' ? 'verified' : 'unverified',
    joinedBy,
    ...(mail.html ? { html: mail.html } : {}),
    ...(mail.attachments.length > 0 ? { attachments: mail.attachments } : {}),
    ...(mail.messageId ? { messageId: mail.messageId } : {}),
  }
}

/** A message nobody could read is a ticket that says so, with the original attached. */
async function unreadable(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
): Promise<Placed> {
  const queue = queueOf(parts.settings.get(), mail.envelope.to)
  if (!queue) return hold(parts, request, mail, mail.problem ?? 'unreadable')
  const answer = await openTicket(parts, request, {
    kind: 'open',
    queue,
    channel: 'mail',
    requester: senderOf(mail),
    subject: mail.subject || 'A message that could not be read',
    body: `This mail could not be read (${mail.problem}). The original is attached.`,
    receivedAt: mail.receivedAt,
    message: {
      raw: mail.raw.hash,
      sender: 'unverified',
      joinedBy: 'new',
      attachments: [
        {
          hash: mail.raw.hash,
          name: 'original.eml',
          type: 'message/rfc822',
          bytes: mail.raw.bytes,
          inline: false,
          cid: null,
        },
      ],
    },
    isAcknowledged: false,
  })
  return {
    ticket: String(answer.result?.['id']),
    message: String(answer.result?.['message']),
    held: null,
    version: answer.version,
  }
}

async function hold(
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

/** A bounce lands on the message it is about; one about nothing we know is held. */
async function bounce(
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
