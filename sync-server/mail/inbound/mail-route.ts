/**
 * Where a person's mail belongs (mail.md 26; decision 10). Asked in this order, and what is found first decides:
 *
 *   1. the reply token in the address
 *   2. our signed Message-IDs, in In-Reply-To, then in References from the last to the first
 *   3. other Message-IDs we know, within the queues that the mail was addressed to
 *   4. a number in the subject, of somebody who is proved to be on that ticket
 *   5. otherwise it is a new ticket
 *
 * Nothing from the body or a display name (assurance, *Ticket Trick*). What points to a ticket that its sender may not
 * join is a ticket of its own, linked for agents: no later rule is asked then.
 */
import { splitAddress } from '../../../shared/ticket/address.ts'
import type { JoinedBy } from '../../../shared/ticket/joined-by.ts'
import type { Standing } from '../../../shared/ticket/standing.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { hashToken } from '../../auth/tokens.ts'
import { followMerge } from '../../commit/merge-trail.ts'
import { whoIsOn, type OnTicket } from '../../commit/participants.ts'
import type { Settings } from '../../settings/settings.ts'
import { number, text, type Sql } from '../../store/database.ts'
import { addressedQueues } from './also-addressed.ts'
import { readAnswers, type Answered, type Answers } from './answered.ts'
import { readSender, type MailSender } from './mail-sender.ts'
import { isFull } from './full-ticket.ts'
import { hasEnded } from './reopening.ts'
import { powersOf } from './sender-powers.ts'
import { wasCopiedOn } from './copied.ts'

export type Route =
  | {
      to: 'ticket'
      ticket: string
      by: JoinedBy
      standing: Standing
      /** They have shown both what is in our mail and where it goes: from now on they are on the ticket. */
      isJoining: boolean
    }
  | { to: 'new'; queue: string; by: JoinedBy; linkedTo: string | null }
  | { to: 'nowhere'; reason: string }

type Asked = {
  sql: Sql
  mail: ReceiveMail
  now: number
  sender: MailSender
  /** Where a new ticket goes; null when no queue was addressed. */
  queue: string | null
}
/** A ticket by the name it had when the mail was written to, and where it is now. */
type Found = { ticket: string; goesOn: string }

export async function routeMail(
  sql: Sql,
  settings: Settings,
  mail: ReceiveMail,
  now: number,
): Promise<Route> {
  const queues = addressedQueues(settings, mail.envelope.to, true)
  const queue = queues[0] ?? null
  const asked: Asked = { sql, mail, now, sender: readSender(mail), queue }
  const answers = await readAnswers(sql, mail, queues, now)
  const token = await readReplyToken(asked)
  return (
    (token && (await byToken(asked, token, answers))) ??
    (await bySigned(asked, answers)) ??
    (await byKnown(asked, answers)) ??
    (await byNumber(asked)) ??
    openNew(asked, answers.isOfDeleted ? 'new-after-deleted' : 'new', null)
  )
}

/** By RCPT, never by the To header: behind a list or a Bcc the address is not there (mail.md 6). */
export const queueOf = (settings: Settings, recipients: readonly string[]): string | null =>
  addressedQueues(settings, recipients, true)[0] ?? null

/**
 * The token was mailed to one person. It joins that person, or anybody on the ticket whose domain stands by the mail.
 * Everybody else must also answer a mail of the ticket: an address alone is given to services that mail to it.
 */
async function byToken(asked: Asked, token: Token, answers: Answers): Promise<Route> {
  const { sql, sender } = asked
  const answersIt = [...answers.signed, ...answers.known].some(
    (answered) => answered.goesOn === token.goesOn,
  )
  const { standing, person } = await standingOn(sql, token.ticket, sender)
  const { isThem } = powersOf(sender.trust, asked.mail.sender)
  const isTheirs = isThem && (person?.contact === token.contact || sender.trust === 'proved')
  if (!answersIt && (standing === 'other' || !isTheirs)) return unmatched(asked, token)
  return join(asked, token, { by: 'reply-address', standing, isJoining: answersIt })
}

/** The signature is in mail of ours alone: who has it has seen that mail. It makes nobody the requester. */
async function bySigned(asked: Asked, { signed }: Answers): Promise<Route | null> {
  const [first] = signed
  if (!first) return null
  if (asked.sender.isForged || asked.sender.address === null) return unmatched(asked, first)
  const { standing } = await standingOn(asked.sql, first.ticket, asked.sender)
  return join(asked, first, { by: first.by, standing, isJoining: false })
}

/**
 * Such an id is known to everybody who got the mail, can be made up, and used twice: that its author belongs to the
 * ticket is a part of fitting.
 */
async function byKnown(asked: Asked, { known }: Answers): Promise<Route | null> {
  const { sql, sender } = asked
  const [first] = known
  if (!first) return null
  for (const answered of known) {
    const { standing } = await standingOn(sql, answered.ticket, sender)
    const isOn = standing !== 'other' && powersOf(sender.trust, asked.mail.sender).isThem
    if (isOn || (await isCopied(asked, answered)))
      return join(asked, answered, { by: answered.by, standing, isJoining: false })
  }
  return unmatched(asked, first)
}

