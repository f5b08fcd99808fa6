/**
 * Rollups as rows: whoever changes a ticket marks it in the same transaction, and marked tickets are put anew into the
 * packs they belong to, a few at a time. So no commit waits for a pack, nothing is forgotten by a kill, and what is kept is
 * always what a count of everything would give, less the tickets that are marked. Not here: when it is done (rollup-fold).
 */
import { v } from '../../shared/kit/schema.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { bytes, number, text, type Database, type Tx } from '../store/database.ts'
import { makePack, readParts, type PartOfDay } from './pack.ts'
import { dayOf, readTicketPart, type TicketPart } from './ticket-part.ts'

/**
 * Marked tickets are put into their packs. They are read before the write, which then takes those that nobody changed
 * meanwhile: a commit waits for no count of ours.
 *
 * @returns how many tickets were folded; 0 when no mark is left
 */
export async function foldMarks(database: Database): Promise<number> {
  const marks = await database.read.all(
    `SELECT report_marks.ticket AS ticket, report_marks.at AS at, report_tickets.channel AS channel FROM report_marks
     LEFT JOIN report_tickets ON report_tickets.ticket = report_marks.ticket ORDER BY report_marks.ticket LIMIT ?`,
    LIMITS.reportSlice,
  )
  if (marks.length === 0) return 0
  const read: { ticket: string; at: number; part: TicketPart | null }[] = []
  for (const row of marks) {
    const [ticket, at, channel] = [text(row, 'ticket'), number(row, 'at'), row['channel']]
    const known = typeof channel === 'string' ? channel : undefined
    read.push({ ticket, at, part: await readTicketPart(database.read, ticket, known) })
  }
  await database.write(async (tx) => {
    await lockRollups(tx)
    const same: typeof read = []
    for (const one of read) {
      const mark = await tx.get(
        `SELECT at FROM report_marks WHERE ticket = ?${tx.forUpdate}`,
        one.ticket,
      )
      if (mark && number(mark, 'at') === one.at) same.push(one)
    }
    await putParts(tx, same)
  })
  return marks.length
}

/** One ticket at once, in the write that changed it: what is taken out of it is in no rollup from that commit on. */
export async function foldTicket(tx: Tx, ticket: string): Promise<void> {
  await lockRollups(tx)
  await putParts(tx, [{ ticket, part: await readTicketPart(tx, ticket) }])
}

/** Packs are read, changed and written: one writer at a time, also where several servers share a store. */
async function lockRollups(tx: Tx): Promise<void> {
  await tx.run(
    `INSERT INTO counters (name, value) VALUES ('report-folds', 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1`,
  )
}

type Put = { ticket: string; part: TicketPart | null }

async function putParts(tx: Tx, puts: readonly Put[]): Promise<void> {
  const packs = new Map<string, PackChange>()
  const changeOf = (queue: string, day: number): PackChange => {
    const key = `${queue} ${day}`
    const change = packs.get(key) ?? { queue, day, gone: new Set<string>(), added: [] }
    packs.set(key, change)
    return change
  }
  for (const { ticket, part } of puts) {
    const row = await tx.get(`SELECT queue, days FROM report_tickets WHERE ticket = ?`, ticket)
    if (row)
      for (const day of readDays(text(row, 'days')))
        changeOf(text(row, 'queue'), day).gone.add(ticket)
    for (const [day, of] of part ? partsByDay(part) : []) {
      const change = changeOf(part?.queue ?? '', day)
      change.gone.add(ticket)
      change.added.push(of)
    }
    await noteTicket(tx, ticket, part)
  }
  for (const change of packs.values()) await changePack(tx, change)
}

type PackChange = { queue: string; day: number; gone: Set<string>; added: PartOfDay[] }

async function changePack(tx: Tx, { queue, day, gone, added }: PackChange): Promise<void> {
  const row = await tx.get(
    `SELECT words, tickets, pack FROM report_days WHERE queue = ? AND day = ?`,
    queue,
    day,
  )
  const kept = row
    ? readParts(readWords(text(row, 'words')), text(row, 'tickets'), bytes(row, 'pack'))
    : []
  const parts = [...kept.filter(({ ticket }) => !gone.has(ticket)), ...added]
  if (parts.length === 0) {
    await tx.run(`DELETE FROM report_days WHERE queue = ? AND day = ?`, queue, day)
    return
  }
  const { net, words, tickets, pack } = makePack(parts)
  await tx.run(
    `INSERT INTO report_days (queue, day, net, words, tickets, pack) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (queue, day)
     DO UPDATE SET net = excluded.net, words = excluded.words, tickets = excluded.tickets, pack = excluded.pack`,
    queue,
    day,
    net,
    words,
    tickets,
    pack,
  )
}

/** In which packs it is from now on; it is marked no more. */
async function noteTicket(tx: Tx, ticket: string, part: TicketPart | null): Promise<void> {
  await tx.run(`DELETE FROM report_marks WHERE ticket = ?`, ticket)
  if (!part) {
    await tx.run(`DELETE FROM report_tickets WHERE ticket = ?`, ticket)
    return
  }
  await tx.run(
    `INSERT INTO report_tickets (ticket, queue, days, channel, open_since) VALUES (?, ?, ?, ?, ?) ON CONFLICT (ticket)
     DO UPDATE SET queue = excluded.queue, days = excluded.days, open_since = excluded.open_since`,
    ticket,
    part.queue,
    [...partsByDay(part).keys()].join(' '),
    part.traits.channel,
    part.openSince,
  )
}

export function partsByDay({ ticket, traits, entries }: TicketPart): Map<number, PartOfDay> {
  const days = new Map<number, PartOfDay>()
  for (const entry of entries) {
    const day = dayOf(entry.at)
    const known = days.get(day)
    days.set(day, { ticket, traits, entries: [...(known?.entries ?? []), entry] })
  }
  return days
}

const readDays = (days: string): number[] => (days === '' ? [] : days.split(' ').map(Number))

const Words = v.array(v.string())
export const readWords = (words: string): string[] => v.parse(Words, JSON.parse(words))
