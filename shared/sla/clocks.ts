/**
 * Facts in, clocks out. Here is which fact starts, holds, ends or cancels which clock; what a clock does by itself
 * is `clock-run.ts`. Every figure is derived from the facts alone, so it can be recomputed to the second.
 *
 * Instants are cut to whole seconds before anything is counted: what people read then adds up to the second.
 * Facts keep their full order, and those with the same instant the order in which they are given.
 *
 * Where a rule could be read in two ways, this is how it is read:
 * - A breach is for good. What ends a breached clock, be it a merge or a dropped target, leaves it *breached*.
 * - An ended clock keeps what it was due at; one that ended while paused was due at nothing.
 * - A target met stays met when the policy drops it, also when the ticket is reopened after that.
 * - Ten years are counted, by date in UTC, from the instant from which the clock counts.
 * - Spam is promised nothing: as long as the ticket is marked it has no clock, and none that it had. Not spam after all, it
 *   has those it would have had: somebody waited all the time.
 * - Facts before the ticket is accepted, other than status, policy and calendar, are about no ticket yet.
 */
import {
  advanceRun,
  cancelRun,
  endRun,
  holdRun,
  readRun,
  recalendarRun,
  reopenRun,
  retargetRun,
  startRun,
  type Clock,
  type Run,
} from './clock-run.ts'
import type { Why } from './step.ts'
import {
  FINAL_STATUSES,
  pausesByDefault,
  TARGETS,
  type Calendar,
  type Fact,
  type Policy,
  type Target,
  type TargetName,
} from './terms.ts'

export type { Clock } from './clock-run.ts'
export type { Calendar, Fact, Policy, Target, TargetName } from './terms.ts'

type Inputs = {
  /** Both apply until a fact changes them. */
  policy: Policy
  calendar: Calendar
  facts: readonly Fact[]
  /** Epoch ms. Facts after it have not happened yet. */
  now: number
  /** Steps say when business was open, and which holidays lay in between; it costs time. */
  isUnfolded?: boolean
}

/** A ticket as far as clocks care. Instants are epoch seconds; null means that there is none. */
type Ticket = {
  policy: Policy
  calendar: Calendar
  status: string | null
  acceptedAt: number | null
  firstReplyAt: number | null
  /** The oldest inbound not yet answered, after the first reply. */
  unansweredAt: number | null
  /** The last reply, unless the ticket was solved or closed then or since. */
  updatedAt: number | null
  isOver: boolean
  /** When a merge ended it; null: nothing did, or something else. */
  overAt: number | null
  /** Every clock there was. */
  runs: Run[]
  /** Those that have not ended; a handful, however long the ticket is. */
  openRuns: Run[]
  isUnfolded: boolean
}

/** All clocks of a ticket, in order of start, then of `TARGETS`. */
export function evaluateClocks({
  policy,
  calendar,
  facts,
  now,
  isUnfolded = false,
}: Inputs): Clock[] {
  const ticket: Ticket = {
    policy,
    calendar,
    status: null,
    acceptedAt: null,
    firstReplyAt: null,
    unansweredAt: null,
    updatedAt: null,
    isOver: false,
    overAt: null,
    runs: [],
    openRuns: [],
    isUnfolded,
  }
  const happened = facts.filter((fact) => fact.at <= now).sort((a, b) => a.at - b.at)
  if (isMarkedSpam(happened)) return []
  for (const fact of happened) {
    if (fact.kind === 'spam' || fact.kind === 'not-spam') continue
    const at = Math.floor(fact.at / 1000)
    for (const run of ticket.openRuns) advanceRun(run, at)
    applyFact(ticket, fact, at)
    ticket.openRuns = ticket.openRuns.filter((run) => run.endedAt === null)
  }
  const nowSecond = Math.floor(now / 1000)
  for (const run of ticket.openRuns) advanceRun(run, nowSecond)
  return ticket.runs
    .sort(
      (a, b) => a.startedAt - b.startedAt || TARGETS.indexOf(a.target) - TARGETS.indexOf(b.target),
    )
    .map((run) => readRun(run, nowSecond))
}

/** By the last word on it. @param facts  in order */
export function isMarkedSpam(facts: readonly Fact[]): boolean {
  let isSpam = false
  for (const { kind } of facts) if (kind === 'spam' || kind === 'not-spam') isSpam = kind === 'spam'
  return isSpam
}

function applyFact(ticket: Ticket, fact: Fact, at: number): void {
  switch (fact.kind) {
    case 'accepted':
      return applyAccepted(ticket, at)
    case 'reply':
      return applyReply(ticket, at)
    case 'inbound':
      return applyInbound(ticket, at)
    case 'status':
      return applyStatus(ticket, at, fact.status)
    case 'policy':
      return applyPolicy(ticket, at, fact.policy)
    case 'calendar':
      return applyCalendar(ticket, at, fact.calendar)
    case 'merged':
    case 'cancelled':
      return applyOver(ticket, at, fact.kind)
    case 'unmerged':
      return applyUnmerged(ticket, at)
    case 'note':
    case 'auto':
    case 'spam':
    case 'not-spam':
      return
  }
}

function applyAccepted(ticket: Ticket, at: number): void {
  if (ticket.acceptedAt !== null || ticket.isOver) return
  ticket.acceptedAt = at
  start(ticket, 'firstResponse', at, at)
  start(ticket, 'resolution', at, at)
  // Accepted as solved already, as an import may: there is nothing to wait for until it is reopened.
  if (isFinal(ticket))
    for (const run of open(ticket, 'resolution')) endRun(run, at, because(ticket))
}

