/**
 * What becomes of held mail: released, as a new ticket or onto one, by the path that all mail takes; or dismissed. Each is
 * done once, by somebody who answers for it, and it is kept who and why. Not here: who sees it (held-mail).
 */
import { FaultError } from '../../../shared/kit/fault.ts'
import { mayReplyAny, maySee, maySeeAny } from '../../../shared/ticket/ticket-rules.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { deny, notFound, openForDesk } from '../../commit/access.ts'
import { authorOf, nameActor, type Actor } from '../../commit/actor.ts'
import { followMerge } from '../../commit/merge-trail.ts'
import type { Answer, CommitParts } from '../../commit/parts.ts'
import { finish, type WorkRequest } from '../../commit/ticket-work.ts'
import { queuesInRow, unpackQueues } from '../../feed/ticket-queues.ts'
import {
  number,
  numberOrNull,
  text,
  textOrNull,
  type SqlRow,
  type Tx,
} from '../../store/database.ts'
import { tellTicket } from '../../commit/tell-ticket.ts'
import { addressedQueues, shareAsAddressed } from './also-addressed.ts'
import { rememberId } from './answered.ts'
import { isVerificationRow, mailOf, mayAnswerForHeld } from './held-mail.ts'
import { standingOn } from './mail-route.ts'
import { readSender } from './mail-sender.ts'
import { joinTicket, openAnew } from './person-mail.ts'
import type { Placed } from './placed.ts'
import { readable } from './unreadable-mail.ts'

export type ReleaseMail = {
  kind: 'release-mail'
  held: string
  /** A new ticket there, or a message on the ticket with that number. */
  to: { queue: string } | { number: number }
  why: string
}
export type DismissMail = { kind: 'dismiss-mail'; held: string; why: string }

export async function releaseMail(
  parts: CommitParts,
  request: WorkRequest,
  input: ReleaseMail,
): Promise<Answer> {
  const { tx, now, actor } = request
  const row = await openHeld(tx, actor, input.held)
  if (numberOrNull(row, 'released_at') !== null) return again(tx, row)
  if (actor.kind === 'agent' && actor.rights.role !== 'admin' && isVerificationRow(row))
    return deny('admins alone release mail that lets somebody in elsewhere')
  if (input.why === '' && isVerificationRow(row))
    throw new FaultError({
      code: 'ticket/invalid',
      detail: 'this mail lets somebody in elsewhere: say why it is released',
    })
  const mail = readable(mailOf(row))
  const placed =
    'queue' in input.to
      ? await asNew(parts, request, mail, input.to.queue)
      : await ontoTicket(parts, request, mail, input.to.number)
  const { ticket } = placed
  if (ticket === null) throw new Error('released mail is on a ticket')
  await remember(request, mail, placed, 'queue' in input.to ? input.to.queue : null)
  if ('queue' in input.to) await shareFurther(parts, request, mail, { placed, ...input.to })
  const version = await tell(parts, request, ticket, { why: input.why, row })
  // Its words are the ticket's now, and go with them: here it is left that it was, whose hand it was, and why.
  await tx.run(
    `UPDATE held_mail SET released_at = ?, ended_by = ?, why = ?, ticket = ?, sender = '', recipients = '', subject = '', text = '', raw = '', command = '' WHERE id = ?`,
    now,
    nameActor(actor),
    input.why,
    ticket,
    input.held,
  )
  return { version, result: { ticket, number: await numberOf(tx, ticket) } }
}

/** Out of the lists; kept for a while. */
export async function dismissMail(
  _parts: CommitParts,
  { tx, now, actor }: WorkRequest,
  input: DismissMail,
): Promise<Answer> {
  const row = await openHeld(tx, actor, input.held)
  if (numberOrNull(row, 'released_at') !== null) return notFound('it was released already')
  if (numberOrNull(row, 'dismissed_at') === null)
    await tx.run(
      `UPDATE held_mail SET dismissed_at = ?, ended_by = ?, why = ? WHERE id = ?`,
      now,
      nameActor(actor),
      input.why,
      input.held,
    )
  return { version: 0 }
}

