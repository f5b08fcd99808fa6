/**
 * Every mail the desk sends, as a row with a Message-ID made once, and a job for the gateway in the same transaction.
 * Without a relay nothing is handed out: the mail is kept, and shown to admins as *Sent mail*.
 */
import { makeId } from '../../../shared/kit/id.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { splitAddress } from '../../../shared/ticket/address.ts'
import type { MailAddress, OutgoingMail } from '../../../shared/wire/mail.ts'
import { addJob } from '../../jobs/job-rows.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { Tx } from '../../store/database.ts'
import { rememberId } from '../inbound/answered.ts'
import { currentMailKey } from '../mail-keys.ts'
import { signMessageId } from '../message-id.ts'
import { fitReferences, isNameable } from './references.ts'
import { makeReturnAddress } from './return-address.ts'

export type OutgoingKind =
  | 'acknowledgement'
  | 'end'
  | 'reply'
  | 'forward'
  | 'sign-in'
  | 'notice'
  | 'agent-notice'
  | 'move-test'
/** Mail to people of the desk about a ticket: no part of what is said on it, and its fate is no news of the ticket. */
export const isNotice = (kind: string): boolean => kind === 'notice' || kind === 'agent-notice'

export type NewOutgoing = {
  /** Also makes the Message-ID, so that a retry is recognised by receivers. */
  id: string
  kind: OutgoingKind
  ticket: string | null
  message: string | null
  /** Not before this time, epoch ms; absent: at once. */
  dueAt?: number
  mail: Omit<OutgoingMail, 'messageId' | 'envelopeFrom' | 'date'>
}

/** The state the mail is in now: on its way, or kept for want of a relay. */
export async function queueMail(
  parts: CommitParts,
  tx: Tx,
  mail: NewOutgoing,
): Promise<'accepted' | 'kept'> {
  const now = parts.clock.now()
  const domain = splitAddress(mail.mail.from.address)?.domain ?? 'localhost'
  const secret = await currentMailKey(tx, parts.random, now)
  const messageId = signMessageId(mail.id, domain, secret)
  const { inReplyTo } = mail.mail
  const sentFrom = hasSubaddresses(parts, mail.mail.from.address)
    ? makeReturnAddress(mail.mail.from.address, parts.random)
    : { address: mail.mail.from.address, hash: null }
  const whole: OutgoingMail = {
    ...mail.mail,
    messageId,
    inReplyTo: inReplyTo !== null && isNameable(inReplyTo) ? inReplyTo : null,
    references: fitReferences(mail.mail.references, messageId),
    envelopeFrom: sentFrom.address,
    date: now,
  }
  const state = parts.config.relayUrl === null ? 'kept' : 'accepted'
  await tx.run(
    `INSERT INTO outgoing (id, kind, ticket, message, message_id, recipient, subject, mail, state, detail, at, bounce) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?)
     ON CONFLICT (id) DO NOTHING`,
    mail.id,
    mail.kind,
    mail.ticket,
    mail.message,
    whole.messageId,
    whole.to[0]?.address.toLowerCase() ?? '',
    whole.subject,
    JSON.stringify(whole),
    state,
    now,
    sentFrom.hash,
  )
  if (mail.ticket && mail.kind !== 'notice')
    await rememberId(tx, {
      id: messageId,
      ticket: mail.ticket,
      message: mail.message,
      queue: queueAt(parts, mail.mail.from.address),
      at: now,
    })
  if (state === 'accepted') {
    await addJob(tx, {
      id: makeId(now, parts.random),
      kind: 'mail',
      key: `mail:${mail.id}`,
      dueAt: mail.dueAt ?? now,
      payload: { outgoing: mail.id },
      now,
      destination: splitAddress(whole.to[0]?.address ?? '')?.domain ?? '',
    })
    tx.afterCommit(() => parts.hub.publish({ type: 'mail-due' }))
  }
  return state
}

/** The address a queue writes from: its own, else the first one of the desk, else one at the public host. */
export function senderOf(parts: CommitParts, queue: string): MailAddress {
  const settings = parts.settings.get()
  const found = settings.queues.find((entry) => entry.slug === queue)
  const address =
    found?.address ??
    settings.queues.find((entry) => entry.address !== null)?.address ??
    `desk@${hostOf(parts.config.publicUrl)}`
  return {
    address,
    name: found
      ? found.senderName || `${settings.deskName} ${found.name}`.slice(0, LIMITS.nameChars)
      : settings.deskName,
  }
}

/** The queue that writes from this address. */
export function queueAt(parts: CommitParts, address: string): string | null {
  return parts.settings.get().queues.find((entry) => entry.address === address)?.slug ?? null
}

/** Where answers go: to an address that finds the ticket by itself, where the queue's mail server delivers such. */
export function answersTo(parts: CommitParts, from: MailAddress, tag: string): MailAddress {
  return hasSubaddresses(parts, from.address)
    ? { address: withTag(from.address, tag), name: from.name }
    : from
}

export function hasSubaddresses(parts: CommitParts, address: string): boolean {
  const queue = parts.settings.get().queues.find((entry) => entry.address === address)
  return queue?.hasSubaddresses !== false
}

/** `support@x` → `support+token@x` (RFC 5233): the reply finds its ticket by the address alone. */
export function withTag(address: string, tag: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}+${tag}${address.slice(at)}`
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname
  } catch {
    return 'localhost'
  }
}
