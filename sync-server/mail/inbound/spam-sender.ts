/**
 * Whose mail is held because all that the desk has of them is marked as spam (decision 20). It is kept with its reason and
 * can be released; a ticket that is released, or is not spam after all, lets its sender in again. Not here: mail that
 * answers such a ticket, which goes onto it.
 */
import { number, type Tx } from '../../store/database.ts'
import type { MailSender } from './mail-sender.ts'

/**
 * The number is named: agents see the ticket, and senders read none of this. Null where nothing is held for it: whoever
 * is not proved may be written in the name of, then and now; people of the desk are never held.
 */
export async function whySpam(tx: Tx, { address, trust }: MailSender): Promise<string | null> {
  if (address === null || trust !== 'proved') return null
  const row = await tx.get(
    `SELECT max(tickets.number) AS newest, min(tickets.is_spam) AS least FROM tickets
     JOIN contacts ON contacts.id = tickets.requester
     WHERE contacts.email = ? AND NOT EXISTS (SELECT 1 FROM people WHERE people.email = contacts.email)
       AND ${PROVED_OR_NOT_SPAM}`,
    address,
  )
  if (!row || row['newest'] === null || number(row, 'least') === 0) return null
  return `the sender of #${number(row, 'newest')}, which was marked as spam`
}

/** Of spam, what their own mail began: whoever did is on the ticket by that (participants). */
const PROVED_OR_NOT_SPAM = `(tickets.is_spam = 0 OR EXISTS (SELECT 1 FROM participants WHERE participants.ticket = tickets.id
       AND participants.contact = tickets.requester AND participants.how = 'wrote'))`