/** Somebody who got a copy of a mail on it answers all, and is shown to be who they say. */
async function isCopied({ sql, sender }: Asked, { goesOn }: Answered): Promise<boolean> {
  return (
    sender.address !== null &&
    sender.trust === 'proved' &&
    (await wasCopiedOn(sql, goesOn, sender.address))
  )
}

/**
 * `[#123]`: anybody can write it. Both must be proved: that the mail is from its From, and that this address is on the
 * ticket by more than somebody's word. A ticket filed by form in another's name proves neither.
 */
async function byNumber(asked: Asked): Promise<Route | null> {
  const { sql, mail, sender } = asked
  for (const ticketNumber of numbersIn(mail.subject)) {
    const row = await sql.get(`SELECT id FROM tickets WHERE number = ?`, ticketNumber)
    const ticket = row ? text(row, 'id') : null
    const goesOn = ticket === null ? null : await followMerge(sql, ticket)
    if (ticket === null || goesOn === null) continue
    const { standing, person } = await standingOn(sql, ticket, sender)
    const isProvedThere = person !== null && (person.isProved || person.how !== null)
    const isBelieved =
      powersOf(sender.trust, mail.sender).isThem &&
      (sender.trust === 'proved' || person?.isProved === true)
    if (standing === 'other' || !isProvedThere || !isBelieved) continue
    return join(asked, { ticket, goesOn }, { by: 'subject-number', standing, isJoining: false })
  }
  return null
}

const NUMBERS_MAX = 3

/** The last first: ours stands at the end. */
function numbersIn(subject: string): number[] {
  const found = [...subject.matchAll(/\[#(\d{1,12})\]/g)].map((match) => Number(match[1]))
  return [...new Set(found.reverse())].slice(0, NUMBERS_MAX)
}

/** What a domain disowns, and an author nobody can name, is nobody's on any ticket. */
export async function standingOn(
  sql: Sql,
  ticket: string,
  { address, isForged }: MailSender,
): Promise<{ standing: Standing; person: OnTicket | null }> {
  if (address === null || isForged) return { standing: 'other', person: null }
  const person = (await whoIsOn(sql, ticket)).find((one) => one.address === address)
  return person ? { standing: person.standing, person } : { standing: 'other', person: null }
}

async function join(
  asked: Asked,
  { ticket, goesOn }: Found,
  found: { by: JoinedBy; standing: Standing; isJoining: boolean },
): Promise<Route> {
  const { sql, sender, mail } = asked
  // Their own ticket may have been merged into that of somebody else.
  const there = ticket === goesOn ? null : await standingOn(sql, goesOn, sender)
  const isNowAnothers = there !== null && there.standing === 'other' && found.standing !== 'other'
  const isAbleToJoin = found.isJoining && sender.address !== null && !sender.isForged
  const standing: Standing =
    isNowAnothers || (found.standing === 'other' && isAbleToJoin)
      ? 'participant'
      : (there?.standing ?? found.standing)
  const ended = await hasEnded(sql, goesOn)
  // Opening it again is for those who are on it, and only for a while (mail.md 29).
  if (ended !== null && (standing === 'other' || ended.at + ended.reopenMs <= mail.receivedAt))
    return openNew(
      { ...asked, queue: standing === 'other' ? asked.queue : ended.queue },
      'new-after-closed',
      goesOn,
    )
  if (await isFull(sql, goesOn)) return openNew(asked, 'new-after-full', goesOn)
  return { to: 'ticket', ticket: goesOn, by: found.by, standing, isJoining: isAbleToJoin }
}

const unmatched = (asked: Asked, { goesOn }: Found): Route =>
  openNew(asked, 'new-unmatched', goesOn)

function openNew({ queue }: Asked, by: JoinedBy, linkedTo: string | null): Route {
  return queue === null
    ? { to: 'nowhere', reason: 'no queue of this address' }
    : { to: 'new', queue, by, linkedTo }
}

type Token = Found & { contact: string }

/** The first address with a token that holds. Only its hash is kept, so that looking it up compares no secret. */
async function readReplyToken({ sql, mail, now }: Asked): Promise<Token | null> {
  for (const recipient of mail.envelope.to) {
    const tag = splitAddress(recipient)?.tag
    if (!tag || !/^[0-9a-z]{26}$/.test(tag)) continue
    const row = await sql.get(
      `SELECT ticket, contact, expires_at FROM capabilities WHERE hash = ? AND kind = 'reply'`,
      hashToken(tag),
    )
    if (!row || number(row, 'expires_at') <= now) continue
    const ticket = text(row, 'ticket')
    const goesOn = await followMerge(sql, ticket)
    if (goesOn !== null) return { ticket, goesOn, contact: text(row, 'contact') }
  }
  return null
}
