/**
 * The mail that says a ticket was solved or closed, where its queue wants one: sent when an agent ends it, held for as long as
 * that can be undone, and taken back when the ticket is opened again meanwhile. Only to somebody the desk wrote to on this
 * ticket before: whoever was not acknowledged, as a machine or a doubtful sender, and got no reply is told nothing. A
 * reply that is on its way says it itself. RFC 3834: marked auto-generated.
 */
import { makeId } from '../../../shared/kit/id.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { readJoinedBy } from '../../../shared/ticket/joined-by.ts'
import type { Status, Ticket } from '../../../shared/ticket/ticket.ts'
import { grantLink } from '../../commit/capabilities.ts'
import { languageOfContact } from '../../commit/contacts.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { TicketWork } from '../../commit/ticket-work.ts'
import { dropJob } from '../../jobs/job-rows.ts'
import { number, text } from '../../store/database.ts'
import type { Language } from '../../words/language.ts'
import { statusLink } from './status-link.ts'
import { answerAddress, type AnswerTo } from './answer-address.ts'
import { countWithheld, whyTooMuch } from './automatic-mail.ts'
import { settingsForMail } from './desk-logo.ts'
import { dressNotice } from './mail-look.ts'
import { answersTo, queueMail, senderOf } from './outgoing.ts'
import { chainOf } from './references.ts'
import { replySubject } from './reply-subject.ts'
import { findSuppression } from './suppressions.ts'

const DAY_MS = 24 * 3_600_000

const isEnded = (status: Status): boolean => status === 'solved' || status === 'closed'

/** What a reply on a ticket that is over says below it, where its queue tells people. */
export const howToReopen = ({ words }: Language, status: Status): string =>
  words.mail.end.now[endOf(status)]

const endOf = (status: Status): 'solved' | 'closed' => (status === 'solved' ? 'solved' : 'closed')

export function isEndTold(parts: CommitParts, { queue, status }: Ticket): boolean {
  if (!isEnded(status)) return false
  const { queues } = parts.settings.get()
  return queues.find(({ slug }) => slug === queue)?.isEndMailed === true
}

/** Called with every change of a ticket, before it is stored. */
export async function tellOfEnd(
  parts: CommitParts,
  work: TicketWork,
  after: Ticket,
): Promise<void> {
  const { before, tx, now } = work
  // Nothing that nobody wrote goes to spam, nor what was about to go when it was marked (SP3).
  if (before && after.isSpam) return before.isSpam ? undefined : takeBack(parts, work)
  if (!before || isEnded(before.status) === isEnded(after.status)) return
  if (!isEnded(after.status)) return takeBack(parts, work)
  if (work.actor.kind !== 'agent' || after.facts.mergedInto !== null) return
  if (!isEndTold(parts, after) || isToldByReply(before, after) || isReleased(after)) return
  const to = answerAddress(after, parts.settings.get())
  if (to === null || (await findSuppression(tx, to.address))) return
  const written = await kindsTo(work, to.address)
  if (written.size === 0) return
  const why = parts.config.rateLimits ? await whyNotNow(work, to.address) : null
  if (why !== null) {
    await countWithheld(tx)
    parts.log('warn', 'a mail that says a ticket is over was withheld', { ticket: work.id, why })
    return
  }
  await write(parts, work, { after, to, isAnswered: written.has('reply'), now })
}

/** What the desk wrote to this address on the ticket. */
async function kindsTo({ tx, id }: TicketWork, address: string): Promise<ReadonlySet<string>> {
  const rows = await tx.all(
    `SELECT DISTINCT kind FROM outgoing WHERE ticket = ? AND recipient = ? AND kind IN ('acknowledgement', 'reply')`,
    id,
    address.toLowerCase(),
  )
  return new Set(rows.map((row) => text(row, 'kind')))
}

/** Its foot says it, or will: one that goes with this very change, or is held for the undo time, not for an hour of its own. */
function isToldByReply(before: Ticket, after: Ticket): boolean {
  return Object.entries(after.delivery).some(([id, { state, isScheduled }]) => {
    if (state === 'held') return isScheduled !== true
    const was = before.delivery[id]?.state
    return was === undefined || was === 'held'
  })
}

