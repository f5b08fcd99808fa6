/**
 * By which way a mail for an address came. What is said in its header can be made up, so nothing is trusted for it: it is
 * counted, and it can only make a mail look as if it had come by the old way.
 */
import { splitAddress } from '../../../shared/ticket/address.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import type { MailWay } from '../../../shared/wire/moving.ts'

/** @param oldServers  names of the servers that had its mail before, lower case */
export function wayOf(
  mail: Pick<ReceiveMail, 'envelope' | 'passed'>,
  address: string,
  oldServers: readonly string[],
): MailWay {
  if (mail.envelope.fetched) return 'fetched'
  const { servers = [], deliveredTo = [] } = mail.passed ?? {}
  // Who delivers to the address is the server it was with: ours writes no such field.
  const wasDelivered = deliveredTo.some((one) => (splitAddress(one)?.base ?? one) === address)
  const isOld = (host: string) => oldServers.some((old) => host === old || host.endsWith(`.${old}`))
  const helo = mail.envelope.helo.toLowerCase().replace(/\.$/, '')
  return wasDelivered || [helo, ...servers].some(isOld) ? 'forwarded' : 'direct'
}
