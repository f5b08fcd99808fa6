/**
 * SLA on the server: appends server-stamped facts of a ticket and derives its clocks from all of them (architecture §8).
 * The arithmetic is shared/sla; the figures for reports are read in sla-report.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { closedUntil } from '../../shared/sla/calendar.ts'
import { evaluateClocks, type Calendar, type Clock, type Policy } from '../../shared/sla/clocks.ts'
import { foldClosures } from '../../shared/sla/closures.ts'
import { Fact } from '../../shared/sla/terms.ts'
import type { ClockFace, Ticket } from '../../shared/ticket/ticket.ts'
import type { FactInput, TicketWork } from '../commit/ticket-work.ts'
import type { Settings } from '../settings/settings.ts'
import { markForReports } from '../reports/report-marks.ts'
import { number, text, type Sql, type Tx } from '../store/database.ts'
import { planResolves } from '../webhooks/plan-resolves.ts'
import { planAlarm } from './alarm-job.ts'
import { matchedOf, termsOf, type Terms } from './policy-match.ts'

export type SlaRecord = {
  /** Stores the work's new facts and clocks; null when there was nothing new to count. */
  record(work: TicketWork, after: Ticket): Promise<ClockFace[] | null>
  /** Clocks as they stand now, whether or not anything happened; with `terms`, under these from now on. */
  recount(work: TicketWork, after: Ticket, terms?: Terms): Promise<ClockFace[]>
}

export function makeSlaRecord(settings: () => Settings): SlaRecord {
  async function write(
    work: TicketWork,
    after: Ticket,
    added: readonly (FactInput | TermsInput)[],
  ): Promise<ClockFace[]> {
    const before = work.version === 0 ? [] : await readFacts(work.tx, work.id)
    await appendFacts(work, notBefore(newestOf(before), work.now, [...added]))
    if (added.length > 0) await markForReports(work.tx, work.id, work.now)
    const facts = await readFacts(work.tx, work.id)
    const now = Math.max(work.now, newestOf(facts))
    const clocks = evaluateClocks({ ...NO_TERMS, facts, now })
    await writeClocks(work.tx, work.id, after.queue, clocks)
    await planAlarm(work, clocks, termsOf(settings(), matchedOf(after)).alarms)
    await planResolves(work, clocks)
    return facesOf(clocks, facts)
  }
  return {
    async record(work, after) {
      const changed = termsInputs(work, after, settings())
      if (work.facts.length === 0 && changed.length === 0) return null
      const accepted = work.facts.some(({ kind }) => kind === 'accepted')
      const added = accepted ? [...changed, ...work.facts] : [...work.facts, ...changed]
      return write(work, after, added)
    },
    recount: (work, after, terms) => write(work, after, terms ? bothTerms(terms, work.now) : []),
  }
}

/** The facts bring their own terms: nothing of today's settings decides what was counted (rule SL1). */
export const NO_TERMS: { calendar: Calendar; policy: Policy } = {
  calendar: { timeZone: 'UTC', slots: {}, holidays: [] },
  policy: { pauseOn: [], targets: {} },
}

type TermsInput =
  | { kind: 'policy'; policy: Policy; at: number }
  | { kind: 'calendar'; calendar: Calendar; at: number }

/**
 * The terms that hold from this work on, as facts: hours and targets when a ticket is accepted; those of another policy
 * when the ticket now meets its conditions. So the log alone says every figure, whatever the settings become (rule SL1).
 */
function termsInputs(work: TicketWork, after: Ticket, settings: Settings): TermsInput[] {
  const now = termsOf(settings, matchedOf(after))
  const accepted = work.facts.find((fact) => fact.kind === 'accepted')
  if (accepted) return bothTerms(now, accepted.at)
  if (!work.before) return []
  // Both by today's settings: what was changed in them meanwhile is no change of the ticket.
  const before = termsOf(settings, matchedOf(work.before))
  if (before.id === now.id) return []
  const [calendar, policy] = bothTerms(now, work.now)
  return [before.calendarId === now.calendarId ? [] : calendar, policy].flat()
}

const bothTerms = ({ calendar, policy }: Terms, at: number): [TermsInput, TermsInput] => [
  { kind: 'calendar', calendar, at },
  { kind: 'policy', policy, at },
]

/**
 * A server whose clock was set back stamps nothing before what it stamped already: an answer would else come before its
 * question, and count for nothing. Mail that comes late keeps the time it was received at.
 */
function notBefore<F extends { at: number }>(newest: number, now: number, facts: F[]): F[] {
  return now >= newest ? facts : facts.map((fact) => ({ ...fact, at: Math.max(fact.at, newest) }))
}

export const newestOf = (facts: readonly Fact[]): number =>
  facts.reduce((newest, { at }) => Math.max(newest, at), 0)

