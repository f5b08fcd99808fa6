/**
 * Who gets a reply besides the requester: whom an agent put on the ticket, and what was chosen in the draft. The one rule
 * for the composer, which shows it, and the server, which freezes it with the reply.
 * Not here: how choices are kept (draft-doc), how it becomes mail (mail/outbound/reply-mail).
 */
import { isOfDesk } from './address.ts'
import type { Recipient } from './draft-doc.ts'
import type { Facts, MailPerson } from './ticket.ts'

/** By address, each person once. */
export type Audience = { cc: MailPerson[]; bcc: MailPerson[] }

/**
 * @param facts   who is on the ticket
 * @param chosen  what the draft says of it
 * @param ours    addresses of the desk: mail to one would come back as mail
 */
export function audienceOf(
  facts: Pick<Facts, 'requester' | 'participants'>,
  chosen: readonly Recipient[],
  ours: ReadonlySet<string>,
): Audience {
  const audience: Audience = { cc: [], bcc: [] }
  const choices = new Map(chosen.map((one) => [one.address, one]))
  for (const { address, name, how } of facts.participants) {
    if (how !== 'added' || isOfDesk(address, ours)) continue
    if (!choices.has(address)) choices.set(address, { address, name, as: 'cc' })
  }
  for (const { address, name, as } of choices.values()) {
    if (as === 'none' || address === facts.requester.address) continue
    audience[as].push({ address, name: name || nameOf(facts, address) })
  }
  for (const people of [audience.cc, audience.bcc])
    people.sort((a, b) => (a.address < b.address ? -1 : 1))
  return audience
}

function nameOf({ participants }: Pick<Facts, 'participants'>, address: string): string {
  return participants.find((one) => one.address === address)?.name ?? ''
}

/** The audience in one line: two that are written alike are alike. */
export function audienceKey({ cc, bcc }: Audience): string {
  const list = (people: readonly MailPerson[]) => people.map(({ address }) => address).join(' ')
  return `cc ${list(cc)} bcc ${list(bcc)}`
}

/** People who may be meant: on the ticket, or copied on a mail of it; nobody who gets the reply anyhow. */
export function suggestionsFor(
  facts: Pick<Facts, 'requester' | 'participants'>,
  newPeople: readonly MailPerson[],
  audience: Audience,
): MailPerson[] {
  const known = new Set(
    [facts.requester, ...audience.cc, ...audience.bcc].map(({ address }) => address),
  )
  const found: MailPerson[] = []
  for (const { address, name } of [...facts.participants, ...newPeople]) {
    if (known.has(address)) continue
    known.add(address)
    found.push({ address, name })
  }
  return found
}
