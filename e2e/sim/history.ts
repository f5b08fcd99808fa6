/**
 * What each ticket was, version by version, noted as the server makes it known: its queues, its subject, the words that
 * were ever on it. A server that crashed before it told is read from its store. Nothing here decides what is right.
 */
import { v } from '../../shared/kit/schema.ts'
import { makeDoc, Y } from '../../shared/ticket/ticket-doc.ts'
import { queuesOfRow } from '../../shared/ticket/row.ts'
import { Row } from '../../shared/ticket/ticket.ts'
import type { DeskEvent } from '../../sync-server/commit/hub.ts'
import { bytes, number, text, type Sql } from '../../sync-server/store/database.ts'

/** What acts are called by: agent.ts, outside.ts and fields.ts make them. */
const TOKEN = /(?:form|portal|mail|note|tag|reply|typing|field)\d+x\d{4}z/g

export const tokensIn = (words: string): string[] => words.match(TOKEN) ?? []
export const tokensInBytes = (update: Uint8Array): string[] =>
  tokensIn(Buffer.from(update.buffer, update.byteOffset, update.byteLength).toString('latin1'))

export type TicketHistory = {
  /** Those that saw it, by version; a hole where nobody was told and the log's bytes are gone. */
  queues: (readonly string[] | undefined)[]
  subjects: (string | undefined)[]
  tokens: Set<string>
  /** When it last changed its queues. */
  movedAt: number
  isGone: boolean
  /** The ticket it goes on in. */
  mergedInto: string | undefined
}

export type History = ReturnType<typeof makeHistory>

export function makeHistory(now: () => number) {
  const tickets = new Map<string, TicketHistory>()
  /** Queues that saw a ticket in a history that a restore ended. */
  const former = new Map<string, (readonly string[])[]>()

  function of(id: string): TicketHistory {
    const known = tickets.get(id)
    if (known) return known
    const made: TicketHistory = {
      queues: [],
      subjects: [],
      tokens: new Set(),
      movedAt: now(),
      isGone: false,
      mergedInto: undefined,
    }
    tickets.set(id, made)
    return made
  }

  function note(
    id: string,
    version: number,
    is: Pick<Row, 'queue' | 'alsoIn'> & { subject: string },
  ): void {
    const ticket = of(id)
    const queues = queuesOfRow(is)
    if (ticket.queues.length > 0 && String(ticket.queues.at(-1)) !== String(queues))
      ticket.movedAt = now()
    ticket.queues[version] = queues
    ticket.subjects[version] = is.subject
  }

  return {
    of: (id: string): TicketHistory | undefined => tickets.get(id),
    all: () => tickets.entries(),
    /** Deleted, or merged into what was: nobody can write there any more. */
    isClosedForGood(id: string): boolean {
      const passed = new Set<string>()
      for (let at: string | undefined = id; at !== undefined && !passed.has(at);) {
        const ticket = tickets.get(at)
        if (!ticket || ticket.isGone) return true
        passed.add(at)
        at = ticket.mergedInto
      }
      return false
    },
    queuesOf: (id: string): readonly string[] | undefined => tickets.get(id)?.queues.at(-1),

    hear(event: DeskEvent): void {
      if (event.type === 'ticket') {
        note(event.ticket, event.version, event.row)
        of(event.ticket).mergedInto = event.row.mergedInto
        if (event.update)
          for (const token of tokensInBytes(event.update)) of(event.ticket).tokens.add(token)
      }
      if (event.type === 'ticket-gone') {
        of(event.ticket).isGone = true
        of(event.ticket).movedAt = now()
      }
    },

    /** What nobody was told, as the store has it. */
    async read(sql: Sql): Promise<void> {
      const there = new Set<string>()
      for (const row of await sql.all(`SELECT id, version, row FROM tickets`)) {
        const id = text(row, 'id')
        there.add(id)
        of(id).mergedInto = v.parse(Row, JSON.parse(text(row, 'row'))).mergedInto
        const version = number(row, 'version')
        if ((tickets.get(id)?.queues.length ?? 0) <= version) await readTicket(sql, id)
      }
      for (const [id, ticket] of tickets) if (!there.has(id)) ticket.isGone = true
    },

    /** Another history: what was noted of this one is of no use. */
    forget() {
      for (const [id, { queues }] of tickets) {
        const seen = queues.filter((one) => one !== undefined)
        former.set(id, [...(former.get(id) ?? []), ...seen])
      }
      tickets.clear()
    },
    /** What devices did by the word of a history that is gone, they did. */
    formerQueuesOf: (id: string): readonly (readonly string[])[] => former.get(id) ?? [],
  }

  async function readTicket(sql: Sql, id: string): Promise<void> {
    const doc = makeDoc()
    const ticket = of(id)
    let isWhole = true
    const rows = await sql.all(
      `SELECT version, bytes FROM updates WHERE ticket = ? ORDER BY version`,
      id,
    )
    for (const row of rows) {
      const update = bytes(row, 'bytes')
      // Also what came after bytes that are gone.
      for (const token of tokensInBytes(update)) ticket.tokens.add(token)
      isWhole &&= update.length > 0
      if (!isWhole) continue
      Y.applyUpdate(doc, update)
      const [fields, facts] = [doc.getMap('fields'), doc.getMap('facts')]
      const queue = String(fields.get('queue'))
      const alsoIn = v.parse(v.array(v.string()), facts.get('alsoIn') ?? [])
      note(id, number(row, 'version'), {
        queue,
        alsoIn: alsoIn.filter((one) => one !== queue),
        subject: String(fields.get('subject')),
      })
    }
    doc.destroy()
    const last = await sql.get(`SELECT version, row, state FROM tickets WHERE id = ?`, id)
    if (isWhole || !last) return
    for (const token of tokensInBytes(bytes(last, 'state'))) ticket.tokens.add(token)
    note(id, number(last, 'version'), v.parse(Row, JSON.parse(text(last, 'row'))))
  }
}
