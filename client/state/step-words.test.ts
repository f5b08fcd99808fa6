import { expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { CaseFile } from '../../shared/sla/case-file.ts'
import { evaluateClocks } from '../../shared/sla/clocks.ts'
import { sayStep } from '../../shared/sla/step-words.ts'
import { zoneOfStep } from '../../shared/sla/step.ts'
import { tellSteps, type StepPart, type Told } from './step-words.ts'

const NOW = Date.parse('2026-03-30T10:00:00Z')

/** What the server says of a ticket that was answered after a weekend. */
function stepsIn(timeZone: string, time: 'business' | 'wall' = 'business'): Told {
  const slots = { fri: [['09:00', '17:00']], mon: [['09:00', '17:00']] }
  const file = unwrap(
    parseWith(CaseFile, {
      calendar: { timeZone, slots, holidays: [] },
      policy: { pauseOn: [], targets: { firstResponse: { seconds: 7200, time } } },
      facts: [
        { at: '2026-03-27T15:30:00Z', kind: 'accepted' },
        { at: '2026-03-30T07:20:05Z', kind: 'reply' },
      ],
      now: '2026-03-30T10:00:00Z',
    }),
  )
  const steps = evaluateClocks(file)[0]?.steps ?? []
  return { steps: steps.map((step) => sayStep(step)), zones: steps.map(zoneOfStep) }
}

const read = (parts: readonly StepPart[]) =>
  parts.map((part) => (typeof part === 'string' ? part : part.said)).join('')
const told = (steps: Told, zone: string, now = NOW) => tellSteps(steps, zone, now).map(read)

test('[SL12] instants are told in the calendar’s zone, without its name for who lives in it', () => {
  const steps = told(stepsIn('Europe/Berlin'), 'Europe/Berlin')
  expect(steps[0]).toMatch(/^Fri,? 27 Mar,? (at )?16:30: the clock starts: .* in Europe\/Berlin\.$/)
  expect(steps.at(-1)).toMatch(/^Mon,? 30 Mar,? (at )?09:20:05: the clock ends/)
  expect(steps.join()).not.toMatch(/\dT\d|\dZ/)
  // Another name of the same clock is no other zone.
  expect(told(stepsIn('Europe/Berlin'), 'Europe/Paris')).toEqual(steps)
})

test('who lives elsewhere reads the same hours with the name of their zone', () => {
  const steps = told(stepsIn('Europe/Berlin'), 'America/New_York')
  expect(steps[0]).toMatch(/16:30 (CET|GMT\+1): the clock starts/)
  // Summer time began on the Sunday between.
  expect(steps.at(-1)).toMatch(/09:20:05 (CEST|GMT\+2): the clock ends/)
})

test('where no calendar counts, the hours are the reader’s own', () => {
  const [first] = told(stepsIn('Europe/Berlin', 'wall'), 'America/New_York')
  expect(first).toMatch(/11:30: the clock starts/)
})

test('a calendar that applies later is followed from its step on', () => {
  const steps = [
    '2026-03-27T15:30:00Z: the clock starts: x. The target is 2 h of business time in Europe/Berlin.',
    '2026-03-27T16:00:00Z: another calendar applies, in Asia/Tokyo; what was counted stays.',
    '2026-03-27T17:00:00Z: goes on.',
  ]
  const zones = ['Europe/Berlin', 'Asia/Tokyo', null]
  const [first, second, third] = told({ steps, zones }, 'UTC')
  expect(first).toMatch(/16:30 (CET|GMT\+1):/)
  expect(second).toMatch(/01:00 (JST|GMT\+9):/)
  expect(third).toMatch(/02:00 (JST|GMT\+9):/)
})

test('another year is said; a zone this browser does not know is read in the reader’s', () => {
  const old = ['2024-03-27T15:30:00Z: the target is now 2 h of business time in Mars/Olympus.']
  expect(told({ steps: old, zones: ['Mars/Olympus'] }, 'UTC')[0]).toMatch(
    /2024.* 15:30: the target/,
  )
})
