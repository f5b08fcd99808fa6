/** The steps of a clock in every language: nothing left out, no English among them, and the same instants and zones. */
import { describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LOCALES, PSEUDO } from '../../shared/kit/locales.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { CaseFile, explainCase } from '../../shared/sla/case-file.ts'
import { evaluateClocks } from '../../shared/sla/clocks.ts'
import { sayStep } from '../../shared/sla/step-words.ts'
import type { Step } from '../../shared/sla/step.ts'
import { languageOf, stepsIn } from './language.ts'

const day = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
]
const week = Object.fromEntries('mon tue wed thu fri'.split(' ').map((name) => [name, day]))
const office = {
  timeZone: 'Europe/Berlin',
  slots: week,
  holidays: [
    { date: '2026-03-31', name: 'Fair' },
    { date: '2026-04-01', from: '12:00', to: '24:00' },
  ],
}
const business = (seconds: number) => ({ seconds, time: 'business' })
const at = (time: string, kind: string, more: object = {}) => ({
  ...{ at: `2026-03-${time}:00Z`, kind },
  ...more,
})
const policy = {
  targets: { firstResponse: business(3600), update: business(500_000), resolution: business(7200) },
  pauseOn: ['waiting'],
}
/** Between them, they do everything that a clock can. */
const CASES = [
  [
    at('27T15:30', 'accepted'),
    at('30T07:20', 'reply'),
    at('30T08:00', 'inbound'),
    at('30T09:00', 'status', { status: 'waiting' }),
    at('30T10:00', 'status', { status: 'open' }),
    at('30T11:00', 'calendar', { calendar: { ...office, timeZone: 'Asia/Tokyo' } }),
    at('30T12:00', 'policy', {
      policy: { targets: { nextResponse: business(60), resolution: business(60) }, pauseOn: [] },
    }),
    at('31T12:00', 'status', { status: 'solved' }),
    at('31T13:00', 'status', { status: 'open' }),
    at('31T14:00', 'merged'),
    at('31T15:00', 'unmerged'),
  ],
  [at('27T15:30', 'accepted'), at('27T15:40', 'status', { status: 'waiting' })],
  [
    at('27T12:30', 'accepted'),
    at('27T13:00', 'policy', { policy: { ...policy, targets: { firstResponse: business(60) } } }),
  ],
  [at('27T15:30', 'accepted'), at('27T15:40', 'cancelled')],
  [
    at('27T15:30', 'accepted'),
    at('28T15:30', 'calendar', { calendar: { timeZone: 'UTC', slots: {} } }),
  ],
]
const files = CASES.map((facts) => ({
  ...{ calendar: office, policy, facts },
  now: '2026-04-20T10:00:00Z',
}))
const steps = files.flatMap((file) =>
  evaluateClocks({ ...unwrap(parseWith(CaseFile, file)), isUnfolded: true }).flatMap(
    (clock) => clock.steps,
  ),
)
const INSTANTS = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g
const said = (step: Step, lang: string) => sayStep(step, stepsIn(languageOf(lang)))

describe('[LA3] the steps of a clock', () => {
  test('the cases have every kind of step', () => {
    const kinds: Record<Step['kind'], true> = {
      ...{ start: true, added: true, 'no-slots': true, paused: true, counted: true, passed: true },
      ...{ 'goes-on': true, target: true, late: true, calendar: true, end: true, reopened: true },
      now: true,
    }
    expect([...new Set(steps.map(({ kind }) => kind))].toSorted()).toEqual(
      Object.keys(kinds).toSorted(),
    )
  })

  test('in English they are what the command line prints', () => {
    const printed = files.flatMap((file) =>
      unwrap(explainCase(file)).clocks.flatMap((clock) => clock.steps),
    )
    expect(steps.map((step) => said(step, 'en'))).toEqual(printed)
  })

  test('no word of them is in no catalogue', () => {
    const theirs = /Europe\/Berlin|Asia\/Tokyo|Fair|\b(?:Mon|Tue|Wed|Thu|Fri|Mar|Apr)\b/g
    for (const step of steps) {
      const bare = said(step, PSEUDO).replace(INSTANTS, '').replace(theirs, '')
      expect(bare).not.toMatch(/\b(?:the|is|to|and|of|was|clock|counted|left|target|calendar)\b/i)
      expect(bare).toMatch(/^\[.*~\]$/)
    }
  })

  test.each(Object.keys(LOCALES).filter((name) => name !== 'en'))(
    '%s: says the same instants and zones, and no English',
    (lang) => {
      for (const step of steps) {
        const [english, other] = [said(step, 'en'), said(step, lang)]
        expect(other).not.toBe(english)
        expect(other.match(INSTANTS)).toEqual(english.match(INSTANTS))
        expect(other.match(/Europe\/Berlin|Asia\/Tokyo/g)).toEqual(
          english.match(/Europe\/Berlin|Asia\/Tokyo/g),
        )
        expect(other).not.toMatch(/\b(?:the|clock|counted|business|ticket was|breached)\b/i)
        expect(other).not.toMatch(/undefined|\[object|null/)
      }
    },
  )
})
