/**
 * Where a reply to a ticket goes. To From, unless the requester's last mail asks for another address and that is safe:
 * one address, not of the desk, and the domain of From stands by the mail (or there is no From to answer). A mail to it
 * proves nothing of From: its link shows the ticket and no more (decision 10).
 */
import { ADDRESS_PATTERN, isOfDesk } from '../../../shared/ticket/address.ts'
import type { MailPerson, Ticket } from '../../../shared/ticket/ticket.ts'
import { isNobodys } from '../../commit/contacts.ts'
import type { Settings } from '../../settings/settings.ts'

/** `isProof`: opening a link mailed there proves the requester's address. Null: there is nowhere to answer to. */
export type AnswerTo = MailPerson & { isProof: boolean }

export function answerAddress(ticket: Ticket, settings: Settings): AnswerTo | null {
  const { requester } = ticket.facts
  const last = ticket.messages.findLast(
    ({ kind, by, via, mergedFrom }) =>
      kind === 'inbound' && via === 'mail' && by.id === requester.id && mergedFrom === undefined,
  )
  const isUnknown = isNobodys(requester.address)
  const [asked, ...others] = last?.replyTo ?? []
  const ours = new Set(
    settings.queues.flatMap(({ address }) => (address === null ? [] : [address])),
  )
  const isSafe =
    asked !== undefined &&
    others.length === 0 &&
    ADDRESS_PATTERN.test(asked.address) &&
    !isNobodys(asked.address) &&
    !isOfDesk(asked.address, ours) &&
    (isUnknown || last?.sender === 'verified')
  if (isSafe) return { ...asked, isProof: false }
  return isUnknown ? null : { address: requester.address, name: requester.name, isProof: true }
}
