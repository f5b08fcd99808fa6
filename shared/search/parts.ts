/**
 * What a ticket is found by: its head, the people it is from and goes to, and each message, as packed tokens. The server
 * keeps these beside the ticket, a device makes them of the documents it holds. Not here: how they are looked through.
 */
import { LIMITS } from '../kit/limits.ts'
import type { Message, Row, Ticket } from '../ticket/ticket.ts'
import { maskSecrets } from '../ticket/verification.ts'
import { packTokens, tokensOf } from './fold.ts'

export type PartKind = 'head' | 'from' | 'to' | Message['kind']
/** `part`: its name within the ticket; a message's is its id. */
export type Part = { part: string; kind: PartKind; words: string }

/** Tokens of a text as they are kept. */
export const packText = (text: string): string =>
  packTokens(tokensOf(text, LIMITS.searchTokensPerPart))

export function partsOf(ticket: Ticket): Part[] {
  const messages = ticket.messages.flatMap((message) => messagePart(message) ?? [])
  return [headPart(ticket), ...peopleParts(ticket), ...messages]
}

export function headPart({ facts, subject, tags, custom }: Ticket): Part {
  const values = Object.values(custom).filter((value) => typeof value === 'string')
  return {
    part: 'head',
    kind: 'head',
    words: packText(
      [facts.number, subject, ...tags, facts.organisation ?? '', ...values].join('\n'),
    ),
  }
}

/** Who wrote, and who else is on it or was written to. */
export function peopleParts({ facts, messages }: Ticket): Part[] {
  const from = new Set([facts.requester.name, facts.requester.address])
  const to = new Set<string>()
  for (const one of facts.participants) to.add(one.name).add(one.address)
  for (const message of messages) {
    if (message.kind === 'inbound') from.add(message.by.name).add(message.address ?? '')
    for (const one of [...(message.cc ?? []), ...(message.bcc ?? [])])
      to.add(one.name).add(one.address)
  }
  return [
    { part: 'from', kind: 'from', words: packText([...from].join('\n')) },
    { part: 'to', kind: 'to', words: packText([...to].join('\n')) },
  ]
}

/** Null when there is nothing to find it by. A note counts without words: it is asked for by `has:note`. */
export function messagePart(message: Message): Part | null {
  const words = packText(textOf(message))
  if (words === '' && (message.kind !== 'note' || message.redactedAt !== undefined)) return null
  return { part: message.id, kind: message.kind, words }
}

/** Words of a message as it may be shown in a list, and the names of its files. */
export function textOf(message: Message): string {
  // Nothing that lets somebody in elsewhere is found or shown by searching (Ticket Trick, rule 5).
  const said = message.warning === 'verification' ? maskSecrets(message.text) : message.text
  const files = (message.attachments ?? []).map(({ name }) => name)
  return [said, ...files].join('\n')
}

/** What is known of a ticket by its row alone. */
export function rowTexts(row: Row): { head: string; from: string; said: string } {
  return {
    head: [row.number, row.subject, ...row.tags, row.organisation ?? ''].join('\n'),
    from: `${row.requester}\n${row.address}`,
    said: row.snippet,
  }
}
