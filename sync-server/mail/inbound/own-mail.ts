/**
 * Mail of the desk that comes back to it (mail.md 32): by the mark we put on it, by its Message-ID, or because it says that
 * it is from an address of ours. It opens nothing and is answered by nobody. The mark of another desk is none: people
 * write from there too.
 */
import { splitAddress } from '../../../shared/ticket/address.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { Tx } from '../../store/database.ts'
import { senderOf } from '../outbound/outgoing.ts'

/** Why it is ours; null when it is somebody else's. */
export async function whyOwn(
  parts: CommitParts,
  tx: Tx,
  mail: ReceiveMail,
): Promise<string | null> {
  const addresses = new Set(
    parts.settings.get().queues.flatMap(({ address }) => (address === null ? [] : [address])),
  )
  addresses.add(senderOf(parts, '').address.toLowerCase())
  const from = mail.from?.address ?? ''
  const base = splitAddress(from)?.base
  if (base !== undefined && (addresses.has(base) || addresses.has(from.toLowerCase())))
    return 'sent from an address of this desk'
  const domains = [...addresses].map((address) => splitAddress(address)?.domain)
  if (mail.loop !== undefined && domains.includes(mail.loop.toLowerCase()))
    return 'a mail of this desk that came back (X-Deskside-Loop)'
  if (
    mail.messageId !== null &&
    (await tx.get(`SELECT 1 AS yes FROM outgoing WHERE message_id = ?`, mail.messageId))
  )
    return 'a mail of this desk that came back (Message-ID)'
  return null
}
