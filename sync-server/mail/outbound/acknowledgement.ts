/**
 * The acknowledgement: number, queue and status link, and no word of the sender's, because anyone can make us write to
 * a third party (assurance, *Relay spam by auto-reply*). RFC 3834: marked auto-replied. How many: automatic-mail; never to an
 * address that refused mail or complained (suppressions).
 */
import { makeId } from '../../../shared/kit/id.ts'
import type { Contact } from '../../commit/actor.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { grantLink } from '../../commit/capabilities.ts'
import { finish, openWork, type WorkRequest } from '../../commit/ticket-work.ts'
import { countWithheld, whyNoAnswer } from './automatic-mail.ts'
import { settingsForMail } from './desk-logo.ts'
import { dressNotice } from './mail-look.ts'
import { answersTo, queueMail, senderOf } from './outgoing.ts'
import { openingSubject } from './reply-subject.ts'
import { statusLink } from './status-link.ts'
import { sayInstant, sayPromise } from '../../pages/words.ts'
import type { Language } from '../../words/language.ts'
import { languageOfContact } from '../../commit/contacts.ts'
import { numberOrNull } from '../../store/database.ts'
import { findSuppression, warnOf, type Suppression } from './suppressions.ts'
import { tellTicket } from '../../commit/tell-ticket.ts'

export type Acknowledgement = {
  ticket: string
  number: number
  queue: string
  contact: Contact
  statusToken: string
  inReplyTo: string | null
}

export async function queueAcknowledgement(
  parts: CommitParts,
  request: WorkRequest,
  ack: Acknowledgement,
): Promise<void> {
  const { tx, now } = request
  const suppression = await findSuppression(tx, ack.contact.address)
  if (suppression) return warnTicket(parts, request, ack.ticket, suppression)
  const why = parts.config.rateLimits
    ? await whyNoAnswer(tx, { address: ack.contact.address, ...ack }, now)
    : null
  if (why !== null) {
    await countWithheld(tx)
    parts.log('warn', 'an acknowledgement was withheld', { ticket: ack.ticket, why })
    return
  }
  const settings = await settingsForMail(parts)
  const queue = settings.queues.find((entry) => entry.slug === ack.queue)
  const from = senderOf(parts, ack.queue)
  const replyTag = await grantLink(parts, request, ack.ticket, ack.contact, 'reply')
  const link = statusLink(parts.config.publicUrl, ack.ticket, ack.statusToken)
  const language = await languageOfContact(parts, tx, ack.contact.id)
  const { ack: said, ticket: ofTicket } = language.words.mail
  const words = [
    said.have({ number: ack.number, queue: queue?.name ?? ack.queue }),
    ...(await sayWhen(parts, request, ack, language)),
    said.add,
  ]
  await queueMail(parts, request.tx, {
    id: makeId(request.now, parts.random),
    kind: 'acknowledgement',
    ticket: ack.ticket,
    message: null,
    mail: {
      from,
      replyTo: answersTo(parts, from, replyTag),
      to: [{ address: ack.contact.address, name: '' }],
      cc: [],
      subject: openingSubject(said.subject, ack.number),
      inReplyTo: ack.inReplyTo,
      references: ack.inReplyTo ? [ack.inReplyTo] : [],
      ...dressNotice(settings, {
        language,
        queue: ack.queue,
        text: words.join('\n\n'),
        button: { words: said.follow, link },
        foot: { words: ofTicket({ number: ack.number }), link: null },
      }),
      autoSubmitted: 'auto-replied',
    },
  })
}

/** What is typical, where the queue tells everybody, and by when this ticket is promised an answer. */
async function sayWhen(
  { metrics, settings }: CommitParts,
  { tx }: WorkRequest,
  ack: Acknowledgement,
  language: Language,
): Promise<string[]> {
  const { typical } = sayPromise(language, await metrics.lastOf(tx, ack.queue), undefined)
  const row = await tx.get(
    `SELECT due_at FROM sla_clocks WHERE ticket = ? AND target = 'firstResponse' AND state = 'running'`,
    ack.ticket,
  )
  const dueAt = row ? numberOrNull(row, 'due_at') : null
  const promised =
    dueAt === null
      ? null
      : language.words.mail.ack.by({
          time: sayInstant(language, dueAt, settings.get().timeZone),
        })
  const words = [typical, promised].filter((one) => one !== null).join(' ')
  return words === '' ? [] : [words]
}

/** Whoever answers this ticket should know before they write. */
async function warnTicket(
  parts: CommitParts,
  request: WorkRequest,
  ticket: string,
  suppression: Suppression,
): Promise<void> {
  const work = await openWork(parts, ticket, { ...request, actor: { kind: 'desk' } })
  if (!work) return
  tellTicket(parts, work, warnOf(suppression, true))
  await finish(parts, work)
}
