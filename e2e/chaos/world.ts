/** What every part of the load is given, and the one way all of them insist: the same request until it is answered. */
import type { Seeded } from '../stage/seeded.ts'
import type { Person, Stage, StageNode } from '../stage.ts'
import { pause } from '../stage/wait.ts'
import type { Entry, Ledger } from './ledger.ts'

/**
 * For proving that the audit sees: `early` believes a request done the moment it is sent, as after a false
 * acknowledgement; `new-keys` repeats under another key, as a client without idempotency would.
 */
export type Lie = 'none' | 'early' | 'new-keys'

export type World = {
  stage: Stage
  ledger: Ledger
  agents: readonly Person[]
  queue: { slug: string; address: string }
  lie: Lie
  /** The server that the load's part of this number talks to. */
  nodeOf(number: number): StageNode
  isOver(): boolean
  /** Tickets anybody may write notes and replies on; the newest of them. */
  tickets: string[]
}

export const TICKETS_KEPT = 40
/** Longer than any restart may take: what is not answered until then is a defect. */
const INSIST_MS_MAX = 60_000

export type Outcome<T> =
  | { end: 'answered'; value: T }
  /** Nobody knows: the same again. */
  | { end: 'again' }
  | { end: 'refused'; why: string }

/**
 * @param attempt  sends it once; gets a suffix for its key, empty but for a lie
 * @returns        the answer, or null when there is none to be had
 */
export async function insist<T>(
  world: World,
  entry: Entry,
  random: Seeded,
  attempt: (keySuffix: string) => Promise<Outcome<T>>,
): Promise<T | null> {
  const startedAt = Date.now()
  for (;;) {
    entry.sends += 1
    if (world.lie === 'early') world.ledger.acknowledge(entry)
    const suffix = world.lie === 'new-keys' && entry.sends > 1 ? `-${entry.sends}` : ''
    // Whatever the network throws leaves it open whether it was done.
    const outcome = await attempt(suffix).catch((): Outcome<T> => ({ end: 'again' }))
    if (outcome.end === 'answered') {
      world.ledger.acknowledge(entry)
      return outcome.value
    }
    if (outcome.end === 'refused') {
      world.ledger.defect('refused', `${entry.kind} ${entry.token}: ${outcome.why}`)
      return null
    }
    if (world.lie === 'early') return null
    if (Date.now() - startedAt > INSIST_MS_MAX) {
      world.ledger.defect('stuck', `${entry.kind} ${entry.token} was sent ${entry.sends} times`)
      return null
    }
    await pause(random.between(20, 120))
  }
}

export function offer(world: World, ticket: string): void {
  world.tickets.push(ticket)
  if (world.tickets.length > TICKETS_KEPT) world.tickets.shift()
}
