/**
 * People that the header of somebody else's mail, or of a reply, names: copied, to be answered, forwarded, or only claimed. Kept on the
 * message; here is how one of them is found and taken out again. Not here: whose message it is (erase).
 */
import { createHash } from 'node:crypto'
import { normaliseAddress } from '../../shared/ticket/address.ts'
import type { MailPerson, Message } from '../../shared/ticket/ticket.ts'

/** What a job may keep of an address that is to be forgotten. */
export const addressKey = (address: string): string =>
  createHash('sha256').update(normaliseAddress(address)).digest('hex')

export function namesPerson(message: Message, key: string): boolean {
  return peopleIn(message).some(({ address }) => addressKey(address) === key)
}

/** The message without that person; the rest of it stays as it is. */
export function withoutNamed(message: Message, key: string): Message {
  if (!namesPerson(message, key)) return message
  const { cc, bcc, newPeople, replyTo, forwarded, address, ...rest } = message
  const others = (people: readonly MailPerson[] | undefined) =>
    (people ?? []).filter((person) => addressKey(person.address) !== key)
  return {
    ...rest,
    ...(others(cc).length > 0 ? { cc: others(cc) } : {}),
    ...(others(bcc).length > 0 ? { bcc: others(bcc) } : {}),
    ...(others(newPeople).length > 0 ? { newPeople: others(newPeople) } : {}),
    ...(others(replyTo).length > 0 ? { replyTo: others(replyTo) } : {}),
    ...(forwarded && addressKey(forwarded.from.address) !== key ? { forwarded } : {}),
    ...(address !== undefined && addressKey(address) !== key ? { address } : {}),
  }
}

function peopleIn({
  cc,
  bcc,
  newPeople,
  replyTo,
  forwarded,
  address,
}: Message): { address: string }[] {
  return [
    ...(cc ?? []),
    ...(bcc ?? []),
    ...(newPeople ?? []),
    ...(replyTo ?? []),
    ...(forwarded ? [forwarded.from] : []),
    ...(address === undefined ? [] : [{ address }]),
  ]
}
