/**
 * `verify`: everything that can be worked out again is, and compared with what is stored. Reads only. Not here: mending.
 */
import { createHash } from 'node:crypto'
import { ok } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { number, text, type Sql } from '../store/database.ts'
import type { Desk } from '../desk.ts'
import { queueScope } from '../feed/feed-rows.ts'
import { makeVerb, type Progress } from './verb.ts'
import { verifyReports } from './verify-reports.ts'
import { differencesOfTicket } from './verify-ticket.ts'

/** More are counted, not listed. */
const LISTED_MAX = 100
const PAGE_ROWS = 200

export type Found = {
  tickets: number
  updates: number
  messages: number
  blobs: number
  feedRows: number
  clocks: number
  /** Tickets that are not in the search index yet: the server puts them there. */
  unindexed: number
  differences: number
  listed: string[]
}

export const verifyDesk = makeVerb(
  {
    name: 'verify',
    about: 'Work out everything that is derived again and compare it with what is stored.',
    options: [],
  },
  v.object({}),
  async (desk, _options, progress) => {
    const found = await verify(desk, progress)
    const words = [
      `${found.tickets} tickets, ${found.updates} updates, ${found.messages} messages, ${found.blobs} files, ${found.feedRows} feed rows, ${found.clocks} clocks.`,
      ...(found.unindexed === 0
        ? []
        : [`${found.unindexed} tickets are not in the search index yet.`]),
      found.differences === 0 ? 'No differences.' : `${found.differences} differences:`,
      ...found.listed,
    ]
    return ok({ json: { ...found }, words: words.join('\n'), isBad: found.differences > 0 })
  },
)

export async function verify(desk: Desk, progress: Progress): Promise<Found> {
  const sql = desk.database.read
  const found: Found = {
    tickets: 0,
    updates: 0,
    messages: 0,
    blobs: 0,
    feedRows: 0,
    clocks: 0,
    unindexed: 0,
    differences: 0,
    listed: [],
  }
  const say = (difference: string) => {
    found.differences += 1
    if (found.listed.length < LISTED_MAX) found.listed.push(difference)
  }
  const { integrity } = await desk.database.about()
  if (integrity !== 'ok') say(`database: ${integrity}`)
  const now = desk.parts.clock.now()
  let last = ''
  for (;;) {
    const rows = await sql.all(
      `SELECT * FROM tickets WHERE id > ? ORDER BY id LIMIT ${PAGE_ROWS}`,
      last,
    )
    for (const row of rows) {
      last = text(row, 'id')
      const checked = await differencesOfTicket(sql, row, now)
      found.tickets += 1
      found.updates += checked.updates
      found.messages += checked.messages
      found.clocks += checked.clocks
      if (!checked.isIndexed) found.unindexed += 1
      for (const difference of checked.differences)
        say(`#${number(row, 'number')} ${last}: ${difference}`)
      // A running server has others to answer.
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
    if (rows.length < PAGE_ROWS) break
    progress(`${found.tickets} tickets`)
  }
  await verifyFeed(sql, found, say)
  await verifyIndex(sql, say)
  await verifyReports(sql, say)
  await verifyRemovals(sql, say)
  await verifyBlobs(desk, found, say, progress)
  return found
}

/** Rows without a ticket, and numbers beyond their scope's counter. Each ticket's own row is checked with the ticket. */
async function verifyFeed(sql: Sql, found: Found, say: (text: string) => void): Promise<void> {
  const count = await sql.get(`SELECT count(*) AS n FROM feed`)
  found.feedRows = count ? number(count, 'n') : 0
  const stray = await sql.all(
    `SELECT feed.scope, feed.ticket FROM feed LEFT JOIN tickets ON tickets.id = feed.ticket WHERE tickets.id IS NULL AND feed.op = 'row' LIMIT ${LISTED_MAX}`,
  )
  for (const row of stray) say(`feed ${text(row, 'scope')}: no ticket ${text(row, 'ticket')}`)
  const ahead = await sql.all(
    `SELECT feed.scope AS scope, max(feed.seq) AS top, coalesce(scopes.seq, 0) AS counter FROM feed
     LEFT JOIN scopes ON scopes.scope = feed.scope GROUP BY feed.scope, scopes.seq HAVING max(feed.seq) > coalesce(scopes.seq, 0)`,
  )
  for (const row of ahead)
    say(`feed ${text(row, 'scope')}: row ${number(row, 'top')} is beyond its counter`)
  const wrong = await sql.all(
    `SELECT feed.scope AS scope, feed.ticket AS ticket FROM feed JOIN tickets ON tickets.id = feed.ticket
     WHERE (feed.op = 'row') != (feed.scope = '${queueScope('')}' || tickets.queue
       OR tickets.also_in LIKE '% ' || substr(feed.scope, ${queueScope('').length + 1}) || ' %') LIMIT ${LISTED_MAX}`,
  )
  for (const row of wrong)
    say(`feed ${text(row, 'scope')}: wrong word on ticket ${text(row, 'ticket')}`)
}

async function verifyIndex(sql: Sql, say: (text: string) => void): Promise<void> {
  const stray = await sql.all(
    `SELECT DISTINCT search_parts.ticket AS ticket FROM search_parts LEFT JOIN tickets ON tickets.id = search_parts.ticket
     WHERE tickets.id IS NULL LIMIT ${LISTED_MAX}`,
  )
  for (const row of stray) say(`search index: no ticket ${text(row, 'ticket')}`)
}

/** What was deleted left nothing behind. */
async function verifyRemovals(sql: Sql, say: (text: string) => void): Promise<void> {
  for (const [table, column] of [
    ['tickets', 'id'],
    ['updates', 'ticket'],
    ['blob_refs', 'ticket'],
    ['uploads', 'ticket'],
    ['capabilities', 'ticket'],
    ['outgoing', 'ticket'],
    ['mail_ids', 'ticket'],
    ['participants', 'ticket'],
    ['merges', 'ticket'],
    ['search_parts', 'ticket'],
    ['sla_facts', 'ticket'],
    ['sla_clocks', 'ticket'],
    ['sla_alarms', 'ticket'],
    ['report_tickets', 'ticket'],
    ['report_marks', 'ticket'],
    ['hook_deliveries', 'ticket'],
  ] as const) {
    const rows = await sql.all(
      `SELECT DISTINCT removals.ticket AS ticket FROM removals JOIN ${table} ON ${table}.${column} = removals.ticket
       WHERE removals.kind = 'delete' LIMIT ${LISTED_MAX}`,
    )
    for (const row of rows)
      say(`${table}: something is left of deleted ticket ${text(row, 'ticket')}`)
  }
}

async function verifyBlobs(
  desk: Desk,
  found: Found,
  say: (text: string) => void,
  progress: Progress,
): Promise<void> {
  const rows = await desk.database.read.all(
    `SELECT DISTINCT hash FROM (SELECT hash FROM blob_refs UNION SELECT hash FROM uploads UNION SELECT raw AS hash FROM held_mail WHERE raw <> '') AS named ORDER BY hash`,
  )
  const { logo } = desk.parts.settings.get()
  const named = [...rows.map((row) => text(row, 'hash')), ...(logo ? [logo.hash] : [])]
  for (const hash of named) {
    const bytes = await desk.parts.blobs.get(hash)
    if (!bytes) say(`file ${hash} is missing`)
    else if (createHash('sha256').update(bytes).digest('hex') !== hash)
      say(`file ${hash} has other bytes`)
    found.blobs += 1
    if (found.blobs % 1_000 === 0) progress(`${found.blobs} files`)
  }
}
