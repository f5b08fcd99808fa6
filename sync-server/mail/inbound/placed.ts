/** Where a mail ended up, and who it is from. */
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import { nobodysAddress } from '../../commit/contacts.ts'
import { readSender } from './mail-sender.ts'

export type Placed = {
  ticket: string | null
  message: string | null
  held: string | null
  version: number
}

/** The contact a mail is from. An unknown sender is another one each time: nobody stands for all of them. */
export function senderOf(mail: ReceiveMail): { name: string; address: string } {
  const { name, address } = readSender(mail)
  return { name, address: address ?? nobodysAddress('unknown', mail.digest) }
}
