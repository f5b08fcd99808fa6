/**
 * Keeps `search_parts` in step with tickets, in the transaction that changes them: what a commit adds is found right
 * after it, and what it takes out is in no index from then on. Only parts that changed are written. Not here: tickets
 * that were there before the index was (fill).
 */
import {
  headPart,
  messagePart,
  partsOf,
  peopleParts,
  type Part,
} from '../../shared/search/parts.ts'
import type { Message, Ticket } from '../../shared/ticket/ticket.ts'
import { text, type Sql, type Tx } from '../store/database.ts'

/** What of a ticket's change the index has to know. */
export type IndexedChange = {
  tx: Tx
  id: string
  before: Ticket | null
  after: Ticket
  /** Words may have been taken out of any of its parts. */
  isMadeAnew: boolean
  /** Keys of messages that came, went or changed. */
  messages: ReadonlySet<string>
}

export async function indexChange(change: IndexedChange): Promise<void> {
  const { tx, id, before, after } = change
  if (before === null || change.isMadeAnew || !(await isIndexed(tx, id))) {
    if (before !== null) await forgetTicket(tx, id)
    return addParts(tx, id, partsOf(after))
  }
  const changed: Part[] = []
  const gone: string[] = []
  for (const key of change.messages) {
    const message = after.messages.findLast((one) => one.id === key)
    const part = message ? messagePart(message) : null
    const old = before.messages.findLast((one) => one.id === key)
    const was = old ? messagePart(old) : null
    if (part?.words === was?.words && part?.kind === was?.kind) continue
    if (was) gone.push(was.part)
    if (part) changed.push(part)
  }
  if (mayHaveOtherHead(before, after)) {
    const head = headPart(after)
    if (head.words !== headPart(before).words) {
      gone.push('head')
      changed.push(head)
    }
  }
  if (hasOtherPeople(change)) {
    const were = new Map(peopleParts(before).map((part) => [part.part, part.words]))
    const now = peopleParts(after).filter((part) => were.get(part.part) !== part.words)
    gone.push(...now.map(({ part }) => part))
    changed.push(...now)
  }
  for (const part of gone)
    await tx.run(`DELETE FROM search_parts WHERE ticket = ? AND part = ?`, id, part)
  await addParts(tx, id, changed)
}

/**
 * False for one that the index has not come to yet, as after a restore. Whoever wrote a few of its parts would make it look
 * as if it had all of them (fill).
 */
async function isIndexed(tx: Tx, ticket: string): Promise<boolean> {
  const part = await tx.get(`SELECT 1 AS here FROM search_parts WHERE ticket = ? LIMIT 1`, ticket)
  return part !== undefined
}

export async function forgetTicket(tx: Tx, ticket: string): Promise<void> {
  await tx.run(`DELETE FROM search_parts WHERE ticket = ?`, ticket)
}

export async function addParts(tx: Tx, ticket: string, parts: readonly Part[]): Promise<void> {
  for (const { part, kind, words } of parts)
    await tx.run(
      `INSERT INTO search_parts (ticket, part, kind, words) VALUES (?, ?, ?, ?)`,
      ticket,
      part,
      kind,
      words,
    )
}

/** Parts of a ticket as they are stored, by name. */
export async function readParts(sql: Sql, ticket: string): Promise<Map<string, Part>> {
  const rows = await sql.all(`SELECT part, kind, words FROM search_parts WHERE ticket = ?`, ticket)
  return new Map(
    rows.map((row) => {
      const part = text(row, 'part')
      return [part, { part, kind: kindOf(text(row, 'kind')), words: text(row, 'words') }]
    }),
  )
}

const KINDS: readonly Part['kind'][] = ['head', 'from', 'to', 'reply', 'inbound', 'note', 'event']
function kindOf(kind: string): Part['kind'] {
  const known = KINDS.find((one) => one === kind)
  if (!known) throw new Error(`a part of kind ${kind}`)
  return known
}

function mayHaveOtherHead(before: Ticket, after: Ticket): boolean {
  return (
    before.subject !== after.subject ||
    before.tags !== after.tags ||
    before.custom !== after.custom ||
    before.facts.organisation !== after.facts.organisation
  )
}

/** Of those a ticket knows without its messages. */
const namesOf = (ticket: Ticket | null): string =>
  JSON.stringify([ticket?.facts.requester, ticket?.facts.participants])

/** Notes and events bring nobody new. */
function hasOtherPeople({ before, after, messages }: IndexedChange): boolean {
  if (before?.facts !== after.facts && namesOf(before) !== namesOf(after)) return true
  const bringsPeople = (message: Message | undefined) =>
    message?.kind === 'inbound' || message?.cc !== undefined || message?.bcc !== undefined
  return [...messages].some((key) => bringsPeople(after.messages.findLast((one) => one.id === key)))
}
