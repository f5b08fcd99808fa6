/**
 * The rollups of reports against what each ticket gives to them, counted from its facts. A ticket that is marked is about to
 * be put in anew, and is no difference. Reads only.
 */
import { readParts, type PartOfDay } from '../reports/pack.ts'
import { partsByDay, readWords } from '../reports/rollup-rows.ts'
import { readTicketPart, type TicketPart } from '../reports/ticket-part.ts'
import { bytes, number, text, type Sql } from '../store/database.ts'

const PAGE_ROWS = 200
/** Tickets of neighbouring days are the same ones. */
const PARTS_KEPT = 5_000

export async function verifyReports(sql: Sql, say: (text: string) => void): Promise<void> {
  const marks = await sql.all(`SELECT ticket FROM report_marks`)
  const marked = new Set(marks.map((row) => text(row, 'ticket')))
  const kept = new Map<string, TicketPart | null>()
  const partOf = async (ticket: string) => {
    const known = kept.get(ticket)
    if (known !== undefined) return known
    if (kept.size >= PARTS_KEPT) kept.clear()
    const part = await readTicketPart(sql, ticket)
    kept.set(ticket, part)
    return part
  }
  const days = new Map<string, number>()
  for (const key of await sql.all(`SELECT queue, day FROM report_days ORDER BY day, queue`)) {
    const [queue, day] = [text(key, 'queue'), number(key, 'day')]
    const row = await sql.get(
      `SELECT words, tickets, pack FROM report_days WHERE queue = ? AND day = ?`,
      queue,
      day,
    )
    if (!row) continue
    const words = readWords(text(row, 'words'))
    for (const given of readParts(words, text(row, 'tickets'), bytes(row, 'pack'))) {
      if (marked.has(given.ticket)) continue
      days.set(given.ticket, (days.get(given.ticket) ?? 0) + 1)
      const part = await partOf(given.ticket)
      const wanted = part?.queue === queue ? partsByDay(part).get(day) : undefined
      if (!wanted || inWords(given) !== inWords(wanted))
        say(`reports: ticket ${given.ticket} is counted wrongly in ${queue} on day ${day}`)
    }
  }
  for (let last = ''; ;) {
    const rows = await sql.all(
      `SELECT id FROM tickets WHERE id > ? ORDER BY id LIMIT ${PAGE_ROWS}`,
      last,
    )
    for (const row of rows) {
      last = text(row, 'id')
      if (marked.has(last)) continue
      const part = await partOf(last)
      if (part && partsByDay(part).size !== (days.get(last) ?? 0))
        say(`reports: ticket ${last} is not counted on all of its days`)
    }
    if (rows.length < PAGE_ROWS) return
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}

const inWords = ({ traits, entries }: PartOfDay): string =>
  JSON.stringify([traits, entries.map((entry) => JSON.stringify(entry)).sort()])