async function appendFacts(
  { tx, id: ticket, version }: TicketWork,
  facts: readonly (FactInput | TermsInput)[],
): Promise<void> {
  const row =
    version > 0 &&
    (await tx.get(`SELECT coalesce(max(seq), 0) AS seq FROM sla_facts WHERE ticket = ?`, ticket))
  let seq = row ? number(row, 'seq') : 0
  for (const fact of facts) {
    const { at, kind, ...detail } = fact
    await tx.run(
      `INSERT INTO sla_facts (ticket, seq, at, kind, detail) VALUES (?, ?, ?, ?, ?)`,
      ticket,
      ++seq,
      at,
      kind,
      JSON.stringify(detail),
    )
  }
}

export async function readFacts(sql: Sql, ticket: string): Promise<Fact[]> {
  const rows = await sql.all(
    `SELECT at, kind, detail FROM sla_facts WHERE ticket = ? ORDER BY seq`,
    ticket,
  )
  return rows.map((row) => parseFact(text(row, 'kind'), number(row, 'at'), text(row, 'detail')))
}

/** Terms read before. Tickets share them, and the arithmetic keeps what it worked out of a calendar by object. */
const termsKept = new Map<string, Fact>()

export function parseFact(kind: string, at: number, detail: string): Fact {
  const key = `${kind} ${detail}`
  const known = termsKept.get(key)
  if (known) return { ...known, at }
  const parsed: unknown = JSON.parse(detail)
  const fact = v.parse(Fact, { ...(typeof parsed === 'object' ? parsed : {}), at, kind })
  if (fact.kind === 'calendar' || fact.kind === 'policy') {
    if (termsKept.size >= LIMITS.slaZonesKept) termsKept.clear()
    termsKept.set(key, fact)
  }
  return fact
}

export async function writeClocks(
  tx: Tx,
  ticket: string,
  queue: string,
  clocks: readonly Clock[],
): Promise<void> {
  await tx.run(`DELETE FROM sla_clocks WHERE ticket = ?`, ticket)
  let ordinal = 0
  for (const clock of clocks)
    await tx.run(
      `INSERT INTO sla_clocks (ticket, ordinal, queue, target, state, started_at, ended_at, due_at, counted_seconds, wall_seconds, passes_at, cancelled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ticket,
      ordinal++,
      queue,
      clock.target,
      clock.state,
      clock.startedAt,
      clock.endedAt,
      clock.dueAt,
      clock.countedSeconds,
      clock.wallSeconds,
      clock.passesAt,
      clock.isCancelled ? 1 : 0,
    )
}

/** Clocks of a ticket at an instant, from its facts alone; those that have not happened by then are taken as happened. */
export async function clocksAt(
  sql: Sql,
  ticket: string,
  at: number,
  isUnfolded = false,
): Promise<Clock[]> {
  const facts = await readFacts(sql, ticket)
  return evaluateClocks({ ...NO_TERMS, facts, now: Math.max(at, newestOf(facts)), isUnfolded })
}

/** As devices show them: one that runs in business time says when it stands, so that they count down as the server does. */
function facesOf(clocks: readonly Clock[], facts: readonly Fact[]): ClockFace[] {
  const inOrder = [...facts].sort((a, b) => a.at - b.at)
  const calendar = inOrder.findLast((fact) => fact.kind === 'calendar')
  const policy = inOrder.findLast((fact) => fact.kind === 'policy')
  return clocks.filter(isShown).map((clock) => {
    const face = faceOf(clock)
    const { target, state, dueAt } = face
    if (state !== 'running' || dueAt === null) return face
    if (calendar?.kind !== 'calendar' || policy?.kind !== 'policy') return face
    if (policy.policy.targets[target]?.time !== 'business') return face
    const due = dueAt / 1000
    const closed = closedUntil(calendar.calendar, {
      // Of the facts alone: counted again later, it is the same.
      from: Math.floor(newestOf(facts) / 1000),
      due,
      // The second before the first that is too much.
      opens: clock.passesAt === null ? due + OUT_OF_REACH : clock.passesAt / 1000 - 1,
    })
    return closed.length === 0 ? face : { ...face, closures: foldClosures(closed, due) }
  })
}

/** Longer than a clock looks ahead, in seconds. */
const OUT_OF_REACH = LIMITS.slaReachYears * 366 * 86_400

type Face<T, S> = { target: T; state: S; dueAt: number | null; endedAt: number | null }

/**
 * What of its clocks a ticket's document shows: those that have not ended, and the last of each target. A conversation of
 * two hundred replies has hundreds of others, and every device would carry them.
 */
export const shownFaces = <T extends string, S extends string>(
  clocks: readonly Face<T, S>[],
): Face<T, S>[] => clocks.filter(isShown).map(faceOf)

function isShown<T, S>(
  { target, endedAt }: Face<T, S>,
  place: number,
  clocks: readonly Face<T, S>[],
): boolean {
  return endedAt === null || !clocks.slice(place + 1).some((later) => later.target === target)
}

const faceOf = <T, S>({ target, state, dueAt, endedAt }: Face<T, S>): Face<T, S> => ({
  target,
  state,
  dueAt,
  endedAt,
})
