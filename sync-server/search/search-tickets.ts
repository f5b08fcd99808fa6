/**
 * One page of a search: rows of tickets that the caller may see and that match, the newest change first. The database
 * narrows, the row decides; others have their turn in between. When the time is over the page ends where it came to, and
 * its cursor goes on from there. Nothing of a ticket that the caller may not see is read.
 */
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { isZone } from '../../shared/search/day.ts'
import { excerptOf } from '../../shared/search/mark.ts'
import { makeTest, wantedOfLeaf, type SearchFacts } from '../../shared/search/match.ts'
import { parseSearch } from '../../shared/search/parse.ts'
import { textOf } from '../../shared/search/parts.ts'
import { asksForSpam, leavesOf, type Query } from '../../shared/search/query.ts'
import { Row } from '../../shared/ticket/ticket.ts'
import { readTicket } from '../../shared/ticket/ticket-doc.ts'
import { loadTicketDoc } from '../commit/shadows.ts'
import { number, text, type Database, type Sql, type SqlRow } from '../store/database.ts'
import { deepColumns, narrow } from './narrow.ts'
import type { Condition } from './word-index.ts'

/** What a device alone knows. */
const NOT_KNOWN: ReadonlySet<string> = new Set(['is:unread'])

/** Lists and searches leave it out unless it is asked for (SP4). */
export const NO_SPAM = 'is_spam = 0'

export type Place = { at: number; id: string }
export type FoundTicket = { row: Row; version: number; updatedAt: number; excerpt: string | null }
export type FoundPage = {
  found: FoundTicket[]
  /** Where the next page begins; null on the last. */
  next: Place | null
  /** The time was over before the page was full. */
  isPartial: boolean
}

export function readSearch(words: string): Query | null {
  const parsed = parseSearch(words, NOT_KNOWN)
  if (parsed.ok) return parsed.query
  const { detail, ...more } = parsed.fault
  throw new FaultError({ code: 'search/invalid', detail, more })
}

export function readZone(zone: string | undefined): string {
  if (zone === undefined || zone === '') return 'UTC'
  if (zone.length > 64 || !isZone(zone))
    throw new FaultError({ code: 'kit/invalid', detail: 'zone: the name of a time zone' })
  return zone
}

export type SearchRequest = {
  query: Query
  /** What the caller may see, and what else they asked for, as a condition on tickets. */
  among: Condition
  facts: SearchFacts
  after: Place | null
  limit: number
  hasExcerpts: boolean
  stopwatch: () => number
}

export async function searchTickets(
  database: Database,
  request: SearchRequest,
): Promise<FoundPage> {
  const { query, limit, stopwatch } = request
  const sql = database.read
  const narrowed = narrow(database, query)
  // What the database answers in full needs no second look.
  const deep = narrowed.isExact ? [] : deepColumns(database, query)
  const columns = deep.map(
    ({ column, condition }) => `, CASE WHEN ${condition.where} THEN 1 ELSE 0 END AS ${column}`,
  )
  const where = [
    request.among.where,
    ...(asksForSpam(query) ? [] : [NO_SPAM]),
    ...(narrowed.where === null ? [] : [`(${narrowed.where})`]),
  ]
  const params = [
    ...deep.flatMap(({ condition }) => condition.params),
    ...request.among.params,
    ...narrowed.params,
  ]
  const until = stopwatch() + LIMITS.searchMs
  const slice = narrowed.isExact ? limit + 1 : LIMITS.searchSliceRows
  const found: FoundTicket[] = []
  let place = request.after
  let current: SqlRow = {}
  const columnOf = new Map(deep.map(({ leaf, column }) => [leaf, column]))
  const test = makeTest(query, request.facts, (leaf) => {
    const column = columnOf.get(leaf) ?? ''
    return () => current[column] === 1
  })
  for (;;) {
    const rows = await sql.all(
      `SELECT id, row, version, updated_at${columns.join('')} FROM tickets
       WHERE ${[...where, ...(place ? [AFTER] : [])].join(' AND ')} ORDER BY updated_at DESC, id DESC LIMIT ?`,
      ...params,
      ...(place ? [place.at, place.at, place.id] : []),
      slice,
    )
    for (const row of rows) {
      current = row
      // Our own bytes: thousands of them may be looked at, and only what is found is checked.
      const read: Row = JSON.parse(text(row, 'row'))
      if (!narrowed.isExact && test(read) !== true) {
        place = placeOf(row)
        continue
      }
      // One more than the page holds shows that there is a next.
      if (found.length === limit) return finish(place, false)
      place = placeOf(row)
      found.push({
        row: v.parse(Row, read),
        version: number(row, 'version'),
        updatedAt: number(row, 'updated_at'),
        excerpt: null,
      })
    }
    if (rows.length < slice) return finish(null, false)
    if (stopwatch() > until) return finish(place, true)
    await new Promise<void>((resolve) => setImmediate(resolve))
  }

  async function finish(next: Place | null, isPartial: boolean): Promise<FoundPage> {
    if (request.hasExcerpts)
      for (const one of found) one.excerpt = await excerptFor(sql, one.row.id, request)
    return { found, next, isPartial }
  }
}

const AFTER = '(updated_at < ? OR (updated_at = ? AND id < ?))'

const placeOf = (row: SqlRow): Place => ({ at: number(row, 'updated_at'), id: text(row, 'id') })

/** The first place in what was said where one of the words stands. */
async function excerptFor(
  sql: Sql,
  id: string,
  { query, among }: SearchRequest,
): Promise<string | null> {
  const wanted = leavesOf(query)
    .filter((leaf) => leaf.kind === 'words')
    .flatMap((leaf) => wantedOfLeaf(leaf) ?? [])
  if (wanted.length === 0) return null
  const row = await sql.get(
    // It may have moved away since it was found.
    `SELECT id, version, state, state_version FROM tickets WHERE id = ? AND ${among.where}`,
    id,
    ...among.params,
  )
  if (!row) return null
  const doc = await loadTicketDoc(sql, id, row)
  const { messages } = readTicket(doc)
  doc.destroy()
  for (const message of messages.toReversed()) {
    const excerpt = excerptOf(textOf(message), wanted, LIMITS.searchExcerptChars)
    if (excerpt !== null) return excerpt
  }
  return null
}
