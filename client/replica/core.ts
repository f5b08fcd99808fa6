/** What the parts of the replica share: who and where, the stores, and one way to say that something changed. */
import type { Clock, Random, Timers } from '../../shared/kit/clock.ts'
import type { Log } from '../../shared/kit/log.ts'
import { makeId } from '../../shared/kit/id.ts'
import type { DeskInfo } from '../../shared/wire/down.ts'
import type { Breathe } from './breathe.ts'
import type { Db, EntryRecord } from './db.ts'
import type { DeskHttp } from './desk-http.ts'
import type { OverlayChange } from './doc-log.ts'
import type { Link } from './link.ts'
import type { Kept, Summaries } from './summaries.ts'

/** What a transaction has stored; shown here and told to the other tabs. */
export type Change = {
  entries?: readonly EntryRecord[]
  /** How they were kept; without it they are told one by one. */
  kept?: Kept
  overlays?: OverlayChange[]
  /** Tickets whose document, delivery or waiting acts changed. */
  tickets?: string[]
  /** True when the outbox or the refused changed. */
  isOutbox?: boolean
  why?: WhyGone | undefined
}

/** Rows go because queues were taken from this person. Without it: moved where they do not see, or deleted. */
export type WhyGone = 'rights'

export type Core = {
  /** As the server calls this person now. */
  readonly me: DeskInfo['me']
  desk(): DeskInfo
  db: Db
  link: Link
  http: DeskHttp
  summaries: Summaries
  clock: Clock
  /** The time by the server's clock, as far as it is known here: for everything that others will read. */
  serverNow(): number
  random: Random
  timers: Timers
  /** Between two parts of long work, outside of transactions. */
  breathe: Breathe
  log: Log
  publish(change: Change): void
  /** In this tab alone. */
  show(change: Change): void
  /** Resolves when `sync()` counts what the outbox holds now. */
  recount(): Promise<void>
  /**
   * Runs what nobody waits for. A fault of the disk is noted, a bug logged, and the replica goes on; what is still
   * under way when the replica closes ends quietly.
   * @returns true when it went through
   */
  background(work: () => Promise<unknown>): Promise<boolean>
}

export function newId(core: Core): string {
  return makeId(core.clock.now(), core.random)
}

/** Full jitter: between nothing and `firstMs` doubled per try, at most `maxMs`. */
export function jitterMs(random: Random, tries: number, firstMs: number, maxMs: number): number {
  const bytes = random(4)
  const fraction = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) / 2 ** 32
  return fraction * Math.min(maxMs, firstMs * 2 ** Math.min(tries, 10))
}
