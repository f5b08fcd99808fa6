/** What of one ticket differs from its document and its facts. Not here: what spans tickets (verify). */
import { evaluateClocks } from '../../shared/sla/clocks.ts'
import { partsOf, type Part } from '../../shared/search/parts.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import { readTicket } from '../../shared/ticket/ticket-doc.ts'
import type { Participant, Ticket } from '../../shared/ticket/ticket.ts'
import { participantsOf } from '../commit/participants.ts'
import { loadTicketDoc } from '../commit/shadows.ts'
import { publicView } from '../commit/public-view.ts'
import { queueScope } from '../feed/feed-rows.ts'
import { readParts } from '../search/index-ticket.ts'
import { alsoInColumn, queuesInRow } from '../feed/ticket-queues.ts'
import { newestOf, NO_TERMS, readFacts, shownFaces } from '../sla/sla-record.ts'
import { number, numberOrNull, text, type Sql, type SqlRow } from '../store/database.ts'

export type CheckedTicket = {
  updates: number
  messages: number
  clocks: number
  /** False while the search index has nothing of it. */
  isIndexed: boolean
  differences: string[]
}

export async function differencesOfTicket(
  sql: Sql,
  row: SqlRow,
  now: number,
): Promise<CheckedTicket> {
  const checked: CheckedTicket = {
    updates: 0,
    messages: 0,
    clocks: 0,
    isIndexed: false,
    differences: [],
  }
  const id = text(row, 'id')
  let ticket: Ticket
  try {
    const doc = await loadTicketDoc(sql, id, row)
    if (doc.store.pendingStructs || doc.store.pendingDs)
      checked.differences.push('the document has a gap')
    ticket = readTicket(doc)
  } catch (error) {
    checked.differences.push(`the document does not load: ${String(error)}`)
    return checked
  }
  checked.messages = ticket.messages.length
  compareColumns(row, id, ticket, checked)
  await comparePeople(sql, id, ticket, checked)
  await compareUpdates(sql, row, id, checked)
  await compareFeed(sql, row, id, checked)
  await compareFiles(sql, id, ticket, checked)
  await compareIndex(sql, id, ticket, checked)
  await compareClocks(sql, id, ticket, now, checked)
  return checked
}

function compareColumns(row: SqlRow, id: string, ticket: Ticket, checked: CheckedTicket): void {
  const pairs: [string, unknown, unknown][] = [
    ['row', text(row, 'row'), JSON.stringify(makeRow(id, ticket))],
    ['public', text(row, 'public'), JSON.stringify(publicView(ticket))],
    ['queue', text(row, 'queue'), ticket.queue],
    ['also_in', text(row, 'also_in'), alsoInColumn(ticket)],
    ['status', text(row, 'status'), ticket.status],
    ['is_spam', number(row, 'is_spam'), ticket.isSpam ? 1 : 0],
    ['number', number(row, 'number'), ticket.facts.number],
    ['requester', text(row, 'requester'), ticket.facts.requester.id],
    ['created_at', number(row, 'created_at'), ticket.facts.acceptedAt],
  ]
  for (const [column, stored, derived] of pairs)
    if (stored !== derived) checked.differences.push(`${column} is not what the document says`)
}

/** What devices know of who is on it. A ticket that nobody wrote on since it is kept there says of nobody. */
async function comparePeople(
  sql: Sql,
  id: string,
  { facts }: Ticket,
  checked: CheckedTicket,
): Promise<void> {
  const say = (people: readonly Participant[]) =>
    people.map((one) => `${one.id} ${one.how}`).join(' ')
  const stored = say(await participantsOf(sql, id, facts.requester.id))
  if (facts.participants.length === 0 || say(facts.participants) === stored) return
  // Whoever is being erased is in no table any more, and goes from the documents one after the other.
  const erasing = await sql.all(`SELECT key FROM jobs WHERE kind = 'erase'`)
  const gone = new Set(erasing.map((job) => text(job, 'key')))
  if (say(facts.participants.filter((one) => !gone.has(`erase:${one.id}`))) !== stored)
    checked.differences.push('participants are not what the document says')
}

/** Versions run from 1 to the ticket's own, without a gap. */
async function compareUpdates(
  sql: Sql,
  row: SqlRow,
  id: string,
  checked: CheckedTicket,
): Promise<void> {
  const stored = await sql.get(
    `SELECT count(*) AS n, coalesce(min(version), 0) AS first, coalesce(max(version), 0) AS last FROM updates WHERE ticket = ?`,
    id,
  )
  const version = number(row, 'version')
  checked.updates = stored ? number(stored, 'n') : 0
  const isGapless =
    stored !== undefined &&
    number(stored, 'first') === 1 &&
    number(stored, 'last') === version &&
    checked.updates === version
  if (!isGapless) checked.differences.push(`its updates are not versions 1 to ${version}`)
  const empty = await sql.get(
    `SELECT count(*) AS n FROM updates WHERE ticket = ? AND version > ? AND length(bytes) = 0`,
    id,
    number(row, 'state_version'),
  )
  if (empty && number(empty, 'n') > 0)
    checked.differences.push('bytes that its document needs were taken out of its log')
}

