/**
 * People as somebody types or pastes them: `ada@x.test`, `Ada <ada@x.test>`, several with commas between.
 * Not here: whether they may get the reply (create-recipients).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { normaliseAddress } from '../../shared/ticket/address.ts'
import { RecipientAddress } from '../../shared/ticket/draft-doc.ts'
import type { MailPerson } from '../../shared/ticket/ticket.ts'

/** @returns who was understood, and what was not, to be mended */
export function readPeople(typed: string): { people: MailPerson[]; rest: string } {
  const people: MailPerson[] = []
  const rest: string[] = []
  for (const part of partsOf(typed)) {
    const person = readPerson(part)
    if (person) people.push(person)
    else rest.push(part)
  }
  return { people, rest: rest.join(', ') }
}

/** A comma in a quoted name, and one between two addresses, are told apart. */
function partsOf(typed: string): string[] {
  return (typed.match(/(?:"[^"]*"|[^",;\n\r])+/g) ?? [])
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function readPerson(part: string): MailPerson | null {
  const named = /^(.*)<([^<>]*)>$/.exec(part)
  const address = normaliseAddress(named?.[2] ?? part)
  if (!v.is(RecipientAddress, address)) return null
  const name = (named?.[1] ?? '')
    .replace(/[\p{Cc}\p{Cf}\s"]+/gu, ' ')
    .trim()
    .slice(0, LIMITS.nameChars)
  return { address, name }
}
