/** What the server has of every ticket in the end, read once for all checks, and where the words of each act are. */
import { queuesOf } from '../../shared/ticket/row.ts'
import { readTicket, type Y } from '../../shared/ticket/ticket-doc.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { loadTicketDoc } from '../../sync-server/commit/shadows.ts'
import { number, text, type Sql, type SqlRow } from '../../sync-server/store/database.ts'
import type { Device } from './device.ts'
import { tokensIn, type History } from './history.ts'
import type { Ledger } from './ledger.ts'
import type { Server, Sight } from './server.ts'

export type Outcome = {
  sql: Sql
  ledger: Ledger
  history: History
  blobs: Server['blobs']
  devices: readonly Device[]
  /** What a person may see in the end. */
  sightOf: (person: string) => Sight
  now: number
  latestShown: Server['latestShown']
}

export type KnownTicket = {
  id: string
  row: SqlRow
  doc: Y.Doc
  ticket: Ticket
  version: number
  epoch: number
  /** All that see it. */
  queues: readonly string[]
}

export type Known = ReadonlyMap<string, KnownTicket>

export async function readKnown(sql: Sql): Promise<Known> {
  const known = new Map<string, KnownTicket>()
  for (const row of await sql.all(`SELECT * FROM tickets`)) {
    const id = text(row, 'id')
    const doc = await loadTicketDoc(sql, id, row)
    const ticket = readTicket(doc)
    const [version, epoch] = [number(row, 'version'), number(row, 'epoch')]
    known.set(id, { id, row, doc, ticket, version, epoch, queues: queuesOf(ticket) })
  }
  return known
}

/** In which messages, and on which tickets as a tag, the words of each act are. A merge leaves one message on two. */
export type Places = ReadonlyMap<string, ReadonlySet<string>>

export function placesOf(known: Known): Places {
  const places = new Map<string, Set<string>>()
  const add = (token: string, place: string) =>
    places.set(token, (places.get(token) ?? new Set()).add(place))
  for (const { id, ticket } of known.values()) {
    for (const message of ticket.messages)
      for (const token of tokensIn(message.text)) add(token, message.id)
    for (const tag of ticket.tags) add(tag, `tag on ${id}`)
  }
  return places
}

/** The last ticket of the trail of merges; undefined when it ends at one that is gone. */
export function endOfTrail(known: Known, id: string): KnownTicket | undefined {
  const seen = new Set<string>()
  let at = known.get(id)
  while (at && at.ticket.facts.mergedInto !== null) {
    if (seen.has(at.id)) return undefined
    seen.add(at.id)
    at = known.get(at.ticket.facts.mergedInto)
  }
  return at
}