async function compareFeed(
  sql: Sql,
  row: SqlRow,
  id: string,
  checked: CheckedTicket,
): Promise<void> {
  for (const queue of queuesInRow(row)) {
    const stored = await sql.get(
      `SELECT version, op FROM feed WHERE scope = ? AND ticket = ?`,
      queueScope(queue),
      id,
    )
    if (!stored) checked.differences.push(`the feed of its queue ${queue} does not name it`)
    else if (number(stored, 'version') !== number(row, 'version'))
      checked.differences.push(`the feed of its queue ${queue} names another version`)
  }
}

async function compareIndex(
  sql: Sql,
  id: string,
  ticket: Ticket,
  checked: CheckedTicket,
): Promise<void> {
  const stored = await readParts(sql, id)
  checked.isIndexed = stored.size > 0
  if (!checked.isIndexed) return
  const wanted = partsOf(ticket)
  const isSamePart = (part: Part) => isSame(stored.get(part.part), part)
  if (stored.size !== wanted.length || !wanted.every(isSamePart))
    checked.differences.push('the search index is not what the document says')
}

/** Every file a message names may be fetched through the ticket. */
async function compareFiles(
  sql: Sql,
  id: string,
  ticket: Ticket,
  checked: CheckedTicket,
): Promise<void> {
  const named = new Set<string>()
  for (const message of ticket.messages) {
    for (const file of message.attachments ?? []) named.add(file.hash)
    for (const hash of [message.html, message.more, message.raw]) if (hash) named.add(hash)
  }
  if (named.size === 0) return
  const rows = await sql.all(`SELECT hash FROM blob_refs WHERE ticket = ?`, id)
  const kept = new Set(rows.map((entry) => text(entry, 'hash')))
  for (const hash of named)
    if (!kept.has(hash)) checked.differences.push(`file ${hash} is named and not kept`)
}

/** What of a clock does not depend on when it was last looked at. */
type Face = {
  target: string
  state: string
  startedAt: number
  endedAt: number | null
  dueAt: number | null
}

async function compareClocks(
  sql: Sql,
  id: string,
  ticket: Ticket,
  now: number,
  checked: CheckedTicket,
): Promise<void> {
  const rows = await sql.all(`SELECT * FROM sla_clocks WHERE ticket = ? ORDER BY ordinal`, id)
  checked.clocks = rows.length
  const stored = rows.map((row): Face => ({
    target: text(row, 'target'),
    state: text(row, 'state'),
    startedAt: number(row, 'started_at'),
    endedAt: numberOrNull(row, 'ended_at'),
    dueAt: numberOrNull(row, 'due_at'),
  }))
  const shown = ticket.facts.clocks
  if (!isSame(shown.map(pick), shownFaces(stored)))
    checked.differences.push('its document shows other clocks than are stored')
  const facts = await readFacts(sql, id)
  // A clock that was set back may stand before the newest fact.
  const at = Math.max(now, newestOf(facts))
  const counted = evaluateClocks({ ...NO_TERMS, facts, now: at })
  const wanted = counted.map(timeless(at)).map((face, place) => foreseen(stored[place], face))
  if (!isSame(stored.map(timeless(at)), wanted))
    checked.differences.push('its clocks are not what its facts say')
  if (counted.some(({ isCancelled }, place) => isCancelled !== (rows[place]?.['cancelled'] === 1)))
    checked.differences.push('a clock does not say whether it was answered')
  // Rows of before it was kept have none, until they are counted again.
  const passes = rows.map((row) => numberOrNull(row, 'passes_at'))
  if (counted.some(({ passesAt }, place) => isOther(passes[place], passesAt, at)))
    checked.differences.push('a clock will not be breached when it says so')
}

const isOther = (kept: number | null | undefined, counted: number | null, now: number): boolean =>
  kept !== null && kept !== undefined && kept > now && kept !== counted

const pick = ({ target, state, dueAt, endedAt }: Omit<Face, 'startedAt'>) => ({
  target,
  state,
  dueAt,
  endedAt,
})

/** A clock that still runs is breached once its due instant is past, whoever looks. */
const timeless =
  (now: number) =>
  ({ target, state, startedAt, endedAt, dueAt }: Face): Face => ({
    target,
    startedAt,
    endedAt,
    dueAt,
    state: state === 'running' && dueAt !== null && dueAt < now ? 'breached' : state,
  })

/**
 * A server whose clock was ahead for a while saw breaches that are not there yet; the next fact of the ticket puts that
 * right, and until then it is no damage.
 */
const foreseen = (stored: Face | undefined, counted: Face): Face =>
  stored?.state === 'breached' && counted.state === 'running' && counted.dueAt !== null
    ? { ...counted, state: 'breached' }
    : counted

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
