/**
 * Who a mail says it is from, as far as that can be one person: From alone, never Reply-To, the envelope or a display
 * name (mail.md 18). Not here: whether that is true (shared/ticket/sender-trust), or what they may do (sender-powers).
 */
import { normaliseAddress } from '../../../shared/ticket/address.ts'
import { trustOf, type SenderTrust } from '../../../shared/ticket/sender-trust.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { isNobodys } from '../../commit/contacts.ts'

export type MailSender = {
  /** Null: nobody can be named by it. */
  address: string | null
  name: string
  trust: SenderTrust
  /** Its own domain says that it is not from there: then From proves nothing (RFC 7489 §6.6.2). */
  isForged: boolean
}

/** One mailbox; also outside of ASCII (RFC 6532). */
const ONE_MAILBOX =
  /^[^\s@<>(),;:"\\[\]]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}.-]{0,250}[\p{L}\p{M}\p{N}])?$/u

export const UNKNOWN_NAME = 'Unknown sender'

export function readSender(mail: ReceiveMail): MailSender {
  const claimed = normaliseAddress(mail.from?.address ?? '')
  const isOne = mail.fromIs === undefined || mail.fromIs === 'one'
  const address = isOne && ONE_MAILBOX.test(claimed) && !isNobodys(claimed) ? claimed : null
  const trust = address === null ? 'unproved' : trustOf(mail.sender, address)
  return {
    address,
    name: address === null ? UNKNOWN_NAME : (mail.from?.name ?? ''),
    trust,
    isForged: mail.sender.dmarc === 'fail' && trust !== 'proved',
  }
}

/** What it said of itself, for agents to read beside an unknown sender. */
export function claimedAddress(mail: ReceiveMail): string {
  return normaliseAddress(mail.from?.address || mail.envelope.from)
}
