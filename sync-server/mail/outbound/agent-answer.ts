/** Telling an agent that what they sent by mail was not taken, and why. No word of it, and none of anybody's. */
import type { Fault } from '../../../shared/kit/fault.ts'
import { makeId } from '../../../shared/kit/id.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { languageOfPerson } from '../../auth/person-language.ts'
import { number, text } from '../../store/database.ts'
import { languageOf, type Language } from '../../words/language.ts'
import { countWithheld, whyTooMuch } from './automatic-mail.ts'
import { queueMail, senderOf } from './outgoing.ts'
import { mailToPerson } from './person-mail.ts'
import { findSuppression } from './suppressions.ts'

const HOUR_MS = 3_600_000

/** A reason of ours, or what the desk refused with. */
export type WhyNotTaken = keyof Language['words']['agent']['why'] | Fault

/** Within a sentence: it begins small and has no stop. */
export function sayWhyNotTaken({ base, words }: Language, why: WhyNotTaken): string {
  if (typeof why === 'string') return words.agent.why[why]
  return base === 'en' ? why.detail : words.fault[why.code].replace(/[.。]$/, '')
}

/** As it stands on what is held, for everybody who reads that. */
export const whyInEnglish = (why: WhyNotTaken): string => sayWhyNotTaken(languageOf('en'), why)

export async function queueAgentAnswer(
  parts: CommitParts,
  { tx, now }: WorkRequest,
  { ticket, person, why }: { ticket: string; person: string; why: WhyNotTaken },
): Promise<void> {
  const row = await tx.get(`SELECT email, name FROM people WHERE id = ?`, person)
  const about = await tx.get(`SELECT number, queue FROM tickets WHERE id = ?`, ticket)
  if (!row || !about) return
  const to = { address: text(row, 'email'), name: text(row, 'name') }
  if (await findSuppression(tx, to.address)) return
  const sent = await tx.get(
    `SELECT count(*) AS n FROM outgoing WHERE recipient = ? AND kind = 'agent-notice' AND at > ?`,
    to.address.toLowerCase(),
    now - HOUR_MS,
  )
  const isTooMuch = sent !== undefined && number(sent, 'n') >= LIMITS.agentNoticesPerHour
  if (parts.config.rateLimits && (isTooMuch || (await whyTooMuch(tx, now)) !== null))
    return countWithheld(tx)
  const ticketNumber = number(about, 'number')
  const language = await languageOfPerson(parts, tx, person)
  const said = language.words.agent.notSent
  await queueMail(parts, tx, {
    id: makeId(now, parts.random),
    kind: 'agent-notice',
    ticket,
    message: null,
    mail: mailToPerson({
      language,
      from: senderOf(parts, text(about, 'queue')),
      to,
      subject: said.subject({ number: ticketNumber }),
      lines: [
        said.mail({ number: ticketNumber, why: sayWhyNotTaken(language, why) }),
        said.held,
        `${parts.config.publicUrl}/t/${ticket}`,
      ],
    }),
  })
}
