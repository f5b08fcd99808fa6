/**
 * Telling a person of the desk that a reply did not arrive, or was not sent when it should: whoever wrote it, else whoever has the ticket. A mail, because
 * they may have gone home; it holds no word and no address of the submitter's. Not here: the flag on the ticket (row).
 */
import { makeId } from '../../../shared/kit/id.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { Author } from '../../../shared/ticket/ticket.ts'
import type { TicketWork } from '../../commit/ticket-work.ts'
import { languageOfPerson } from '../../auth/person-language.ts'
import { number, text, type Tx } from '../../store/database.ts'
import type { Language } from '../../words/language.ts'
import { countWithheld, whyTooMuch } from './automatic-mail.ts'
import { queueMail, senderOf } from './outgoing.ts'
import { mailToPerson } from './person-mail.ts'
import { findSuppression } from './suppressions.ts'

const HOUR_MS = 3_600_000

/** @param message  the reply that did not arrive; null: it was an acknowledgement */
export async function queueDeliveryNotice(
  parts: CommitParts,
  work: TicketWork,
  { message, code }: { message: string | null; code: string | null },
): Promise<void> {
  const ticket = work.reading.now()
  const what = message === null ? 'acknowledgement' : 'reply'
  await tell(parts, work, {
    author: ticket.messages.find((one) => one.id === message)?.by ?? null,
    say: ({ undelivered: said }, number) => ({
      subject: said.subject({ number }),
      words: code === null ? said[what]({ number }) : said[`${what}By`]({ number, code }),
    }),
  })
}

/** A scheduled reply was not sent: why stands on its ticket. */
export async function queueKeptBackNotice(
  parts: CommitParts,
  work: TicketWork,
  author: Author | null,
): Promise<void> {
  await tell(parts, work, {
    author,
    say: ({ notSent: said }, number) => ({
      subject: said.subject({ number }),
      words: said.late({ number }),
    }),
  })
}

type Said = Language['words']['agent']

async function tell(
  parts: CommitParts,
  work: TicketWork,
  {
    author,
    say,
  }: {
    author: Author | null
    say: (said: Said, number: number) => { subject: string; words: string }
  },
): Promise<void> {
  const { tx, now } = work
  const ticket = work.reading.now()
  const person =
    (await readPerson(tx, author?.kind === 'agent' ? author.id : null)) ??
    (await readPerson(tx, ticket.assignee))
  if (!person || (await findSuppression(tx, person.address))) return
  if (await isTold(tx, person.address, now)) return
  if (parts.config.rateLimits && (await whyTooMuch(tx, now)) !== null) return countWithheld(tx)
  const language = await languageOfPerson(parts, tx, person.id)
  const { subject, words } = say(language.words.agent, ticket.facts.number)
  await queueMail(parts, tx, {
    id: makeId(now, parts.random),
    kind: 'notice',
    // It goes with its ticket, and nothing joins the ticket by it (outgoing, sent-mail).
    ticket: work.id,
    message: null,
    mail: mailToPerson({
      language,
      from: senderOf(parts, ticket.queue),
      to: { address: person.address, name: person.name },
      subject,
      lines: [words, '', `${parts.config.publicUrl}/t/${work.id}`],
    }),
  })
}

async function readPerson(
  tx: Tx,
  id: string | null,
): Promise<{ id: string; address: string; name: string } | null> {
  if (id === null) return null
  const row = await tx.get(
    `SELECT email, name FROM people WHERE id = ? AND disabled_at IS NULL`,
    id,
  )
  return row ? { id, address: text(row, 'email'), name: text(row, 'name') } : null
}

async function isTold(tx: Tx, address: string, now: number): Promise<boolean> {
  const row = await tx.get(
    `SELECT count(*) AS n FROM outgoing WHERE recipient = ? AND kind = 'notice' AND at > ?`,
    address.toLowerCase(),
    now - HOUR_MS,
  )
  return row !== undefined && number(row, 'n') >= LIMITS.noticesPerHourPerPerson
}
