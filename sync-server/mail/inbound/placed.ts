/** Where a mail ended up, and who it says it is from. */
import type { ReceiveMail } from '../../../shared/wire/mail.ts'

export type Placed = {
  ticket: string | null
  message: string | null
  held: string | null
  version: number
}

export function senderOf(mail: ReceiveMail): { name: string; address: string } {
  const address = mail.from?.address || mail.envelope.from || 'unknown@invalid'
  return { name: mail.from?.name || '', address }
}
