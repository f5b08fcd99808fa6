/** What every benchmark is given and gives back. Each measures its reference in the same run, turn and turn about. */
import type { Figure } from './figures.ts'

export type BenchContext = {
  /** How often each side is measured. */
  repeats: number
  /** Tickets of the seeded desk, where a bench has one. */
  tickets: number
  /** Where a bench with a browser leaves its traces, without what the names end with; null: nowhere. */
  trace: string | null
  say(line: string): void
}

export type BenchResult = { isBuilt: boolean; notes: string[]; figures: Figure[] }
export type Bench = (context: BenchContext) => Promise<BenchResult>
