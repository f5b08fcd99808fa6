/**
 * Mail to a person of the desk who asked for it: a ticket was given to them, or its requester answered (auth/notices). It
 * holds no word of anybody's (assurance, *Ticket Trick* rule 7): number, queue, link. The address to answer to carries a
 * secret for this person and this ticket, good once, by which their answer may become a reply (inbound/agent-mail).
 */
import { makeId, makeToken } from '../../../shared/kit/id.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { queuesOf } from '../../../shared/ticket/row.ts'
import { maySeeAny } from '../../../shared/ticket/ticket-rules.ts'
import type { Ticket } from '../../../shared/ticket/ticket.ts'
import { readNotices, type NoticeKind } from '../../auth/notices.ts'
import { languageOfPerson } from '../../auth/person-language.ts'
import { readRights } from '../../auth/rights.ts'
import { hashToken } from '../../auth/tokens.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { TicketWork, WorkRequest } from '../../commit/ticket-work.ts'
import { number, text, type Tx } from '../../store/database.ts'
import { allLanguages, type Language } from '../../words/language.ts'
import { countWithheld, whyTooMuch } from './automatic-mail.ts'
import { answersTo, hasSubaddresses, queueMail, senderOf } from './outgoing.ts'
import { mailToPerson } from './person-mail.ts'
import { findSuppression } from './suppressions.ts'
import { makeEnding } from './unsubscribe.ts'

/** What stands over the quoted notice, in each language; only what is above it is taken. */
export const answerMarks = (): string[] => allLanguages().map(({ words }) => words.agent.mark)
/** Before the secret in the address, so that it is never taken for a requester's. */
export const AGENT_TAG = 'a-'

const HOUR_MS = 3_600_000

/** Called with every change of a ticket, before it is stored. */
export async function noticeAssignee(
  parts: CommitParts,
  work: TicketWork,
  after: Ticket,
): Promise<void> {
  const kind = kindOf(work, after)
  if (kind === null || after.assignee === null) return
  const { tx, now } = work
  if (!(await readNotices(tx, after.assignee))[kind]) return
  const rights = await readRights(tx, after.assignee)
  if (!rights || !maySeeAny(rights, queuesOf(after))) return
  const row = await tx.get(`SELECT email, name FROM people WHERE id = ?`, after.assignee)
  if (!row) return
  const to = { address: text(row, 'email'), name: text(row, 'name') }
  if (await findSuppression(tx, to.address)) return
  if (parts.config.rateLimits && (await isTooMuch(tx, to.address, now))) return countWithheld(tx)
  const from = senderOf(parts, after.queue)
  // Where the mail server knows no plus addresses, nothing could say which notice is answered.
  const isAnswerable = hasSubaddresses(parts, from.address)
  const replyTo = isAnswerable
    ? answersTo(
        parts,
        from,
        `${AGENT_TAG}${await grantAgentKey(parts, work, { ticket: work.id, person: after.assignee })}`,
      )
    : null
  const { number: ticketNumber } = after.facts
  const queue = parts.settings.get().queues.find((one) => one.slug === after.queue)?.name
  const language = await languageOfPerson(parts, tx, after.assignee)
  const said = language.words.agent
  await queueMail(parts, tx, {
    id: makeId(now, parts.random),
    kind: 'agent-notice',
    ticket: work.id,
    message: null,
    mail: mailToPerson({
      language,
      from,
      replyTo,
      to,
      unsubscribe: await makeEnding(parts, tx, { person: after.assignee, kind }),
      subject: said[kind].subject({ number: ticketNumber }),
      lines: [
        ...(isAnswerable ? [said.mark, ''] : []),
        said[kind].text({ number: ticketNumber, queue: queue ?? after.queue }),
        `${parts.config.publicUrl}/t/${work.id}`,
        '',
        ...(isAnswerable ? said.how : [said.inApp]),
        ...(isAnswerable ? sayCopies(language, after) : []),
      ],
    }),
  })
}

/** Whoever answers by mail sees no chips: how many get a copy is said before. Nobody is named. */
function sayCopies({ words }: Language, { facts }: Ticket): string[] {
  const n = facts.participants.filter(({ how }) => how === 'added').length
  return n === 0 ? [] : [words.agent.copies({ n })]
}

const MESSAGES = 'messages/'

/** What the assignee is to be told of; nobody is told of what they did themselves. */
function kindOf(work: TicketWork, after: Ticket): NoticeKind | null {
  const { before, actor } = work
  // What was merged or taken out was said before.
  if (after.assignee === null || after.isSpam || work.isMadeAnew) return null
  if (actor.kind === 'agent' && actor.rights.person === after.assignee) return null
  if ((before?.assignee ?? null) !== after.assignee) return 'assigned'
  const isAnswered = [...work.paths].some((path) => {
    if (!path.startsWith(MESSAGES)) return false
    const id = path.slice(MESSAGES.length)
    const message = after.messages.findLast((one) => one.id === id)
    return (
      message?.kind === 'inbound' &&
      message.mergedFrom === undefined &&
      message.standing !== 'other' &&
      !before?.messages.some((one) => one.id === id)
    )
  })
  return isAnswered ? 'answered' : null
}

async function isTooMuch(tx: Tx, address: string, now: number): Promise<boolean> {
  const row = await tx.get(
    `SELECT count(*) AS n FROM outgoing WHERE recipient = ? AND kind = 'agent-notice' AND at > ?`,
    address.toLowerCase(),
    now - HOUR_MS,
  )
  const sent = row ? number(row, 'n') : 0
  return sent >= LIMITS.agentNoticesPerHour || (await whyTooMuch(tx, now)) !== null
}

/** A 128-bit secret for one person on one ticket; only its hash is kept. */
async function grantAgentKey(
  parts: CommitParts,
  { tx, now }: WorkRequest,
  { ticket, person }: { ticket: string; person: string },
): Promise<string> {
  const token = makeToken(parts.random)
  await tx.run(
    `INSERT INTO capabilities (hash, kind, ticket, contact, created_at, expires_at, used_at) VALUES (?, 'agent', ?, ?, ?, ?, NULL)`,
    hashToken(token),
    ticket,
    person,
    now,
    now + LIMITS.agentMailMs,
  )
  return token
}