function applyReply(ticket: Ticket, at: number): void {
  if (!isLive(ticket)) return
  const answered = [...open(ticket, 'firstResponse'), ...open(ticket, 'nextResponse')]
  for (const run of answered) endRun(run, at, 'replied')
  for (const run of open(ticket, 'update')) endRun(run, at, 'replied')
  ticket.firstReplyAt ??= at
  ticket.unansweredAt = null
  ticket.updatedAt = isFinal(ticket) ? null : at
  if (ticket.updatedAt !== null) start(ticket, 'update', at, at)
}

function applyInbound(ticket: Ticket, at: number): void {
  // Before the first reply everything that comes in is waited for by `firstResponse`.
  if (!isLive(ticket) || ticket.firstReplyAt === null || ticket.unansweredAt !== null) return
  ticket.unansweredAt = at
  start(ticket, 'nextResponse', at, at)
}

function applyStatus(ticket: Ticket, at: number, status: string): void {
  const wasFinal = isFinal(ticket)
  ticket.status = status
  if (!isLive(ticket)) return
  if (isFinal(ticket)) {
    ticket.updatedAt = null
    for (const run of open(ticket, 'resolution')) endRun(run, at, because(ticket))
    for (const run of open(ticket, 'update')) cancelRun(run, at, because(ticket))
  } else if (wasFinal) {
    reopenResolution(ticket, at)
  }
  holdAll(ticket, at)
}

/** A reopening takes the end back, under what is promised now; if nothing is, the end stays. */
function reopenResolution(ticket: Ticket, at: number): void {
  const goal = ticket.policy.targets.resolution
  const ended = ticket.runs.filter((run) => run.target === 'resolution' && !run.isCancelled)
  const run = ended.at(-1)
  if (!goal || !run || run.endedAt === null) return
  ticket.openRuns.push(run)
  reopenRun(run, at, ticket.calendar)
  retargetRun(run, at, goal)
}

function applyPolicy(ticket: Ticket, at: number, policy: Policy): void {
  const before = ticket.policy.targets
  ticket.policy = policy
  if (!isLive(ticket)) return
  for (const target of TARGETS) {
    const goal = policy.targets[target]
    for (const run of open(ticket, target)) {
      if (goal) retargetRun(run, at, goal)
      else cancelRun(run, at, 'dropped')
    }
    const owedSince = owed(ticket, target)
    if (goal && !before[target] && owedSince !== null) start(ticket, target, owedSince, at)
  }
  holdAll(ticket, at)
}

function applyCalendar(ticket: Ticket, at: number, calendar: Calendar): void {
  ticket.calendar = calendar
  for (const run of ticket.openRuns) recalendarRun(run, at, calendar)
}

function applyOver(ticket: Ticket, at: number, kind: 'merged' | 'cancelled'): void {
  if (ticket.acceptedAt === null) return
  for (const run of ticket.openRuns) cancelRun(run, at, kind)
  ticket.isOver = true
  ticket.overAt = kind === 'merged' ? at : null
}

/** What the merge ended goes on, under what is promised now; the time in between is not counted. */
function applyUnmerged(ticket: Ticket, at: number): void {
  if (ticket.overAt === null) return
  const ended = ticket.runs.filter((run) => run.isCancelled && run.endedAt === ticket.overAt)
  ticket.isOver = false
  ticket.overAt = null
  for (const run of ended) {
    const goal = ticket.policy.targets[run.target]
    if (!goal) continue
    reopenRun(run, at, ticket.calendar)
    ticket.openRuns.push(run)
    retargetRun(run, at, goal)
  }
  holdAll(ticket, at)
}

/** Since when a target is waited for, whether or not the policy has it; null when it is not. */
function owed(ticket: Ticket, target: TargetName): number | null {
  switch (target) {
    case 'firstResponse':
      return ticket.firstReplyAt === null ? ticket.acceptedAt : null
    case 'nextResponse':
      return ticket.unansweredAt
    case 'update':
      return ticket.updatedAt
    case 'resolution':
      return isFinal(ticket) ? null : ticket.acceptedAt
  }
}

function start(ticket: Ticket, target: TargetName, startedAt: number, countsFrom: number): void {
  const goal = ticket.policy.targets[target]
  if (!goal) return
  const { calendar, isUnfolded } = ticket
  const hold = holdOf(ticket, target, goal)
  const why = STARTS[target]
  const run = startRun({ target, startedAt, countsFrom, calendar, goal, hold, why, isUnfolded })
  ticket.runs.push(run)
  ticket.openRuns.push(run)
}

const STARTS: Readonly<Record<TargetName, Why>> = {
  firstResponse: 'accepted',
  nextResponse: 'message',
  update: 'replied',
  resolution: 'accepted',
}

function holdAll(ticket: Ticket, at: number): void {
  for (const run of ticket.openRuns) {
    if (run.endedAt === null) holdRun(run, at, holdOf(ticket, run.target, run.goal))
  }
}

/** The status that holds it. */
function holdOf(ticket: Ticket, target: TargetName, goal: Target): string | null {
  if (ticket.status === null) return null
  if (isFinal(ticket)) return ticket.status
  const pauses = goal.pauses ?? pausesByDefault[target]
  return pauses && ticket.policy.pauseOn.includes(ticket.status) ? ticket.status : null
}

function because(ticket: Ticket): Why {
  return { status: ticket.status ?? '' }
}

function isFinal(ticket: Ticket): boolean {
  return ticket.status !== null && FINAL_STATUSES.has(ticket.status)
}

/** Accepted, and neither merged nor cancelled: only then are there clocks to change. */
function isLive(ticket: Ticket): boolean {
  return ticket.acceptedAt !== null && !ticket.isOver
}

function open(ticket: Ticket, target: TargetName): Run[] {
  return ticket.openRuns.filter((run) => run.target === target && run.endedAt === null)
}
