/**
 * SLA on the server: appends server-stamped facts of a ticket and derives its clocks from all of them (architecture §8).
 * The arithmetic is shared/sla; the figures for reports are read in sla-report.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { evaluateClocks, type Calendar, type Clock, type Policy } from '../../shared/sla/clocks.ts'
import { Fact } from '../../shared/sla/terms.ts'
import type { ClockFace } from '../../shared/ticket/ticket.ts'
import type { FactInput, TicketWork } from '../commit/ticket-work.ts'
import type { Settings } from '../settings/settings.ts'
import { number, text, type Sql, type Tx } from '../store/database.ts'

export type SlaRecord = {
  /** Stores the work's new facts and clocks; null when there was nothing new to count. */
  record(work: TicketWork, queue: string): Promise<ClockFace[] | null>
}

const calendars = new WeakMap<Settings, Calendar>()

/** One calendar object a settings revision: the arithmetic keeps what it worked out by object. */
export function calendarOf(settings: Settings): Calendar {
  const known = calendars.get(settings)
  if (known) return known
  const made: Calendar = {
    timeZone: settings.timeZone,
    slots: settings.hours,
    holidays: settings.holidays,
  }
  calendars.set(settings, made)
  return made
}

export function policyOf(settings: Settings, queue: string): Policy {
  const found = settings.queues.find((entry) => entry.slug === queue)
  return {
    pauseOn: ['waiting', 'on-hold'],
    targets: found
      ? { firstResponse: found.firstResponse, resolution: { ...found.resolution, pauses: true } }
      : {},
  }
}

export function makeSlaRecord(settings: () => Settings): SlaRecord {
  return {
    async record(work, queue) {
      const hasMoved = work.before !== null && work.before.queue !== queue
      if (work.facts.length === 0 && !hasMoved) return null
      const terms = settings()
      const added = withTerms(work, { queue, hasMoved }, terms)
      const before = await readFacts(work.tx, work.id)
      await appendFacts(work.tx, work.id, notBefore(newestOf(before), work.now, added))
      const facts = await readFacts(work.tx, work.id)
      const clocks = evaluateClocks({
        policy: policyOf(terms, queue),
        calendar: calendarOf(terms),
        facts,
        now: Math.max(work.now, newestOf(facts)),
      })
      await writeClocks(work.tx, work.id, queue, clocks)
      return clocks.map(faceOf)
    },
  }
}

type TermsInput =
  | { kind: 'policy'; policy: Policy; at: number }
  | { kind: 'calendar'; calendar: Calendar; at: number }

/**
 * The new facts with the terms that hold from then on: hours and targets when a ticket is accepted, the other queue's
 * targets when it moves. So the log alone says every figure, whatever the settings become (rule SL1).
 */
function withTerms(
  work: TicketWork,
  { queue, hasMoved }: { queue: string; hasMoved: boolean },
  settings: Settings,
): (FactInput | TermsInput)[] {
  const accepted = work.facts.find((fact) => fact.kind === 'accepted')
  const policy = policyOf(settings, queue)
  if (accepted) {
    const { at } = accepted
    return [
      { kind: 'calendar', calendar: calendarOf(settings), at },
      { kind: 'policy', policy, at },
      ...work.facts,
    ]
  }
  return hasMoved ? [...work.facts, { kind: 'policy', policy, at: work.now }] : work.facts
}

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
  tx: Tx,
  ticket: string,
  facts: readonly (FactInput | TermsInput)[],
): Promise<void> {
  const row = await tx.get(
    `SELECT coalesce(max(seq), 0) AS seq FROM sla_facts WHERE ticket = ?`,
    ticket,
  )
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

function parseFact(kind: string, at: number, detail: string): Fact {
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

async function writeClocks(
  tx: Tx,
  ticket: string,
  queue: string,
  clocks: readonly Clock[],
): Promise<void> {
  await tx.run(`DELETE FROM sla_clocks WHERE ticket = ?`, ticket)
  let ordinal = 0
  for (const clock of clocks)
    await tx.run(
      `INSERT INTO sla_clocks (ticket, ordinal, queue, target, state, started_at, ended_at, due_at, counted_seconds, wall_seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
    )
}

function faceOf(clock: Clock): ClockFace {
  return { target: clock.target, state: clock.state, dueAt: clock.dueAt, endedAt: clock.endedAt }
}
