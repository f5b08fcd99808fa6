/**
 * What a mail may do in the name of the address it says it is from (assurance, *Spoofed sender*). Whoever is not shown to
 * be that person has none of these; what they write is read by agents all the same, with a mark. Mail never acts as an
 * agent by any of them (agent-mail).
 *
 * The powers there are, and where each is asked for:
 * - to be taken for the person on a ticket, with its reply address or a known Message-ID      mail-route
 * - to reach a ticket by the number in its subject, which anybody can know                    mail-route
 * - to be shown to the requester as their own words                                           public-view
 * - to have an acknowledgement sent to that address                                           person-mail
 * - to show further queues a ticket by writing to them too                                    also-addressed
 * A name in From never changes a contact that is there, and no organisation is given by an address.
 */
import type { SenderFacts } from '../../../shared/ticket/sender.ts'
import { trustOf, type SenderTrust } from '../../../shared/ticket/sender-trust.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { normaliseAddress } from '../../../shared/ticket/address.ts'
import { numberOrNull, type Sql } from '../../store/database.ts'

export type SenderPowers = {
  /** Counts as the person whose address it is from. */
  isThem: boolean
}

/**
 * Mail of a program on this machine counts as its sender's where a secret of that ticket comes with it, so that a desk
 * that is tried on a laptop, where nothing can be judged, threads as it will later. Whoever can send such mail is on
 * the machine already.
 */
export function powersOf(trust: SenderTrust, facts: SenderFacts): SenderPowers {
  return { isThem: trust === 'proved' || (trust === 'unchecked' && facts.isLocal === true) }
}

/**
 * Whether a mail may make us write to the address it says it is from, which may be anybody's (mail.md 33): it is proved
 * to be theirs, or from a program on this machine, or they proved that address to us before.
 */
export async function mayAcknowledge(sql: Sql, mail: ReceiveMail): Promise<boolean> {
  const address = mail.from?.address ?? ''
  if (address === '') return false
  const trust = trustOf(mail.sender, address)
  if (powersOf(trust, mail.sender).isThem) return true
  // What its own domain disowns is somebody else's doing, whoever is known by that address.
  if (trust === 'disowned') return false
  const row = await sql.get(
    `SELECT verified_at FROM contacts WHERE email = ?`,
    normaliseAddress(address),
  )
  return row !== undefined && numberOrNull(row, 'verified_at') !== null
}
