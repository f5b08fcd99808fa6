/** What is missing before it may be said that mail for an address comes here alone (wire/moving). Pure. */
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { Missing, MoveTest } from '../../../shared/wire/moving.ts'

export type Shown = {
  address: string | null
  /** By the last look at the domain's records. */
  isMxElsewhere: boolean
  /** The newest first. */
  tests: readonly MoveTest[]
  /** Since when mail is counted. */
  begunAt: number
  quietMs: number
  /** Mails that came by the old way alone within that time. */
  alone: number
}

export function whatIsMissing(shown: Shown, now: number): Missing[] {
  if (shown.address === null) return ['move/no-address']
  const missing: Missing[] = []
  if (shown.isMxElsewhere) missing.push('move/mx-elsewhere')
  const test = missingOfTests(shown.tests, now)
  if (test !== null) missing.push(test)
  if (now - shown.begunAt < shown.quietMs) missing.push('move/too-soon')
  if (shown.alone > 0) missing.push('move/old-way-alone')
  return missing
}

/**
 * The newest test that came to something counts: one that came straight here yesterday shows nothing when today's did not.
 */
function missingOfTests(tests: readonly MoveTest[], now: number): Missing | null {
  const settled = tests.find(({ state }) => state === 'arrived' || state === 'late')
  const test = settled ?? tests[0]
  if (!test) return 'move/no-test'
  const direct = test.arrivals.find(({ way }) => way === 'direct')
  if (direct) return now - direct.at <= LIMITS.moveProofMs ? null : 'move/test-old'
  switch (test.state) {
    case 'under-way':
      return 'move/test-under-way'
    case 'late':
      return 'move/test-late'
    case 'not-sent':
      return 'move/test-not-sent'
    case 'arrived':
      return test.arrivals.some(({ way }) => way === 'forwarded')
        ? 'move/only-forwarded'
        : 'move/only-fetched'
  }
}
