/**
 * Clocks counted again from the facts of each ticket, a slice of tickets at a time, and only those that differ written, each
 * by a commit of its own. Whoever is killed in it begins anew and finds less to do. Not here: the arithmetic (shared/sla).
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { evaluateClocks, type Clock, type Fact } from '../../shared/sla/clocks.ts'
import { v } from '../../shared/kit/schema.ts'
import { openForDesk } from '../commit/access.ts'
import type { Commit } from '../commit/commit.ts'
import type { Answer, CommitParts } from '../commit/parts.ts'
import { finish, writeValue, type WorkRequest } from '../commit/ticket-work.ts'
import type { Desk } from '../desk.ts'
import { addJob } from '../jobs/job-rows.ts'
import { number, numberOrNull, text, type Sql, type SqlRow, type Tx } from '../store/database.ts'
import { matchedOf, termsOf, type Terms } from './policy-match.ts'
import { newestOf, NO_TERMS, parseFact, readFacts } from './sla-record.ts'
import { inKeyOrder } from './terms-change.ts'

export type RecountInput = {
  kind: 'sla-recount'
  ticket: string
  /** Today's settings apply to it from now on, if they differ from what it is under. */
  isApplied: boolean
}

export async function recountTicket(
  parts: CommitParts,
  request: WorkRequest,
  input: RecountInput,
): Promise<Answer> {
  const work = await openForDesk(parts, request, input.ticket)
  const ticket = work.reading.now()
  const terms = termsOf(parts.settings.get(), matchedOf(ticket))
  const isNew = input.isApplied && (await isOther(work.tx, work.id, terms))
  const clocks = await parts.sla.recount(work, ticket, isNew ? terms : undefined)
  if (JSON.stringify(clocks) !== JSON.stringify(ticket.facts.clocks))
    writeValue(work, 'facts', 'clocks', clocks)
  const done = await finish(parts, work)
  return { version: done.version, result: { isNew } }
}

/** Whether terms are others than the last that its facts name. */
async function isOther(sql: Sql, ticket: string, terms: Terms): Promise<boolean> {
  const facts = await readFacts(sql, ticket)
  const last = (kind: Fact['kind']) => facts.findLast((fact) => fact.kind === kind)
  const [policy, calendar] = [last('policy'), last('calendar')]
  const said = [
    policy?.kind === 'policy' ? policy.policy : null,
    calendar?.kind === 'calendar' ? calendar.calendar : null,
  ]
  return (
    JSON.stringify(said.map(inKeyOrder)) !==
    JSON.stringify([terms.policy, terms.calendar].map(inKeyOrder))
  )
}

export type Recounted = { tickets: number; facts: number; clocks: number; changed: number }

