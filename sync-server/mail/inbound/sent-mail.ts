/**
 * Which mail of ours a report is about (mail.md 34): by the address it was sent from, which comes back as the recipient of
 * the bounce (VERP) or as Original-Envelope-Id, then by the Message-ID of what was returned. All of them are random and
 * known only to who had that mail: a report that has none proves nothing, and changes nothing.
 */
import { v } from '../../../shared/kit/schema.ts'
import { OutgoingMail, type ReceiveMail } from '../../../shared/wire/mail.ts'
import { isNotice } from '../outbound/outgoing.ts'
import { returnHash } from '../outbound/return-address.ts'
import { text, textOrNull, type SqlRow, type Tx } from '../../store/database.ts'

export type SentMail = {
  id: string
  kind: string
  ticket: string | null
  message: string | null
  state: string
  /** Everybody it went to, lower case. */
  recipients: string[]
}

const LOOKED_AT = 60

export async function findSentMail(
  tx: Tx,
  mail: ReceiveMail,
  said: { addresses: readonly (string | null | undefined)[]; about: readonly string[] },
): Promise<SentMail | null> {
  return (
    (await findByReturn(tx, [...mail.envelope.to, ...said.addresses])) ??
    (await findById(tx, [...said.about, ...mail.inReplyTo, ...mail.references]))
  )
}

/** By the secret of its return address alone: what is answered to the sender of the envelope (RFC 3834 §4). */
export async function findByReturn(
  tx: Tx,
  addresses: readonly (string | null | undefined)[],
): Promise<SentMail | null> {
  for (const address of addresses) {
    const hash = address ? returnHash(address) : null
    if (hash === null) continue
    const row = await tx.get(`SELECT * FROM outgoing WHERE bounce = ?`, hash)
    if (row) return readRow(row)
  }
  return null
}

async function findById(tx: Tx, messageIds: readonly string[]): Promise<SentMail | null> {
  for (const id of messageIds.slice(0, LOOKED_AT)) {
    const row = await tx.get(`SELECT * FROM outgoing WHERE message_id = ?`, id)
    if (row) return readRow(row)
  }
  return null
}

function readRow(row: SqlRow): SentMail {
  const mail = v.parse(OutgoingMail, JSON.parse(text(row, 'mail')))
  const recipients = [...mail.to, ...mail.cc, ...(mail.bcc ?? [])].map(({ address }) =>
    address.toLowerCase(),
  )
  return {
    id: text(row, 'id'),
    kind: text(row, 'kind'),
    // A notice is about a ticket, and no part of it.
    ticket: isNotice(text(row, 'kind')) ? null : textOrNull(row, 'ticket'),
    message: textOrNull(row, 'message'),
    state: text(row, 'state'),
    recipients: [...new Set(recipients)],
  }
}
