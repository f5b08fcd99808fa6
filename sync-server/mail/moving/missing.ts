/** What is missing before it may be said that mail for an address comes here alone (wire/moving). Pure. */
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { Missing, MoveTest } from '../../../shared/wire/moving.ts'

export type Shown = {
  address: string | null
  /** Where the domain's MX record points, by the last look at it. */
  mx: 'here' | 'elsewhere' | 'unknown'
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
  // An old server may hand mail on without a trace: then the record alone tells that from mail that came straight here.
  if (shown.mx !== 'here') missing.push(`move/mx-${shown.mx}`)
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
    case 'not-delivered':
      return 'move/test-not-delivered'
    case 'arrived':
      return test.arrivals.some(({ way }) => way === 'forwarded')
        ? 'move/only-forwarded'
        : 'move/only-fetched'
  }
}
