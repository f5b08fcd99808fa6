/**
 * What a person's or a machine's mail is kept apart for before it can be anybody's ticket: it lets somebody in elsewhere
 * (shared/ticket/verification), or the domain of its From asks that such mail is not taken as its own.
 */
import { trustOf } from '../../../shared/ticket/sender-trust.ts'
import { whyVerification } from '../../../shared/ticket/verification.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import type { HeldKind } from './hold-mail.ts'

export function whyApart(mail: ReceiveMail): { reason: string; kind: HeldKind } | null {
  const isAutomatic = mail.nature.kind !== 'person'
  const secret = whySecret(mail)
  if (secret !== null) return { reason: secret, kind: 'automated' }
  // Machines are held, or folded, by their own rules.
  if (isAutomatic || trustOf(mail.sender, mail.from?.address ?? null) !== 'disowned') return null
  const { fromDomain, policy } = mail.sender
  return {
    reason: `${fromDomain ?? 'its domain'} asks that mail which is not its own is not taken (DMARC ${policy}), and this one is not proved to be`,
    kind: 'held',
  }
}

/** Why it looks as if it let somebody in elsewhere; null when it does not. */
export function whySecret({ from, subject, text, nature }: ReceiveMail): string | null {
  const isAutomatic = nature.kind !== 'person'
  return whyVerification({ from: from?.address ?? '', subject, text, isAutomatic })
}