/** For whoever answers for it; locked, so that two who release it at once do so one after the other. */
async function openHeld(tx: Tx, actor: Actor, id: string): Promise<SqlRow> {
  const row = await tx.get(`SELECT * FROM held_mail WHERE id = ?${tx.forUpdate}`, id)
  const isTheirs =
    actor.kind === 'desk' ||
    (actor.kind === 'agent' &&
      row !== undefined &&
      mayAnswerForHeld(actor.rights, unpackQueues(text(row, 'queues'))))
  return row && isTheirs ? row : notFound('there is no such mail')
}

async function again(tx: Tx, row: SqlRow): Promise<Answer> {
  const ticket = textOrNull(row, 'ticket')
  const goesOn = ticket === null ? null : await followMerge(tx, ticket)
  if (goesOn === null) return notFound('it was released, and its ticket is gone')
  return { version: 0, result: { ticket: goesOn, number: await numberOf(tx, goesOn) } }
}

async function numberOf(tx: Tx, ticket: string): Promise<number> {
  const row = await tx.get(`SELECT number FROM tickets WHERE id = ?`, ticket)
  return row ? number(row, 'number') : 0
}

function asNew(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  queue: string,
): Promise<Placed> {
  const { actor } = request
  if (actor.kind === 'agent' && !maySee(actor.rights, queue))
    return deny('you may not file in this queue')
  return openAnew(parts, request, mail, { to: 'new', queue, by: 'by-hand', linkedTo: null })
}

async function ontoTicket(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  ticketNumber: number,
): Promise<Placed> {
  const { tx, actor } = request
  const named = await tx.get(`SELECT id FROM tickets WHERE number = ?`, ticketNumber)
  const ticket = named ? await followMerge(tx, text(named, 'id')) : null
  const row = ticket
    ? await tx.get(`SELECT queue, also_in FROM tickets WHERE id = ?`, ticket)
    : undefined
  const queues = row ? queuesInRow(row) : []
  const isSeen =
    actor.kind === 'desk' || (actor.kind === 'agent' && maySeeAny(actor.rights, queues))
  if (ticket === null || !row || !isSeen) return notFound(`there is no ticket #${ticketNumber}`)
  if (actor.kind === 'agent' && !mayReplyAny(actor.rights, queues))
    return deny('you may not answer on that ticket')
  // Never the requester's unless it is: being put there by hand makes nobody another person.
  const { standing } = await standingOn(tx, ticket, readSender(mail))
  return joinTicket(parts, request, mail, {
    to: 'ticket',
    ticket,
    by: 'by-hand',
    standing,
    isJoining: false,
  })
}

/** As for mail that came straight in: its copies, and answers to it, find it. */
async function remember(
  { tx, now }: WorkRequest,
  mail: ReceiveMail,
  { ticket, message }: Placed,
  queue: string | null,
): Promise<void> {
  if (ticket === null) return
  await tx.run(
    `UPDATE received_mail SET ticket = ?, message = ? WHERE digest = ?`,
    ticket,
    message,
    mail.digest,
  )
  if (mail.messageId) await rememberId(tx, { id: mail.messageId, ticket, message, queue, at: now })
}

/** In one of its own queues it is seen by the others too; somebody who puts it elsewhere chose that. */
async function shareFurther(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  { placed, queue }: { placed: Placed; queue: string },
): Promise<void> {
  const { to } = mail.envelope
  if (placed.ticket === null) return
  if (!addressedQueues(parts.settings.get(), to, true).includes(queue)) return
  await shareAsAddressed(parts, request, {
    ticket: placed.ticket,
    message: placed.message,
    to,
    cause: 'opened',
    sender: mail.sender,
  })
}

async function tell(
  parts: CommitParts,
  request: WorkRequest,
  ticket: string,
  { why, row }: { why: string; row: SqlRow },
): Promise<number> {
  const work = await openForDesk(parts, request, ticket)
  tellTicket(
    parts,
    work,
    `Released this mail, which was held: ${text(row, 'reason')}. ${why}`.trim(),
    { by: authorOf(request.actor) },
  )
  return (await finish(parts, work)).version
}
