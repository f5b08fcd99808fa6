/**
 * The tickets behind a figure, the newest first: as many as the figure counts, where a ticket that it counts twice is there
 * twice. Asked in the same words as the report, so that a link to it says what it shows (rule RE5).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { TARGETS } from '../../shared/sla/terms.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { Settings } from '../settings/settings.ts'
import type { Sql } from '../store/database.ts'
import { ageKeyOf } from './backlog.ts'
import { keysOf, makeLocal } from './grouping.ts'
import { ARRIVED, BREACHED, kindOfTarget, MET, REOPENED, SOLVED, UNDONE } from './pack.ts'
import { mayCompareAgents, queuesOf } from './report.ts'
import type { FigureName, TicketsQuery } from './report-query.ts'
import { readOpen, readPacks, readTicketIds, type Pack, type Span } from './rollup-read.ts'
import { isJudged, stateAt } from './tally.ts'
import { readHeads, type TicketHead } from './ticket-heads.ts'

export type ReportTicket = TicketHead & {
  /** When it arrived, was solved or opened again, or when the clock began. */
  at: string
  endedAt: string | null
  countedSeconds: number | null
  wallSeconds: number | null
}

export type ReportTickets = {
  from: string
  to: string
  asOf: string
  /** As the figure says; the list may be shorter. */
  total: number
  tickets: ReportTicket[]
}

type Ask = { query: TicketsQuery; span: Span; rights: Rights; now: number }
type Hit = { ticket: string; at: number; endedAt: number; counted: number; wall: number }

export async function listTickets(
  sql: Sql,
  settings: Settings,
  { query, span, rights, now }: Ask,
): Promise<ReportTickets> {
  const slugs = queuesOf(settings, rights, query.queue).map(({ slug }) => slug)
  const isForeign = query.by === 'agent' && query.key !== undefined && query.key !== rights.person
  const isDenied = isForeign && !mayCompareAgents(rights)
  const hits = isDenied
    ? []
    : query.figure === 'open'
      ? await findOpen(sql, slugs, query, now)
      : await findHits(sql, slugs, { query, span, now, timeZone: settings.timeZone })
  hits.sort((a, b) => b.at - a.at || (a.ticket < b.ticket ? -1 : 1))
  const shown = hits.slice(0, LIMITS.reportTickets)
  const heads = await readHeads(
    sql,
    shown.map(({ ticket }) => ticket),
    slugs,
  )
  return {
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
    asOf: new Date(now).toISOString(),
    total: hits.length,
    tickets: shown.flatMap(({ ticket, at, endedAt, counted, wall }) => {
      const head = heads.get(ticket)
      const isOver = endedAt > 0
      return head
        ? [
            {
              ...head,
              at: new Date(at * 1000).toISOString(),
              endedAt: isOver ? new Date(endedAt * 1000).toISOString() : null,
              countedSeconds: isOver ? counted : null,
              wallSeconds: isOver ? wall : null,
            },
          ]
        : []
    }),
  }
}

async function findHits(
  sql: Sql,
  slugs: readonly string[],
  {
    query,
    span,
    now,
    timeZone,
  }: { query: TicketsQuery; span: Span; now: number; timeZone: string },
): Promise<Hit[]> {
  const hits: Hit[] = []
  const local = makeLocal(timeZone, span)
  const nowSecond = Math.floor(now / 1000)
  const target = query.by === 'target' ? TARGETS.find((one) => one === query.key) : query.target
  const kinds = kindsOf(query.figure, target === undefined ? null : kindOfTarget(target))
  const key = query.by === 'target' ? undefined : query.key
  for await (const pack of readPacks(sql, slugs, span)) {
    const { columns } = pack
    let ids: string[] | null = null
    for (let row = 0; row < columns.rows; row++) {
      const at = columns.at[row] ?? 0
      if (at * 1000 < span.from || at * 1000 >= span.to) continue
      if (!kinds((columns.kindState[row] ?? 0) >> 8)) continue
      if (!isMeant(query.figure, stateAt(columns, row, nowSecond))) continue
      const ticket = columns.ticket[row] ?? 0
      if (key !== undefined && !hasKey(key, query, pack, ticket, local(at))) continue
      ids ??= await readTicketIds(sql, pack.queue, pack.day)
      hits.push({
        ticket: ids[ticket] ?? '',
        at,
        endedAt: columns.endedAt[row] ?? 0,
        counted: columns.counted[row] ?? 0,
        wall: columns.wall[row] ?? 0,
      })
    }
  }
  return hits
}

const hasKey = (
  key: string,
  { by }: TicketsQuery,
  pack: Pack,
  ticket: number,
  local: number,
): boolean => keysOf(by, pack, ticket, local).includes(key)

function kindsOf(figure: FigureName, clock: number | null): (kind: number) => boolean {
  switch (figure) {
    case 'arrived':
      return (kind) => kind === ARRIVED
    case 'solved':
    case 'solvings':
    case 'undone':
      return (kind) => kind === SOLVED
    case 'reopened':
      return (kind) => kind === REOPENED
    case 'judged':
    case 'within':
    case 'late':
      return (kind) => (clock === null ? kind > REOPENED : kind === clock)
    case 'open':
      return () => false
  }
}

function isMeant(figure: FigureName, state: number): boolean {
  switch (figure) {
    case 'solved':
      return state !== UNDONE
    case 'undone':
      return state === UNDONE
    case 'judged':
      return isJudged(state)
    case 'within':
      return state === MET
    case 'late':
      return state === BREACHED
    case 'arrived':
    case 'solvings':
    case 'reopened':
    case 'open':
      return true
  }
}

/** Of this moment, whatever the span; `key` is a class of age. */
async function findOpen(
  sql: Sql,
  slugs: readonly string[],
  { key }: TicketsQuery,
  now: number,
): Promise<Hit[]> {
  return (await readOpen(sql, slugs))
    .filter(({ since }) => key === undefined || ageKeyOf(since, now) === key)
    .map(({ ticket, since }) => ({
      ticket,
      at: Math.floor(since / 1000),
      endedAt: 0,
      counted: 0,
      wall: 0,
    }))
}
