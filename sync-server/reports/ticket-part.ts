/**
 * What one ticket gives to reports: when it arrived, was solved and opened again, and every clock it had. All of it follows
 * from its facts, and from what it says of itself today (organisation, tier, assignee, tags); nothing from when it is asked.
 *
 * A ticket that was merged away neither arrives nor is solved: its conversation is counted where it goes on. What its clocks
 * had met or broken before stays. One that is marked as spam gives nothing at all. Not here: how that is kept (pack), nor any figure.
 */
import { v } from '../../shared/kit/schema.ts'
import { evaluateClocks, isMarkedSpam, type Clock, type Fact } from '../../shared/sla/clocks.ts'
import { FINAL_STATUSES } from '../../shared/sla/terms.ts'
import { CHANNELS } from '../../shared/ticket/ticket.ts'
import { rootMap } from '../../shared/ticket/ticket-doc.ts'
import { readTicketDoc } from '../commit/shadows.ts'
import { newestOf, NO_TERMS, readFacts } from '../sla/sla-record.ts'
import { text, type Sql } from '../store/database.ts'
import {
  ARRIVED,
  kindOfTarget,
  REOPENED,
  SOLVED,
  STATES,
  UNDONE,
  type Entry,
  type Traits,
} from './pack.ts'

export type TicketPart = {
  ticket: string
  queue: string
  traits: Traits
  entries: Entry[]
  /** When it was accepted, epoch ms, if it is open; null: it is not. */
  openSince: number | null
}

const Said = v.object({
  organisation: v.nullable(v.string()),
  assignee: v.nullable(v.string()),
  tier: v.optional(v.string(), ''),
  tags: v.array(v.string()),
})

/** Null when there is no such ticket. `channel`: how it came, where that is known; it never changes. */
export async function readTicketPart(
  sql: Sql,
  ticket: string,
  channel?: string,
): Promise<TicketPart | null> {
  const row = await sql.get(`SELECT queue, row FROM tickets WHERE id = ?`, ticket)
  if (!row) return null
  const { organisation, assignee, tier, tags } = v.parse(Said, JSON.parse(text(row, 'row')))
  const facts = await readFacts(sql, ticket)
  const turns = turnsOf(facts)
  const clocks = evaluateClocks({ ...NO_TERMS, facts, now: newestOf(facts) })
  const isOpen = turns.length > 0 && turns.at(-1)?.kind !== SOLVED
  return {
    ticket,
    queue: text(row, 'queue'),
    traits: {
      organisation: organisation ?? '',
      agent: assignee ?? '',
      channel: channel ?? (await readChannel(sql, ticket)),
      tags: [...tags].sort().join('\n'),
      tier,
    },
    entries: [...turns, ...clocks.map(clockEntry)],
    openSince: isOpen ? (turns[0]?.at ?? 0) * 1000 : null,
  }
}

/** A ticket is in the reports of the days on which these are. */
export const dayOf = (at: number): number => Math.floor(at / 86_400)

export function turnsOf(facts: readonly Fact[]): Entry[] {
  const turns: Entry[] = []
  let isOver = false
  let isFinal = false
  const inOrder = [...facts].sort((a, b) => a.at - b.at)
  if (isMarkedSpam(inOrder)) return []
  for (const fact of inOrder) {
    const at = Math.floor(fact.at / 1000)
    if (fact.kind === 'merged' || fact.kind === 'cancelled') isOver = true
    else if (fact.kind === 'unmerged') isOver = false
    else if (fact.kind === 'accepted' && turns.length === 0) {
      turns.push(turn(ARRIVED, at))
      if (isFinal) turns.push(turn(SOLVED, at))
    }
    if (fact.kind !== 'status' || isOver) continue
    const wasFinal: boolean = isFinal
    isFinal = FINAL_STATUSES.has(fact.status)
    if (turns.length === 0 || isFinal === wasFinal) continue
    const last = turns.at(-1)
    if (!isFinal && last?.kind === SOLVED) last.state = UNDONE
    turns.push(turn(isFinal ? SOLVED : REOPENED, at))
  }
  return isOver ? [] : turns
}

const turn = (kind: number, at: number): Entry => ({
  kind,
  state: 0,
  at,
  endedAt: 0,
  counted: 0,
  wall: 0,
  passesAt: 0,
})

/** Of one that still counts, what it has counted so far is nothing to keep: it would be old at once. */
function clockEntry(clock: Clock): Entry {
  const { startedAt, endedAt, passesAt, countedSeconds, wallSeconds } = clock
  const second = (ms: number | null) => (ms === null ? 0 : Math.floor(ms / 1000))
  return {
    kind: kindOfTarget(clock.target),
    state: STATES.indexOf(clock.state),
    at: second(startedAt),
    endedAt: second(endedAt),
    counted: endedAt === null ? 0 : countedSeconds,
    wall: endedAt === null ? 0 : wallSeconds,
    passesAt: endedAt === null && clock.state === 'running' ? second(passesAt) : 0,
  }
}

async function readChannel(sql: Sql, ticket: string): Promise<string> {
  const { doc } = await readTicketDoc(sql, ticket)
  const said = rootMap(doc, 'facts').get('channel')
  doc.destroy()
  // What a later version calls it is read as the web, as devices do.
  return CHANNELS.find((channel) => channel === said) ?? 'web'
}
