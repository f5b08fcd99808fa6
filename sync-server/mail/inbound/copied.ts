/**
 * People a mail was copied to: kept with the message as suggestions for agents, told nothing, and given no right
 * (mail.md 28; assurance, *Ticket Trick* 4).
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import { isOfDesk, normaliseAddress } from '../../../shared/ticket/address.ts'
import { readTicket } from '../../../shared/ticket/ticket-doc.ts'
import type { MailPerson } from '../../../shared/ticket/ticket.ts'
import type { MailAddress, ReceiveMail } from '../../../shared/wire/mail.ts'
import { cleanName } from '../../commit/contacts.ts'
import { loadTicketDoc } from '../../commit/shadows.ts'
import type { Settings } from '../../settings/settings.ts'
import type { Sql } from '../../store/database.ts'

/** Everybody in To and Cc who is neither of the desk nor on the ticket already. */
export function newPeopleIn(
  mail: ReceiveMail,
  settings: Settings,
  known: readonly string[],
): MailPerson[] {
  const ours = new Set(
    settings.queues.flatMap(({ address }) => (address === null ? [] : [address])),
  )
  const seen = new Set([normaliseAddress(mail.from?.address ?? ''), ...known])
  const people: MailPerson[] = []
  for (const person of [...mail.to, ...mail.cc].map(toPerson)) {
    if (people.length >= LIMITS.suggestedPeople) break
    if (seen.has(person.address) || isOfDesk(person.address, ours)) continue
    seen.add(person.address)
    people.push(person)
  }
  return people
}

export function toPerson({ address, name }: MailAddress): MailPerson {
  return {
    address: normaliseAddress(address).slice(0, LIMITS.emailChars),
    name: cleanName(name),
  }
}

/** Whether a mail on the ticket went to this address too. */
export async function wasCopiedOn(sql: Sql, ticket: string, address: string): Promise<boolean> {
  const row = await sql.get(
    `SELECT version, state, state_version FROM tickets WHERE id = ?`,
    ticket,
  )
  if (!row) return false
  const doc = await loadTicketDoc(sql, ticket, row)
  const { messages } = readTicket(doc)
  doc.destroy()
  return messages.some((message) => message.newPeople?.some((one) => one.address === address))
}
