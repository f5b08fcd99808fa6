/** Promises that were broken, the newest first, with their tickets. Not here: which were (report-count). */
import { TARGETS, type TargetName } from '../../shared/sla/terms.ts'
import type { Sql } from '../store/database.ts'
import { readTicketIds } from './rollup-read.ts'
import { readHeads } from './ticket-heads.ts'

export type BreachPlace = {
  queue: string
  day: number
  /** Its place in the pack. */
  ticket: number
  target: number
  at: number
  endedAt: number
  counted: number
  wall: number
}

/** Of one instant in an order that is always the same. */
export const laterFirst = (a: BreachPlace, b: BreachPlace): number =>
  b.at - a.at ||
  (a.queue < b.queue ? -1 : a.queue > b.queue ? 1 : 0) ||
  a.ticket - b.ticket ||
  a.target - b.target

export type Breach = {
  ticket: string
  number: number
  subject: string
  queue: string
  target: TargetName
  startedAt: string
  /** Null: still unanswered. */
  endedAt: string | null
  countedSeconds: number | null
  wallSeconds: number | null
}

export async function readBreaches(
  sql: Sql,
  places: readonly BreachPlace[],
  slugs: readonly string[],
): Promise<Breach[]> {
  const ids = new Map<string, string[]>()
  for (const { queue, day } of places)
    if (!ids.has(`${queue} ${day}`))
      ids.set(`${queue} ${day}`, await readTicketIds(sql, queue, day))
  const found = places.map((place) => ({
    ...place,
    id: ids.get(`${place.queue} ${place.day}`)?.[place.ticket] ?? '',
  }))
  const heads = await readHeads(
    sql,
    found.map(({ id }) => id),
    slugs,
  )
  return found.flatMap(({ id, target, at, endedAt, counted, wall }) => {
    const head = heads.get(id)
    const name = TARGETS[target]
    if (!head || !name) return []
    return [
      {
        ...head,
        target: name,
        startedAt: new Date(at * 1000).toISOString(),
        endedAt: endedAt === 0 ? null : new Date(endedAt * 1000).toISOString(),
        countedSeconds: endedAt === 0 ? null : counted,
        wallSeconds: endedAt === 0 ? null : wall,
      },
    ]
  })
}
