/**
 * Every queue a mail was addressed to sees the ticket it is on (decision 11): with two recipients, and with a copy that
 * comes later by another address. Not here: which queue the ticket is filed in (mail-route).
 */
import { splitAddress } from '../../../shared/ticket/address.ts'
import { queuesOf } from '../../../shared/ticket/row.ts'
import type { Ticket } from '../../../shared/ticket/ticket.ts'
import { trustOf } from '../../../shared/ticket/sender-trust.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { openForDesk } from '../../commit/access.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { addQueues, wasTakenOutOf } from '../../commit/share.ts'
import { tellTicket } from '../../commit/tell-ticket.ts'
import { finish, keepUnchanged, type WorkRequest } from '../../commit/ticket-work.ts'
import { queuesInRow } from '../../feed/ticket-queues.ts'
import type { Settings } from '../../settings/settings.ts'
import { powersOf } from './sender-powers.ts'

/**
 * `opened`: the mail made the ticket. `copy`: it comes once more, for another address. `joined`: it was put on a ticket
 * that was there, or on the one that its ticket was merged into.
 */
export type Cause = 'opened' | 'copy' | 'joined'

/** A ticket's reply address: it is for that ticket, wherever it has gone. */
const REPLY_TAG = /^[0-9a-z]{26}$/

/** All queues these addresses belong to, by RCPT (mail.md 6). @param isTagCounted  also by a ticket's reply address */
export function addressedQueues(
  settings: Settings,
  recipients: readonly string[],
  isTagCounted: boolean,
): string[] {
  const found = new Set<string>()
  for (const recipient of recipients) {
    const parts = splitAddress(recipient)
    if (!isTagCounted && REPLY_TAG.test(parts?.tag ?? '')) continue
    for (const { slug, address } of settings.queues)
      if (address !== null && (address === recipient || address === parts?.base)) found.add(slug)
  }
  return [...found]
}

/** @returns the ticket's new version; null when nothing changed */
export async function shareAsAddressed(
  parts: CommitParts,
  request: WorkRequest,
  mail: {
    ticket: string
    message: string | null
    to: readonly string[]
    cause: Cause
    sender: ReceiveMail['sender']
  },
): Promise<number | null> {
  const settings = parts.settings.get()
  const addressed = addressedQueues(settings, mail.to, false)
  if (addressed.length === 0) return null
  // Most mail is for the queue its ticket is in: the document need not be opened for that.
  const row = await request.tx.get(`SELECT queue, also_in FROM tickets WHERE id = ?`, mail.ticket)
  const seen = row ? queuesInRow(row) : []
  if (addressed.every((queue) => seen.includes(queue))) return null
  const work = await openForDesk(parts, request, mail.ticket)
  const ticket = work.before
  const missing = addressed.filter(
    (queue) => ticket && !queuesOf(ticket).includes(queue) && !wasTakenOutOf(ticket, queue),
  )
  if (!ticket || missing.length === 0) {
    keepUnchanged(parts, work)
    return null
  }
  const why = mail.cause === 'joined' ? whyNot(ticket, mail) : null
  if (why === null) addQueues(work, ticket, missing)
  else {
    const names = missing.map(
      (slug) => settings.queues.find((queue) => queue.slug === slug)?.name ?? slug,
    )
    const text = `A mail here was also addressed to ${names.join(', ')}, which does not see this ticket: ${why}.`
    if (ticket.messages.some((message) => message.text === text)) {
      keepUnchanged(parts, work)
      return null
    }
    tellTicket(parts, work, text)
  }
  return (await finish(parts, work)).version
}

/** What a stranger writes, and what agents said among themselves, opens no ticket to others. */
function whyNot(
  ticket: Ticket,
  mail: { message: string | null; sender: ReceiveMail['sender'] },
): string | null {
  const message = ticket.messages.find(({ id }) => id === mail.message)
  const isTheirs = message?.by.id === ticket.facts.requester.id && message.standing !== 'other'
  const { isThem } = powersOf(trustOf(mail.sender, message?.address ?? null), mail.sender)
  if (!isTheirs || !isThem) return 'it is not from its requester'
  return ticket.messages.some((message) => message.kind === 'note') ? 'there are notes in it' : null
}
