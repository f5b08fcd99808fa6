/**
 * The most urgent ticket that nobody is in: which may be handed out, in what order, and asking who is there. Lazy. Not here:
 * the mode in which they come one after the other (parts/next-mode).
 */
import { PRIORITIES, type Row } from '../../shared/ticket/ticket.ts'
import type { Present, Replica } from '../replica/api.ts'
import { belongs, type ViewFacts } from './view.ts'

/** Open, awake, and nobody else's. */
export function mayBeNext(row: Row, facts: ViewFacts): boolean {
  return belongs('inbox', row, facts) && (row.assignee === null || row.assignee === facts.me)
}

/** What is due first, then what matters most, then who has waited longest. */
export function compareUrgency(a: Row, b: Row): number {
  const due = (row: Row) => row.dueAt ?? Number.POSITIVE_INFINITY
  const rank = (row: Row) => PRIORITIES.indexOf(row.priority)
  if (due(a) !== due(b)) return due(a) < due(b) ? -1 : 1
  return rank(b) - rank(a) || a.lastAt - b.lastAt || (a.id < b.id ? -1 : 1)
}

/** How long a room is listened at before it is believed to be empty, and how many at once. */
const ASK_MS = 400
const ASKED_AT_ONCE = 4

type Rooms = Pick<Replica, 'enter'>
const isOther = (person: Present) => !person.isMe

/** Whether somebody else is on each of these, asked at once. */
async function whoIsIn(
  replica: Rooms,
  tickets: readonly string[],
  wait: (ms: number) => Promise<void>,
): Promise<ReadonlySet<string>> {
  const taken = new Set<string>()
  const rooms = tickets.map((ticket) =>
    replica.enter(ticket, (present) => {
      if (present.some(isOther)) taken.add(ticket)
    }),
  )
  await wait(ASK_MS)
  for (const room of rooms) room.leave()
  return taken
}

/**
 * The first of `candidates` that nobody else is in; null when there is none.
 *
 * @param isLive  without a link nobody can be asked: the first is as good as any
 */
export async function pickFree(
  replica: Rooms,
  candidates: readonly string[],
  { isLive, wait }: { isLive: boolean; wait: (ms: number) => Promise<void> },
): Promise<string | null> {
  if (!isLive) return candidates[0] ?? null
  for (let at = 0; at < candidates.length; at += ASKED_AT_ONCE) {
    const some = candidates.slice(at, at + ASKED_AT_ONCE)
    const taken = await whoIsIn(replica, some, wait)
    const free = some.find((ticket) => !taken.has(ticket))
    if (free !== undefined) return free
  }
  return null
}
