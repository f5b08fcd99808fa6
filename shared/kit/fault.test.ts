/** What the list of faults promises to those who read a close code. */
import { expect, test } from 'vitest'
import { closeCodeOf, FAULTS, type FaultCode } from './fault.ts'

test('[DR2] what may succeed later closes no room for good', () => {
  const codes = Object.keys(FAULTS).filter((code): code is FaultCode => code in FAULTS)
  // y-websocket's own rule.
  const endsForGood = (code: FaultCode) => Math.floor(closeCodeOf(code) / 100) === 44
  const passing = codes.filter((code) => FAULTS[code].retry)
  expect(passing).toContain('kit/storage')
  // Who sends too much is not to come back by itself.
  expect(passing.filter(endsForGood)).toEqual(['kit/rate-limited'])
  for (const code of ['auth/required', 'auth/denied', 'kit/not-found', 'wire/malformed'] as const)
    expect(endsForGood(code)).toBe(true)
})