/** Somebody of the desk let it in: a machine may have written it, and nobody is answered by itself (MA30). */
function isReleased({ messages, facts }: Ticket): boolean {
  const last = messages.findLast(
    ({ kind, by }) => kind === 'inbound' && by.id === facts.requester.id,
  )
  return readJoinedBy(last?.joinedBy) === 'by-hand'
}

async function whyNotNow({ tx, id, now }: TicketWork, address: string): Promise<string | null> {
  const rows = await tx.all(
    `SELECT ticket FROM outgoing WHERE kind = 'end' AND at > ? AND recipient = ?`,
    now - DAY_MS,
    address.toLowerCase(),
  )
  if (rows.length >= LIMITS.closingMailsPerDayPerAddress) return 'too many to this address today'
  const here = rows.filter((row) => text(row, 'ticket') === id)
  if (here.length >= LIMITS.closingMailsPerDayPerTicket) return 'too many of this ticket today'
  return whyTooMuch(tx, now)
}

async function write(
  parts: CommitParts,
  work: TicketWork,
  end: { after: Ticket; to: AnswerTo; isAnswered: boolean; now: number },
): Promise<void> {
  const { after, to, isAnswered, now } = end
  const { requester, number: ticketNumber } = after.facts
  const contact = { ...requester }
  const from = senderOf(parts, after.queue)
  const replyTag = await grantLink(parts, work, work.id, contact, 'reply')
  const token = await grantLink(parts, work, work.id, contact, to.isProof ? 'link' : 'form')
  const id = makeId(now, parts.random)
  const { chain, lastReceived } = await chainOf(work, after, { until: id, to: to.address })
  const queue = parts.settings.get().queues.find(({ slug }) => slug === after.queue)
  const language = await languageOfContact(parts, work.tx, requester.id)
  const { ack, end: said, ticket: ofTicket } = language.words.mail
  const words = [
    said.is[endOf(after.status)]({ number: ticketNumber, queue: queue?.name ?? after.queue }),
    said.left,
  ]
  await queueMail(parts, work.tx, {
    id,
    kind: 'end',
    ticket: work.id,
    message: null,
    dueAt: now + holdMs(parts),
    mail: {
      from,
      replyTo: answersTo(parts, from, replyTag),
      to: [{ address: to.address, name: isAnswered ? to.name : '' }],
      cc: [],
      // Under the words of the thread. Without a reply nobody has vouched for them: then those of the acknowledgement.
      subject: isAnswered
        ? replySubject(after.subject, ticketNumber)
        : replySubject(ack.subject, ticketNumber),
      inReplyTo: lastReceived,
      references: chain,
      ...dressNotice(await settingsForMail(parts), {
        language,
        queue: after.queue,
        text: words.join('\n\n'),
        button: {
          words: said.see,
          link: statusLink(parts.config.publicUrl, work.id, token),
        },
        foot: { words: ofTicket({ number: ticketNumber }), link: null },
      }),
      autoSubmitted: 'auto-generated',
    },
  })
}

/** As long as a reply can be undone. */
const holdMs = (parts: CommitParts): number => parts.config.undoSeconds * 1_000

/** Open again before it went: it was never written. What a gateway has taken is on its way. */
async function takeBack(parts: CommitParts, { tx, id, now }: TicketWork): Promise<void> {
  const rows = await tx.all(
    `SELECT outgoing.id AS id, outgoing.state AS state, jobs.due_at AS due FROM outgoing
     LEFT JOIN jobs ON jobs.key = 'mail:' || outgoing.id
     WHERE outgoing.ticket = ? AND outgoing.kind = 'end' AND outgoing.at > ?`,
    id,
    now - holdMs(parts),
  )
  for (const row of rows) {
    if (text(row, 'state') !== 'kept' && (row['due'] === null || number(row, 'due') <= now))
      continue
    await dropJob(tx, `mail:${text(row, 'id')}`)
    await tx.run(`DELETE FROM outgoing WHERE id = ?`, text(row, 'id'))
  }
}