/** Every ticket; those whose clocks are not what their facts say are written. */
export async function recountAll(desk: Desk, progress: (line: string) => void): Promise<Recounted> {
  const found: Recounted = { tickets: 0, facts: 0, clocks: 0, changed: 0 }
  for await (const slice of slicesOf(desk.database.read)) {
    const now = desk.parts.clock.now()
    for (const { ticket, facts, rows } of slice) {
      const at = Math.max(now, newestOf(facts))
      const clocks = evaluateClocks({ ...NO_TERMS, facts, now: at })
      found.tickets += 1
      found.facts += facts.length
      found.clocks += clocks.length
      if (JSON.stringify(clocks.map(lasting(at))) === JSON.stringify(rows.map(stored(at)))) continue
      const done = await desk.commit({
        actor: { kind: 'desk' },
        device: 'desk',
        pushId: `recount ${ticket}`,
        isUnrepeated: true,
        input: { kind: 'sla-recount', ticket, isApplied: false },
      })
      if (done.ok) found.changed += 1
      else if (done.fault.code !== 'kit/not-found') throw new Error(done.fault.detail)
    }
    if (found.tickets % 10_000 < slice.length) progress(`${found.tickets} tickets`)
    // A running server has others to answer.
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return found
}

export type Applied = { tickets: number; changed: number; next: string | null }

/**
 * What today's settings say applies to tickets that are neither solved nor closed, from now on: some of them, after that id.
 * Done twice it changes nothing the second time, so it may be killed anywhere.
 */
export async function applySlice(sql: Sql, commit: Commit, after: string): Promise<Applied> {
  const rows = await sql.all(
    `SELECT id FROM tickets WHERE id > ? AND status NOT IN ('solved', 'closed') ORDER BY id LIMIT ${LIMITS.slaSlice}`,
    after,
  )
  const found: Applied = { tickets: 0, changed: 0, next: null }
  for (const row of rows) {
    const ticket = text(row, 'id')
    const done = await commit({
      actor: { kind: 'desk' },
      device: 'desk',
      pushId: `apply ${ticket}`,
      isUnrepeated: true,
      input: { kind: 'sla-recount', ticket, isApplied: true },
    })
    if (done.ok) {
      found.tickets += 1
      if (done.value.result?.['isNew'] === true) found.changed += 1
    } else if (done.fault.code !== 'kit/not-found') throw new Error(done.fault.detail)
    if (rows.length === LIMITS.slaSlice) found.next = ticket
  }
  return found
}

/** All of them. */
export async function applyTerms(
  desk: Desk,
  progress: (line: string) => void,
): Promise<{ tickets: number; changed: number }> {
  const found = { tickets: 0, changed: 0 }
  let after: string | null = ''
  while (after !== null) {
    const slice: Applied = await applySlice(desk.database.read, desk.commit, after)
    found.tickets += slice.tickets
    found.changed += slice.changed
    progress(`${found.tickets} tickets`)
    after = slice.next
  }
  return found
}

export const ApplyPayload = v.object({ after: v.string() })

/** The same in the background, a slice a job: others have their turn in between. */
export function addApplyJob(tx: Tx, after: string, { id, now }: { id: string; now: number }) {
  const key = `sla-apply:${after}`
  return addJob(tx, { id, kind: 'sla-apply', key, dueAt: now, payload: { after }, now })
}

type Slice = { ticket: string; facts: Fact[]; rows: SqlRow[] }[]

/** Tickets in order of id with their facts and clocks, so many at a time: memory holds one slice. */
async function* slicesOf(sql: Sql): AsyncGenerator<Slice> {
  let after = ''
  for (;;) {
    const ids = await sql.all(
      `SELECT id FROM tickets WHERE id > ? ORDER BY id LIMIT ${LIMITS.slaSlice}`,
      after,
    )
    const last = ids.at(-1)
    if (!last) return
    const slice = new Map(
      ids.map((row) => {
        const ticket = text(row, 'id')
        return [ticket, { ticket, facts: new Array<Fact>(), rows: new Array<SqlRow>() }]
      }),
    )
    const span = [after, text(last, 'id')]
    for (const row of await sql.all(
      `SELECT ticket, at, kind, detail FROM sla_facts WHERE ticket > ? AND ticket <= ? ORDER BY ticket, seq`,
      ...span,
    ))
      slice
        .get(text(row, 'ticket'))
        ?.facts.push(parseFact(text(row, 'kind'), number(row, 'at'), text(row, 'detail')))
    for (const row of await sql.all(
      `SELECT * FROM sla_clocks WHERE ticket > ? AND ticket <= ? ORDER BY ticket, ordinal`,
      ...span,
    ))
      slice.get(text(row, 'ticket'))?.rows.push(row)
    yield [...slice.values()]
    after = span[1] ?? ''
  }
}

/** What of a clock does not depend on when it was looked at: a row says what was true at its ticket's last fact. */
const lasting = (now: number) => (clock: Clock) => ({
  target: clock.target,
  state: clock.state === 'running' && isPassed(clock.passesAt, now) ? 'breached' : clock.state,
  startedAt: clock.startedAt,
  endedAt: clock.endedAt,
  isCancelled: clock.isCancelled,
  dueAt: clock.dueAt,
  // One that has been passed is no longer to come.
  passesAt: isPassed(clock.passesAt, now) ? null : clock.passesAt,
  counted: clock.endedAt === null ? null : clock.countedSeconds,
  wall: clock.endedAt === null ? null : clock.wallSeconds,
})

const stored = (now: number) => (row: SqlRow) => {
  const passesAt = numberOrNull(row, 'passes_at')
  const endedAt = numberOrNull(row, 'ended_at')
  const state = text(row, 'state')
  return {
    target: text(row, 'target'),
    state: state === 'running' && isPassed(passesAt, now) ? 'breached' : state,
    startedAt: number(row, 'started_at'),
    endedAt,
    isCancelled: number(row, 'cancelled') === 1,
    dueAt: numberOrNull(row, 'due_at'),
    passesAt: isPassed(passesAt, now) ? null : passesAt,
    counted: endedAt === null ? null : number(row, 'counted_seconds'),
    wall: endedAt === null ? null : number(row, 'wall_seconds'),
  }
}

const isPassed = (at: number | null, now: number): boolean => at !== null && at <= now
