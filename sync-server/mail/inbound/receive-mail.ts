/**
 * Mail that the gateway read becomes a message on a ticket, a ticket, a delivery state, or something held where an
 * admin can see it. Nothing is dropped. The same message again changes nothing (mail.md 5).
 */
import { FaultError } from '../../../shared/kit/fault.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { deny } from '../../commit/access.ts'
import { sweepLater } from '../../commit/blob-refs.ts'
import { followMerge } from '../../commit/merge-trail.ts'
import type { Answer, CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { number, text, textOrNull, type SqlRow } from '../../store/database.ts'
import { takeAgentMail } from './agent-mail.ts'
import { shareAsAddressed } from './also-addressed.ts'
import { rememberId } from './answered.ts'
import { whyApart } from './apart-mail.ts'
import { takeBounce } from './bounce-mail.ts'
import { countWays } from '../moving/count-ways.ts'
import { takeTest } from '../moving/test-mail.ts'
import { addressHeld, filesOf, hold } from './hold-mail.ts'
import { queueOf } from './mail-route.ts'
import { takeMachineMail } from './machine-mail.ts'
import { whyOwn } from './own-mail.ts'
import type { Placed } from './placed.ts'
import { placePersonMail } from './person-mail.ts'
import { takeReplay } from './replayed-mail.ts'
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
    `SELECT ticket, message, queues, at, ways FROM received_mail WHERE digest = ?`,
    mail.digest,
  )
  if (await takeTest(parts, request, mail)) {
    if (!known) await remember(request, mail, { ticket: null, message: null })
    await sweepLater(parts, request.tx, files)
    return { version: 0, result: { ticket: null, held: null } }
  }
  const replayed = known ? await replay(parts, request, mail, known) : null
  if (replayed !== null) return replayed
  if (known) {
    // Its raw bytes came by another way and are named by nothing; the rest may have been taken out meanwhile (CO17).
    await sweepLater(parts, request.tx, files)
    const answer = await sameAgain(parts, request, mail, known)
    const before = { at: number(known, 'at'), ways: text(known, 'ways') }
    await countWays(parts, request, mail, before)
    return answer
  }
  const placed = await place(parts, request, mail)
  await remember(request, mail, placed)
  if (placed.ticket && mail.messageId)
    await rememberId(request.tx, {
      id: mail.messageId,
      ticket: placed.ticket,
      message: placed.message,
      queue: queueOf(parts.settings.get(), mail.envelope.to),
      at: request.now,
    })
  const { ticket, message } = placed
  // What bounces and machines say was for whoever is on the ticket already.
  const isSpoken = mail.problem !== null || mail.nature.kind === 'person'
  const shared =
    ticket !== null && isSpoken
      ? await shareAsAddressed(parts, request, {
          ticket,
          message,
          to: mail.envelope.to,
          // Its first version is what opened it.
          cause: placed.version === 1 ? 'opened' : 'joined',
          sender: mail.sender,
        })
      : null
  await countWays(parts, request, mail, { at: request.now, ways: '' })
  return { version: shared ?? placed.version, result: { ticket, held: placed.held } }
}

/** By its digest, so that it is known when it comes again. */
async function remember(
  { tx, now }: WorkRequest,
  mail: ReceiveMail,
  { ticket, message }: Pick<Placed, 'ticket' | 'message'>,
): Promise<void> {
  await tx.run(
    `INSERT INTO received_mail (digest, ticket, message, queues, at) VALUES (?, ?, ?, ?, ?)`,
    mail.digest,
    ticket,
    message,
    JSON.stringify(mail.envelope.to),
    now,
  )
}

/** Null when nobody asked for it, or there is no ticket for it: then it is the same message again. */
async function replay(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  known: SqlRow,
): Promise<Answer | null> {
  const ticket = textOrNull(known, 'ticket')
  if (!mail.isReplay || mail.problem !== null || ticket === null) return null
  const placed =
    mail.nature.kind === 'bounce'
      ? await takeBounce(parts, request, mail, mail.nature)
      : await takeReplay(parts, request, mail, ticket)
  return placed && { version: placed.version, result: { ticket: placed.ticket, held: placed.held } }
}

/**
 * The same message by another address of the desk, or sent again: one ticket, remembered under every address. A queue that
 * only this copy is for sees the ticket from now on, wherever it has gone meanwhile.
 */
async function sameAgain(
  parts: CommitParts,
  request: WorkRequest,
  mail: ReceiveMail,
  known: SqlRow,
): Promise<Answer> {
  const { tx, now } = request
  const before = v.parse(v.array(v.string()), JSON.parse(text(known, 'queues')))
  const fresh = mail.envelope.to.filter((address) => !before.includes(address))
  const ticket = textOrNull(known, 'ticket')
  if (fresh.length === 0) return { version: 0, result: { ticket, held: null } }
  await tx.run(
    `UPDATE received_mail SET queues = ? WHERE digest = ?`,
    JSON.stringify([...before, ...fresh].slice(0, LIMITS.recipients * 2)),
    mail.digest,
  )
  await addressHeld(parts, tx, mail.digest, fresh)
  const goesOn = ticket === null ? null : await followMerge(tx, ticket)
  if (goesOn === null) return { version: 0, result: { ticket, held: null } }
  const isCopy = goesOn === ticket && now - number(known, 'at') <= LIMITS.mailCopyMs
  const version = await shareAsAddressed(parts, request, {
    ticket: goesOn,
    message: textOrNull(known, 'message'),
    to: fresh,
    cause: isCopy ? 'copy' : 'joined',
    sender: mail.sender,
  })
  return { version: version ?? 0, result: { ticket: goesOn, held: null } }
}

async function place(parts: CommitParts, request: WorkRequest, mail: ReceiveMail): Promise<Placed> {
  const { nature } = mail
  if (mail.problem !== null) return takeUnreadable(parts, request, mail)
  if (nature.kind === 'bounce') return takeBounce(parts, request, mail, nature)
  const own = await whyOwn(parts, request.tx, mail)
  if (own !== null) return hold(parts, request, mail, own, 'held')
  const byAgent = nature.kind === 'person' ? await takeAgentMail(parts, request, mail) : null
  if (byAgent !== null) return byAgent
  const apart = whyApart(mail)
  if (apart !== null) return hold(parts, request, mail, apart.reason, apart.kind)
  if (nature.kind === 'auto') return takeMachineMail(parts, request, mail, nature)
  return placePersonMail(parts, request, mail)
}
